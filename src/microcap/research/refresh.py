"""Refresh: every catalogued measure of the whole universe into the lake, computing what changed.

1. `changed` tells which securities, and from which day.
2. `_tasks` cuts them into tasks of whole securities, so that memory stays flat.
3. `computed` works one task out, here or on a worker, into files that nobody sees yet.
4. Each task is one commit; one that is in the table already is passed over, so that a refresh
   that was killed goes on where it stopped. Old measures stay readable all the time.
5. What the lake was is remembered when all of it is in.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path

import polars as pl

from microcap.lake.measured import Measured, Remembered, program
from microcap.lake.measured_files import Written, write
from microcap.lake.store import Lake
from microcap.model.errors import Contradiction, NoSuchThing
from microcap.research.measured_rows import measure_names, measured_rows, warmed
from microcap.research.refresh_plan import RANGES, changed, known_last, seen
from microcap.view.known_rows import SESSIONS
from microcap.view.view import View

Tell = Callable[[str, int, int], None]
"""Told what is being done, how many securities are behind and how many there are."""

ROWS = 400_000
"""Rows that a task may hold, by estimate."""
_CONTEXT = timedelta(days=400)
"""More days than 260 sessions last, with the longest closing of an exchange between them."""
_FOREVER = date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class Task:
    """Whole securities to compute: a value that a worker on another machine can be sent."""

    lake: Path
    moment: datetime
    names: tuple[str, ...]
    number: int
    securities: tuple[str, ...]
    firsts: tuple[date, ...]
    changed: tuple[date | None, ...]
    program: str
    """The version of microcap that cut the task; another one has other formulas."""


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a task: files that nobody sees yet, and the days whose stored rows they replace."""

    task: Task
    written: tuple[Written, ...]
    until: tuple[date, ...]
    """For each security of the task the last day that is replaced."""
    rows: int


Spread = Callable[[Callable[[Task], Done], Iterable[Task]], Iterator[Done]]
"""Maps a function over tasks, here or elsewhere, in whatever order they are done."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh did."""

    moment: datetime
    last_session: date
    measures: int
    securities: int
    """Securities of which a row was computed."""
    tasks: int
    resumed: int
    """Tasks that an interrupted refresh had already brought."""
    rows: int
    """Rows computed."""
    stored: int
    """Rows that the table holds now."""


def refresh(
    lake: Lake,
    *,
    moment: datetime,
    tell: Tell,
    names: Sequence[str] | None = None,
    spread: Spread | None = None,
) -> Refreshed:
    """Compute what changed since the last refresh into the table of stored measures.

    `names` restricts a first refresh to some measures, or adds some to those that are stored.
    `spread` maps the work over other machines. Raises `NoSuchThing` for an unknown measure,
    `Contradiction` where the bars cannot be walked through, `CouldNotAsk` where the store fails.
    """
    stored = Measured(lake)
    with lake.writing():
        view = View(lake, moment)
        if stored.damaged:
            stored.drop()
        wanted = _wanted(stored, names)
        now = seen(lake, view, wanted)
        stored.create(wanted)
        tell("what has changed", 0, 0)
        ranges = changed(lake, view, stored, now)
        tasks = _tasks(lake, view, wanted, ranges)
        mark = _mark(now, known_last(lake, view), ranges)
        open_tasks = [one for one in tasks if not stored.holds(f"{mark} {one.number}")]
        tell("compiling the measures once for this machine", 0, ranges.height)
        if open_tasks:
            warmed()
        behind = ranges.height - sum(len(one.securities) for one in open_tasks)
        rows = 0
        months: set[str] = set()
        for done in (spread or _here)(computed, open_tasks):
            replaced = pl.DataFrame(
                {"security": done.task.securities, "first": done.task.firsts, "last": done.until},
                schema={"security": pl.String, "first": pl.Date, "last": pl.Date},
            )
            stored.put(
                done.written, replaced, transaction=f"{mark} {done.task.number}", moment=moment
            )
            rows += done.rows
            months |= {one.month for one in done.written}
            behind += len(done.task.securities)
            tell("measures", behind, ranges.height)
        for month in sorted(months):
            stored.tidy(month, moment=moment)
        held = int(stored.files()["rows"].sum())
        stored.remember(replace(now, rows=held, complete=True))
        stored.sweep()
    resumed = len(tasks) - len(open_tasks)
    return Refreshed(
        moment, view.last_session, len(wanted), ranges.height, len(tasks), resumed, rows, held
    )


def refresh_at(
    path: Path,
    *,
    moment: datetime,
    tell: Tell,
    names: Sequence[str] | None = None,
    cluster: str | None = None,
) -> Refreshed:
    """`refresh` of the lake at a path; `cluster` is the address of a Dask scheduler."""
    lake = Lake.open(path)
    if cluster is None:
        return refresh(lake, moment=moment, tell=tell, names=names)
    from microcap.view.cluster import connected

    with connected(cluster) as spread:
        return refresh(lake, moment=moment, tell=tell, names=names, spread=spread)


