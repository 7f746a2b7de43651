"""What prices did around the same kind of event in many names.

1. `event_days` places the events on the first session that could know of them.
2. `event_market` is what the names are held against.
3. `event_windows` estimates a market model before each event and measures what it leaves over.
4. `event_tables` adds the events up and tests them; here the whole is put together.

Names that died are kept with the bars they have. What a holder got after the last bar is not held.
"""

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from microcap.model.errors import Contradiction
from microcap.studies import StudyReport, StudyTable, option, study
from microcap.studies.event_days import (
    OF_ITS_OWN_PRICE,
    EventDays,
    Unplaced,
    flagged,
    flags,
    listed_in,
)
from microcap.studies.event_market import Market, market_of
from microcap.studies.event_tables import (
    Case,
    case_table,
    days_table,
    extremes,
    notes,
    unused_table,
    windows_table,
)
from microcap.studies.event_windows import (
    ESTIMATION,
    EVENT,
    Measured,
    Returns,
    Series,
    before,
    measured,
    trade_returns,
)
from microcap.view.view import View

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK = 400
"""Securities read at once, so that a study of all names needs little memory."""


@dataclass(frozen=True)
class EventOptions:
    """What an event study can be asked."""

    events: Path | None = option(
        None, "CSV file of events: symbol, day and perhaps label", metavar="FILE"
    )
    flag: str = option(
        "",
        "events of the lake instead: reverse_split, under_one_dollar, late_report, promotion, "
        "halt, pump_alert, or an 8-K item as item_4.02",
        metavar="FLAG",
    )
    market: str = option(
        "",
        "benchmark of the lake, or equal_weighted; else the first of IWC, IWM, SPY that is held",
        metavar="SYMBOL",
    )
    returns: Returns = option(
        "daily", "how returns meet the market where a name does not trade every day"
    )
    start: date | None = option(None, "first day of an event", metavar="DAY")
    end: date | None = option(None, "last day of an event", metavar="DAY")
    fewest: int = option(100, "traded days that the estimation window must have")
    apart: int = option(10, "sessions within which a second event of a name is left out")
    cap_below: float | None = option(
        None, "only names with a market cap below so many dollars before the event", metavar="USD"
    )


@study(
    needs=("bars", "splits", "benchmarks", "the table of the flag"),
    reference="MacKinlay 1997; Boehmer, Musumeci & Poulsen 1991; Corrado 1989; methods.md section 8",
    name="event",
)
def event(view: View, asked: EventOptions) -> StudyReport:
    """What prices and volume did around the same kind of event in many names.

    Give a file with --events or a kind of event of the lake with --flag. Each name is held against
    a market model of its sessions -250 to -11, with at least 100 traded days; the abnormal returns
    of [-1,+1] and [0,+5] are added and tested one by one (with the full forecast covariance) and
    together (by their spread, by the standardised cross-section, and by ranks). An event stands on
    the first session that closes after it could be known. The unused are listed with the reason.
    """
    _refuse(asked)
    days = (
        listed_in(view, asked.events)
        if asked.events
        else flagged(view, asked.flag, asked.start or date.min, asked.end or date.max)
    )
    kept, unplaced = _within(days, asked)
    market = market_of(view, asked.market)
    cases = [*_cases(view, kept, market, asked), *(_unplaced(one) for one in unplaced)]
    cases.sort(key=lambda one: (one.day or date.min, one.symbol, one.label))
    used = [one for one in cases if one.measured is not None and not one.reason]
    ranked = sum(one.measured.ranks_only for one in used if one.measured)
    names = len({one.security for one in used})
    says = (
        f"{len(cases):,} events ({days.about}); {len(used) - ranked:,} used, {ranked:,} in the rank "
        f"test alone, {len(cases) - len(used):,} not used; {names:,} names",
        f"market: {market.says}; market model of sessions {ESTIMATION[0]} to {ESTIMATION[1]}, "
        f"{_WAYS[asked.returns]}",
    )
    return StudyReport(
        "event",
        "Event study: abnormal returns and volume around events, by the market model",
        view.moment,
        view.synthetic,
        asdict(asked) | {"market": market.name},
        says,
        (*(_found(used) if used else ()), unused_table(cases)),
        case_table(cases),
        (*_own_price(asked.flag), *notes(view, used, market)) if used else (_NOTHING,),
        tuple(dict.fromkeys(("bars", "splits", days.table, *market.tables))),
    )


_NOTHING = "that no event is held, or none could be used, does not show that none happened"
_WAYS = {
    "daily": "daily returns, days without trade dropped, the next trade's return whole on its day",
    "trade_to_trade": "returns from trade to trade against the market over the same sessions",
    "dimson": "daily returns on the market's of the day, the day before and the day after",
}


def _found(used: list[Case]) -> tuple[StudyTable, ...]:
    return windows_table(used), days_table(used), *extremes(used)


def _own_price(flag: str) -> tuple[str, ...]:
    if flag not in OF_ITS_OWN_PRICE:
        return ()
    return (
        "the event is a price: day 0 and the days before were chosen for their own returns, and only "
        "day +1 and later tell what followed",
    )


