"""Measures of a whole market from one Parquet file into another, with flat memory.

1. `_stretches` reads the source half a million rows at a time and cuts where a security ends; what is
   left of the last security waits for the next stretch.
2. Each stretch goes through the histories, the compiled twins of the reducers; the usual eleven
   measures in one walk.
3. The answers stream into the target as 32-bit floats, which hold seven digits, under another
   name until the last row is written: an interrupted run leaves no half of a target.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import polars as pl

from microcap.measures.histories import Rows, histories, ordered
from microcap.measures.histories.joint import LIQUIDITY, liquidity_at_once
from microcap.model import catalogue
from microcap.model.errors import Contradiction, CouldNotAsk, MicrocapError, NoSuchThing, Unreadable

READ = 500_000
"""Rows read at once: 20 MB of prices and volumes."""
WORKED = 125_000
"""Rows worked on at once: their arrays stay near the processor's cache."""

_OWN_NAMES: Mapping[str, str] = MappingProxyType({})
_STAND_IN = {
    "close_raw": pl.col("close"),
    "volume_raw": pl.col("volume"),
    "broken": pl.lit(False),
    "ohlc": pl.lit(True),
}
"""What a column counts as where the source has none: no splits, no broken rows, ranges held."""


def liquidity_panel(
    source: Path | Sequence[Path],
    target: Path,
    *,
    measures: Sequence[str] = LIQUIDITY,
    names: Mapping[str, str] = _OWN_NAMES,
    tell: Callable[[int, int], None] | None = None,
) -> int:
    """Measures at every row of a Parquet panel, written as Parquet; the number of rows.

    The source has `security`, `day` (oldest first within each security, whose rows stand
    together), `close`, `volume` and what else the measures read, under these names or those that
    `names` gives for them (`{"security": "sec"}`). Without `close_raw` and `volume_raw` the prices
    are taken as raw, without `broken` every return is used. The target has security, day and one
    Float32 column a measure; unknown is null. `tell` hears rows done and rows in all.

    Raises `NoSuchThing` for a source or measure that does not exist, `Unreadable` for a source
    that is no Parquet, `Contradiction` for rows that are unsorted, repeated, infinite or priced
    at zero, and `CouldNotAsk` where the target cannot be written; the target is then as before.
    """
    sources = [source] if isinstance(source, Path) else list(source)
    scan = _scan(sources, target, names)
    count = _read(scan.select(pl.len()), sources).item()
    # an empty panel asks the same questions as a full one, before anything is written
    empty = histories(_filled(_read(scan.head(0), sources)), measures)
    reads = (_reads(measures) & set(_columns(scan, sources))) | {"close", "volume"}
    scan = scan.select("security", "day", *sorted(reads))
    schema = empty.select("security", "day", *measures).cast({pl.Float64: pl.Float32}).schema
    trouble: list[MicrocapError] = []
    _keep_freed_memory()

    def answers(
        columns: list[str] | None, predicate: pl.Expr | None, rows: int | None, batch: int | None
    ) -> Iterator[pl.DataFrame]:
        done = 0
        try:
            for stretch in _stretches(scan, sources, count):
                done += len(stretch)
                yield _measured(stretch, measures, reads)
                if tell is not None:
                    tell(done, count)
        except MicrocapError as error:
            # polars would wrap it; it is raised again below as what it is
            trouble.append(error)
            raise

    partial = target.with_name(f"{target.name}.partial")
    try:
        flow = pl.io.plugins.register_io_source(answers, schema=schema)
        flow.sink_parquet(partial, compression="lz4", maintain_order=True)
        partial.replace(target)
    except (pl.exceptions.PolarsError, OSError) as error:
        if trouble:
            raise trouble[0] from None
        raise CouldNotAsk(
            f"{target} was to be written and could not be: {error}; give a folder that exists and "
            "has room"
        ) from error
    finally:
        partial.unlink(missing_ok=True)
    return int(count)


def _keep_freed_memory() -> None:
    """Make the C library keep what arrays free, for the arrays of the next stretch.

    It gives memory back to the system above twice the largest block freed so far (malloc(3),
    M_TRIM_THRESHOLD): fetching it again for every stretch took a fifth of the time.
    """
    import numpy as np

    np.empty(30 * 2**20, np.uint8)


