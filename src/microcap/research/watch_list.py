"""The watch-list: names that a user looks at, since when and why; entries of the casebook."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from microcap.casebook.book import Casebook
from microcap.casebook.entry import About, Entry
from microcap.model.errors import Contradiction, NoSuchThing
from microcap.research.notes import LONGEST_TEXT, about, casebook_of


@dataclass(frozen=True, slots=True)
class Watched:
    """A name on the list."""

    symbol: str
    issuer: str | None
    since: datetime
    why: str
    entry: int
    """The number of the entry that put it there."""


@dataclass(frozen=True, slots=True)
class WatchList:
    """The names watched at a moment, in the order in which they were put there."""

    moment: datetime
    synthetic: bool
    names: tuple[Watched, ...]


def watch(
    lake_path: Path, casebook_path: Path, symbol: str, *, now: datetime, why: str = ""
) -> tuple[Watched, tuple[str, ...]]:
    """Put a ticker on the list; what needs a word stands beside it.

    Raises `Contradiction` where it is there already.
    """
    if len(why) > LONGEST_TEXT:
        raise Contradiction(f"a reason of {len(why):,} characters; it takes {LONGEST_TEXT:,}")
    book = casebook_of(lake_path, casebook_path)
    who, doubts = about(lake_path, symbol, now)
    held = _held(book, who)
    if held is not None:
        raise Contradiction(
            f"{who.symbol} is on the watch-list since entry {held.number}; `microcap note add` says more of it"
        )
    return _watched(book.append(who, "watch", {"why": why}, now)), tuple(doubts)


def unwatch(
    lake_path: Path, casebook_path: Path, symbol: str, *, now: datetime, why: str = ""
) -> Entry:
    """Take a ticker off the list. Raises `NoSuchThing` where it is not on it."""
    book = casebook_of(lake_path, casebook_path)
    who, _ = about(lake_path, symbol, now)
    held = _held(book, who)
    if held is None:
        names = ", ".join(
            one.symbol for one in watch_list(lake_path, casebook_path, moment=now).names
        )
        raise NoSuchThing(
            f"{who.symbol} is not on the watch-list; on it are {names or 'no names yet'}"
        )
    return book.append(who, "unwatch", {"why": why[:LONGEST_TEXT], "watch": held.number}, now)


def watch_list(lake_path: Path, casebook_path: Path, *, moment: datetime) -> WatchList:
    """The names that were on the list at `moment`."""
    book = casebook_of(lake_path, casebook_path)
    written = book.entries(until=moment)
    gone = {one.body.get("watch") for one in written if one.kind == "unwatch"}
    names = (one for one in written if one.kind == "watch" and one.number not in gone)
    return WatchList(moment, book.synthetic, tuple(_watched(one) for one in names))


def _held(book: Casebook, who: About) -> Entry | None:
    """The entry that put a name on the list, where none took it off, whatever the clock says."""
    written = book.entries(who)
    gone = {one.body.get("watch") for one in written if one.kind == "unwatch"}
    held = [one for one in written if one.kind == "watch" and one.number not in gone]
    return held[-1] if held else None


def _watched(entry: Entry) -> Watched:
    return Watched(
        entry.symbol, entry.issuer, entry.written_at, str(entry.body.get("why", "")), entry.number
    )
