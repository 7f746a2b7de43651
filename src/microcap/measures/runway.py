"""Burn and runway: how many months the cash lasts at the pace of the last twelve."""

import math

from microcap.measures import method

MONTHS = 12


@method(reference="definition: liquid means over the monthly burn of twelve months")
def runway(
    cash: float | None,
    cfo_ttm: float | None,
    capex_ttm: float | None = 0,
    short_term_investments: float | None = 0,
    months_since_balance: float = 0,
    cfo_last_quarter: float | None = None,
    capex_last_quarter: float | None = 0,
) -> dict[str, float | None]:
    """Monthly burn in dollars and the months that cash and short-term investments last.

    Burn is -(operating cash flow - capital spending) / 12; where the last quarter is given, a
    third of its burn, if that is worse. The months since the balance date are taken off, down to
    zero. Restricted cash does not belong in `cash`. Where operations earn cash there is no burn
    and the runway has no bound; an unknown input gives null.
    """
    unknown: dict[str, float | None] = {"monthly_burn": None, "runway_months": None}
    year = monthly_burn(cfo_ttm, capex_ttm, MONTHS)
    if year is None or cash is None or short_term_investments is None:
        return unknown
    burn = year
    if cfo_last_quarter is not None:
        quarter = monthly_burn(cfo_last_quarter, capex_last_quarter, 3)
        if quarter is None:
            return unknown
        burn = max(year, quarter)
    if burn <= 0:
        return {"runway_months": math.inf}
    left = (cash + short_term_investments) / burn - months_since_balance
    return {"monthly_burn": burn, "runway_months": max(left, 0.0)}


def monthly_burn(cfo: float | None, capex: float | None, months: float) -> float | None:
    """What operations and capital spending used up in a month; negative where they earn cash."""
    return None if cfo is None or capex is None else -(cfo - capex) / months
