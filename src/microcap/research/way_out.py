"""What it costs to get in and out, how long it takes, and what moves the price."""

from microcap.measures.impact import dollars_to_move, round_trip_cost
from microcap.model.figures import Figure, cannot_tell, percent
from microcap.research.measured import Values

PARTICIPATION = 0.10
"""Share of a day's volume one may be without being the market (methods.md, section 3)."""
POSITION_IN_ORDERS = 10
"""The way out is shown for a position of this many orders."""


def round_trip(
    spread: Figure, values: Values, price: Figure, order_usd: float
) -> tuple[Figure, Figure, float | None]:
    """Round trip of the order as a fraction of the price and in dollars, and its average impact."""
    volume, sigma = values.number("adv_conservative"), values.number("cc_90")
    if (
        not isinstance(spread.value, float)
        or not isinstance(price.value, float)
        or not volume
        or sigma is None
    ):
        parts = [figure.missing for figure in (spread, price) if figure.value is None]
        parts += ["a day's volume above zero"] if not volume else []
        parts += ["a volatility"] if sigma is None else []
        missing = "; ".join(parts) or "a day's volume and volatility"
        return cannot_tell("fraction", missing), cannot_tell("USD", missing), None
    shares = order_usd / price.value
    share_of_day = shares / volume
    total = float(
        round_trip_cost(
            effective_spread=spread.value,
            Q=shares,
            ADV=volume,
            sigma_daily=sigma,
            Y=1.0,
            commission_per_share=0.0,
            price=price.value,
        )
    )
    impact = total - spread.value
    flags = ("extrapolated",) if share_of_day > 1 else ()
    note = f"{shares:,.0f} shares, {percent(share_of_day, 1)} of a usual day: spread {percent(spread.value, 1)} + impact {percent(impact, 1)} (square-root law), commission 0"
    low = None if spread.low is None else min(spread.low, spread.value) + impact
    high = None if spread.high is None else max(spread.high, spread.value) + impact
    cost = Figure(
        total,
        "fraction",
        "estimated",
        low,
        high,
        as_of=spread.as_of,
        sources=tuple(dict.fromkeys((*spread.sources, "bars"))),
        note=note,
        flags=flags,
    )
    return (
        cost,
        Figure(
            total * order_usd,
            "USD",
            "estimated",
            as_of=spread.as_of,
            sources=cost.sources,
            note="there and back",
        ),
        impact,
    )


def way_out(values: Values, price: Figure, order_usd: float) -> tuple[Figure, Figure]:
    if not isinstance(price.value, float):
        return cannot_tell("shares", price.missing), cannot_tell("sessions", price.missing)
    shares = max(1, round(POSITION_IN_ORDERS * order_usd / price.value))
    position = Figure(
        shares,
        "shares",
        "estimated",
        as_of=price.as_of,
        sources=price.sources,
        note=f"{POSITION_IN_ORDERS * order_usd:,.0f} USD at {price.value:g}",
    )
    volume = values.number("adv_conservative")
    if volume is None:
        return position, cannot_tell("sessions", values.figures["adv_conservative"].missing)
    if volume == 0:
        return position, Figure(None, "sessions", "unbounded", note="no volume to sell into")
    return position, Figure(
        shares / (PARTICIPATION * volume),
        "sessions",
        "estimated",
        as_of=price.as_of,
        sources=("bars",),
        note=f"at {percent(PARTICIPATION, 0)} of the smaller of the 20-day mean and the 90-day median, {volume:,.0f} shares",
    )


def pushes(values: Values) -> dict[str, Figure]:
    figures = {
        name: values.figures[name]
        for name in ("amihud_90", "amihud_zero_adjusted_90", "kyle_lambda_90")
    }
    dollars, sigma = values.number("adv_usd_90"), values.number("cc_90")
    for move in (0.01, 0.05):
        name = f"usd_to_move_{move * 100:.0f}"
        if not dollars or not sigma:
            figures[name] = cannot_tell("USD", "a dollar volume and a volatility above zero")
            continue
        # square-root law: x = sigma sqrt(Q / ADV), so Q = ADV (x / sigma)^2
        share = (move / sigma) ** 2
        if share > 1:
            figures[name] = cannot_tell(
                "USD",
                f"a move of {percent(move, 0)} would take {share:.1f} days' volume, beyond the square-root law's range",
                flags=("extrapolated",),
            )
            continue
        value = float(dollars_to_move(move=move, sigma_daily=sigma, adv_dollar=dollars)["dollars"])
        figures[name] = Figure(
            value,
            "USD",
            "estimated",
            as_of=values.figures["adv_usd_90"].as_of,
            sources=("bars",),
            note=f"{percent(share, 1)} of a mean day's dollars, by the square-root law; bought within a day",
        )
    return figures


def money_line(spread: Figure, impact: float | None) -> str:
    if not isinstance(spread.value, float) or impact is None:
        return "cannot tell: " + (spread.missing or "volume or volatility is missing")
    return f"spread {percent(spread.value, 1)}, impact {percent(impact, 1)}, commission $0 where the broker takes none"


def time_line(values: Values, price: Figure, order_usd: float) -> str:
    volume = values.number("adv_conservative")
    if not volume or not isinstance(price.value, float):
        return "cannot tell: no usual day's volume"
    days = order_usd / price.value / (PARTICIPATION * volume)
    return f"{max(days, 0.01):.2g} sessions for the order at {percent(PARTICIPATION, 0)} of a usual day"


def effort_line(spread: Figure) -> str:
    """How much watching a patient limit order asks for, by the size of the spread."""
    if not isinstance(spread.value, float):
        return "high: a spread that cannot be measured is met by hand, order by order"
    if spread.value < 0.01:
        return "low: a limit at the far side is met within the day"
    if spread.value < 0.03:
        return "some: a limit inside the spread, looked at a few times a day"
    if spread.value < 0.10:
        return "high: patient limit orders, re-quoted for days"
    return "very high: the last price says little; weeks of resting orders"
