"""How big a company is: market cap, size tier, free float, and the penny-stock rule."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from microcap.measures import method
from microcap.model import definitions
from microcap.model.errors import Contradiction

PENNY_PRICE = 5.0
"""17 CFR 240.3a51-1(d): a price of five dollars or more is no penny stock."""


@method(
    reference="identity",
    ways=(
        ("price", "shares_outstanding"),
        ("price_after", "shares_reported_before", "split_ratio_new_per_old"),
        ("classes",),
    ),
)
def market_cap(  # noqa: PLR0913  the ways in which shares are reported
    price: float | None = None,
    shares_outstanding: float | None = None,
    daily_change: float | None = None,
    price_after: float | None = None,
    shares_reported_before: float | None = None,
    split_ratio_new_per_old: float | None = None,
    split_effective_after_share_date: bool = True,
    classes: Sequence[Mapping[str, Any]] | None = None,
    ordinary_per_adr: float = 1.0,
) -> float | dict[str, float | None] | None:
    """Market cap: price times shares outstanding, in dollars.

    Shares that were reported before a split are counted in its new shares. `classes` is a list
    of objects with price and shares_outstanding (and ordinary_per_adr), summed. For an ADR give
    the ADR's price, the ordinary shares and the ordinary shares per ADR. An unknown price or
    count gives null. The daily change does not enter: where one is given, the answer names the
    number that the wrong formula would have given.
    """
    if classes is not None:
        if price is not None or shares_outstanding is not None or price_after is not None:
            raise Contradiction("classes and a price of their own were given; give one of them")
        return _summed(classes)
    if price_after is not None or shares_reported_before is not None:
        if price is not None or shares_outstanding is not None:
            raise Contradiction(
                "a price after the split and another price were given; give price_after with "
                "shares_reported_before, or price with shares_outstanding"
            )
        ratio = _above_zero(split_ratio_new_per_old, "split_ratio_new_per_old")
        factor = ratio if split_effective_after_share_date else 1.0
        price, shares_outstanding = price_after, shares_reported_before
    elif split_ratio_new_per_old is not None and split_effective_after_share_date:
        factor = _above_zero(split_ratio_new_per_old, "split_ratio_new_per_old")
    else:
        factor = 1.0
    factor /= _above_zero(ordinary_per_adr, "ordinary_per_adr")
    cap = _cap(price, shares_outstanding, factor)
    if daily_change is None:
        return cap
    wrong = None if price is None else price * daily_change
    return {"market_cap": cap, "must_not_equal": wrong}


@method(reference="default scheme, lower bound inclusive")
def size_tier(market_cap: float | None, definition: str = "default") -> str:
    """Size tier of a market cap in dollars by a named definition.

    A missing, zero or negative cap is `unknown`; a tier that the definition does not have is
    `not given`, an amount that it claims twice is a `boundary` with its candidates.
    """
    return definitions.classify(market_cap, definition).text


@method(reference="identity")
def free_float(
    shares_outstanding: float | None,
    officers_directors: float | None = 0,
    holders_ge_10pct: float | None = 0,
    restricted_or_locked: float | None = 0,
) -> dict[str, float | None]:
    """Free float: shares outstanding less insiders, holders of 10 % and locked shares.

    Shares, and a fraction of the shares outstanding. A part that is left out is zero, a part that
    is null is unknown and so is the float. Raises where the parts are more than the whole, as
    they are when a holder is counted twice.
    """
    parts = {
        "officers_directors": officers_directors,
        "holders_ge_10pct": holders_ge_10pct,
        "restricted_or_locked": restricted_or_locked,
    }
    for name, shares in {"shares_outstanding": shares_outstanding, **parts}.items():
        if shares is not None and shares < 0:
            raise Contradiction(f"{name} is {shares:g}; a share count is zero or more")
    held = [shares for shares in parts.values() if shares is not None]
    if shares_outstanding is None or shares_outstanding == 0 or len(held) < len(parts):
        return {"float_shares": None, "float_pct": None}
    rest = shares_outstanding - sum(held)
    if rest < 0:
        raise Contradiction(
            f"{sum(held):,.0f} shares are held fast of {shares_outstanding:,.0f} outstanding; "
            "count each holder once, at the same date and after the same splits"
        )
    return {"float_shares": rest, "float_pct": rest / shares_outstanding}


@method(reference="17 CFR 240.3a51-1")
def penny_stock(  # noqa: PLR0913  the exclusions of the rule
    listed_nms: bool | None,
    bid: float | None = None,
    net_tangible_assets: float | None = None,
    years_operating: float | None = None,
    avg_revenue_3y: float | None = None,
    interdealer_bids: Sequence[float] | None = None,
    last_price: float | None = None,
    registered_fund: bool = False,
    occ_option: bool = False,
) -> bool | None:
    """Whether a security is a penny stock in law; null where the record cannot tell.

    True only if every exclusion is known to fail: listed on a qualifying exchange, a price of
    $5.00 or more (inside bid, the transaction price, or else the mean of at least three
    interdealer bids), net tangible assets above $2M with three years of operation or $5M with
    fewer, average revenue of $6M. Dollars and years. A listed $0.80 stock is no penny stock:
    `low_priced` is the flag for its price.
    """
    for name, price in (("bid", bid), ("last_price", last_price)):
        if price is not None and price < 0:
            raise Contradiction(f"{name} is {price:g}; a price is zero or more")
    exclusions = (
        listed_nms,
        registered_fund or occ_option,
        _priced(bid, last_price, interdealer_bids),
        _assets(net_tangible_assets, years_operating),
        None if avg_revenue_3y is None else avg_revenue_3y >= 6e6,
    )
    if any(exclusions):
        return False
    return None if None in exclusions else True


@method(reference="project definition: a flag apart from the penny-stock rule")
def low_priced(price: float | None) -> bool | None:
    """Whether a share costs less than $5.00; null where the price is unknown."""
    if price is None:
        return None
    if price < 0:
        raise Contradiction(f"price is {price:g}; a price is zero or more")
    return price < PENNY_PRICE


def _cap(price: float | None, shares: float | None, factor: float) -> float | None:
    for name, number in (("price", price), ("share count", shares)):
        if number is not None and number < 0:
            raise Contradiction(f"the {name} is {number:g}; it is zero or more")
    return None if price is None or shares is None else price * shares * factor


def _above_zero(number: float | None, name: str) -> float:
    if number is None or not math.isfinite(number) or number <= 0:
        raise Contradiction(f"{name} is {number}; give a number above zero")
    return number


def _summed(classes: Sequence[Mapping[str, Any]]) -> float | None:
    from microcap.measures.bars import numbers_of

    if not classes:
        raise Contradiction("classes: the list is empty; give price and shares_outstanding of each")
    caps: list[float | None] = []
    known = {"name", "price", "shares_outstanding", "ordinary_per_adr"}
    for place, one in enumerate(classes, 1):
        given = isinstance(one, Mapping) and {"price", "shares_outstanding"} <= set(one) <= known
        if not given:
            raise Contradiction(
                f"class {place} is {one!r}; give an object with price and shares_outstanding"
            )
        pair = (one["price"], one["shares_outstanding"])
        if None in pair:
            return None
        price, shares = numbers_of(pair, f"class {place}: number")
        ratio = numbers_of([one.get("ordinary_per_adr", 1.0)], f"class {place}: ordinary_per_adr")
        caps.append(_cap(price, shares, 1.0 / _above_zero(ratio[0], "ordinary_per_adr")))
    return math.fsum(cap for cap in caps if cap is not None)


def _priced(bid: float | None, last: float | None, bids: Sequence[float] | None) -> bool | None:
    if bid is not None or last is not None:
        return any(price is not None and price >= PENNY_PRICE for price in (bid, last))
    if bids is None:
        return None
    if len(bids) < 3:
        raise Contradiction(
            f"{len(bids)} interdealer bids; without an inside bid the rule asks for three or more"
        )
    return math.fsum(bids) / len(bids) >= PENNY_PRICE


def _assets(assets: float | None, years: float | None) -> bool | None:
    if assets is not None and assets <= 2e6:
        return False
    if assets is not None and assets > 5e6:
        return True
    if assets is None or years is None:
        return None
    return years >= 3
