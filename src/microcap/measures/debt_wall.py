"""The debt wall: what falls due within one and two years, against the cash."""

from microcap.measures import method


@method(reference="definition: maturities of the next 12 and 24 months over cash")
def debt_wall(
    cash: float | None, due_12_months: float | None, due_13_to_24_months: float | None = None
) -> dict[str, float | None]:
    """Debt due in 12 and in 24 months, each over the cash and short-term investments.

    Amounts in one unit; ratios above 1 cannot be paid from what is held. Cash that is unknown or
    zero, and unknown maturities, give null.
    """
    both = (
        None
        if due_12_months is None or due_13_to_24_months is None
        else due_12_months + due_13_to_24_months
    )
    covered = cash if cash is not None and cash > 0 else None
    return {
        "due_12_months": due_12_months,
        "due_24_months": both,
        "to_cash_12": None if covered is None or due_12_months is None else due_12_months / covered,
        "to_cash_24": None if covered is None or both is None else both / covered,
    }