def computed(task: Task) -> Done:
    """Work a task out: the measures of its securities, in files below the table.

    Raises `Contradiction` on a worker that runs another version of microcap.
    """
    if task.program != program():
        raise Contradiction(
            f"a refresh by microcap {task.program} was given to a worker that runs {program()}; "
            "install the same version on all of them"
        )
    view = View(Lake.open(task.lake), task.moment)
    first = min(task.firsts)
    since = first - _CONTEXT if first.year > 1900 else first
    rows = measured_rows(view, list(task.securities), task.names, since)
    ranges = pl.DataFrame(
        {"security": task.securities, "first": task.firsts, "changed": task.changed},
        schema=RANGES,
    )
    mine = _inside(rows, ranges)
    ends = mine.group_by("security").agg(last=pl.col("day").max())
    until = ranges.join(ends, on="security", how="left", maintain_order="left").select(
        pl.when(pl.col("changed").is_null())
        .then(_FOREVER)
        .otherwise(pl.max_horizontal("changed", "last"))
    )
    written = write(task.lake / "tables" / "measured", mine, task.names)
    return Done(task, tuple(written), tuple(until.to_series()), len(mine))


def _inside(rows: pl.DataFrame, ranges: pl.DataFrame) -> pl.DataFrame:
    """Rows from the first on, and no more than a changed bar can have touched.

    A day without trade repeats the last price, so the 260 rows are counted from the next trade.
    """
    of_range = rows.join(ranges, on="security", how="inner", maintain_order="left")
    wanted = of_range.filter(pl.col("day") >= pl.col("first"))
    after = (pl.col("day") > pl.col("changed")).fill_null(False)
    traded = (after & ~pl.col("stale")).cast(pl.Int32).cum_max().over("security")
    passed = traded.cum_sum().over("security")
    kept = wanted.filter(pl.col("changed").is_null() | (passed <= SESSIONS))
    return kept.drop("first", "changed", "stale")


def _here(work: Callable[[Task], Done], tasks: Iterable[Task]) -> Iterator[Done]:
    return map(work, tasks)


def _wanted(stored: Measured, names: Sequence[str] | None) -> tuple[str, ...]:
    known = measure_names()
    if names is None:
        return known
    for name in names:
        if name not in known:
            near = ", ".join(get_close_matches(name, known, n=3, cutoff=0.4))
            raise NoSuchThing(
                f"no measure {name[:40]!r} to store; "
                + (f"nearest: {near}; " if near else "")
                + f"there are {', '.join(known)}"
            )
    if not names:
        raise Contradiction("no measure was named; name one, or leave the option out for all")
    before = stored.remembered
    held = before.names if before and before.complete else ()
    return tuple(sorted({*names, *(name for name in held if name in known)}))


def _tasks(lake: Lake, view: View, names: tuple[str, ...], ranges: pl.DataFrame) -> list[Task]:
    if ranges.is_empty():
        return []
    raw = lake.scan("bars").filter(pl.col("series") == "raw")
    bars = raw.group_by("symbol").len().collect(engine="streaming")
    held = (
        view.spells.select("symbol", "security")
        .unique()
        .join(bars, on="symbol", how="left")
        .group_by("security")
        .agg(pl.col("len").sum())
    )
    sized = ranges.join(held, on="security", how="left", maintain_order="left")
    tasks: list[Task] = []
    some: list[tuple[str, date, date | None]] = []
    total = 0
    for security, first, last, count in sized.iter_rows():
        since = some[0][1] if some else first
        # 0.69 sessions a calendar day
        span = int((view.day - since).days * 0.7) + SESSIONS
        rows = min(int(count or 0), span)
        if some and total + rows > ROWS:
            tasks.append(_task(lake, view, names, len(tasks), some))
            some, total = [], 0
        some.append((security, first, last))
        total += rows
    tasks.append(_task(lake, view, names, len(tasks), some))
    return tasks


def _task(
    lake: Lake,
    view: View,
    names: tuple[str, ...],
    number: int,
    some: Sequence[tuple[str, date, date | None]],
) -> Task:
    securities, firsts, last = zip(*some, strict=True)
    # a worker has a working directory of its own
    path = lake.path.absolute()
    return Task(path, view.moment, names, number, securities, firsts, last, program())


def _mark(now: Remembered, known: datetime | None, ranges: pl.DataFrame) -> str:
    """The name of this refresh: the same for the same work on the same tables.

    A table may hold rows that are known only tomorrow, so what is known by now is part of it.
    """
    what = (now.program, now.versions, now.sessions, now.names, known, ranges.rows(), ROWS)
    says = " ".join(map(str, what))
    return f"refresh {sha256(says.encode()).hexdigest()[:24]}"
