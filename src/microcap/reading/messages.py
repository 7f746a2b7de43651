"""Messages one a line: each is read, judged and forgotten, so that a file may be of any length."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from microcap.reading import Statement
from microcap.reading.compensation import disclosed
from microcap.reading.promotion import BATCH, Promotion, promotions

LONGEST_LINE = 8 * 2**20
"""A line of more bytes than these is no message; it is passed over, not held."""
_HELD = 4 * BATCH
_HELD_LETTERS = 2**24
"""Messages, and letters of them, that are held before they are judged together."""

Id = str | int | None


@dataclass(frozen=True, slots=True)
class Message:
    """A message with the name that its sender or keeper gave it."""

    id: Id
    text: str
    subject: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A line that holds no message, and why."""

    line: int
    id: Id
    sentence: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What a message is and what it discloses."""

    id: Id
    promotion: Promotion
    compensation: tuple[Statement, ...]


def judged_lines(stream: BinaryIO) -> Iterator[Judged | Fault]:
    """A verdict or a fault for each line of JSON that is not blank, in order."""
    held: list[Message | Fault] = []
    letters = 0
    for one in message_lines(stream):
        held.append(one)
        letters += len(one.text) if isinstance(one, Message) else 0
        if len(held) >= _HELD or letters >= _HELD_LETTERS:
            yield from _judged(held)
            held, letters = [], 0
    yield from _judged(held)


def message_lines(stream: BinaryIO) -> Iterator[Message | Fault]:
    """The messages of a stream of JSON lines with `id`, `text` and perhaps `subject`."""
    number = 0
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            while line and not line.endswith(b"\n"):
                line = stream.readline(LONGEST_LINE)
            yield Fault(
                number,
                None,
                f"line {number}: asked to read a message, found more than {LONGEST_LINE:,} bytes; "
                "give its words alone",
            )
        elif line.strip():
            yield _message(line, number)


def _message(line: bytes, number: int) -> Message | Fault:
    try:
        row = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
    except (ValueError, RecursionError):
        return _fault(number, None, "no JSON; write one JSON object a line, in UTF-8")
    if not isinstance(row, dict):
        return _fault(number, None, 'no object; write {"id": …, "text": …}')
    name = row.get("id")
    if name is not None and (isinstance(name, bool) or not isinstance(name, str | int)):
        return _fault(number, None, "an id that is neither text nor a whole number; give one")
    text, subject = row.get("text"), row.get("subject")
    if not isinstance(text, str):
        return _fault(number, name, 'no "text" that is a text; give one')
    if subject is not None and not isinstance(subject, str):
        return _fault(number, name, 'a "subject" that is no text; give a text or leave it out')
    return Message(name, text, subject or "")


def _fault(number: int, name: Id, found: str) -> Fault:
    return Fault(number, name, f"line {number}: asked to read a message, found {found}")


def _judged(held: list[Message | Fault]) -> Iterator[Judged | Fault]:
    messages = [one for one in held if isinstance(one, Message)]
    verdicts = iter(promotions([(one.text, one.subject) for one in messages]))
    for one in held:
        if isinstance(one, Fault):
            yield one
        else:
            yield Judged(one.id, next(verdicts), tuple(disclosed(one.text)))
