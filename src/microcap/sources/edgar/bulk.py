"""The SEC's archives of 1.4 GB, downloaded in as many goes as it takes.

What has arrived stands in NAME.partial, and which version it is of in NAME.partial.json. The
next go asks for the rest (`Range`) if the archive is still that version (`If-Range`); a changed
one begins anew. NAME itself is there only once it is whole and opens as an archive.
"""

import fcntl
import hashlib
import json
import os
import re
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from io import BufferedRandom
from pathlib import Path

import httpx

from microcap.model.errors import CouldNotAsk, Unreadable
from microcap.sources.edgar.addresses import Product
from microcap.sources.edgar.client import Answer, Client, validator_of
from microcap.sources.edgar.refusals import AskAgain

Heard = Callable[[int, int | None], None]
"""Told how many bytes have arrived, and how many there are where the publisher says so."""

_WHOLE = 6 * 3600.0
"""Seconds after which one go at an archive is given up; the next goes on behind it."""


def download(
    client: Client,
    product: Product,
    home: Path,
    validator: str | None = None,
    heard: Heard = lambda held, total: None,
) -> Answer:
    """An archive at `home`, whole and verified; 304 where `validator` still holds.

    A go that was cut or killed is gone on with. Raises `CouldNotAsk` where another process
    downloads the same archive, `Unreadable` for more bytes than the product may have. `heard` is
    told of each piece.
    """
    partial = home.with_name(f"{home.name}.partial")
    try:
        home.parent.mkdir(parents=True, exist_ok=True)
        file = os.fdopen(os.open(partial, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644), "r+b")
    except OSError as error:
        raise CouldNotAsk(
            f"cannot write {partial}: {error.strerror}; see to the rights of the folder"
        ) from None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CouldNotAsk(
                f"another process is downloading {home.name}; wait for it, or end it"
            ) from None
        return _in_goes(client, product, home, file, validator, heard)


def _in_goes(
    client: Client,
    product: Product,
    home: Path,
    file: BufferedRandom,
    validator: str | None,
    heard: Heard,
) -> Answer:
    partial = home.with_name(f"{home.name}.partial")
    version = home.with_name(f"{home.name}.partial.json")
    for attempt in client.attempts(product.address):
        with attempt:
            held = _held(file, version, product.address)
            headers = {"Accept-Encoding": "identity"}
            if held:
                size = file.seek(0, os.SEEK_END)
                headers |= {"Range": f"bytes={size}-", "If-Range": held}
            elif validator:
                by_tag = validator.startswith(('"', "W/"))
                headers["If-None-Match" if by_tag else "If-Modified-Since"] = validator
            with client.opened(product.address, headers) as response:
                if response.status_code == 304:
                    partial.unlink(missing_ok=True)
                    return Answer(product.address, client.clock(), 304, 0, None, None, validator)
                total = _begun(response, file, version, product)
                _filled(response, file, product, total, heard)
                mark = validator_of(response)
            size = file.seek(0, os.SEEK_END)
            if total is not None and size != total:
                if size > total:
                    file.truncate(0)
                raise AskAgain(f"{size:,} of {total:,} bytes came")
            _verified(file)
            os.fsync(file.fileno())
            file.seek(0)
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            partial.replace(home)
            version.unlink(missing_ok=True)
            return Answer(product.address, client.clock(), 200, size, digest, home, mark)
    raise AssertionError("attempts end with a return or an error")


def _held(file: BufferedRandom, version: Path, address: str) -> str | None:
    """The validator of what has arrived; null, and nothing held, where that is not known."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        says = json.loads(version.read_text())
        if says["address"] == address and says["validator"] and file.seek(0, os.SEEK_END):
            return str(says["validator"])
    file.truncate(0)
    return None


def _begun(
    response: httpx.Response, file: BufferedRandom, version: Path, product: Product
) -> int | None:
    """Where this answer goes on in the file; how many bytes there are in all, where it says."""
    said = response.headers.get("content-length", "")
    total: int | None = int(said) if said.isdigit() else None
    if response.status_code == 206:
        size = file.seek(0, os.SEEK_END)
        span = re.fullmatch(
            r"bytes (\d{1,15})-(\d{1,15})/(\d{1,15})", response.headers.get("content-range", "")
        )
        if span is None or int(span[1]) != size:
            file.truncate(0)
            raise AskAgain(f"the rest from byte {size:,} on was asked for and another part came")
        total = int(span[3])
    else:
        file.truncate(0)
        file.seek(0)
        tag = response.headers.get("etag", "")
        # a weak tag does not promise the same bytes, so it cannot go on with half a file
        strong = tag if tag.startswith('"') else response.headers.get("last-modified")
        says = {"address": product.address, "validator": strong}
        version.write_text(json.dumps(says))
    if total is not None and total > product.limit:
        file.truncate(0)
        raise Unreadable(
            f"{product.address}: the archive says it has {total:,} bytes, more than "
            f"{product.limit:,}; it is not taken"
        )
    return total


def _filled(
    response: httpx.Response,
    file: BufferedRandom,
    product: Product,
    total: int | None,
    heard: Heard,
) -> None:
    until = time.monotonic() + _WHOLE
    for piece in response.iter_raw():
        try:
            file.write(piece)
        except OSError as error:
            raise CouldNotAsk(
                f"cannot write the archive of {product.address}: {error.strerror}; make room and "
                "run the same command again, it goes on where it stopped"
            ) from None
        heard(file.tell(), total)
        if file.tell() > product.limit:
            file.truncate(0)
            raise Unreadable(
                f"{product.address}: the archive has more than {product.limit:,} bytes; it was "
                "given up, try again later"
            )
        if time.monotonic() > until:
            raise AskAgain(f"the archive was not whole after {_WHOLE:,.0f} s")
    file.flush()


def _verified(file: BufferedRandom) -> None:
    try:
        with zipfile.ZipFile(file) as archive:
            good = bool(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
        good = False
    if not good:
        file.truncate(0)
        raise AskAgain("what came does not open as an archive, it is asked for from the start")
