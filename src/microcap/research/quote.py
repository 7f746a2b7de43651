"""A quote that the user saw: an observation, and so a row in the lake with source `user`."""

from datetime import datetime
from pathlib import Path

import polars as pl

from microcap.model.errors import Contradiction
from microcap.model.figures import percent
from microcap.research.ingest import Report, bring_tables, prepare
from microcap.view.moment import EASTERN, eastern_day
from microcap.view.view import records


def add_quote(
    lake_path: Path,
    symbol: str,
    bid: float,
    ask: float,
    *,
    at: datetime,
    now: datetime,
    bid_size: int | None = None,
    ask_size: int | None = None,
) -> str:
    """Keep one look; the sentence that confirms it.

    Raises NoSuchThing with the nearest tickers for an unknown name, Contradiction for a quote
    that cannot be one: not above zero, crossed, or of a moment that has not come.
    """
    if not (0 < bid < 1e7 and 0 < ask < 1e7):
        raise Contradiction(
            f"a quote of {bid:g} x {ask:g}; both sides are above zero and below 10,000,000 USD"
        )
    if bid >= ask:
        raise Contradiction(
            f"a bid of {bid:g} is not below the ask of {ask:g}; a locked or crossed quote measures no spread"
        )
    if at > now:
        raise Contradiction(
            f"the look at {at.astimezone(EASTERN):%Y-%m-%d %H:%M} ET has not happened yet"
        )
    if any(size is not None and size < 0 for size in (bid_size, ask_size)):
        raise Contradiction("a size below zero; leave it out where you did not see it")
    view = records(lake_path).as_of(now)
    if not view.is_session(eastern_day(at)):
        raise Contradiction(
            f"{eastern_day(at)} is no session of the exchange; give the moment of the look with --at"
        )
    bearer = records(lake_path).as_of(now).security_of(symbol)["symbol"].item(-1)
    clock = at.astimezone(EASTERN)
    minutes = clock.hour * 60 + clock.minute
    session = "regular" if 570 <= minutes < 960 else "pre" if minutes < 570 else "post"
    row = pl.DataFrame(
        {
            "symbol": [bearer],
            "day": [eastern_day(at)],
            "at": [at],
            "bid": [bid],
            "ask": [ask],
            "bid_size": [bid_size],
            "ask_size": [ask_size],
            "session": [session],
            "known_at": [at],
        },
        schema_overrides={
            "bid_size": pl.Int64,
            "ask_size": pl.Int64,
            "at": pl.Datetime("us", "UTC"),
            "known_at": pl.Datetime("us", "UTC"),
        },
    )
    report = Report()
    lake = prepare(lake_path, synthetic=records(lake_path).synthetic)
    bring_tables(
        lake,
        {"quotes": row},
        source="user",
        fetched=now,
        raw=f"{bearer}@{at.isoformat()}:{bid:g}x{ask:g}",
        report=report,
    )
    spread = (ask - bid) / ((ask + bid) / 2)
    kept = "kept" if report.rows.get("quotes") else "was here already"
    return f"{bearer} {bid:g} x {ask:g}, {clock:%Y-%m-%d %H:%M} ET ({session}): {percent(spread, 2)} of the middle, {kept}"
