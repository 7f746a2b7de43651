"""Forms by which a security leaves its exchange or a company ends its reports."""

from datetime import timedelta

import polars as pl

from microcap.checks import check
from microcap.checks.filing_record import answer, filing_record, forms_filed, issuer_kind
from microcap.model.issuer_kinds import kinds
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
_REGISTERED_AGAIN = ("8-A12B", "8-A12B/A")
_MOVE = timedelta(days=30)
"""A move to another exchange registers there about when it leaves here (project default)."""


@check(
    severity=4,
    kind="state",
    risk="regulation",
    ends="a new listing or registration (Form 8-A or 10)",
    reference="17 CFR 240.12d2-2, 240.12g-4; methods.md section 7",
)
def left_the_exchange(subject: Subject) -> Verdict:
    """A form to leave the exchange, or to end the reports, was filed within two years (25, 15).

    A Form 25 may be for one class only, warrants for instance. A form that a registration on an
    exchange follows, or precedes by at most thirty days, was a move or was undone. A revocation
    by the SEC is `registration_revoked`.
    """
    record = filing_record(subject)
    again = forms_filed(record.rows, _REGISTERED_AGAIN)["day"].to_list()
    stands = ~pl.any_horizontal(pl.lit(False), *(pl.col("day") <= day + _MOVE for day in again))
    kind = issuer_kind(record).kind
    leaving = _LEAVING | (_EXIT if kind is not None and kind.name == "regulation_a" else set())
    found = forms_filed(record.rows, leaving).filter(stands)
    forms = ", ".join(dict.fromkeys(found["form"]))
    fact = f"form {forms} to leave an exchange or end the reports, perhaps for one class only"
    asked = "form 25 or 15 without a new registration"
    return answer(record, found, fact=fact, asked=asked, by_items=False)
