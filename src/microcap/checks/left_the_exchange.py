"""Forms by which a security leaves its exchange or a company ends its reports."""

from collections.abc import Collection
from datetime import date, timedelta

import polars as pl

from microcap.checks import check
from microcap.checks.filing_record import MONTHS, answer, filing_record, forms_filed, issuer_kind
from microcap.checks.stretch import months_before
from microcap.checks.words_told import REPORTS
from microcap.model.errors import NoSuchThing, NotKnownThen
from microcap.model.issuer_kinds import kinds
from microcap.model.venues import consequences, venue_on
from microcap.model.verdicts import Verdict
from microcap.view.subject import Subject

_LEAVING = frozenset(
    form
    for kind in kinds().values()
    if kind.reporting == "sec"
    for form in (*kind.ends, *kind.leaves, *(f"{form}/A" for form in kind.leaves))
)
_EXIT = frozenset({"1-Z"})
"""An exit from Regulation A, filed also by who goes on to an exchange."""
_ON_AN_EXCHANGE = ("8-A12B", "8-A12B/A", "10-12B", "20FR12B", "40FR12B")
_REGISTERED = (*_ON_AN_EXCHANGE, "8-A12G", "10-12G", "20FR12G", "40FR12G")
_MOVE = timedelta(days=30)
"""A move to another exchange registers there about when it leaves here (project default)."""


@check(
    severity=4,
    kind="state",
    risk="regulation",
    ends="a later registration: on an exchange after a Form 25, any (Form 8-A, 10, 20FR) after a Form 15",
    reference="17 CFR 240.12d2-2, 240.12g-4; methods.md section 7",
)
def left_the_exchange(subject: Subject) -> Verdict:
    """A form to leave the exchange, or to end the reports, stands (Form 25 or 15).

    A Form 25 may be for one class only, warrants or notes for instance: it is set aside where a list
    of a month later shows the security on an exchange. A form that a registration
    follows, or precedes by at most thirty days, was a move or was undone: one on an exchange undoes
    a Form 25, any a Form 15. One older than two years stands where no periodic report was filed
    since. A revocation by the SEC is `registration_revoked`.
    """
    record = filing_record(subject)
    kind = issuer_kind(record).kind
    leaving = _LEAVING | (_EXIT if kind is not None and kind.name == "regulation_a" else set())
    older = pl.col("day") < record.first
    rows = subject.filings.filter(pl.col("day") <= record.last)
    if months_before(record.last, MONTHS) < record.first:
        rows = rows.filter(~older)  # what was filed before this listing began is of another one
    left = forms_filed(rows, leaving)
    last_report = forms_filed(subject.filings, REPORTS)["day"].max()
    if last_report is not None:
        left = left.filter(~older | (pl.col("day") > pl.lit(last_report)))
    for_25 = pl.col("form").str.starts_with("25")
    found = pl.concat(
        [
            left.filter(
                for_25
                & _not_undone(rows, _ON_AN_EXCHANGE)
                & (pl.col("day") > _still_listed(subject))
            ),
            left.filter(~for_25 & _not_undone(rows, _REGISTERED)),
        ]
    )
    forms = ", ".join(dict.fromkeys(found.sort("day")["form"]))
    fact = f"form {forms} to leave an exchange or end the reports, perhaps for one class only"
    asked = "form 25 or 15 without a new registration"
    return answer(record, found, fact=fact, asked=asked, by_items=False)


def _still_listed(subject: Subject) -> date:
    """The day up to which a Form 25 was not for this security: a later list shows it on an exchange."""
    listed = subject.venue
    if listed is None:
        return date.min
    try:
        venue = venue_on(listed.value, listed.day).venue
    except (NoSuchThing, NotKnownThen):
        return date.min
    on_exchange = venue is not None and consequences(venue).listed
    gone = subject.listings["event"].item(-1) == "gone"
    return listed.day - _MOVE if on_exchange and not gone else date.min


def _not_undone(rows: pl.DataFrame, forms: Collection[str]) -> pl.Expr:
    """That no registration by one of these forms follows, or precedes by at most thirty days."""
    again = forms_filed(rows, forms)["day"].to_list()
    return ~pl.any_horizontal(pl.lit(False), *(pl.col("day") <= day + _MOVE for day in again))
