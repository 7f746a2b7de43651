"""Impact: what an order does to the price, and how long and how dear it is to get out."""

import math
from typing import Any

import polars as pl

from microcap.measures import measure, method
from microcap.measures.rows import MINIMUM, enough, reduced, traded_days, traded_enough
from microcap.model.errors import Contradiction
from microcap.view.evaluate import Reduced

PARTICIPATION = 0.10
"""Share of the volume that an exit may be: methods section 3."""
GAMMA, ETA = 0.314, 0.142
"""Almgren, Thum, Hauptmann & Li 2005, table 3: permanent and temporary impact."""
LARGEST = 1.0
"""Orders above this many days of volume are beyond what the square-root law was seen for."""
_SQUARE_ROOT = "square-root law; Toth et al. 2011, Phys. Rev. X 1, and methods section 3"


@method(reference="project definition")
def days_to_liquidate(
    position: float, adv: float | None, participation: float = PARTICIPATION
) -> float | None:
    """Trading days to sell a position at a share of the average volume.

    Shares (or dollars, both). Infinite where nothing trades. Use `adv_conservative` for `adv`; for
    a short position give its size.
    """
    _not_below_zero(position=position, adv=adv)
    if not 0 < participation <= 1:
        raise Contradiction(
            f"participation is {participation:g}; a share of the volume lies above 0 and up to 1"
        )
    if adv is None:
        return None
    if position == 0:
        return 0.0
    return position / (participation * adv) if adv > 0 else math.inf


@method(reference=_SQUARE_ROOT)
def square_root_impact(Q: float, ADV: float, sigma_daily: float, Y: float = 1.0) -> dict[str, Any]:
    """Peak and average price impact of an order by the square-root law: fractions of the price.

    Peak Y sigma sqrt(Q / ADV), average cost two thirds of it. Seen to hold for Q / ADV from about
    0.001 to 0.5; above one day's volume it is flagged `extrapolated`.
    """
    _not_below_zero(Q=Q, ADV=ADV, sigma_daily=sigma_daily, Y=Y)
    if Q == 0:
        return {"peak": 0.0, "average": 0.0}
    if ADV == 0:
        return {"peak": math.inf, "average": math.inf}
    peak = Y * sigma_daily * math.sqrt(Q / ADV)
    answer: dict[str, Any] = {"peak": peak, "average": peak * 2 / 3}
    return answer if Q / ADV <= LARGEST else {**answer, "flags": ["extrapolated"]}


@method(reference="Almgren, Thum, Hauptmann & Li 2005, Risk 18(7)")
def almgren_2005(X: float, V: float, Theta: float, sigma: float, T: float) -> dict[str, float]:
    """Permanent, temporary impact and cost of X shares traded over T days: fractions of the price.

    V is the average daily volume, Theta the shares outstanding, sigma the daily volatility. Fitted
    on large caps, so a lower bound for a micro-cap. The cost is half the permanent part plus the
    temporary one, alike for buys and sells: give the size.
    """
    _not_below_zero(X=X, V=V, Theta=Theta, sigma=sigma, T=T)
    if V == 0 or T == 0 or Theta == 0:
        raise Contradiction(
            f"V {V:g}, Theta {Theta:g}, T {T:g}: volume, shares outstanding and days are above zero"
        )
    permanent = GAMMA * sigma * (X / V) * (Theta / V) ** 0.25
    temporary = ETA * sigma * (X / (V * T)) ** 0.6
    return {
        "permanent": permanent,
        "temporary": temporary,
        "cost_J": permanent / 2 + temporary,
    }


@method(reference="project definition")
def round_trip_cost(
    effective_spread: float,
    Q: float,
    ADV: float,
    sigma_daily: float,
    Y: float = 1.0,
    commission_per_share: float = 0.0,
    price: float | None = None,
    sale_fees: float = 0.0,
) -> float:
    """What it costs to buy and sell again: a fraction of the price.

    The effective spread, twice the average impact, twice the commission, and fees on the sale (a
    fraction). It is also the move that breaks even. Infinite where nothing trades.
    """
    _not_below_zero(
        effective_spread=effective_spread,
        commission_per_share=commission_per_share,
        sale_fees=sale_fees,
    )
    if price is not None and price <= 0:
        raise Contradiction(f"price is {price:g}; a price is above zero")
    if commission_per_share > 0 and price is None:
        raise Contradiction("a commission per share was given and no price; give the price too")
    impact = square_root_impact(Q, ADV, sigma_daily, Y)["average"]
    commission = 2 * commission_per_share / price if price else 0.0
    return float(effective_spread + 2 * impact + commission + sale_fees)


@method(reference=_SQUARE_ROOT)
def dollars_to_move(
    move: float, sigma_daily: float, adv_dollar: float, Y: float = 1.0
) -> dict[str, Any]:
    """Dollars of one-sided trading that move the price by a fraction, by the square-root law.

    A small number is a name that is easily pushed. The law is not stretched: where the move would
    take more than a day's volume the dollars are null, flagged `extrapolated`.
    """
    _not_below_zero(move=move, sigma_daily=sigma_daily, adv_dollar=adv_dollar, Y=Y)
    if move == 0:
        return {"dollars": 0.0, "share_of_adv": 0.0}
    if sigma_daily == 0 or Y == 0:
        return {"dollars": None, "share_of_adv": None, "flags": ["extrapolated"]}
    share = (move / (Y * sigma_daily)) ** 2
    if share > LARGEST:
        return {"dollars": None, "share_of_adv": share, "flags": ["extrapolated"]}
    return {"dollars": share * adv_dollar, "share_of_adv": share}


@measure(
    unit="USD",
    reference=_SQUARE_ROOT,
    needs=("close", "volume", "close_raw", "volume_raw", "broken"),
    label="null where the move would take more than a day's volume",
)
def dollars_to_move_5pct(days: int = 90) -> Reduced:
    """Dollars of one-sided trading that move the price by 5 %."""
    reductions, sigma, dollars = _sigma_and_dollars(days)
    share = (0.05 / sigma) ** 2
    value = pl.when((share <= LARGEST) & (dollars > 0)).then(share * dollars)
    return reduced(reductions, traded_enough(value, days), "row_log_return", "row_dollars")


@measure(
    unit="fraction",
    reference=_SQUARE_ROOT,
    needs=("close", "volume", "close_raw", "volume_raw", "broken"),
    label="null where $1,000 is more than a day's volume",
)
def move_per_1000_usd_90(days: int = 90) -> Reduced:
    """How far an order of $1,000 moves the price."""
    reductions, sigma, dollars = _sigma_and_dollars(days)
    share = 1000 / dollars
    value = pl.when((share <= LARGEST) & (dollars > 0)).then(sigma * share.sqrt())
    return reduced(reductions, traded_enough(value, days), "row_log_return", "row_dollars")


def _sigma_and_dollars(days: int) -> tuple[dict[str, pl.Expr], pl.Expr, pl.Expr]:
    dollars = pl.col("row_dollars").tail(days)
    reductions = {
        f"log_deviation_{days}": pl.col("row_log_return").tail(days).std(),
        f"mean_row_dollars_{days}": enough(dollars.mean(), dollars.count(), MINIMUM),
        **traded_days(days),
    }
    return reductions, pl.col(f"log_deviation_{days}"), pl.col(f"mean_row_dollars_{days}")


def _not_below_zero(**numbers: float | None) -> None:
    for name, number in numbers.items():
        if number is not None and number < 0:
            raise Contradiction(f"{name} is {number:g}; it is zero or more, give its size")
