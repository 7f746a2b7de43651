"""Promotions of the name that somebody saw and kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from microcap.checks import check
from microcap.checks.absence_proved import none_missing
from microcap.checks.messages_held import messages_held
from microcap.checks.stretch import months_before
from microcap.model.figures import counted
from microcap.model.verdicts import CannotTell, Clear, Evidence, Finding, Verdict
from microcap.reading import Statement
from microcap.reading.compensation import disclosed
from microcap.reading.promotion import promotion
from microcap.view.once import once
from microcap.view.subject import Subject

_MONTHS = 24


@dataclass(frozen=True, slots=True)
class Seen:
    """A promotion: kept as one, or one by its words; and what it discloses of pay."""

    day: date
    title: str
    known_at: datetime
    source: str
    by_words: str
    """Why the words make it one; empty where somebody kept it as one."""
    pay: tuple[Statement, ...]

    def cite(self) -> Evidence:
        """The message as evidence, with why it counts and what it says of pay."""
        what = f"“{self.title[:200]}”"
        what += f"; {self.by_words}" if self.by_words else ""
        for told in self.pay:
            what += f"; pay: “{told.quote[:300]}”"
        return Evidence(self.source, what, self.day, self.known_at)


@check(
    severity=3,
    kind="event",
    risk="manipulation",
    reference="Securities Act, Section 17(b); methods.md section 7",
)
def paid_promotion_seen(subject: Subject) -> Verdict:
    """A promotion of the name was seen within two years.

    Kept as one, or a news item, mail or letter whose words are those of promotions (a model trained
    on e-mail of 2003-2007), or one that discloses pay. Who paid for it is told where the text says so;
    the company itself may have nothing to do with it. That none was brought proves nothing, unless a
    source says that it holds every one.
    """
    seen = promotions_seen(subject)
    if seen:
        paid = sum(any(told.detail == "paid" for told in one.pay) for one in seen)
        says = f"{counted(len(seen), 'promotion')} seen, the latest {seen[0].day}"
        says += f"; {paid} disclosed pay" if paid else ""
        return Finding(says, tuple(one.cite() for one in seen))
    first, last = months_before(subject.view.day, _MONTHS), subject.view.day
    if none_missing(subject, "news", first, last):
        held = counted(messages_held(subject, first, last).height, "item of news", "items of news")
        return Clear(f"{held} held, complete from {first} to {last}")
    return CannotTell(
        "promotions: no record is held that would show every one",
        "bring what you were sent as news or a document of kind promotion",
    )


@once
def promotions_seen(subject: Subject) -> tuple[Seen, ...]:
    """The promotions of the last two years that are held, newest first."""
    held = messages_held(subject, months_before(subject.view.day, _MONTHS), subject.view.day)
    return tuple(sorted(_promotions(held), key=lambda one: (one.day, one.known_at), reverse=True))


def _promotions(held: pl.DataFrame) -> Iterator[Seen]:
    for row in held.iter_rows(named=True):
        text = row["text"] or ""
        pay = tuple(disclosed(f"{row['said']}\n\n{text}"))
        why = "" if row["kind"] == "promotion" else _why(row["said"], text, pay)
        if row["kind"] == "promotion" or why:
            yield Seen(row["day"], row["said"], row["known_at"], row["source"], why, pay)


def _why(title: str, text: str, pay: tuple[Statement, ...]) -> str:
    if any(one.detail == "paid" for one in pay):
        return "it discloses pay"
    told = promotion(text, title)
    if told.label != "promotional":
        return ""
    phrases = "; ".join(told.because)
    return f"a promotion by its words, {told.score:.0%} ({told.trained_on}): {phrases}"
