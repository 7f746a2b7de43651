"""The packet on disk: a page, and an archive with the page, the value, the chain and the kept bytes.

The same binder gives the same bytes: names are sorted, the archive is stored without compression
and every file in it bears one and the same date.
"""

import contextlib
import json
import shutil
import uuid
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC
from hashlib import sha256
from pathlib import Path

from microcap.faces.binder_page import binder_page
from microcap.faces.json_form import dumps
from microcap.model.errors import Contradiction, CouldNotAsk
from microcap.research.binder import Binder

_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX, _FILE_MODE = 3, 0o100644 << 16

Bytes = Callable[[str], Path]
"""Where the bytes with a hash are kept."""


@dataclass(frozen=True, slots=True)
class Packet:
    """What was written: two files, the archive's hash, and the head that they quote."""

    page: Path
    archive: Path
    sha256: str
    """Of the archive."""
    head: str
    entries: int
    files: int
    findings: int
    not_whole: tuple[str, ...]
    """Files whose bytes are lost or changed; they are named and not in the archive."""


def write_packet(value: Binder, folder: Path, kept: Bytes) -> Packet:
    """Write page and archive into `folder`, made if there is none; each is there whole or not at all."""
    name = f"{_safe(value.symbol)}-{value.receiver}-{value.moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    page, archive = folder / f"{name}.html", folder / f"{name}.zip"
    html, inside = binder_page(value), binder_page(value, inside=True)
    if folder.exists() and not folder.is_dir():
        raise Contradiction(f"{folder} is a file and no folder; give a folder as --out")
    partial = folder / f".{name}.{uuid.uuid4().hex}.partial"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _archive(partial, _texts(value, inside), _bodies(value, kept))
        mark = _hash(partial)
        partial.replace(archive)
        partial.write_text(html, encoding="utf-8", newline="")
        partial.replace(page)
    except OSError as error:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)
        raise CouldNotAsk(
            f"cannot write the packet to {folder}: {error.strerror or error}; give another --out"
        ) from None
    lost = tuple(f"{one.file.name}: {one.state}" for one in value.kept if one.state != "whole")
    return Packet(
        page,
        archive,
        mark,
        value.chain.head,
        len(value.entries),
        len(value.kept),
        len(value.findings),
        lost,
    )


def chain_lines(value: Binder) -> str:
    """The chain, one JSON object a line: the words under the seal of the packet's entries, of others the seal.

    `hash` is the SHA-256 of `sealed`; `previous` is the hash of the line before.
    """
    mine = {one.number: one.sealed() for one in value.entries}
    lines = []
    for number, previous, mark in value.links:
        held: dict[str, object] = {"number": number, "previous": previous, "hash": mark}
        held |= (
            {"sealed": mine[number]} if number in mine else {"withheld": "not part of this packet"}
        )
        lines.append(json.dumps(held, ensure_ascii=True))
    return "\n".join(lines) + "\n"


def _texts(value: Binder, html: str) -> dict[str, bytes]:
    texts = {
        "packet.html": html,
        "packet.json": dumps(value) + "\n",
        "chain.jsonl": chain_lines(value),
    }
    # a name may be kept twice; its bytes and words are the same
    texts |= {
        f"kept/{one.file.sha256}.txt": one.text
        for one in value.kept
        if one.text and one.state == "whole"
    }
    return {name: text.encode("utf-8", "replace") for name, text in texts.items()}


def _bodies(value: Binder, kept: Bytes) -> dict[str, Path]:
    """The bytes under names that no program opens by itself."""
    marks = sorted({one.file.sha256 for one in value.kept if one.state == "whole"})
    return {f"kept/{mark}.bytes": kept(mark) for mark in marks}


def _archive(path: Path, texts: Mapping[str, bytes], bodies: Mapping[str, Path]) -> None:
    marks = {name: sha256(text).hexdigest() for name, text in texts.items()}
    marks |= {name: _hash(body) for name, body in bodies.items()}
    manifest = "".join(f"{marks[name]}  {name}\n" for name in sorted(marks))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(_info("MANIFEST"), manifest)
        for name in sorted(texts):
            archive.writestr(_info(name), texts[name])
        for name in sorted(bodies):
            with bodies[name].open("rb") as source, archive.open(_info(name), "w") as target:
                shutil.copyfileobj(source, target)


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _DATE)
    info.create_system, info.external_attr = _UNIX, _FILE_MODE
    return info


def _hash(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as stream:
        while block := stream.read(2**20):
            digest.update(block)
    return digest.hexdigest()


def _safe(symbol: str) -> str:
    """A ticker as part of a file's name."""
    return "".join(one if one.isascii() and one.isalnum() else "-" for one in symbol)[:20]
