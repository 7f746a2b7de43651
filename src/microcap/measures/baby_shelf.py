"""The limit on what a small company may sell from its shelf in twelve months."""

from microcap.measures import method
from microcap.model.errors import Contradiction


@method(reference="Form S-3, General Instruction I.B.6")
def baby_shelf_room(
    float_shares: float | None,
    highest_price: float | None,
    sold_12_months: float | None = 0,
    share_of_float: float = 1 / 3,
    float_below: float = 75e6,
) -> dict[str, float | bool | None]:
    """Value of the outsiders' shares at the highest close of 60 days, limit, and room left, in USD.

    With a float worth `float_below` or more there is no limit, and room is null with `applies`
    false. An unknown float or price gives nulls; unknown sales give the limit and no room.
    """
    if float_shares is None or highest_price is None:
        return {"float_value": None, "applies": None, "limit": None, "room": None}
    if float_shares < 0 or highest_price <= 0:
        raise Contradiction(
            f"{float_shares:,.0f} shares at {highest_price:g}; give a float of zero or more and a "
            "price above zero"
        )
    value = float_shares * highest_price
    if value >= float_below:
        return {"float_value": value, "applies": False, "limit": None, "room": None}
    limit = value * share_of_float
    room = None if sold_12_months is None else max(limit - sold_12_months, 0.0)
    return {"float_value": value, "applies": True, "limit": limit, "room": room}
