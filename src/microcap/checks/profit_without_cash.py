"""Two years of profit in which operations used up cash."""

from microcap.checks import check
from microcap.checks.annual_report import annual_report, clear, income_doubted, not_applied, told_of
from microcap.model.verdicts import CannotTell, Finding, Verdict
from microcap.view.annual_accounts import cited
from microcap.view.subject import Subject


@check(
    severity=2,
    kind="event",
    risk="misstatement",
    reference="Sloan 1996, The Accounting Review 71(3); two years are a project default",
)
def profit_without_cash(subject: Subject) -> Verdict:
    """Net income was positive and operating cash flow negative in each of two fiscal years.

    A company that grows fast, builds stock or gains from a revaluation shows the same.
    """
    years = annual_report(subject)
    if isinstance(years, CannotTell):
        return years
    refused = not_applied(subject, years, "profit against cash")
    if refused := refused or income_doubted(years, years_back=1):
        return refused
    now, before = (told_of(years, "net_income", "cfo", back=at) for at in (0, 1))
    if isinstance(now, CannotTell):
        return now
    if now[0].value <= 0 or now[1].value >= 0:
        # one year that is not so decides, whatever the year before
        return clear(subject, years, _says([now[0].value], [now[1].value]))
    if isinstance(before, CannotTell):
        return before
    says = _says([now[0].value, before[0].value], [now[1].value, before[1].value])
    if before[0].value > 0 and before[1].value < 0:
        return Finding(f"fiscal years to {years.end}: {says}", cited(*now, *before))
    return clear(subject, years, says)


def _says(income: list[float], cash: list[float]) -> str:
    earned = " after ".join(f"{one:,.0f}" for one in income)
    came_in = " after ".join(f"{one:,.0f}" for one in cash)
    return f"net income {earned}, operating cash flow {came_in}"