def _refuse(asked: EventOptions) -> None:
    if (asked.events is None) == (not asked.flag):
        raise Contradiction(
            "an event study of "
            + ("both a file and a flag" if asked.events else "no events")
            + f": give --events FILE or --flag; flags are {', '.join(flags())}"
        )
    if asked.fewest < 20 or asked.fewest > ESTIMATION[1] - ESTIMATION[0] + 1:
        raise Contradiction(
            f"an estimation on {asked.fewest} traded days: the window has "
            f"{ESTIMATION[1] - ESTIMATION[0] + 1} sessions; give 20 to that many"
        )
    if asked.apart < 0:
        raise Contradiction(f"events {asked.apart} sessions apart; give 0 or more")
    if asked.start and asked.end and asked.end < asked.start:
        raise Contradiction(
            f"events from {asked.start} to {asked.end}: it ends before it begins; swap them"
        )


def _within(days: EventDays, asked: EventOptions) -> tuple[pl.DataFrame, list[Unplaced]]:
    span = pl.col("day").is_between(asked.start or date.min, asked.end or date.max)
    outside = [
        one
        for one in days.unplaced
        if one.day is None or (asked.start or date.min) <= one.day <= (asked.end or date.max)
    ]
    rows = days.rows.filter(span).unique(["security", "day", "label"], maintain_order=True)
    return rows.sort("security", "day", "known_at"), outside


def _unplaced(one: Unplaced) -> Case:
    return Case(one.symbol, "", one.day, one.label, one.reason)


def _cases(
    view: View, events: pl.DataFrame, market: Market, asked: EventOptions
) -> "Iterator[Case]":
    numbers = dict(
        view.sessions.with_row_index("at").select("day", pl.col("at").cast(pl.Int64)).iter_rows()
    )
    reach = _reach(view, numbers)
    names = events["security"].unique().sort().to_list()
    for start in range(0, len(names), _CHUNK):
        chunk = names[start : start + _CHUNK]
        mine = events.filter(pl.col("security").is_in(chunk))
        held = _series(view, chunk, mine, numbers)
        for (security,), rows in mine.group_by("security", maintain_order=True):
            series = held.get(str(security))
            trades = trade_returns(series) if series is not None else None
            last: int | None = None
            for row in rows.iter_rows(named=True):
                at = numbers[row["day"]]
                found: Measured | str
                if series is None or trades is None:
                    found = "no bar of the name is held from a year before the event on"
                elif last is not None and at - last <= asked.apart:
                    found = f"another event of the name within {asked.apart} sessions before"
                else:
                    found = measured(
                        series,
                        trades,
                        market.levels,
                        at,
                        reach,
                        way=asked.returns,
                        fewest=asked.fewest,
                    )
                    last = last if found.reason else at
                price, cap = before(series, at) if series is not None else (None, None)
                if asked.cap_below is not None and not isinstance(found, str):
                    found = _too_large(cap, asked.cap_below) or found
                yield Case.of(row, found, price, cap)


def _reach(view: View, numbers: dict[date, int]) -> int:
    """The number of the last session of which any bar is held."""
    newest = view.table("bars", pl.col("series") == "raw").select(pl.col("day").max())
    day = newest.collect().item()
    return max((number for one, number in numbers.items() if day and one <= day), default=0)


def _too_large(cap: float | None, limit: float) -> str:
    if cap is None:
        return "its market cap before the event is not held"
    return "" if cap < limit else f"its market cap was not below ${limit:,.0f}"


def _series(
    view: View, names: list[str], events: pl.DataFrame, numbers: dict[date, int]
) -> dict[str, Series]:
    """The rows of some securities as arrays, from before their first estimation window on."""
    import numpy as np

    from microcap.view.known_rows import panel_of

    days = view.sessions["day"]
    first = numbers[events["day"].min()] + ESTIMATION[0] - 30  # type: ignore[index]
    last = numbers[events["day"].max()] + EVENT[1] + 1  # type: ignore[index]
    symbols = view.spells.filter(pl.col("security").is_in(names))["symbol"].unique().sort()
    panel, _ = panel_of(
        view, symbols.to_list(), days[max(0, first)], days[min(last, len(days) - 1)]
    )
    rows = (
        panel.filter(pl.col("security").is_in(names))
        .with_columns(at=pl.col("day").replace_strict(numbers, default=None, return_dtype=pl.Int64))
        .drop_nulls("at")
    )
    held = {}
    for (security,), mine in rows.group_by("security", maintain_order=True):
        traded = (~mine["stale"] & mine["close"].is_not_null()).to_numpy()
        numbers_of = {
            name: mine[name].cast(pl.Float64).fill_null(np.nan).to_numpy()
            for name in ("close", "volume", "shares", "close_raw")
        }
        held[str(security)] = Series(
            mine["at"].to_numpy(),
            numbers_of["close"],
            numbers_of["volume"],
            traded,
            mine["broken"].fill_null(False).to_numpy(),
            numbers_of["shares"],
            numbers_of["close_raw"],
        )
    return held
