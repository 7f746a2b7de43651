"""Receivables that grew far faster than sales."""

from microcap.checks import check
from microcap.checks.annual_report import annual_report, clear, not_applied, told_twice
from microcap.model.figures import percent
from microcap.model.verdicts import CannotTell, Finding, Verdict
from microcap.view.annual_accounts import cited
from microcap.view.subject import Subject

MEAN_OF_MISSTATED = 1.465
"""Mean index of days' sales in receivables of companies that had misstated; 1.031 of the others."""
LEAST = 0.05
"""Receivables, or sales, below a twentieth of assets change the accounts little (project default)."""


@check(
    severity=2,
    kind="event",
    risk="misstatement",
    reference="Beneish 1999, Financial Analysts Journal 55(5), table 2 (DSRI)",
)
def receivables_ahead_of_sales(subject: Subject) -> Verdict:
    """Receivables in days of sales rose by more than 46.5 % in a fiscal year.

    46.5 % is the mean of companies that had misstated. Sales made late in the year, a business
    that was bought, or a change of what is sold lengthen the days as well. Receivables, or sales,
    below 5 % of assets are left aside.
    """
    years = annual_report(subject)
    if isinstance(years, CannotTell):
        return years
    if refused := not_applied(subject, years, "the index of receivables"):
        return refused
    told = told_twice(years, "receivables", "revenue", "assets")
    if isinstance(told, CannotTell):
        return told
    now, before = told
    least = [LEAST * max(assets.value, 0.0) for _, _, assets in (now, before)]
    if before[0].value <= 0 or now[1].value <= least[0] or before[1].value <= least[1]:
        return CannotTell(
            f"receivables, and sales above {percent(LEAST, 0)} of assets, of both fiscal years to "
            f"{years.end}",
            "read the statements: microcap facts SYMBOL",
        )
    days = [365 * owed.value / sales.value for owed, sales, _ in (now, before)]
    growth = [one.value / other.value - 1 for one, other in zip(now, before, strict=True)]
    says = (
        f"receivables {percent(growth[0], 0, signed=True)}, sales "
        f"{percent(growth[1], 0, signed=True)}: {days[0]:.0f} days of sales after {days[1]:.0f}"
    )
    share = now[0].value / now[2].value if now[2].value > 0 else 0.0
    if days[0] > MEAN_OF_MISSTATED * days[1] and growth[0] > 0 and share >= LEAST:
        return Finding(f"fiscal year to {years.end}: {says}", cited(*now[:2], *before[:2]))
    return clear(subject, years, f"{says}; receivables {percent(share, 0)} of assets")
