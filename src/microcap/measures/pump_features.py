"""Run-ups: how far and on how much volume a price ran, and what it gave back, as of each session.

1. `segments` finds, for each row, the first row that it may be compared with: a security's first,
   or the last one into which the return may not be used.
2. `_baselines` gives the median close and the mean volume of the 20 rows that end with each row.
3. `_runs` looks at each row as the top of a run of at most five sessions, from the lowest close
   before it, against the baseline that ends there.
4. `_standing_out` takes of the runs of the last 21 sessions the one that stands out most, and
   `_phases` says where the row stands in it.

No row looks at a later one, so that what is said of a day stays when further days arrive.
"""

from dataclasses import dataclass
from statistics import fmean, median
from typing import TYPE_CHECKING, Any

import polars as pl

from microcap.measures import method
from microcap.measures.bars import Numbers, close_and_volume
from microcap.model.errors import Contradiction

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Places = NDArray[np.int64]
    Flags = NDArray[np.bool_]

BASELINE = 20
"""Sessions before a run that say what is usual (methods.md section 8)."""
FEWEST = 10
"""Sessions of a baseline below which nothing is usual yet: a young listing (project default)."""
LONGEST = 5
"""Sessions of a run, at most (methods.md section 8)."""
MEMORY = 20
"""Sessions for which a run is looked back at (methods.md section 8: recovery)."""
LOUD = 10.0
"""Times the usual volume from which more makes no run stand out further (methods.md section 8)."""
RUN_FROM, LOUD_FROM = 0.2, 3.0
"""Run-up and volume from which a phase is called a run-up (project default)."""
ACCUMULATION = 2.0
"""Five sessions' mean volume over the baseline's from which a calm price is being gathered
(project default)."""
HALF = 0.5

PHASES = ("quiet", "accumulation", "run_up", "peak", "dump")
FEATURES: dict[str, type[pl.DataType]] = {
    "run_up": pl.Float64,
    "rise": pl.Float64,
    "run_sessions": pl.Int64,
    "volume_times": pl.Float64,
    "float_turnover": pl.Float64,
    "gap": pl.Float64,
    "range_share": pl.Float64,
    "days_since_peak": pl.Int64,
    "given_back": pl.Float64,
    "price": pl.Float64,
    "baseline_sessions": pl.Int64,
    "phase": pl.String,
}
"""The columns beside `security` and `day`; see `features`."""


@method(reference="methods.md section 8 (PND-1)")
def pump_features(close: Numbers, volume: Numbers, baseline_days: int = 20) -> dict[str, Any]:
    """Run-up, peak volume and reversal of a series that begins with its baseline.

    `run_up`: highest close after the baseline over the baseline's median close, minus one.
    `peak_rvol`: largest volume after it over its mean volume. `reversal`: close five sessions after
    the top, or the last held, over the top, minus one. `days_peak_to_half`: sessions from the top
    until half of the rise was given back; null while it was not, or where nothing rose.
    """
    if baseline_days < 1:
        raise Contradiction(
            f"a baseline of {baseline_days} sessions was asked for; it needs at least one"
        )
    closes, volumes = close_and_volume(None, close, volume)
    if len(closes) <= baseline_days:
        raise Contradiction(
            f"{len(closes)} sessions were given with a baseline of {baseline_days}; "
            "give at least one session after the baseline"
        )
    usual = median(closes[:baseline_days])
    mean_volume = fmean(volumes[:baseline_days])
    after = closes[baseline_days:]
    top = max(after)
    place = baseline_days + after.index(top)
    half = top - (top - usual) / 2
    back = (day for day, price in enumerate(closes[place:]) if day and price <= half)
    later = min(place + LONGEST, len(closes) - 1)
    return {
        "run_up": top / usual - 1,
        "peak_rvol": max(volumes[baseline_days:]) / mean_volume if mean_volume > 0 else None,
        "reversal": closes[later] / top - 1,
        "days_peak_to_half": next(back, None) if top > usual else None,
    }


