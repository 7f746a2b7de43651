"""New shares that options, warrants and convertibles bring at a price."""

from collections.abc import Sequence

from microcap.measures import method
from microcap.model.errors import Contradiction


@method(
    reference="FASB ASC 260-10-45-23; if-converted for notes, see methods of variable prices",
    ways=(("basic", "options", "price"), ("principal", "market_price", "discount")),
)
def treasury_stock(
    basic: float | None = None,
    options: Sequence[Sequence[float]] | None = None,
    price: float | None = None,
    principal: float | None = None,
    market_price: float | None = None,
    discount: float | None = None,
    shares_outstanding: float | None = None,
    floor: float = 0.0,
) -> dict[str, float | None]:
    """Shares after exercise by the treasury stock method, or after conversion of a variable note.

    `options` are pairs of shares and strike: each strike below the price brings
    n (1 - strike / price) new shares. A note converts its `principal` at (1 - `discount`) times
    the market price, never below `floor`; the dilution is also told at half the market price.
    """
    if principal is not None:
        return _variable(principal, market_price, discount, shares_outstanding, floor)
    if basic is None or options is None or price is None:
        raise Contradiction(
            "treasury_stock was given neither basic, options and price nor principal, "
            "market_price and discount; give one of the two sets"
        )
    if price <= 0:
        raise Contradiction(f"a price of {price:g}; shares are compared at a price above zero")
    new = sum(count * (1 - strike / price) for count, strike in options if strike < price)
    return {"incremental": new, "diluted": basic + new}


def _variable(
    principal: float,
    market_price: float | None,
    discount: float | None,
    outstanding: float | None,
    floor: float,
) -> dict[str, float | None]:
    if market_price is None or discount is None or market_price <= 0 or not 0 <= discount < 1:
        raise Contradiction(
            f"a variable note at market_price {market_price} and discount {discount}; give a price "
            "above zero and a discount of at least 0 and below 1"
        )
    conversion = conversion_price(market_price, discount, floor)
    new, halved = (
        principal / conversion,
        principal / conversion_price(market_price / 2, discount, floor),
    )
    held = outstanding if outstanding else None
    return {
        "conversion_price": conversion,
        "new_shares": new,
        "dilution": new / held if held else None,
        "dilution_if_price_halves": halved / held if held else None,
    }


def conversion_price(price: float, discount: float, floor: float = 0.0) -> float:
    """The price at which a variable note converts, in the unit of the price."""
    return max(price * (1 - discount), floor)
