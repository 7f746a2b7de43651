"""Which older pages a filer's submissions answer speaks of, and how far back they go."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from microcap.sources import Raw
from microcap.sources.sec_payload import json_object
from microcap.sources.sec_rows import EPOCH

_WANTED = "a submissions answer"


@dataclass(frozen=True, slots=True)
class OlderPage:
    """A page of filings before the newest thousand."""

    name: str
    """As the publisher writes it; `addresses.older_page` refuses one that is not the filer's."""
    count: int | None
    """How many filings are in it."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a submissions answer and its older pages reach back."""

    first: date | None
    """Filing date of the oldest filing since EDGAR's first year; null where there is none."""
    filings: int
    pages: tuple[OlderPage, ...]


def reach_of(raw: Raw) -> Reach:
    """What the newest answer says of itself and its pages; raises `Unreadable` for other bytes."""
    body = json_object(raw, _WANTED)
    filings = body.get("filings")
    raw.expect(isinstance(filings, dict), f"{_WANTED} has filings; this one lacks them")
    assert isinstance(filings, dict)
    recent = filings.get("recent")
    days = _days(recent.get("filingDate") if isinstance(recent, dict) else None)
    count = len(days)
    pages = []
    for one in filings.get("files") or []:
        if isinstance(one, dict) and isinstance(one.get("name"), str):
            held = one.get("filingCount")
            pages.append(OlderPage(one["name"], held if type(held) is int else None))
            days += _days([one.get("filingFrom")])
            count += held if type(held) is int else 0
    return Reach(min(days, default=None), count, tuple(pages))


def filings_in(raw: Raw) -> int:
    """How many filings an older page holds."""
    body = json_object(raw, "an older page of a submissions answer")
    numbers = body.get("accessionNumber")
    raw.expect(isinstance(numbers, list), "an older page lists accessionNumber; get it again")
    return len(numbers) if isinstance(numbers, list) else 0


def _days(said: Any) -> list[date]:
    found = []
    for one in said if isinstance(said, list) else []:
        try:
            day = date.fromisoformat(str(one)[:10])
        except ValueError:
            continue
        if day >= EPOCH:
            found.append(day)
    return found
