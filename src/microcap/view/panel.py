"""A panel: each security's sessions, oldest first, in the shares of the view's day.

Columns: `security`, `symbol`, `day`, `open`, `high`, `low`, `close` (USD per share,
split-adjusted), `volume` (split-adjusted shares, 0 on a day without trade), `close_raw`,
`volume_raw`, `split_factor`, `shares` (the vendor's count in the view's shares), `broken` (the
return into the row may not be used), `stale` (no trade), `ohlc` (open, high and low are held),
`suspected` (a split is suspected into the row), `flags` (BarFlag).

1. `borne` gives each bar its security, by the spells known at the moment.
2. Rows that are no session of the exchange are left out, rows that repeat the day before are
   days without trade: volume 0, the last close in open, high and low.
3. `_filled` inserts such rows where the source says that an absent row means no trade.
4. Splits known and effective are applied; where a gap of more than 20 sessions or a suspected
   split lies between two rows, the second is `broken`.
"""

from datetime import date

import polars as pl

from microcap.model.tables import BarFlag
from microcap.view.splits import broken_days, with_split_factor
from microcap.view.succession import LONGEST_GAP

COLUMNS = (
    "security", "symbol", "day", "open", "high", "low", "close", "volume", "close_raw", "volume_raw",
    "split_factor", "shares", "broken", "stale", "ohlc", "suspected", "flags",
)  # fmt: skip


def assemble(
    bars: pl.DataFrame,
    spells: pl.DataFrame,
    splits: pl.DataFrame,
    counts: pl.DataFrame,
    sessions: pl.DataFrame,
    no_trade: pl.DataFrame,
    day: date,
) -> pl.DataFrame:
    """The panel of the given bars, as of `day`.

    `bars` are rows of the table bars of one series; `spells` rows of securities known at the
    moment; `splits` and `counts` carry a `security`; `sessions` has `day`, sorted; `no_trade`
    has `symbol` (of sources whose absent rows mean no trade) and the halted days to leave out.
    """
    named = borne(bars, spells)
    kept = named.filter((pl.col("flags") & int(BarFlag.NOT_A_SESSION)) == 0).sort("security", "day")
    numbered = kept.join(
        sessions.with_row_index("at").select("day", pl.col("at").cast(pl.Int32)),
        on="day",
        how="left",
        maintain_order="left",
    )
    filled = _filled(numbered, sessions, no_trade)
    factored = with_split_factor(filled, splits, day)
    marked = broken_days(factored, splits)
    return _adjusted(_counted(marked, counts)).select(COLUMNS)


def borne(bars: pl.DataFrame, spells: pl.DataFrame) -> pl.DataFrame:
    """Bars with the security that bore the symbol that day."""
    several = (
        spells.filter((pl.len().over("symbol") > 1) | (pl.col("security") != pl.col("symbol")))
        .select("symbol", "security", "day")
        .sort("day")
    )
    if several.is_empty():
        return bars.with_columns(security=pl.col("symbol"))
    special = bars.join(several.select("symbol").unique(), on="symbol", how="semi")
    plain = bars.join(several.select("symbol").unique(), on="symbol", how="anti").with_columns(
        security=pl.col("symbol")
    )
    named = special.sort("day").join_asof(
        several, on="day", by="symbol", strategy="backward", check_sortedness=False
    )
    return pl.concat(
        [plain, named.with_columns(pl.col("security").fill_null(pl.col("symbol")))], how="diagonal"
    )


def _filled(bars: pl.DataFrame, sessions: pl.DataFrame, no_trade: pl.DataFrame) -> pl.DataFrame:
    """A row without trade for each absent session, where absence means that, up to 20 in a row."""
    before = pl.col("at").shift().over("security")
    marked = bars.with_columns(gap=pl.col("at") - before - 1, absent=pl.lit(False))
    holes = marked.filter((pl.col("gap") > 0) & (pl.col("gap") <= LONGEST_GAP)).join(
        no_trade.select("symbol").unique(), on="symbol", how="semi"
    )
    if holes.is_empty():
        return marked
    rows = (
        holes.select(
            "security",
            "symbol",
            "series",
            at=pl.int_ranges(pl.col("at") - pl.col("gap"), pl.col("at"), dtype=pl.Int32),
        )
        .explode("at")
        .join(sessions.with_row_index("at").select(pl.col("at").cast(pl.Int32), "day"), on="at")
        .with_columns(
            volume=pl.lit(0, pl.Int64),
            flags=pl.lit(0, pl.Int32),
            absent=pl.lit(True),
            gap=pl.lit(0, pl.Int32),
        )
    )
    halted = no_trade.filter(pl.col("halted_from").is_not_null())
    if not halted.is_empty():
        inside = rows.join(halted, on="symbol").filter(
            (pl.col("day") >= pl.col("halted_from")) & (pl.col("day") <= pl.col("halted_until"))
        )
        rows = rows.join(inside, on=["symbol", "day"], how="anti")
    return pl.concat([marked, rows], how="diagonal").sort("security", "day")


def _counted(bars: pl.DataFrame, counts: pl.DataFrame) -> pl.DataFrame:
    """The share count known for each day, in the shares of the view's day."""
    if counts.is_empty():
        return bars.with_columns(shares=pl.lit(None, pl.Float64))
    held = counts.select("security", count_day="day", shares="adjusted").sort(
        "security", "count_day"
    )
    # both sides are sorted within each security, which is all that a join by security needs
    joined = bars.join_asof(
        held, left_on="day", right_on="count_day", by="security", check_sortedness=False
    )
    return joined.drop("count_day")


def _adjusted(bars: pl.DataFrame) -> pl.DataFrame:
    no_trade = (
        pl.col("absent").fill_null(False)
        | ((pl.col("flags") & int(BarFlag.STALE)) > 0)
        | (pl.col("volume") == 0).fill_null(False)
    )
    factor = pl.col("split_factor")
    # a day without trade carries the last trade, in the shares of its own day: a publisher that
    # repeats yesterday's row on an ex-day repeats a price of before the split
    traded = pl.when(~no_trade).then(pl.col("close")).forward_fill().over("security")
    then = pl.when(~no_trade).then(factor).forward_fill().over("security")
    raw_close = pl.coalesce(
        pl.when(no_trade).then(traded * (factor / then)).otherwise(traded),
        pl.col("close").forward_fill().over("security"),
    )
    last = raw_close / factor
    held = pl.col("open").is_not_null() & pl.col("high").is_not_null() & pl.col("low").is_not_null()
    flat = {
        name: pl.when(no_trade).then(last).otherwise(pl.col(name) / factor).alias(name)
        for name in ("open", "high", "low")
    }
    return bars.with_columns(
        *flat.values(),
        close=last,
        close_raw=raw_close,
        volume_raw=pl.when(no_trade).then(0).otherwise(pl.col("volume")),
        volume=pl.when(no_trade).then(0.0).otherwise(pl.col("volume") * factor),
        stale=no_trade,
        ohlc=held,
        broken=pl.col("suspected") | (pl.col("gap") > LONGEST_GAP).fill_null(False),
        flags=pl.col("flags").fill_null(0),
    )
