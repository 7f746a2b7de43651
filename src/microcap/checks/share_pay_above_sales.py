"""Pay in shares that exceeds what the company sold."""

from microcap.checks import check
from microcap.checks.annual_report import annual_report, clear, not_applied, told_of
from microcap.model.figures import percent
from microcap.model.verdicts import CannotTell, Finding, Verdict
from microcap.view.annual_accounts import cited
from microcap.view.subject import Subject

LEAST_SALES = 0.05
"""A company that sells less than a twentieth of its assets a year is not measured by its sales
(project default)."""


@check(
    severity=2,
    kind="event",
    risk="failure",
    reference="ASC 718-10-50; sales as the measure: project default",
)
def share_pay_above_sales(subject: Subject) -> Verdict:
    """Pay in shares of the last fiscal year was more than its sales.

    Shares given for services dilute as shares sold do. In the year of a listing old grants often
    fall due at once.
    """
    years = annual_report(subject)
    if isinstance(years, CannotTell):
        return years
    if refused := not_applied(subject, years, "pay in shares against sales"):
        return refused
    told = told_of(years, "share_based_pay", "revenue", "assets")
    if isinstance(told, CannotTell):
        return told
    pay, sales, assets = told
    if sales.value <= 0 or sales.value < LEAST_SALES * assets.value:
        return CannotTell(
            f"pay in shares is not measured by sales of {sales.value:,.0f}, less than "
            f"{percent(LEAST_SALES, 0)} of assets",
            "compare it with the shares outstanding: microcap supply SYMBOL",
        )
    says = f"pay in shares {pay.value:,.0f}, sales {sales.value:,.0f}"
    if pay.value > sales.value:
        return Finding(f"fiscal year to {years.end}: {says}", cited(pay, sales))
    return clear(subject, years, says)
