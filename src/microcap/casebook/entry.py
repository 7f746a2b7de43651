"""One entry of a casebook: who and what it is about, what was written, and the seal on it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from microcap.model.errors import Contradiction

FIRST = "0" * 64
"""What the first entry has in place of the hash of an entry before it."""
LONGEST = 500_000
"""Characters of an entry's canonical body; more is a file, and is kept as one."""


@dataclass(frozen=True, slots=True)
class About:
    """Whom entries are about: a ticker as resolved, its issuer where one is known.

    `also` are other tickers of the same security; they find entries and are not written.
    """

    symbol: str
    issuer: str | None = None
    also: tuple[str, ...] = ()

    def covers(self, symbol: str, issuer: str | None) -> bool:
        """Whether an entry about `symbol` and `issuer` is about this; issuers decide if both are known."""
        if self.issuer is not None and issuer is not None:
            return self.issuer == issuer
        return symbol in (self.symbol, *self.also)


@dataclass(frozen=True, slots=True)
class Entry:
    """What was written once and is never changed; a later entry may replace it by number."""

    number: int
    symbol: str
    issuer: str | None
    kind: str
    """note, ruling, watch, unwatch ...; a word of the one who writes it."""
    written_at: datetime
    """The moment of writing, in UTC."""
    author: str | None
    body: Mapping[str, Any]
    refs: tuple[str, ...]
    """Accession numbers, and `sha256:…` of bytes kept in the lake."""
    replaces: int | None
    previous: str
    """The hash of the entry before, of whatever subject; zeros before the first."""
    hash: str
    """SHA-256 of `sealed()`, in hexadecimal."""

    def sealed(self) -> str:
        """The words under the seal: canonical JSON of every field but the hash."""
        return canonical(
            {
                "number": self.number,
                "symbol": self.symbol,
                "issuer": self.issuer,
                "kind": self.kind,
                "written_at": stamp(self.written_at),
                "author": self.author,
                "body": self.body,
                "refs": list(self.refs),
                "replaces": self.replaces,
                "previous": self.previous,
            }
        )

    def seal(self) -> str:
        """What `hash` has to be."""
        return sha256(self.sealed().encode("ascii")).hexdigest()


def canonical(value: object) -> str:
    """JSON in one form only: keys sorted, no blanks, ASCII. Raises `Contradiction` for what has none."""
    try:
        return json.dumps(
            value, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False
        )
    except (TypeError, ValueError, RecursionError) as error:
        raise Contradiction(
            f"an entry of the casebook was to hold what JSON cannot ({str(error)[:80]}); "
            "give texts, numbers, true, false, null, lists and objects of these"
        ) from None


def stamp(moment: datetime) -> str:
    """A moment as it is written: UTC, with microseconds. Raises `Contradiction` without a zone."""
    if moment.tzinfo is None:
        raise Contradiction(
            f"an entry of the casebook at {moment}: it has no time zone; moments are aware, in UTC"
        )
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