def _scan(sources: Sequence[Path], target: Path, names: Mapping[str, str]) -> pl.LazyFrame:
    absent = [path for path in sources if not path.is_file()]
    if absent or not sources:
        raise NoSuchThing(f"no Parquet file at {absent[0] if absent else 'all'}; give its path")
    if any(path.resolve() == target.resolve() for path in sources):
        raise Contradiction(f"{target} is both source and target; give the target another name")
    scan = pl.scan_parquet(list(sources))
    held = _columns(scan, sources)
    lost = sorted(set(names.values()) - set(held))
    if lost:
        raise Contradiction(f"names speak of {', '.join(lost)}; the source has {', '.join(held)}")
    scan = scan.rename({theirs: ours for ours, theirs in names.items()})
    lacking = {"security", "day", "close", "volume"} - set(_columns(scan, sources))
    if lacking:
        raise Contradiction(
            f"the source has no {', '.join(sorted(lacking))}; it has {', '.join(held)}; say with "
            "`names` what they are called there"
        )
    return scan


def _columns(scan: pl.LazyFrame, sources: Sequence[Path]) -> list[str]:
    try:
        return scan.collect_schema().names()
    except (pl.exceptions.PolarsError, OSError) as error:
        raise _unreadable(sources, error) from error


def _read(scan: pl.LazyFrame, sources: Sequence[Path]) -> pl.DataFrame:
    try:
        return scan.collect()
    except (pl.exceptions.PolarsError, OSError) as error:
        raise _unreadable(sources, error) from error


def _unreadable(sources: Sequence[Path], error: Exception) -> Unreadable:
    first = str(error).partition("\n")[0]
    return Unreadable(
        f"{', '.join(map(str, sources))}: a Parquet panel was expected and not found ({first}); "
        "write the file again"
    )


def _stretches(scan: pl.LazyFrame, sources: Sequence[Path], count: int) -> Iterator[pl.DataFrame]:
    """Rows of whole securities, each security in one stretch."""
    seen: set[object] = set()
    waiting: pl.DataFrame | None = None
    for start in range(0, count, READ):
        rows = _read(scan.slice(start, READ), sources)
        if waiting is not None:
            rows = pl.concat([waiting, rows])
        ends = _ends(rows)
        last = len(rows) if start + READ >= count else ends[-1]
        yield from _cut(rows, [*(end for end in ends if end < last), last], seen)
        waiting = rows.slice(last)


def _ends(rows: pl.DataFrame) -> list[int]:
    """Where one security ends and the next begins; zero first."""
    security = rows["security"]
    return [0, *(security.ne_missing(security.shift(1)).arg_true().to_list()[1:])]


def _cut(rows: pl.DataFrame, ends: Sequence[int], seen: set[object]) -> Iterator[pl.DataFrame]:
    first = 0
    for place, end in enumerate(ends):
        later = ends[place + 1] if place + 1 < len(ends) else None
        if end > first and (later is None or later - first > WORKED):
            stretch = rows.slice(first, end - first)
            _refuse_seen(stretch, seen)
            yield stretch
            first = end


def _refuse_seen(stretch: pl.DataFrame, seen: set[object]) -> None:
    here = stretch["security"].unique().to_list()
    again = sorted(str(one) for one in here if one in seen)
    if again:
        raise Contradiction(
            f"security {again[0]}: its rows are in several places of the source; sort it by "
            "security and day"
        )
    seen.update(here)


def _filled(rows: pl.DataFrame) -> pl.DataFrame:
    absent = {name: as_if for name, as_if in _STAND_IN.items() if name not in rows.columns}
    return rows.with_columns(**absent)


def _reads(measures: Sequence[str]) -> set[str]:
    entries = catalogue.entries("history")
    return {column for name in measures for column in entries[name].says["columns"]}


def _measured(rows: pl.DataFrame, measures: Sequence[str], held: set[str]) -> pl.DataFrame:
    from microcap.kernels.windows_of_sums import single_precision

    arrays = Rows(_filled(rows), ordered(rows, sorted(held)))
    # the walk gives all of them at once: worth it only where all are asked for
    short = liquidity_at_once(arrays) if set(LIQUIDITY) <= set(measures) else {}
    columns = (
        pl.Series(
            name,
            short[name] if name in short else single_precision(arrays.measured(name)),
            nan_to_null=True,
        )
        for name in measures
    )
    return rows.select("security", "day").with_columns(*columns)
