"""Sales that rose while what customers had paid in advance fell."""

from microcap.checks import check
from microcap.checks.annual_report import DO, annual_report, clear, not_applied, told_twice
from microcap.model.figures import percent
from microcap.model.verdicts import CannotTell, Finding, Verdict
from microcap.view.annual_accounts import AnnualAccounts, cited
from microcap.view.facts_as_known import Amount
from microcap.view.subject import Subject

_RISE, _FALL, _PART = 0.05, -0.20, 0.02
"""Sales up by more than 5 %, deferred revenue down by more than 20 %, and by more than 2 % of
sales (project defaults)."""


@check(
    severity=1,
    kind="event",
    risk="misstatement",
    reference="ASC 606-10-50-8; the bounds are project defaults",
)
def deferred_revenue_fell_as_sales_rose(subject: Subject) -> Verdict:
    """Sales rose by more than 5 % while deferred revenue fell by more than a fifth.

    Sales may have come out of what had been paid before, and fewer new contracts stand behind
    them; a change of how customers pay looks the same.
    """
    years = annual_report(subject)
    if isinstance(years, CannotTell):
        return years
    if refused := not_applied(subject, years, "deferred revenue against sales"):
        return refused
    sales = told_twice(years, "revenue")
    if isinstance(sales, CannotTell):
        return sales
    held = [_deferred(years, back) for back in (0, 1)]
    now, before = (sum(one.value for one in of) for of in held)
    of_now, of_before = sales[0][0], sales[1][0]
    if not all(held) or min(before, of_before.value) <= 0:
        return CannotTell(
            f"deferred revenue (tag ContractWithCustomerLiabilityCurrent) and sales above zero of "
            f"both fiscal years to {years.end}",
            DO,
        )
    rise, fall = of_now.value / of_before.value - 1, now / before - 1
    says = (
        f"sales {percent(rise, 0, signed=True)} to {of_now.value:,.0f}, deferred revenue "
        f"{percent(fall, 0, signed=True)} to {now:,.0f}"
    )
    if rise > _RISE and fall < _FALL and before - now > _PART * of_now.value:
        amounts = (of_now, of_before, *held[0], *held[1])
        return Finding(f"fiscal year to {years.end}: {says}", cited(*amounts))
    return clear(subject, years, says)


def _deferred(years: AnnualAccounts, back: int) -> list[Amount]:
    """Current and later parts; none where the current part is not told."""
    current = years.of("deferred_revenue", back)
    later = years.of("deferred_revenue_noncurrent", back)
    return [] if current is None else [current, *([later] if later else [])]