def features(rows: pl.DataFrame) -> pl.DataFrame:
    """Of each session the run of the last 21 that stands out most, as it could be seen that day.

    `rows` has `security`, `day`, `close`, `volume`, `broken`, and where held `open`, `high`, `low`,
    `shares`, `close_raw` and `unconfirmed` (no top of a run), sorted by security and day, in the
    shares of one day. The answer has a row for each: `security`, `day` and the columns of `FEATURES`.
    Null is unknown.

    `run_up`: the top's close over the baseline's median, minus one. `rise`: over the lowest close
    of the five sessions before the top, minus one. `run_sessions`: sessions from that low to the
    top, 1 to 5. `volume_times`: largest volume of the run over the baseline's mean.
    `float_turnover`: shares traded in the run over the shares counted, null without a count; a
    lower bound where the float is smaller. `gap`: the largest open over the close before within the
    run, minus one. `range_share`: high less low of the top's day over its close. `given_back`: part
    of the rise over the baseline lost since, above one below the baseline. `price`: the raw close.

    `phase`: run_up at the top of a run by a fifth or more on three times the volume, peak after it,
    dump from half given back, accumulation where the price is calm and five sessions trade
    twice the usual, else quiet. The top is the highest so far: nobody knows on the day that it is.
    """
    import numpy as np

    keys = rows.select("security", "day")
    if rows.is_empty():
        empty = {name: pl.lit(None, dtype).alias(name) for name, dtype in FEATURES.items()}
        return keys.with_columns(**empty)
    close, volume = _floats(rows, "close"), _floats(rows, "volume")
    first = segments(rows)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        usual, loud, counted = _baselines(close, volume, first)
        runs = _runs(rows, close, volume, first, (usual, loud, counted))
        place = _standing_out(runs, first)
        given = (close[place] - close) / (close[place] - runs.base[place])
        since = (np.arange(len(close)) - place).astype(np.float64)
        phase = _phases(volume, loud, first, runs, place, given)
    known = ~np.isnan(runs.run_up[place])
    values = {
        "run_up": runs.run_up[place],
        "rise": runs.rise[place],
        "run_sessions": np.where(known, runs.sessions[place], np.nan),
        "volume_times": runs.times[place],
        "float_turnover": runs.turnover[place],
        "gap": runs.gap[place],
        "range_share": runs.range_share[place],
        "days_since_peak": np.where(known, since, np.nan),
        "given_back": np.where(runs.run_up[place] > 0, given, np.nan),
        "price": _floats(rows, "close_raw" if "close_raw" in rows.columns else "close"),
        "baseline_sessions": np.where(known, runs.counted[place], np.nan),
    }
    columns = [
        pl.Series(name, np.where(np.isfinite(value), value, np.nan), nan_to_null=True)
        .cast(FEATURES[name])
        .alias(name)
        for name, value in values.items()
    ]
    words = pl.Series("phase", phase).replace_strict(dict(enumerate(PHASES)))
    return keys.with_columns(*columns, phase=pl.when(pl.Series(known)).then(words))


@dataclass(frozen=True)
class _Runs:
    """Each row as the top of a run, as arrays as long as the rows."""

    base: "Floats"
    run_up: "Floats"
    rise: "Floats"
    sessions: "Floats"
    times: "Floats"
    turnover: "Floats"
    gap: "Floats"
    range_share: "Floats"
    counted: "Floats"


def _floats(rows: pl.DataFrame, name: str) -> "Floats":
    import numpy as np

    if name not in rows.columns:
        return np.full(rows.height, np.nan)
    return rows[name].cast(pl.Float64).fill_null(float("nan")).to_numpy()


def segments(rows: pl.DataFrame) -> "Places":
    """Of each row the first that it may be compared with: a security's first, or the last broken."""
    import numpy as np

    begins = rows.select(
        (pl.col("security").ne_missing(pl.col("security").shift()) | pl.col("broken")).fill_null(
            True
        )
    )
    places = np.arange(rows.height)
    starts: Places = np.maximum.accumulate(np.where(begins.to_series().to_numpy(), places, 0))
    return starts


