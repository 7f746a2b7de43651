"""What a holder got since each offering, reverse split, promotion and insider purchase of a name.

Prices are closes in the shares of the view's day: splits are set aside, dividends are not held.
Where dollars paid are told, the results of one sort are weighted by them.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any

import polars as pl

from microcap.checks.insiders_sold_into_strength import market_trades
from microcap.measures.money_weighted import money_weighted_return
from microcap.model.figures import Figure, Status, cannot_tell
from microcap.model.verdicts import Evidence
from microcap.view.holders import insider_trades
from microcap.view.offerings import offerings
from microcap.view.subject import Subject

_FRESH = timedelta(days=10)
"""A close older than this is called stale (project default)."""
_SOON = timedelta(days=10)
"""A close so long after an event still prices it (project default)."""
_UNPAID = ("reverse split", "promotion")
"""Events with which nothing is paid to the company or by an insider."""
_SORTS = ("offering", *_UNPAID, "insider purchase")


@dataclass(frozen=True, slots=True)
class Event:
    """Something after which a holder asks what became of the price."""

    sort: str
    day: date
    what: str
    dollars: float | None
    price: float | None
    """As stated, in shares of its own day."""
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one share has returned since one event."""

    sort: str
    day: date
    what: str
    paid: Figure
    """Dollars that holders paid then, where they are told."""
    price: Figure
    """Paid or closed at, in shares of the view's day."""
    result: Figure
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """The outcomes of one sort together."""

    sort: str
    events: int
    middle: Figure
    """The median of the price results."""
    of_money: Figure
    """What all dollars paid have returned together."""
    yearly: Figure
    """Money-weighted, a year."""


@dataclass(frozen=True)
class Prices:
    """Closes in the shares of the view's day, by session; days into which they may not be used."""

    days: list[date]
    closes: list[float]
    doubtful: list[date]
    close: Figure

    def on(self, day: date) -> tuple[date, float] | None:
        """The close of a day, or of the first session after it that is near enough."""
        at = bisect_left(self.days, day)
        if at < len(self.days) and self.days[at] - day <= _SOON:
            return self.days[at], self.closes[at]
        return None

    def result(self, since: date, price: float) -> Figure:
        """The return from a price to the last close, as a fraction."""
        if not isinstance(self.close.value, float) or price <= 0:
            return cannot_tell("fraction", "a close of the name")
        flags = tuple(f"split_suspected on {day}" for day in self.doubtful if day > since)
        status = "disputed" if flags else self.close.status
        return Figure(
            self.close.value / price - 1,
            "fraction",
            status,
            as_of=self.close.as_of,
            known_at=self.close.known_at,
            sources=self.close.sources,
            flags=flags,
        )


def prices_since(subject: Subject, since: date) -> Prices:
    sessions = subject.view.sessions["day"]
    rows = subject.panel_of(max(260, sessions.filter(sessions >= since).len()))
    rows = rows.filter(pl.col("close").is_not_null())
    if rows.is_empty():
        return Prices([], [], [], cannot_tell("USD/share", "bars of the name"))
    last = rows.row(-1, named=True)
    fresh = subject.view.day - last["day"] <= _FRESH
    close = Figure(
        float(last["close"]),
        "USD/share",
        "known" if fresh else "stale",
        as_of=last["day"],
        sources=("bars",),
        note="" if fresh else "the last close held",
    )
    doubtful = rows.filter(pl.col("suspected"))["day"].to_list()
    return Prices(rows["day"].to_list(), rows["close"].to_list(), doubtful, close)


def outcomes(
    subject: Subject, prices: Prices, since: date, splits: Sequence[Event] = ()
) -> tuple[Outcome, ...]:
    """What a share returned since each event after a day, the newest first."""
    events = [
        *_offered(subject, since),
        *splits,
        *_promotions(subject, since),
        *_purchases(subject, since),
    ]
    found = [_outcome(subject, prices, one) for one in events]
    return tuple(sorted(found, key=lambda one: (one.day, one.sort), reverse=True))


def results(prices: Prices, found: Sequence[Outcome]) -> tuple[Result, ...]:
    """The outcomes of each sort together."""
    return tuple(
        _together(prices, sort, of_sort)
        for sort in _SORTS
        if (of_sort := [one for one in found if one.sort == sort])
    )


def _offered(subject: Subject, since: date) -> list[Event]:
    """Offerings; of a programme into the market the dollars are a limit and nobody paid them."""
    return [
        Event(
            "offering",
            one.day,
            one.what,
            None if one.limit else one.dollars,
            one.price,
            one.evidence,
        )
        for one in offerings(subject)
        if since < one.day <= subject.view.day
    ]


