"""An inquiry of a regulator that the company's own documents tell of."""

from microcap.checks import check
from microcap.checks.words_told import words_told
from microcap.model.verdicts import Verdict
from microcap.view.subject import Subject


@check(
    severity=2,
    kind="event",
    risk="regulation",
    reference="Regulation S-K item 103; severity is microcap's own, an inquiry is no finding",
)
def regulator_inquiry_told(subject: Subject) -> Verdict:
    """Its documents of two years tell of a subpoena, an inquiry, a Wells notice or a warning letter.

    Many end without any consequence; how it ended, if it did, stands in a later document.
    """
    return words_told(
        subject,
        "regulatory_order",
        fact="an inquiry of a regulator is told",
        asked="words of an inquiry of a regulator",
        details={"wells_notice", "subpoena", "warning_letter", "investigation"},
    )
