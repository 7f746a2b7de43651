"""Lakes of a few invented names, whose measures are stored."""

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl

from checks.invented import Rows, days_to
from lake_of import MARCH, bar, count, publish, split_of
from microcap.lake.measured import Measured
from microcap.lake.store import Lake
from microcap.research.refresh import Refreshed, refresh

MOMENT = datetime(2026, 1, 3, tzinfo=UTC)
NAMES = ("adv_usd_90", "adv_shares_90", "max_drawdown_252", "return_1", "turnover_90", "atr_14")


def walk(symbol: str, sessions: int, *, last: date = MARCH, seed: int = 1) -> Rows:
    """Bars whose close goes up and down by a rule that repeats itself after 97 sessions."""
    rows: Rows = []
    for place, day in enumerate(days_to(last, sessions)):
        step = (place * (7 + seed) + seed) % 97
        close = 2.0 + step / 50
        volume = 0 if step % 11 == 0 else 1000 + 13 * step
        prices = {"open": close, "high": close * 1.02, "low": close * 0.98}
        rows.append(bar(symbol, day, close, volume, **prices))
    return rows


def market(folder: Path, *, sessions: int = 300, last: date = MARCH) -> Lake:
    """Three names: one plain, one with a split and counts, one that lacks sessions."""
    days = days_to(last, sessions)
    gappy = [
        row
        for place, row in enumerate(walk("GAPY", sessions, last=last, seed=5))
        if place % 40 < 34
    ]
    publish(
        folder,
        bars=[
            *walk("ABCD", sessions, last=last),
            *walk("SPLT", sessions, last=last, seed=3),
            *gappy,
        ],
        splits=[split_of("SPLT", days[-sessions // 3], 1, 10)],
        share_counts=[
            count("SPLT", days[0], 5_000_000),
            count("SPLT", days[-sessions // 3 + 1], 500_000),
        ],
    )
    return Lake.open(folder / "lake")


def refreshed(lake: Lake, **options: object) -> Refreshed:
    """A refresh of the six measures that the tests look at."""
    chosen: dict[str, object] = {"moment": MOMENT, "tell": lambda *_: None, "names": NAMES}
    return refresh(lake, **(chosen | options))  # type: ignore[arg-type]


def rows_in(lake: Lake) -> pl.DataFrame:
    """Every stored row, in order."""
    return Measured(lake).scan().collect().sort("security", "day")
