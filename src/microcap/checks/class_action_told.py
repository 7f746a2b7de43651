"""A class action or a derivative suit that the company's own documents tell of."""

from microcap.checks import check
from microcap.checks.item_told import two_years
from microcap.checks.words_told import said_within, words_told
from microcap.model.verdicts import Finding, Verdict
from microcap.view.subject import Subject

_KIND = "litigation_class_action"


@check(
    severity=2,
    kind="event",
    risk="regulation",
    reference="Regulation S-K item 103; ASC 450; methods.md section 7",
)
def class_action_told(subject: Subject) -> Verdict:
    """Its documents of two years tell of a class action or a suit on its behalf.

    A complaint is no judgment. That one was settled or dismissed is said beside it and does not
    make the suit undone.
    """
    verdict = words_told(
        subject,
        _KIND,
        fact="a class action or derivative suit is told",
        asked="words of a class action",
        details={"securities", "derivative", "other", "settled"},
    )
    ended = said_within(subject, _KIND, two_years(subject), {"dismissed"})
    if isinstance(verdict, Finding) and ended:
        says = f"{verdict.says}; one is told as dismissed ({ended[0].day})"
        return Finding(says, (*verdict.evidence, ended[0].cite()))
    return verdict
