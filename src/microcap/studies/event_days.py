"""The events of an event study: which name, and the first session that could know of it.

An event is placed on the first session that closes after it could be known, never earlier. A file
of a user names the day itself; where it names a time of day, that is when it was known.
"""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from pathlib import Path

import polars as pl

from microcap.model.errors import Contradiction, CouldNotAsk, MicrocapError, NoSuchThing
from microcap.model.issuer_kinds import kinds
from microcap.model.tables import MOMENT
from microcap.view.moment import parse_moment
from microcap.view.view import View

OF_ITS_OWN_PRICE = frozenset({"under_one_dollar", "pump_alert"})
"""Flags that the price of the day itself raises: its own abnormal return is no finding."""
COLUMNS = ("security", "symbol", "day", "known_at", "label", "source")
_Typed = tuple[str, str, date, datetime, str, str]
_CHUNK = 800
_LOOK_BACK = timedelta(days=220)
"""Days read before the first alert: baseline, run and the alert before, with room."""
_LEAST = 20
"""Points that price and volume bring to any alert; the record alone has 40 of 60."""
MOST = 1_000_000
"""Events of one file; more is another file than one of events."""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """An event that could not be placed on a session of a name, and why."""

    symbol: str
    day: date | None
    label: str
    reason: str


@dataclass(frozen=True)
class EventDays:
    """Events placed on sessions, and those that could not be."""

    rows: pl.DataFrame
    """`security`, `symbol`, `day` (a session), `known_at`, `label`, `source`."""
    unplaced: tuple[Unplaced, ...]
    about: str
    """What an event is here."""
    table: str
    """Where the events are from: a table of the lake, or the file."""


def flags() -> dict[str, str]:
    """What the lake can be asked for as events: a name and what it means."""
    return {name: about for name, (about, *_) in _FLAGS.items()} | {
        "item_N.NN": "an 8-K with that item, such as item_4.02"
    }


def flagged(view: View, flag: str, first: date = date.min, last: date = date.max) -> EventDays:
    """Events of the lake, as known at the view's moment; raises `NoSuchThing` for an unknown flag.

    `first` and `last` bound what must be computed; other events may be among the rows too.
    """
    if flag in _FLAGS:
        about, table, found = _FLAGS[flag]
        return placed(view, found(view, first, last), about, table)
    if flag.startswith("item_"):
        code = flag.removeprefix("item_")
        return placed(view, _items(view, code), f"an 8-K with item {code}", "filings")
    near = get_close_matches(flag[:40], _FLAGS, n=2, cutoff=0.4)
    raise NoSuchThing(
        f"no flag {flag[:40]!r} in an event study; {'nearest: ' + ', '.join(near) + '; ' if near else ''}"
        f"there are {', '.join(flags())}"
    )


