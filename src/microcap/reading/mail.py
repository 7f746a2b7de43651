"""A mail as its sender sent it: subject, sender, date by its own header, and the words of its body.

Everything in it was chosen by whoever wrote it, the date and the sender too. Nothing is opened that
is attached, nothing is fetched; a body in HTML is read as markup and never shown.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime

from microcap.model.errors import Unreadable
from microcap.reading.documents import LONGEST_TEXT, documents_in, source_text
from microcap.reading.same_text import ALIKE, shingles

MOST_PARTS = 200
"""Parts of a mail that are looked at."""
_LONGEST_HEADER = 500
_HEADER = re.compile(
    rb"\A(?:[!-9;-~]{1,60}:[^\r\n]{0,2000}\r?\n(?:[ \t][^\r\n]{0,2000}\r?\n){0,50}){2,}"
)
_NAMED = re.compile(rb"^(?:from|subject|received|mime-version|message-id):", re.I | re.M)
_WALL = re.compile(r"([^\s<>]{1000})(?=[^\s<>])")
_TROUBLE = (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""What the standard library's reader raises on headers made to break it."""


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail's own words."""

    subject: str
    sender: str
    sent: datetime | None
    """By its own header, in UTC; null where it gives none that can be read."""
    text: str
    attached: int
    """Parts that are neither text nor markup; they are in the kept bytes and were not opened."""
    cut: bool
    """There were more parts than `MOST_PARTS`; the others were not looked at."""


def is_mail(body: bytes) -> bool:
    """Whether bytes begin as a mail does: with headers, one of them a mail's own."""
    head = _HEADER.match(body[:20_000])
    return head is not None and len(_NAMED.findall(head[0])) >= 2


def mail_of(body: bytes, name: str) -> Mail:
    """The mail in some bytes. Raises `Unreadable` where there are no words in it."""
    try:
        message = message_from_bytes(body)
        parts, cut = _parts(message)
    except _TROUBLE:
        raise Unreadable(
            f"{name}: asked to read a mail, found one that is no mail inside; give its words as a text"
        ) from None
    plain, marked = (_told(parts, kind, name) for kind in ("text/plain", "text/html"))
    text = plain if _says_as_much(plain, marked) else f"{plain}\n\n{marked}".strip()
    if not text.strip():
        raise Unreadable(f"{name}: asked to read a mail, found no words in it; give them as a text")
    attached = sum(part.get_content_maintype() != "text" for part in parts)
    subject, sender = _header(message, "Subject"), _header(message, "From")
    return Mail(subject, sender, _sent(message), text, attached, cut)


def _told(parts: "list[Message[str, str]]", kind: str, name: str) -> str:
    """The words of every part of a kind."""
    told = (_words(part, name) for part in parts if part.get_content_type() == kind)
    return "\n\n".join(words for words in told if words)


def _says_as_much(plain: str, marked: str) -> bool:
    """Whether the words that a reader sees, those of the markup, stand in the plain part too.

    A sender may put harmless words into the part that only programs read.
    """
    if not marked:
        return True
    seen = shingles(marked)
    if not seen:
        return " ".join(marked.split()) in " ".join(plain.split())
    return len(seen & shingles(plain)) >= ALIKE * len(seen)


def _parts(message: "Message[str, str]") -> "tuple[list[Message[str, str]], bool]":
    """The leaves of a mail, in order, the first `MOST_PARTS`, and whether there are more."""
    found: list[Message[str, str]] = []
    todo = [message]
    while todo and len(found) < MOST_PARTS:
        one = todo.pop(0)
        inner = one.get_payload() if one.is_multipart() else None
        if isinstance(inner, list):
            todo[:0] = [part for part in inner if isinstance(part, Message)]
        else:
            found.append(one)
    return found, bool(todo)


def _words(part: "Message[str, str]", name: str) -> str:
    try:
        body = part.get_payload(decode=True)
        charset = part.get_content_charset("utf-8")
    except _TROUBLE:
        return ""
    if not isinstance(body, bytes):
        return ""
    try:
        source = body.decode(charset)
    except (LookupError, ValueError):
        source = ""
    try:
        return words_in(source or source_text(body, name), name)
    except Unreadable:
        return ""


def words_in(source: str, name: str) -> str:
    """The words of a decoded text or page that somebody was sent, from the first `LONGEST_TEXT` letters.

    Walls of letters or pictures without a blank, which no filing has, are parted. Raises
    `Unreadable` where there are no words.
    """
    parted = _WALL.sub(r"\1 ", source[:LONGEST_TEXT])[:LONGEST_TEXT]
    return "\n".join(one.text for one in documents_in(parted, name))


def _header(message: "Message[str, str]", name: str) -> str:
    raw = str(message.get(name, ""))[: 4 * _LONGEST_HEADER]
    try:
        shown = str(make_header(decode_header(raw)))
    except _TROUBLE:
        shown = raw
    harmless = "".join(letter if letter.isprintable() else " " for letter in shown)
    return " ".join(harmless.split())[:_LONGEST_HEADER]


def _sent(message: "Message[str, str]") -> datetime | None:
    try:
        sent = parsedate_to_datetime(str(message.get("Date", ""))[:200])
        aware = sent if sent.tzinfo else sent.replace(tzinfo=UTC)
        return aware.astimezone(UTC) if 1980 < aware.year < 2100 else None
    except (*_TROUBLE, OverflowError):
        return None
