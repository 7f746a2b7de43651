"""Cash that lasts less than a year at the pace of the statements."""

from datetime import timedelta

from microcap.checks import check
from microcap.measures.cash_burn import CashBurn, cash_burn
from microcap.model.verdicts import CannotTell, Clear, Evidence, Finding, Verdict
from microcap.view.subject import Subject

_MONTHS = 12
_STALE = timedelta(days=200)
"""A balance older than this tells nothing of today (as in the dossier's chapter on money)."""
_DO = "microcap ingest sec FOLDER with the issuer's newest companyfacts"


@check(
    severity=3,
    kind="state",
    risk="failure",
    ends="a later balance sheet with money for a year or more",
    renewed_by="interim",
    reference="liquid means over the worse of two burns; FASB ASC 205-40-50-1 for the year",
)
def money_ends_within_a_year(subject: Subject) -> Verdict:
    """Cash and short-term investments end within a year at the pace of the statements.

    Months since the balance date are taken off. Money raised since then is not in it: the runway
    (microcap runway) lists what documents tell of it.
    """
    held = cash_burn(subject)
    if held is None:
        return CannotTell("a balance of cash among its tagged facts", _DO)
    age = subject.view.day - held.cash.end
    if age > _STALE:
        return CannotTell(f"a balance of cash newer than that of {held.cash.end}", _DO)
    if held.monthly is None:
        return CannotTell("twelve months of operating cash flow among its tagged facts", _DO)
    balance = f"{held.liquid:,.0f} {held.currency} on {held.cash.end}"
    if held.earns:
        return Clear(f"operations earn cash; {balance}")
    left = held.months_left(subject.view.day) or 0.0
    if left >= _MONTHS:
        return Clear(f"{left:.1f} months: {balance} at {held.monthly:,.0f} a month")
    says = f"{left:.1f} months are left: {balance} at {held.monthly:,.0f} a month, raised since not counted"
    return Finding(says, _cited(held))


def _cited(held: CashBurn) -> tuple[Evidence, ...]:
    """The tagged numbers that the answer rests on, the balance first."""
    told = [one for amount in held.amounts for _, one in amount.parts]
    return tuple(
        dict.fromkeys(
            Evidence(one.accession, f"{one.tag} {one.value:,.0f} {one.unit}", one.day, one.known_at)
            for one in told
        )
    )