def _baselines(
    close: "Floats", volume: "Floats", first: "Places"
) -> tuple["Floats", "Floats", "Floats"]:
    """Median close, mean volume and number of the up to 20 rows that end with each row."""
    import numpy as np

    size = len(close)
    counted = np.minimum(np.arange(size) - first + 1, BASELINE).astype(np.float64)
    usual, loud = np.full(size, np.nan), np.full(size, np.nan)
    whole = np.flatnonzero(counted == BASELINE)
    if len(whole):
        # blocks, since a median needs a copy of its window
        closes = np.lib.stride_tricks.sliding_window_view(close, BASELINE)
        volumes = np.lib.stride_tricks.sliding_window_view(volume, BASELINE)
        for block in np.array_split(whole, len(whole) // 50_000 + 1):
            windows = block - BASELINE + 1
            usual[block] = np.median(closes[windows], axis=1)
            loud[block] = volumes[windows].mean(axis=1)
    short = np.flatnonzero((counted < BASELINE) & (counted >= FEWEST))
    for count in range(FEWEST, BASELINE):
        rows = short[counted[short] == count]
        places = rows[:, None] - np.arange(count)
        usual[rows] = np.median(close[places], axis=1)
        loud[rows] = volume[places].mean(axis=1)
    return usual, loud, counted


def _runs(
    rows: pl.DataFrame,
    close: "Floats",
    volume: "Floats",
    first: "Places",
    baseline: tuple["Floats", "Floats", "Floats"],
) -> _Runs:
    """Each row as a top: from the lowest of the closes before it, the latest of equal ones."""
    import numpy as np

    places = np.arange(len(close))
    back = np.ones(len(close), dtype=np.int64)
    lowest = np.where(places - 1 >= first, _shifted(close, 1), np.nan)
    for step in range(2, LONGEST + 1):
        before = np.where(places - step >= first, _shifted(close, step), np.nan)
        lower = before < lowest
        back, lowest = np.where(lower, step, back), np.where(lower, before, lowest)
    low = np.maximum(places - back, 0)
    no_top = np.isnan(lowest) | (_floats(rows, "unconfirmed") == 1)
    usual, loud, counted = (np.where(no_top, np.nan, part[low]) for part in baseline)
    traded, largest, gap = np.zeros(len(close)), np.zeros(len(close)), np.full(len(close), -np.inf)
    opens = _floats(rows, "open") / np.where(places > first, _shifted(close, 1), np.nan) - 1
    for step in range(LONGEST):
        inside = step < back
        shares = np.where(inside, _shifted(volume, step), 0.0)
        traded += shares
        largest = np.maximum(largest, shares)
        gap = np.where(inside, np.fmax(gap, _shifted(opens, step)), gap)
    span = (_floats(rows, "high") - _floats(rows, "low")) / close
    return _Runs(
        base=usual,
        run_up=close / usual - 1,
        rise=np.where(np.isnan(usual), np.nan, close / lowest - 1),
        sessions=back.astype(np.float64),
        times=np.where(loud > 0, largest / loud, np.nan),
        turnover=traded / _floats(rows, "shares"),
        gap=gap,
        range_share=span,
        counted=counted,
    )


def _shifted(values: "Floats", steps: int) -> "Floats":
    """The value so many rows before; the first rows have none."""
    import numpy as np

    if steps == 0:
        return values
    before = np.full(len(values), np.nan)
    before[steps:] = values[:-steps]
    return before


def _standing_out(runs: _Runs, first: "Places") -> "Places":
    """The top of the last 21 rows that stands out most, the latest of equal ones.

    A price that rose on little volume counts for little, so that a bad print hides no run.
    """
    import numpy as np

    height = np.fmax(np.fmin(runs.run_up, runs.rise), 0.0)
    weight = height * np.fmin(np.nan_to_num(runs.times), LOUD) / LOUD
    weight = np.nan_to_num(weight)
    places = np.arange(len(weight))
    best, most = places.copy(), weight.copy()
    for step in range(1, MEMORY + 1):
        before = np.where(places - step >= first, _shifted(weight, step), -1.0)
        more = before > most
        best, most = np.where(more, places - step, best), np.where(more, before, most)
    return best


def _phases(
    volume: "Floats",
    loud: "Floats",
    first: "Places",
    runs: _Runs,
    place: "Places",
    given: "Floats",
) -> "Places":
    """The place of each row's phase in `PHASES`."""
    import numpy as np

    places = np.arange(len(volume))
    recent = sum(_shifted(volume, step) for step in range(LONGEST)) / LONGEST
    before = np.where(places - LONGEST >= first, _shifted(loud, LONGEST), np.nan)
    calm = np.abs(runs.run_up) < RUN_FROM
    gathered = calm & (recent > 0) & (recent >= ACCUMULATION * before)
    phase = np.where(gathered, 1, 0)
    run = (
        (runs.run_up[place] >= RUN_FROM)
        & (runs.rise[place] >= RUN_FROM)
        & (runs.times[place] >= LOUD_FROM)
    )
    after = np.where(given >= HALF, 4, 3)
    return np.where(run, np.where(place == places, 2, after), phase)
