"""Bankruptcy or receivership, by the company's own report of it."""

from microcap.checks import check
from microcap.checks.filing_record import answer, items_filed
from microcap.checks.item_told import quoted, two_years
from microcap.model.verdicts import Finding, Verdict
from microcap.view.subject import Subject


@check(
    severity=5,
    kind="event",
    risk="failure",
    fades=False,
    reference="Form 8-K, Item 1.03; methods.md section 7",
)
def bankruptcy_filed(subject: Subject) -> Verdict:
    """Bankruptcy or receivership was reported (8-K item 1.03); it does not fade.

    Every filing held is looked at. A clean bill speaks of the last two years alone.
    """
    found = items_filed(subject.filings, "1.03")
    fact = "bankruptcy or receivership was reported"
    verdict = answer(two_years(subject), found, fact=fact, asked="8-K item 1.03")
    if isinstance(verdict, Finding):
        return Finding(verdict.says, quoted(subject, found, "1.03"))
    return verdict
