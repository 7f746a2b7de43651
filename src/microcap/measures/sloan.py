"""Sloan's accruals: the part of income that did not come in as cash."""

from microcap.measures import method


@method(
    reference="Sloan 1996, The Accounting Review 71(3); Hribar & Collins 2002 for the cash-flow form",
    ways=(
        ("net_income", "cfo", "total_assets", "total_assets_prev"),
        (
            "change_current_assets",
            "change_cash",
            "change_current_liabilities",
            "depreciation",
            "total_assets",
            "total_assets_prev",
        ),
    ),
)
def sloan(  # noqa: PLR0913  the parts of two forms
    net_income: float | None = None,
    cfo: float | None = None,
    total_assets: float | None = None,
    total_assets_prev: float | None = None,
    change_current_assets: float | None = None,
    change_cash: float | None = None,
    change_current_liabilities: float | None = None,
    change_short_term_debt: float | None = 0,
    change_taxes_payable: float | None = 0,
    depreciation: float | None = None,
) -> float | None:
    """Accruals over average assets, as a fraction.

    The cash-flow form (net income - operating cash flow) is the default: it is not disturbed by
    acquisitions. The balance-sheet form is (dCA - dCash) - (dCL - dSTD - dTP) - depreciation.
    Unknown numbers, and average assets that are not above zero, give null.
    """
    if total_assets is None or total_assets_prev is None:
        return None
    average = (total_assets + total_assets_prev) / 2
    if average <= 0:
        return None
    if net_income is not None or cfo is not None:
        return None if net_income is None or cfo is None else (net_income - cfo) / average
    parts = (
        change_current_assets,
        change_cash,
        change_current_liabilities,
        change_short_term_debt,
        change_taxes_payable,
        depreciation,
    )
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    assets, cash, owed, debt, taxes, worn = known
    return ((assets - cash) - (owed - debt - taxes) - worn) / average