def listed_in(view: View, path: Path) -> EventDays:
    """Events of a CSV file with the columns symbol, day and perhaps label.

    A day is the session itself (or the next one); a time, Eastern where it has no zone, is when the
    event was known. Raises `CouldNotAsk` or `Contradiction` where the file cannot be read as that.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise CouldNotAsk(f"cannot read {path}: {error.strerror}; give a file of events") from None
    except UnicodeDecodeError as error:
        raise Contradiction(
            f"{path}: byte {error.start} is not UTF-8; convert it and try again"
        ) from None
    reader = csv.DictReader(io.StringIO(text))
    heads = [(head or "").strip().lower() for head in reader.fieldnames or ()]
    if not {"symbol", "day"} <= set(heads):
        raise Contradiction(
            f"{path} has the columns {', '.join(heads)[:80] or 'none'}; a file of events has symbol, "
            "day and perhaps label"
        )
    reader.fieldnames = heads
    rows: list[_Typed] = []
    unplaced: list[Unplaced] = []
    for count, row in enumerate(reader, 1):
        if count > MOST:
            raise Contradiction(f"{path} has more than {MOST:,} rows; give it in parts")
        event = _typed(view, row)
        if isinstance(event, Unplaced):
            unplaced.append(event)
        else:
            rows.append(event)
    if not rows and not unplaced:
        raise Contradiction(f"{path} has no row below its head; give at least one event")
    held = placed(view, _frame(rows), "a row of the file", path.name)
    return EventDays(held.rows, (*unplaced, *held.unplaced), held.about, held.table)


def placed(view: View, events: pl.DataFrame, about: str, table: str) -> EventDays:
    """Events with `known_at`, each on the first session that closes after it was known."""
    closes = view.sessions.select("day", "close_at").sort("close_at")
    found = (
        events.sort("known_at")
        .join_asof(
            closes.rename({"day": "session"}),
            left_on="known_at",
            right_on="close_at",
            strategy="forward",
            allow_exact_matches=False,
        )
        .sort("security", "session", "known_at", "label")
    )
    late = found.filter(pl.col("session").is_null())
    unplaced = tuple(
        Unplaced(
            row["symbol"], row["day"], row["label"], "no session has closed since it was known"
        )
        for row in late.iter_rows(named=True)
    )
    rows = found.drop_nulls("session").with_columns(day="session").select(COLUMNS)
    return EventDays(rows, unplaced, about, table)


def _typed(view: View, row: dict[str, str | None]) -> Unplaced | _Typed:
    symbol = (row.get("symbol") or "").strip().upper()[:24]
    label = (row.get("label") or "").strip()[:80]
    typed = (row.get("day") or "").strip()
    try:
        known = parse_moment(typed)
        day = date.fromisoformat(typed[:10])
    except (MicrocapError, ValueError):
        return Unplaced(symbol, None, label, f"its day {typed[:24]!r} is no date")
    if len(typed) == 10:
        # the session itself was named: it is known before that session closes
        known = parse_moment(f"{typed} 00:00")
    if known > view.moment:
        return Unplaced(symbol, day, label, "it lies after the moment of the view")
    bearer = view.spells.filter((pl.col("symbol") == symbol) & (pl.col("day") <= day))
    if bearer.is_empty():
        try:
            bearer = view.security_of(symbol)
        except MicrocapError:
            return Unplaced(symbol, day, label, "nobody known bears the ticker")
    return bearer["security"].item(-1), symbol, day, known, label, "the file"


def _frame(rows: list[_Typed]) -> pl.DataFrame:
    kinds_of = (pl.String, pl.String, pl.Date, MOMENT, pl.String, pl.String)
    return pl.DataFrame(rows, schema=dict(zip(COLUMNS, kinds_of, strict=True)), orient="row")


def _reverse_splits(view: View, *_: date) -> pl.DataFrame:
    found = view.splits().filter(
        (pl.col("status") == "listed") & (pl.col("new_shares") < pl.col("old_shares"))
    )
    return found.with_columns(label=pl.format("{} for {}", "new_shares", "old_shares")).select(
        COLUMNS
    )


def _under_one_dollar(view: View, *_: date) -> pl.DataFrame:
    """The first close below a dollar of a security that closed at a dollar or above before."""
    bars = view.table("bars", pl.col("series") == "raw")
    named = view.borne(bars.select("symbol", "day", "close").collect())
    below = pl.col("day").filter(pl.col("close") < 1.0).min()
    first = named.group_by("security").agg(begins=pl.col("day").min(), day=below)
    hit = first.filter(pl.col("day") > pl.col("begins")).select("security", "day")
    rows = named.join(hit, on=["security", "day"], how="semi").unique(["security", "day"])
    return _at_close(view, rows).with_columns(
        label=pl.format("closed at {}", pl.col("close").round(4))
    )


def _pump_alerts(view: View, first: date, last: date) -> pl.DataFrame:
    """First alerts of a run-up, as `microcap scan` finds them, of all names."""
    from microcap.measures.pump_days import beside_market, pump_frame
    from microcap.view.known_rows import panel_of

    # a name must have been seen in the estimation window, and alerts look back beyond that
    begins = max(first, view.sessions["day"].item(0))
    beside = beside_market(view)
    names = view.spells["security"].unique().sort()
    found = []
    for at in range(0, len(names), _CHUNK):
        mine = pl.col("security").is_in(names[at : at + _CHUNK].implode())
        symbols = view.spells.filter(mine)["symbol"].unique().sort().to_list()
        panel, _ = panel_of(view, symbols, begins - _LOOK_BACK, min(last, view.day))
        frame = pump_frame(panel.filter(mine), beside, view.sessions, least=_LEAST)
        wanted = pl.col("alert") & pl.col("first") & (pl.col("day") >= begins)
        found.append(frame.filter(wanted).select("security", "symbol", "day", "score", "reachable"))
    if not found:
        return _frame([])
    return _at_close(view, pl.concat(found)).with_columns(
        label=pl.format("score {} of {}", "score", "reachable")
    )


def _at_close(view: View, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows known at the close of their day, which is therefore the event's own session."""
    closes = view.sessions.select("day", known_at=pl.col("close_at").dt.offset_by("-1us"))
    return rows.join(closes, on="day").with_columns(source=pl.lit("bars"))


