"""The registration of the securities was revoked, by the SEC's own entry in the record."""

import polars as pl

from microcap.checks import check
from microcap.checks.filing_record import answer, filing_record, forms_filed
from microcap.model.verdicts import Verdict
from microcap.view.subject import Subject

_AGAIN = ("8-A12B", "8-A12G", "10-12B", "10-12G", "20FR12B", "20FR12G", "40FR12B")


@check(
    severity=5,
    kind="event",
    risk="regulation",
    fades=False,
    reference="Exchange Act, Section 12(j); methods.md section 7",
)
def registration_revoked(subject: Subject) -> Verdict:
    """The SEC revoked the registration of its securities; that does not fade.

    A broker may not trade them until they are registered again; a new registration after the
    revocation ends it. Every filing held is looked at; a clean bill speaks of two years alone.
    """
    record = filing_record(subject)
    again = forms_filed(subject.filings, _AGAIN)["day"].max()
    found = forms_filed(subject.filings, ["REVOKED"])
    if again is not None:
        found = found.filter(pl.col("day") > pl.lit(again))
    return answer(
        record,
        found,
        fact="the registration was revoked",
        asked="revocation of the registration",
        by_items=False,
    )
