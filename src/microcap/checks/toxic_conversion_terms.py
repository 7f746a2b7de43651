"""Securities that convert below the market, by the words of their terms."""

from microcap.checks import check
from microcap.checks.filing_record import filing_record
from microcap.checks.words_told import TELLING, silent
from microcap.model.verdicts import Finding, Verdict
from microcap.view.said import statements
from microcap.view.subject import Subject

_FORMS = (*TELLING, "S-1", "S-3", "F-1", "F-3", "424B3", "424B5")


@check(
    severity=4,
    kind="event",
    risk="failure",
    reference="8-K items 1.01, 2.03, 3.02; exhibits 4 and 10; methods.md section 7",
)
def toxic_conversion_terms(subject: Subject) -> Verdict:
    """Documents of two years tell of conversion below the market, without a floor, or with resets.

    The lower the price, the more shares such terms bring. The words are those of the terms: how
    much was converted, or may still be, is in the share ladder (microcap supply).
    """
    record = filing_record(subject)
    said = [
        one
        for one in statements(subject, "toxic_conversion")
        if record.first <= one.day <= record.last
    ]
    if said:
        sorts = sorted({one.detail.replace("_", " ") for one in said})
        papers = len({one.accession for one in said})
        word = "document" if papers == 1 else "documents"
        return Finding(
            f"{papers} {word} since {record.first}: {', '.join(sorts)}",
            tuple(one.cite() for one in said[:8]),
        )
    return silent(subject, record, "words of conversion below the market", _FORMS)
