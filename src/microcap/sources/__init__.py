"""How one publisher's bytes become rows; one file per publisher's product.

Fetching and reading are separate: `read(raw)` turns bytes into rows and needs no network, no
clock and no lake, so that it is tested on bytes. The most important column is `known_at`. A row
whose `known_at` is null is known *by the rule* of its table (a bar at its session's close, a
filing of which only the date is held at the next session's open); the ingest fills it in and
marks it `assumed`.
"""

import gzip
import hashlib
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import polars as pl

from microcap.model.errors import Unreadable

Frame = pl.DataFrame | pl.LazyFrame
Tables = Mapping[str, Frame]
"""Table name to rows. Columns are those of `model.tables`, in any order; of the bookkeeping only
`known_at` (may be null) is needed, and `assumed`, `revision`, `withdrawn` where they differ from
false and 0."""

LARGEST = 512 * 2**20
"""No single document of a publisher is read above this many bytes once unpacked."""


@dataclass(frozen=True)
class Raw:
    """The bytes of one publication, where they came from, and when they were obtained."""

    name: str
    path: Path
    fetched: datetime
    sha256: str = ""

    def body(self, limit: int = LARGEST) -> bytes:
        """The bytes, gunzipped where they are gzip; refused above `limit` bytes."""
        with self.path.open("rb") as file:
            packed = file.read(2) == b"\x1f\x8b"
        try:
            if not packed:
                self.expect(self.path.stat().st_size <= limit, f"larger than {limit:,} bytes")
                return self.path.read_bytes()
            with gzip.open(self.path) as stream:
                body = stream.read(limit + 1)
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise Unreadable(
                f"{self.name}: the gzip file is cut off or damaged ({error}); get it again"
            ) from None
        self.expect(len(body) <= limit, f"unpacks to more than {limit:,} bytes")
        return body

    def text(self, limit: int = LARGEST) -> str:
        """The body as UTF-8; anything else is refused with the place of the first bad byte."""
        try:
            return self.body(limit).decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise Unreadable(
                f"{self.name}: byte {error.start} is not UTF-8; convert the file and try again"
            ) from None

    def expect(self, holds: bool, otherwise: str) -> None:
        """Refuse these bytes unless `holds`, saying what was found."""
        if not holds:
            raise Unreadable(f"{self.name}: {otherwise}")


def raw_from(path: Path, fetched: datetime) -> Raw:
    """A file on disk as raw bytes, with their hash."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Raw(path.name, path, fetched, digest)


@dataclass(frozen=True)
class Source:
    """A publisher's product: how its bytes are recognised and read, and what it says of itself."""

    name: str
    read: Callable[[Raw], Tables]
    about: str
    address: str
    rhythm: str
    licence: str
    tried_on: str
    """`recorded bytes`, or `the publisher's description` where no real payload was at hand."""
    recognise: Callable[[Raw], bool] = field(default=lambda raw: False)
