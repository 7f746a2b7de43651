"""Ohlson's O: the odds of bankruptcy from nine numbers of the statements."""

import math

from microcap.measures import method


@method(reference="Ohlson 1980, J. Accounting Research 18(1), model 1")
def ohlson(  # noqa: PLR0913  the model's nine numbers
    total_assets: float | None,
    total_liabilities: float | None,
    working_capital: float | None,
    current_liabilities: float | None,
    current_assets: float | None,
    net_income: float | None,
    net_income_prev: float | None,
    ffo: float | None,
    gnp_index: float = 100.0,
) -> dict[str, float | None]:
    """Ohlson's O and the probability p = 1 / (1 + exp(-O)).

    Amounts in dollars: the unit shifts the level. `gnp_index` is the price level with 1968 = 100;
    left at 100 nothing is deflated and O is only a rank. `ffo` is pre-tax income plus
    depreciation and amortisation. An unknown number, a denominator that is not above zero, and
    two years of exactly no income give null.
    """
    given = (total_assets, total_liabilities, working_capital, current_liabilities)
    others = (current_assets, net_income, net_income_prev, ffo)
    numbers = [number for number in (*given, *others) if number is not None]
    nothing: dict[str, float | None] = {"O": None, "p": None}
    if len(numbers) < len(given) + len(others):
        return nothing
    assets, owed, working, owed_soon, soon, income, before, funds = numbers
    size = abs(income) + abs(before)
    if min(assets, owed, soon, gnp_index, size) <= 0:
        return nothing
    score = (
        -1.32
        - 0.407 * math.log(assets / gnp_index)
        + 6.03 * owed / assets
        - 1.43 * working / assets
        + 0.0757 * owed_soon / soon
        - 1.72 * (owed > assets)
        - 2.37 * income / assets
        - 1.83 * funds / owed
        + 0.285 * (income < 0 and before < 0)
        - 0.521 * (income - before) / size
    )
    return {"O": score, "p": _logistic(score)}


def _logistic(score: float) -> float:
    # the form that does not overflow
    if score >= 0:
        return 1 / (1 + math.exp(-score))
    return math.exp(score) / (1 + math.exp(score))