def _promotions(subject: Subject, since: date) -> list[Event]:
    """What somebody kept as a promotion; one by its words alone is a question of its check."""
    news = subject.news.select("day", "kind", "known_at", "source", said="headline")
    kept = subject.documents.select("day", "kind", "known_at", "source", said="title")
    rows = pl.concat([news, kept]).filter(
        (pl.col("kind") == "promotion")
        & (pl.col("day") > since)
        & (pl.col("day") <= subject.view.day)
    )
    return [
        Event(
            "promotion",
            row["day"],
            row["said"][:120],
            None,
            None,
            (Evidence(row["source"], f"“{row['said'][:200]}”", row["day"], row["known_at"]),),
        )
        for row in rows.unique(["day", "said"], maintain_order=True).iter_rows(named=True)
    ]


def _purchases(subject: Subject, since: date) -> list[Event]:
    rows = market_trades(insider_trades(subject), "P").filter(
        (pl.col("day") > since) & (pl.col("day") <= subject.view.day)
    )
    return [
        Event(
            "insider purchase",
            row["day"],
            row["owner_name"][:80],
            row["shares"] * row["price"] if row["price"] else None,
            row["price"] or None,
            (Evidence(row["accession"], _bought(row), row["day"], row["known_at"]),),
        )
        for row in rows.iter_rows(named=True)
    ]


def _bought(row: dict[str, Any]) -> str:
    at = f" at ${row['price']:,.4g}" if row["price"] else ", price not stated"
    return f"{row['owner_name'][:60]} bought {row['shares']:,.0f}{at}"


def _outcome(subject: Subject, prices: Prices, event: Event) -> Outcome:
    sources = tuple(dict.fromkeys(one.source for one in event.evidence))
    paid = cannot_tell("USD", "what was paid is not told")
    if event.sort in _UNPAID:
        paid = Figure(None, "USD", "not_applicable", note="nothing is paid")
    elif event.dollars is not None:
        paid = Figure(event.dollars, "USD", as_of=event.day, sources=sources)
    closed = prices.on(event.day)
    at = cannot_tell("USD/share", f"a close of {event.day} or soon after")
    if event.price is not None:
        # a price as stated is in the shares of its day
        today = event.price / subject.shares_since(event.day)
        at = Figure(today, "USD/share", as_of=event.day, sources=sources, note="as stated")
    elif closed is not None:
        at = Figure(closed[1], "USD/share", as_of=closed[0], sources=("bars",), note="the close")
    result = cannot_tell("fraction", at.missing or "a price then")
    if isinstance(at.value, float):
        result = prices.result(at.as_of or event.day, at.value)
    return Outcome(event.sort, event.day, event.what, paid, at, result, event.evidence)


def _together(prices: Prices, sort: str, found: Sequence[Outcome]) -> Result:
    returns = [one.result.value for one in found if isinstance(one.result.value, float)]
    disputed = any(one.result.status == "disputed" for one in found)
    status: Status = "disputed" if disputed else prices.close.status
    last = prices.close.as_of
    if not returns or last is None:
        nothing = cannot_tell("fraction", "a price then and now")
        return Result(sort, len(found), nothing, nothing, nothing)
    left = len(found) - len(returns)
    middle = Figure(
        median(returns),
        "fraction",
        status,
        as_of=last,
        sources=("bars",),
        n_used=len(returns),
        n_dropped=left,
    )
    if sort in _UNPAID:
        none = Figure(None, "fraction", "not_applicable", note="nothing is paid")
        return Result(sort, len(found), middle, none, none)
    return Result(sort, len(found), middle, *_of_money(found, last, status))


def _of_money(found: Sequence[Outcome], last: date, status: Status) -> tuple[Figure, Figure]:
    """The result of all dollars paid, and the yearly rate that it comes to."""
    flows = [
        (one, one.paid.value, one.result.value)
        for one in found
        if isinstance(one.paid.value, float) and isinstance(one.result.value, float)
    ]
    if not flows:
        nothing = cannot_tell("fraction", "dollars paid, with a price then and now")
        return nothing, nothing
    paid = sum(dollars for _, dollars, _ in flows)
    worth = sum(dollars * (1 + result) for _, dollars, result in flows)
    sources = tuple(dict.fromkeys(source for one, _, _ in flows for source in one.paid.sources))
    left = len(found) - len(flows)
    whole = Figure(
        worth / paid - 1,
        "fraction",
        status,
        as_of=last,
        sources=sources,
        note=f"${paid:,.0f} paid is worth ${worth:,.0f}",
        n_used=len(flows),
        n_dropped=left,
    )
    days = [*((one.day - last).days for one, _, _ in flows), 0]
    rate = money_weighted_return(days, [*(-dollars for _, dollars, _ in flows), worth])
    if rate is None:
        return whole, cannot_tell("fraction a year", "payments of a day before the last close")
    yearly = Figure(
        rate,
        "fraction a year",
        status,
        as_of=last,
        sources=sources,
        n_used=len(flows),
        n_dropped=left,
    )
    return whole, yearly
