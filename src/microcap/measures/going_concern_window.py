"""The going-concern window: what a company needs within a year of issuing its statements."""

from datetime import date

from microcap.measures import method
from microcap.model.errors import Contradiction

MONTHS = 12


@method(reference="FASB ASC 205-40-50-1: one year after the date the statements are issued")
def going_concern_window(
    statements_issued: str,
    cash: float | None,
    monthly_burn: float | None,
    debt_due_within_window: float | None = 0,
) -> dict[str, str | float | bool | None]:
    """End of the window, need within it, shortfall, and whether that raises substantial doubt.

    Amounts in one unit. Need is twelve months of burn and the debt that falls due; a company that
    earns cash needs none for its operations. It is the test before management's plans: these may
    alleviate the doubt. An unknown input gives nulls beside the end of the window.
    """
    try:
        issued = date.fromisoformat(statements_issued)
    except ValueError:
        raise Contradiction(
            f"statements_issued is {statements_issued[:40]!r}; it is no day; write it as 2026-03-31"
        ) from None
    end = _year_later(issued).isoformat()
    if cash is None or monthly_burn is None or debt_due_within_window is None:
        return {
            "window_end": end,
            "need": None,
            "shortfall": None,
            "conditions_raise_substantial_doubt": None,
        }
    need = MONTHS * max(monthly_burn, 0.0) + debt_due_within_window
    return {
        "window_end": end,
        "need": need,
        "shortfall": max(need - cash, 0.0),
        "conditions_raise_substantial_doubt": need > cash,
    }


def _year_later(day: date) -> date:
    if (day.month, day.day) == (2, 29):
        return date(day.year + 1, 2, 28)
    return day.replace(year=day.year + 1)
