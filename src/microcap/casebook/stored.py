"""How an entry stands in the file, and what is wrong with a row that is not as it was sealed."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from microcap.casebook.entry import Entry, canonical, stamp
from microcap.model.errors import MicrocapError


def row_of(entry: Entry) -> dict[str, Any]:
    """An entry as columns of the file."""
    return {
        "number": entry.number,
        "symbol": entry.symbol,
        "issuer": entry.issuer,
        "kind": entry.kind,
        "written_at": stamp(entry.written_at),
        "author": None if entry.author is None else canonical(entry.author),
        "body": canonical(entry.body),
        "refs": canonical(list(entry.refs)),
        "replaces": entry.replaces,
        "previous": entry.previous,
        "hash": entry.hash,
    }


def entry_of(row: Mapping[str, Any]) -> Entry:
    """The entry of a row; raises ValueError, TypeError or KeyError where it is none."""
    refs, body = json.loads(row["refs"]), json.loads(row["body"])
    if not isinstance(body, dict) or not isinstance(refs, list):
        raise ValueError(row["number"])
    return Entry(
        number=row["number"],
        symbol=row["symbol"],
        issuer=row["issuer"],
        kind=row["kind"],
        written_at=datetime.fromisoformat(row["written_at"]),
        author=None if row["author"] is None else json.loads(row["author"]),
        body=body,
        refs=tuple(refs),
        replaces=row["replaces"],
        previous=row["previous"],
        hash=row["hash"],
    )


def fault(row: Mapping[str, Any], place: int, previous: str) -> str:
    """Why a row is not as it was sealed; empty where it is."""
    if row["number"] != place:
        return f"it is gone, and entry {row['number']} stands in its place"
    try:
        entry = entry_of(row)
        if row_of(entry) != dict(row):
            return "it is written in another form than entries are"
        if entry.previous != previous:
            return "it is sealed to another entry than the one before it"
        return "" if entry.seal() == entry.hash else "its words are not those that were sealed"
    except (ValueError, TypeError, KeyError, RecursionError, AttributeError, MicrocapError):
        return "its words cannot be read any more"
