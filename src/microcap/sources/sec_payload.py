"""What every JSON answer of the SEC shares: a head to know it by, a body that is what it says."""

import gzip
import json
import re
import zlib
from typing import Any

from microcap.model.errors import Unreadable
from microcap.sources import Raw

_HEAD = 4096

_ERROR_PAGES = (
    (
        "Request Rate Threshold Exceeded",
        "the SEC's rate-limit page",
        "wait ten minutes, then ask again, at most ten times a second",
    ),
    (
        "Undeclared Automated Tool",
        "the SEC's page for undeclared automated tools",
        "ask again with a user agent that names you and your e-mail address",
    ),
    (
        "<Code>AccessDenied</Code>",
        "the SEC's access-denied answer (403)",
        "check the address; the SEC answers so where nothing is published",
    ),
    (
        "<Code>NoSuchKey</Code>",
        "the SEC's not-found answer (404)",
        "check the CIK: ten digits, with leading zeros",
    ),
    ("<Code>", "an error answer of the SEC's file store", "get the file again"),
)


def head(raw: Raw) -> str:
    """The first 4,096 bytes as text, unpacked where they are gzip."""
    with raw.path.open("rb") as file:
        start = file.read(_HEAD)
    if start[:2] == b"\x1f\x8b":
        try:
            with gzip.open(raw.path) as stream:
                start = stream.read(_HEAD)
        except (EOFError, gzip.BadGzipFile, zlib.error):
            # cut inside the first block: what can be unpacked of it is enough to know the file by
            start = (
                zlib.decompressobj(wbits=31).decompress(start, _HEAD) if _unpacks(start) else b""
            )
    return start.decode("utf-8", errors="replace").removeprefix("\ufeff")


def error_page(start: str) -> tuple[str, str] | None:
    """Which of the SEC's error pages a text begins, and what to do; or nothing."""
    if not start.lstrip().startswith("<"):
        return None
    for mark, name, do in _ERROR_PAGES:
        if mark in start:
            return name, do
    return None


def refuse_error_page(raw: Raw, wanted: str) -> None:
    """Raise `Unreadable` where the bytes are an error page instead of what was wanted."""
    found = error_page(head(raw))
    if found:
        raise Unreadable(f"{raw.name}: this is {found[0]}, not {wanted}; {found[1]}")


def json_object(raw: Raw, wanted: str) -> dict[str, Any]:
    """The JSON object of an answer.

    Raises `Unreadable` for an error page, for text that is no JSON or is cut off (with the
    place), and for JSON that is not an object.
    """
    refuse_error_page(raw, wanted)
    text = raw.text()
    raw.expect(bool(text.strip()), f"the file is empty, not {wanted}; get it again")
    try:
        body = json.loads(text, parse_constant=lambda word: None)
    except json.JSONDecodeError as error:
        cut = error.pos >= len(text.rstrip()) - 1 or "Unterminated" in error.msg
        found = "the JSON is cut off" if cut else "this is not JSON"
        raise Unreadable(
            f"{raw.name}: {found} at line {error.lineno}, column {error.colno}, so it is not "
            f"{wanted}; get the file again"
        ) from None
    except (RecursionError, ValueError) as error:
        raise Unreadable(
            f"{raw.name}: cannot be read as JSON ({str(error)[:80]}), so it is not {wanted}; "
            "get the file again"
        ) from None
    raw.expect(
        isinstance(body, dict),
        f"holds a {type(body).__name__}, {wanted} is an object; get the file again",
    )
    return dict(body)


def expect_keys(raw: Raw, body: dict[str, Any], keys: tuple[str, ...], wanted: str) -> None:
    """Refuse an object that lacks one of the keys, naming what is missing."""
    missing = [key for key in keys if key not in body]
    raw.expect(
        not missing,
        f"{wanted} has {', '.join(keys)}; this one lacks {', '.join(missing)}; get the file again",
    )


def issuer_of(raw: Raw, cik: object) -> str:
    """A CIK without leading zeros, from a number or digits; anything else is refused."""
    text = str(cik).strip()
    good = isinstance(cik, int | str) and re.fullmatch(r"[0-9]{1,10}", text) and int(text) > 0
    raw.expect(
        bool(good), f"the CIK {text[:20]!r} is not a number of up to ten digits; get the file again"
    )
    return str(int(text))


def _unpacks(start: bytes) -> bool:
    try:
        zlib.decompressobj(wbits=31).decompress(start, _HEAD)
    except zlib.error:
        return False
    return True
