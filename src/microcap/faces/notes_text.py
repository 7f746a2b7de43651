"""Notes, the watch-list and a packet as text for a terminal."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from microcap.casebook.book import Chain
from microcap.casebook.entry import Entry
from microcap.faces.binder_page import came_at, counts
from microcap.faces.figure_words import published
from microcap.faces.packet import Packet
from microcap.faces.terminal import moment_et, wrap
from microcap.faces.verb_page import foot, top
from microcap.research.notes import Noted, Notes, is_withdrawn
from microcap.research.watch_list import Watched, WatchList

_MOST_LETTERS = 2_000


def noted(value: Noted, width: int = 100) -> str:
    """What was written, the files with their hashes, and what needs a word."""
    entry = value.entry
    symbol = published(entry.symbol, 20)
    lines = wrap(
        f"entry {entry.number} about {symbol}, {moment_et(entry.written_at)}, {entry.hash[:16]}…",
        width,
        0,
    )
    lines += [line for held in entry.body.get("files", ()) for line in _file(held, width)]
    lines += [
        line for one in value.doubts for line in wrap(f"note: {published(one, 400)}", width, 2)
    ]
    return "\n".join(lines)


def withdrawn(entry: Entry, width: int = 100) -> str:
    """That a note is withdrawn, and what of it stays."""
    said = (
        f"note {entry.replaces} about {published(entry.symbol, 20)} is withdrawn (entry {entry.number}); "
        "no check reads its files and no packet tells of it; in the casebook it stays"
    )
    return "\n".join(wrap(said, width, 0))


def notes(value: Notes, width: int = 100) -> str:
    """Every entry of a name, oldest first, and whether the casebook is whole."""
    lines = top("NOTES", value.symbol, value.moment, value.synthetic, width)
    for entry in value.entries:
        lines += [*_entry(entry, width), ""]
    if not value.entries:
        lines += [*wrap(f"nothing was written about {published(value.symbol, 20)}", width, 2), ""]
    return "\n".join([*lines, *wrap(chain(value.chain), width, 0), *foot((), width)])


def chain(value: Chain) -> str:
    """Whether the casebook is whole, and the head of its chain."""
    said = "whole" if value.broken is None else "NOT WHOLE"
    head = f"; head {value.head}" if value.entries else ""
    return f"casebook {said}: {value.says}{head}"


def watched(value: WatchList, width: int = 100) -> str:
    """The names on the watch-list, since when and why."""
    lines = []
    for one in value.names:
        why = f": {published(one.why, _MOST_LETTERS)}" if one.why else ""
        said = f"{published(one.symbol, 20)}  since {moment_et(one.since)} (entry {one.entry}){why}"
        lines += wrap(said, width, 2)
    return (
        "\n".join(lines)
        if lines
        else "the watch-list is empty; `microcap watch add SYMBOL` begins it"
    )


def put_on(value: tuple[Watched, tuple[str, ...]], width: int = 100) -> str:
    """A name that was put on the list."""
    one, doubts = value
    lines = wrap(f"watching {published(one.symbol, 20)} (entry {one.entry})", width, 0)
    lines += [line for said in doubts for line in wrap(f"note: {published(said, 400)}", width, 2)]
    return "\n".join(lines)


def packet(value: Packet, width: int = 100) -> str:
    """What was written where, and what of it is not whole."""
    lines = [
        str(value.page),
        str(value.archive),
        f"  SHA-256 {value.sha256}",
        *wrap(
            f"{counts(value.entries, value.files, value.findings)}; head of the chain {value.head}",
            width,
            2,
        ),
    ]
    lines += [
        line
        for said in value.not_whole
        for line in wrap(f"not in it: {published(said, 300)}", width, 2)
    ]
    return "\n".join(lines)


def _entry(entry: Entry, width: int) -> list[str]:
    verb = "withdraws" if is_withdrawn(entry) else "in the place of"
    instead = f", {verb} {entry.replaces}" if entry.replaces else ""
    by = f", by {published(entry.author, 60)}" if entry.author else ""
    kind = published(entry.kind, 40)
    lines = wrap(f"{entry.number}  {kind}  {moment_et(entry.written_at)}{by}{instead}", width, 0)
    if entry.kind != "note":
        told = json.dumps(dict(entry.body), ensure_ascii=False, sort_keys=True)
        return [*lines, *wrap(published(told, _MOST_LETTERS), width, 4)]
    text = entry.body.get("text")
    if isinstance(text, str) and text.strip():
        lines += wrap(published(text, _MOST_LETTERS), width, 4)
    return [*lines, *(line for held in entry.body.get("files", ()) for line in _file(held, width))]


def _came(held: Mapping[str, Any]) -> str:
    """When a file came, and who says so."""
    by = {"user": "", "header": " by its own header"}.get(str(held.get("dated_by")))
    try:
        when = came_at(datetime.fromisoformat(str(held.get("received"))))
    except ValueError:
        return "day of receipt not held"
    return "day of receipt not said" if by is None else f"received {when}{by}"


def _file(held: Mapping[str, Any], width: int) -> list[str]:
    said = [
        published(str(held.get("kind", "")), 40),
        published(str(held.get("name", "")), 120),
        f"origin {published(str(held.get('origin') or 'not said'), 200)}",
        _came(held),
        f"{held.get('size', 0):,} bytes",
        f"sha256 {published(str(held.get('sha256', '')), 64)[:16]}…",
    ]
    unread = held.get("unread")
    said += (
        [published(str(unread), 300)]
        if unread
        else [f"{held.get('characters', 0):,} characters read"]
    )
    return wrap("; ".join(said), width, 4)
