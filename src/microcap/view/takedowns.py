"""Offerings made from a registration: what a supplement to its prospectus offers or sold."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from microcap.model.verdicts import Evidence
from microcap.view.said import Stated

Paper = tuple[str, str, date, datetime, bool]
"""Accession, form, day, known at, whether it was read."""
COVER = 16_000
"""Characters of a prospectus supplement in which it says what it offers (project default)."""
SMALLEST = 100_000.0
"""Dollars; a smaller amount beside a programme is a fee or an expense (project default)."""
_WAYS = {"equity_offering", "atm_or_takedown"}
_DID_SELL = re.compile(
    r"\b(?:we|company|registrant|corporation)\b[^.]{0,60}?\b(?:sold|issued)\b", re.IGNORECASE
)
_NOT_SOLD = re.compile(
    r"\b(?:not (?:previously |yet )?(?:been )?sold|unsold|may be (?:later )?(?:made|sold)|not sold|have not)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Takedown:
    """An offering made from a registration: a supplement to its prospectus."""

    accession: str
    form: str
    day: date
    known_at: datetime
    into_the_market: bool
    """Sales into the market over time: the dollars are a limit, not an amount sold."""
    dollars: float | None
    shares: int | None
    """Shares of its own day."""
    evidence: tuple[Evidence, ...]
    read: bool
    """Its document was read."""
    estimated: bool = False
    """The dollars are its shares at the close of its day; the words give no amount."""


def takedown(row: Paper, said: list[Stated]) -> Takedown:
    """What a supplement offers, from the words of its first pages."""
    accession, form, day, known_at, read = row
    here = [one for one in said if one.kind in _WAYS and one.start < COVER]
    market = [
        one
        for one in here
        if one.detail == "at_the_market"
        or (one.kind == "atm_or_takedown" and one.detail in {"atm", "eloc"})
    ]
    firm = [
        one for one in here if one not in market and one.detail not in {"sold", "left", "ended"}
    ]
    into = any(one.start <= min((two.start for two in firm), default=one.start) for one in market)
    words = market if into else firm
    amounts = [amount for one in words if (amount := offered(one)) is not None]
    if into:
        amounts = [amount for amount in amounts if amount >= SMALLEST]
    shares = most_shares([one for one in words if one.says.get("shares")])
    cited = [one for one in words if offered(one) in amounts or one.number("shares") == shares]
    return Takedown(
        accession,
        form,
        day,
        known_at,
        into,
        max(amounts, default=None),
        shares,
        tuple(one.cite() for one in cited[:2])
        or (Evidence(accession, f"{form} filed {day}", day, known_at),),
        read,
    )


def offered(one: Stated) -> float | None:
    """Dollars that a statement offers: stated, or shares times a price above a cent."""
    for name in ("at_most", "proceeds", "dollars"):
        if (amount := one.number(name)) is not None:
            return amount
    shares, price = one.number("shares"), one.number("price")
    return shares * price if shares and price and price >= 0.01 else None


def largest_amount(said: Iterable[Stated]) -> float | None:
    amounts = [one.number("dollars") for one in said]
    held = [amount for amount in amounts if amount is not None and amount >= SMALLEST]
    return max(held, default=None)


def most_shares(said: Iterable[Stated]) -> int | None:
    counts = [one.number("shares") for one in said]
    return max((int(count) for count in counts if count), default=None)


def did_sell(one: Stated) -> bool:
    """Whether the words of a sale into the market tell of one that was made."""
    return (
        one.kind == "atm_or_takedown"
        and one.detail == "sold"
        and _DID_SELL.search(one.quote) is not None
        and _NOT_SOLD.search(one.quote) is None
    )
