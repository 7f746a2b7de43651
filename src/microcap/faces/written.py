"""The Python face of the casebook beside a lake: notes, watch-list, packets."""

from datetime import datetime
from pathlib import Path

from microcap.casebook.book import Chain
from microcap.casebook.entry import Entry
from microcap.faces import notes_text
from microcap.faces.cli.options import moment_of, now
from microcap.faces.packet import Packet, write_packet
from microcap.faces.settings import settings
from microcap.research.binder import Binder, binder, bytes_of
from microcap.research.notes import Notes, casebook_of, notes, withdraw_note
from microcap.research.watch_list import Watched, WatchList, unwatch, watch, watch_list

When = datetime | str | None
"""An aware datetime, or text such as 2024-06-28; now where it is null."""


class Written:
    """What the user wrote beside a lake; `microcap.note` writes a note."""

    def __init__(self, lake: Path) -> None:
        chosen = settings(lake)
        self._lake, self._path = chosen.lake, chosen.casebook

    def __repr__(self) -> str:
        return notes_text.chain(self.verify())

    def notes(self, symbol: str, moment: When = None, *, replaced: bool = False) -> Notes:
        """Every entry about a name that was written by a moment."""
        return notes(self._lake, self._path, symbol, moment=_moment(moment), replaced=replaced)

    def withdraw(self, number: int, why: str = "") -> Entry:
        """Withdraw a note and what it kept; that it was written stays written."""
        return withdraw_note(self._lake, self._path, number, why=why, now=now())

    def verify(self, *, witness: str | None = None) -> Chain:
        """Whether every entry is as it was written; `witness` is a head that a packet quoted."""
        return casebook_of(self._lake, self._path).verify(witness=witness)

    def watched(self, moment: When = None) -> WatchList:
        """The names on the watch-list at a moment."""
        return watch_list(self._lake, self._path, moment=_moment(moment))

    def watch(self, symbol: str, why: str = "") -> Watched:
        """Put a name on the watch-list."""
        return watch(self._lake, self._path, symbol, now=now(), why=why)[0]

    def unwatch(self, symbol: str, why: str = "") -> Entry:
        """Take a name off the watch-list; that it was on it stays written."""
        return unwatch(self._lake, self._path, symbol, now=now(), why=why)

    def binder(self, symbol: str, to: str, moment: When = None) -> Binder:
        """The packet of a name for finra, sec or broker, as a value."""
        return binder(self._lake, self._path, symbol, receiver=to, moment=_moment(moment))

    def packet(self, symbol: str, to: str, out: str | Path, moment: When = None) -> Packet:
        """Write the packet into the folder `out`: a page, and an archive with the kept bytes."""
        value = self.binder(symbol, to, moment)
        return write_packet(value, Path(out).expanduser(), bytes_of(self._lake))


def _moment(asked: When) -> datetime:
    return moment_of(asked) if asked is None or isinstance(asked, str) else asked
