"""What became of names within a year of a question of the register: asked, followed, and stored.

1. `years` picks the days: the last session of each calendar year that a whole year of bars follows.
2. `_answers` asks the questions of every micro-cap in the view of that day; the dead are among them.
3. `_followed` looks a year on, in the view of that later day: vanished, fell, split, diluted.
4. Each year is stored when it is done, so that an interrupted run goes on where it stopped.

A row is known from the close of its later day: no view sees what had not happened yet.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import polars as pl

from microcap.lake.measured import program
from microcap.lake.store import Lake
from microcap.model.catalogue import Entry, entries, load
from microcap.model.errors import Contradiction, NoSuchThing
from microcap.model.tables import TABLES
from microcap.model.verdicts import Clear, Finding
from microcap.research.universe import caps, members
from microcap.view.view import View, records
from microcap.view.whole import WholeView

Tell = Callable[[str, int, int], None]

BY_PRICES = (
    "pattern_of_a_run_up",
    "price_under_one_dollar",
    "reverse_split_recent",
    "reverse_splits_repeated",
    "share_count_ballooned",
    "vanished",
)
"""Questions that prices, share counts and splits answer without any filing."""

_OF_THE_GONE = frozenset({"vanished"})
"""Questions that are asked of names whose bars have ended as well."""

LARGEST = 300e6
"""USD: names above it on the day are not asked (methods.md section 1, micro)."""
_YEAR = timedelta(days=365)
_GONE = 20
"""Sessions without a bar that end a series (methods.md section 0)."""
_FELL = 0.2
_DOUBLED = 2.0
_ALIVE = 0.5
"""A year is followed where at least so many of its names still have bars at its end: a file that
stops is not a market that died (project default)."""
_TABLE = "flag_outcomes"
_SOURCE = "microcap"


@dataclass(frozen=True)
class Stored:
    """What a run stored."""

    moment: datetime
    questions: tuple[str, ...]
    days: tuple[date, ...]
    """The days of which outcomes are stored."""
    passed_over: tuple[date, ...]
    """Days on which no name could be asked: no raw bars, no cap, or no whole year held after it."""
    new_rows: int
    rows: int
    """Rows stored of these questions, the new ones among them."""


def store_outcomes(
    path: Path, questions: Sequence[str] | None = None, *, moment: datetime, tell: Tell
) -> Stored:
    """Ask questions of the micro-caps of every past year and store what followed; once for each year.

    `questions` are names of checks; those that prices answer where none is given. Raises
    `NoSuchThing` for an unknown one. Rows of another version of microcap are computed anew.
    """
    asked = _questions(questions)
    held_lake = records(path)
    view = held_lake.as_of(moment)
    days = years(view)
    # an older lake is given the table before anything is asked
    lake = Lake.create(path, synthetic=held_lake.synthetic)
    before = _kept(lake, asked)
    done = {(check, day) for check, day in before.select("check", "day").unique().iter_rows()}
    new = 0
    for number, day in enumerate(days):
        wanted = [one for one in asked if (one.name, day) not in done]
        tell(f"what followed {day}", number, len(days))
        if not wanted:
            continue
        rows = _year(held_lake.as_of(day), held_lake.as_of(_end(view, day)), wanted, tell)
        new += rows.height
        _store(lake, rows)
    tell("what followed", len(days), len(days))
    kept = _kept(lake, asked)
    held = set(kept["day"].unique())
    return Stored(
        moment,
        tuple(one.name for one in asked),
        tuple(day for day in days if day in held),
        tuple(day for day in days if day not in held),
        new,
        kept.height,
    )


def years(view: View) -> list[date]:
    """The last session of each calendar year before which bars are held and which a year followed."""
    sessions = view.sessions.select("day").with_columns(year=pl.col("day").dt.year())
    last = sessions.group_by("year").agg(pl.col("day").max()).sort("year")["day"].to_list()
    held = view.coverage("bars").select("day", "until")
    spans = list(held.iter_rows())
    return [
        day
        for day in last
        if day + _YEAR <= view.day and any(first <= day <= until for first, until in spans)
    ]


def _end(view: View, day: date) -> date:
    sessions = view.sessions["day"]
    later: Any = sessions.filter(sessions <= day + _YEAR).max()
    return later  # type: ignore[no-any-return]


def _questions(names: Sequence[str] | None) -> tuple[Entry, ...]:
    load("checks")
    known = entries("check")
    for name in names or ():
        if name not in known:
            near = get_close_matches(name, known, n=3, cutoff=0.4)
            said = f"the nearest are {', '.join(near)}" if near else "microcap flags lists them"
            raise NoSuchThing(f"no question {name[:60]!r} in the register; {said}")
    if names is not None and not names:
        raise Contradiction("no question was named; name some, or leave the option out")
    return tuple(known[name] for name in names or BY_PRICES)


def _year(then: View, later: View, questions: Sequence[Entry], tell: Tell) -> pl.DataFrame:
    whole = WholeView(then)
    panel = whole.panel(260)
    empty = pl.DataFrame(schema=_schema())
    if panel.is_empty():
        return empty
    names = _names(whole, panel)
    followed = _followed(whole, names, later)
    if followed.is_empty() or 1 - followed["vanished"].mean() < _ALIVE:  # type: ignore[operator]
        return empty
    asked = _answers(whole, panel, names["security"].to_list(), questions, tell)
    gone = [one for one in questions if one.name in _OF_THE_GONE]
    if gone:
        ended = _ended(panel, names, whole)
        followed = pl.concat([followed, _followed(whole, ended, later)])
        asked = pl.concat([asked, _answers(whole, panel, ended["security"].to_list(), gone, tell)])
    return asked.join(followed, on="security").select(list(_schema()))


def _names(view: WholeView, panel: pl.DataFrame) -> pl.DataFrame:
    """Names whose last bar is at most five sessions old and whose cap is known and at most `LARGEST`."""
    held = members(view, panel)
    sized = caps(view, held)
    small = sized.filter(pl.col("cap") <= LARGEST).select("security")
    return held.join(small, on="security", how="semi").select("security", "symbol", "last_bar")


def _ended(panel: pl.DataFrame, names: pl.DataFrame, view: WholeView) -> pl.DataFrame:
    """Names whose bars ended more than 20 sessions ago, as small as the others when they did."""
    last = panel.group_by("security", maintain_order=True).last()
    edge = view.sessions["day"].item(-_GONE - 1)
    small = (pl.col("close") * pl.col("shares") <= LARGEST) & (pl.col("day") < edge)
    ended = last.filter(small).select("security", "symbol", last_bar="day")
    return ended.join(names, on="security", how="anti")


def _answers(
    view: WholeView,
    panel: pl.DataFrame,
    names: Sequence[str],
    questions: Sequence[Entry],
    tell: Tell,
) -> pl.DataFrame:
    rows: list[tuple[str, str, date, str]] = []
    subjects = view.subjects(panel.filter(pl.col("security").is_in(list(names))))
    for number, (security, subject) in enumerate(subjects.items()):
        if number % 100 == 0:
            tell(f"questions on {view.day}", number, len(subjects))
        for entry in questions:
            verdict = entry.function(subject)
            answer = "cannot_tell"
            if isinstance(verdict, Finding):
                answer = "finding"
            elif isinstance(verdict, Clear):
                answer = "clear"
            rows.append((entry.name, security, view.day, answer))
    columns = {"check": pl.String, "security": pl.String, "day": pl.Date, "answer": pl.String}
    return pl.DataFrame(rows, schema=columns, orient="row")


def _followed(then: WholeView, names: pl.DataFrame, later: View) -> pl.DataFrame:
    """What became of names by the later view: in its shares, by the security that bore the ticker."""
    until = later.last_session
    sessions = later.sessions["day"]
    oldest: Any = names["last_bar"].min()
    after = later.panel(sessions.filter(sessions >= (oldest or then.last_session)).len())
    last = names.select("security", "symbol", day="last_bar")
    mapped = later.borne(last.drop("security")).select("symbol", heir="security")
    heirs = last.join(mapped.unique("symbol"), on="symbol")
    first = heirs.join(
        after.select(heir="security", day="day", price="close"), on=["heir", "day"], how="left"
    )
    ends = after.filter(pl.col("day") > then.last_session)
    low = ends.group_by(heir="security").agg(
        low=pl.col("close").min(), last_bar=pl.col("day").max(), shares=pl.col("shares").last()
    )
    gone = sessions.filter(sessions <= until)[-_GONE]
    before = after.select(heir="security", day="day", shares_then="shares")
    joined = first.join(low, on="heir", how="left").join(before, on=["heir", "day"], how="left")
    splits = later.splits().filter(
        (pl.col("status") == "listed")
        & (pl.col("new_shares") < pl.col("old_shares"))
        & (pl.col("day") > then.day)
        & (pl.col("day") <= later.day)
    )
    again = splits["security"].unique()
    return joined.select(
        "security",
        until=pl.lit(until),
        vanished=(pl.col("last_bar") < gone).fill_null(True),
        fell=(pl.col("low") <= _FELL * pl.col("price")),
        split=pl.col("heir").is_in(again.implode()),
        diluted=(pl.col("shares") >= _DOUBLED * pl.col("shares_then")),
    ).unique("security", keep="first", maintain_order=True)


def _schema() -> dict[str, Any]:
    own = ("check", "security", "day", "until", "answer", "vanished", "fell", "split", "diluted")
    return {name: TABLES[_TABLE].schema[name] for name in own}


def _kept(lake: Lake, questions: Sequence[Entry]) -> pl.DataFrame:
    """The stored rows of some questions, of this version of microcap."""
    names = [one.name for one in questions]
    held = lake.scan(_TABLE).filter(pl.col("check").is_in(names) & (pl.col("raw") == program()))
    return held.collect()


def _store(lake: Lake, rows: pl.DataFrame) -> None:
    """Put the rows of a year in place of those of the same questions and day."""
    if rows.is_empty():
        return
    closes = lake.scan("sessions").select(until="day", known_at="close_at").collect()
    marked = rows.join(closes, on="until").with_columns(
        assumed=pl.lit(False),
        revision=pl.lit(0, pl.Int32),
        withdrawn=pl.lit(False),
        source=pl.lit(_SOURCE),
        raw=pl.lit(program()),
    )
    with lake.writing():
        kept = lake.scan(_TABLE).collect()
        others = kept.join(rows.select("check", "day").unique(), on=["check", "day"], how="anti")
        columns = list(TABLES[_TABLE].schema)
        lake.rewrite(_TABLE, pl.concat([others.select(columns), marked.select(columns)]))