def _late_reports(view: View, *_: date) -> pl.DataFrame:
    notices = sorted({form for kind in kinds().values() for form in kind.notices})
    return _filings(view, pl.col("form").is_in(notices), pl.col("form"))


def _items(view: View, code: str) -> pl.DataFrame:
    whole = pl.col("items").fill_null("").str.split(",").list.eval(pl.element().str.strip_chars())
    is_form = pl.col("form").is_in(["8-K", "8-K/A", "8-K12G3", "8-KT"])
    return _filings(
        view, is_form & whole.list.contains(code), pl.format("8-K item {}", pl.lit(code))
    )


def _filings(view: View, which: pl.Expr, label: pl.Expr) -> pl.DataFrame:
    rows = view.table("filings").filter(which).collect()
    return (
        rows.join(_securities(view), on="issuer")
        .with_columns(label=label, source="accession")
        .select(COLUMNS)
    )


def _securities(view: View) -> pl.DataFrame:
    """One security of each issuer, as known at the moment: a common share before others."""
    kind_of = (
        view.table("listings", pl.col("event") != "tier")
        .filter(pl.col("kind").is_not_null())
        .collect()
        .sort("day")
        .unique("symbol", keep="last")
        .select("symbol", share=pl.col("kind").is_in(["common", "adr"]))
    )
    newest = view.spells.sort("day").unique("security", keep="last").select("security", "symbol")
    # where no list tells, the shortest ticker is not the one of a warrant or a unit
    return (
        view.issuers_of_securities()
        .join(newest, on="security")
        .join(kind_of, on="symbol", how="left")
        .sort(~pl.col("share").fill_null(False), pl.col("symbol").str.len_bytes(), "symbol")
        .unique("issuer", keep="first", maintain_order=True)
        .drop("share")
    )


def _promotions(view: View, *_: date) -> pl.DataFrame:
    rows = view.table("news").filter(pl.col("kind") == "promotion").collect()
    return view.borne(rows).with_columns(label=pl.lit("promotion")).select(COLUMNS)


def _halts(view: View, *_: date) -> pl.DataFrame:
    rows = view.table("halts").collect()
    return view.borne(rows).with_columns(label=pl.format("halt {}", "code")).select(COLUMNS)


_FLAGS: dict[str, tuple[str, str, Callable[[View, date, date], pl.DataFrame]]] = {
    "reverse_split": ("a listed reverse split", "splits", _reverse_splits),
    "under_one_dollar": ("the first close of a name under $1", "bars", _under_one_dollar),
    "late_report": ("a notice that a report would be late (Form 12b-25)", "filings", _late_reports),
    "promotion": ("a promotional text that is held", "news", _promotions),
    "halt": ("a trading halt", "halts", _halts),
    "pump_alert": ("a first alert of a run-up, as the scan finds it", "bars", _pump_alerts),
}
