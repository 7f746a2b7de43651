"""One text about a name, sent by several senders within a day."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import polars as pl

from microcap.checks import check
from microcap.checks.absence_proved import none_missing
from microcap.checks.messages_held import messages_held
from microcap.checks.stretch import months_before
from microcap.model.figures import counted
from microcap.model.verdicts import CannotTell, Clear, Evidence, Finding, Verdict
from microcap.reading.same_text import Shingles, same_texts, shingles
from microcap.view.subject import Subject

_MONTHS = 24
_FEWEST = 3
"""Senders of one text from which they are called several (project default)."""
_WITHIN = timedelta(days=1)
_MOST = 500
"""Messages of two years that are compared, the newest first."""
_NOT_MESSAGES = ("release", "news")
"""What publishers carry word for word as their business."""
_SENDER = re.compile(
    r"^\s{0,9}(?:from|sender|posted by|author|user(?:name)?)\s{0,9}:\s{0,9}(?P<who>[^\n]{2,120})",
    re.IGNORECASE | re.MULTILINE,
)
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_HEAD = 2_000
"""Letters of a message in which its sender stands (project default)."""


@dataclass(frozen=True, slots=True)
class _Message:
    day: date
    title: str
    known_at: datetime
    source: str
    sender: str
    """Empty where the message does not say."""
    runs: Shingles


@check(
    severity=3,
    kind="event",
    risk="manipulation",
    reference="shingles after Broder 1997; mission 80 and 87",
)
def same_text_by_many(subject: Subject) -> Verdict:
    """Three or more senders sent one text about the name within a day, in the last two years.

    Looked at are promotions, rumours, mails, posts and letters that somebody kept; releases and
    news are carried word for word by design and are left out. The sender is the one that the
    message names in its head (From, Author, Posted by). Look-alike letters and changed numbers do
    not make another text. People also pass on what they like.
    """
    first, last = months_before(subject.view.day, _MONTHS), subject.view.day
    held = _messages(subject, first, last)
    unnamed: list[_Message] = []
    for places in same_texts([one.runs for one in held]):
        group = [held[place] for place in places]
        for one in group:
            day = [two for two in group if timedelta(0) <= two.day - one.day <= _WITHIN]
            senders = {two.sender for two in day if two.sender}
            if len(senders) >= _FEWEST:
                return _found(day, len(senders))
            if len(day) >= _FEWEST and len(day) > len(unnamed):
                unnamed = day
    if unnamed:
        count, on = len(unnamed), unnamed[0].day
        return CannotTell(
            f"who sent one text of which {count} copies of {on} are held: they do not name their senders",
            "bring the messages with their heads (From:)",
        )
    if none_missing(subject, "news", first, last):
        return Clear(
            f"{counted(len(held), 'message')} from {first} to {last}, no text sent by {_FEWEST}"
        )
    return CannotTell(
        "messages about the name: no record is held that would show every one",
        "bring what you were sent as news of kind promotion, or as a document of kind email",
    )


def _messages(subject: Subject, first: date, last: date) -> list[_Message]:
    rows = messages_held(subject, first, last).filter(
        ~pl.col("kind").is_in(list(_NOT_MESSAGES)) & pl.col("text").is_not_null()
    )
    newest = rows.sort("day", "known_at", descending=True).head(_MOST)
    return [_message(row) for row in newest.sort("day", "known_at").iter_rows(named=True)]


def _message(row: dict[str, object]) -> _Message:
    text = str(row["text"])
    head = _SENDER.search(text[:_HEAD])
    sender = ""
    if head is not None:
        address = _ADDRESS.search(head["who"])
        sender = (address[0] if address else " ".join(head["who"].split())).lower()
        text = text[: head.start()] + text[head.end() :]
    day, known_at = row["day"], row["known_at"]
    assert isinstance(day, date)
    assert isinstance(known_at, datetime)
    return _Message(day, str(row["said"]), known_at, str(row["source"]), sender, shingles(text))


def _found(group: list[_Message], senders: int) -> Finding:
    days = sorted({one.day for one in group})
    on = f"{days[0]}" if len(days) == 1 else f"{days[0]} and {days[-1]}"
    cited = tuple(
        Evidence(
            one.source,
            f"“{one.title[:160]}”, from {one.sender[:80] or 'a sender not named'}",
            one.day,
            one.known_at,
        )
        for one in group
    )
    return Finding(f"one text in {len(group)} messages of {senders} senders on {on}", cited)
