"""Income that ran ahead of cash, against peers where there are enough."""

from microcap.checks import check
from microcap.checks.annual_report import annual_report, clear, income_doubted, not_applied, told_of
from microcap.measures.account_scores import accruals
from microcap.measures.peers import Place, place
from microcap.model.figures import percent
from microcap.model.verdicts import CannotTell, Finding, Verdict
from microcap.view.annual_accounts import cited
from microcap.view.subject import Subject

ALONE = 0.10
"""Without peers: a tenth of average assets (project default)."""
LEAST = 0.05
"""Beside peers: the highest fifth counts from a twentieth of average assets (project default)."""


@check(
    severity=2,
    kind="event",
    risk="misstatement",
    reference="Sloan 1996, The Accounting Review 71(3); Hribar & Collins 2002 for the form",
)
def accruals_high(subject: Subject) -> Verdict:
    """Income ran ahead of operating cash flow: accruals in the highest fifth of the peers.

    Accruals are net income less operating cash flow, over average assets. They must be above 5 %
    and higher than four fifths of at least eight peers; where there are no such peers, above 10 %.
    A gain without cash (a revaluation) counts here as well.
    """
    years = annual_report(subject)
    if isinstance(years, CannotTell):
        return years
    refused = not_applied(subject, years, "accruals over assets") or income_doubted(years)
    if refused:
        return refused
    now, before = told_of(years, "net_income", "cfo", "assets"), told_of(years, "assets", back=1)
    if isinstance(now, CannotTell):
        return now
    if isinstance(before, CannotTell):
        return before
    values = {"net_income": now[0].value, "cfo": now[1].value, "assets": now[2].value}
    part = accruals({**values, "assets_before": before[0].value})
    if part is None:
        return CannotTell("assets above zero in both fiscal years", "microcap facts SYMBOL")
    among = place(subject, part, now[2].value, accruals)
    says = (
        f"net income {now[0].value:,.0f}, operating cash flow {now[1].value:,.0f}: accruals "
        f"{percent(part)} of average assets, {_beside(among)}"
    )
    high = part > LEAST and among.in_highest_fifth if isinstance(among, Place) else part > ALONE
    if high:
        return Finding(f"fiscal year to {years.end}: {says}", cited(*now, *before))
    return clear(subject, years, says)


def _beside(among: Place | CannotTell) -> str:
    if isinstance(among, Place):
        return f"higher than {among.below} of {among.says}"
    return f"against {percent(ALONE, 0)}, since there are no peers ({among.missing})"
