"""An order of a regulator that the company's own documents tell of."""

from microcap.checks import check
from microcap.checks.words_told import words_told
from microcap.model.verdicts import Verdict
from microcap.view.subject import Subject

_ORDERS = frozenset(
    {
        "cease_and_desist",
        "consent_order",
        "written_agreement",
        "cease_trade_order",
        "trading_suspension",
        "stop_order",
        "injunction",
    }
)


@check(
    severity=5,
    kind="event",
    risk="regulation",
    reference="8-K items 1.01 and 8.01; Regulation S-K item 103; methods.md section 7",
)
def order_of_a_regulator(subject: Subject) -> Verdict:
    """Its documents of two years tell of an order of a regulator, or an agreement with one.

    Subpoenas, Wells notices, inquiries and warning letters are no orders: `regulator_inquiry_told`
    has them. What the SEC itself published is `named_in_regulatory_release`.
    """
    return words_told(
        subject,
        "regulatory_order",
        fact="an order of a regulator is told",
        asked="words of an order of a regulator",
        details=_ORDERS,
    )
