"""The SEC's bulk archives, submissions.zip and companyfacts.zip: one member after the other.

The archives unpack to more than ten gigabytes; only one member at a time is on the disk, and it
is gone when the next one is asked for. A run that stopped goes on behind a member's name.
"""

import hashlib
import re
import tempfile
import zipfile
import zlib
from collections.abc import Generator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from microcap.model.errors import Unreadable
from microcap.sources import LARGEST, Raw

_MEMBER = re.compile(r"CIK\d{10}(-submissions-\d{3})?\.json")
_TIGHTEST = 400
"""Unpacked bytes per packed byte; the SEC's JSON packs about fifteen-fold, at most sixty."""
_SMALL = 2**20
_CHUNK = 2**20
_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True)
class BulkMember:
    """A member of an archive: its bytes, or the sentence that says why they are not read."""

    name: str
    raw: Raw | None
    problem: str = ""


def is_bulk(path: Path) -> bool:
    """Whether a file begins like a zip archive."""
    with path.open("rb") as file:
        return file.read(4) in {b"PK\x03\x04", b"PK\x05\x06"}


def bulk_members(
    archive: Path, fetched: datetime, *, after: str = "", limit: int = LARGEST
) -> Generator[BulkMember]:
    """The members of a bulk archive in the order of their names, those behind `after` alone.

    `raw.path` is a file that lives until the next member is asked for. A member that is
    encrypted, has a name with a folder in it or another name than the SEC gives, is larger than
    `limit` bytes or packed tighter than any JSON, or is damaged, comes with a `problem` and
    without bytes. Raises `Unreadable` where the archive itself is cut off or no archive.
    """
    try:
        opened = zipfile.ZipFile(archive)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise Unreadable(
            f"{archive.name}: not a whole zip archive ({error}); get it again from the SEC"
        ) from None
    with opened, tempfile.TemporaryDirectory(prefix="microcap-") as folder:
        seen: set[str] = set()
        for member in sorted(opened.infolist(), key=lambda one: one.filename):
            if member.is_dir() or member.filename <= after:
                continue
            problem = _refusal(member, seen, limit)
            seen.add(member.filename)
            if problem:
                yield BulkMember(member.filename, None, f"{archive.name}: {problem}")
                continue
            path = Path(folder) / member.filename
            try:
                digest = _unpacked(opened, member, path)
            except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
                said = f"member {member.filename} is damaged ({error}); get the archive again"
                yield BulkMember(member.filename, None, f"{archive.name}: {said}")
            else:
                yield BulkMember(member.filename, Raw(member.filename, path, fetched, digest))
            path.unlink(missing_ok=True)


def _refusal(member: zipfile.ZipInfo, seen: set[str], limit: int) -> str:
    name, size, packed = member.filename, member.file_size, max(member.compress_size, 1)
    if not _MEMBER.fullmatch(name):
        return f"member {name[:80]!r} is not named like the SEC's (CIK##########.json); left out"
    if name in seen:
        return f"member {name} is in the archive twice; the second is left out"
    if member.flag_bits & _ENCRYPTED:
        return f"member {name} is encrypted; the SEC's archives are not, get the archive again"
    if size > limit:
        return f"member {name} unpacks to {size:,} bytes, more than {limit:,}; left out"
    if size > _SMALL and size > _TIGHTEST * packed:
        return f"member {name} is packed {size // packed}-fold, tighter than any JSON; left out"
    return ""


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, path: Path) -> str:
    digest = hashlib.sha256()
    # a zip reader stops at the size that the member declares, which `_refusal` has bounded
    with archive.open(member) as packed, path.open("wb") as file:
        while chunk := packed.read(_CHUNK):
            digest.update(chunk)
            file.write(chunk)
    return digest.hexdigest()
