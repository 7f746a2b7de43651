"""Documents that a user keeps of a name, from a folder: filings and letters of no electronic record.

1. Each file is opened as text; one that is no text is refused with what to do.
2. Its day is the one given, else the one that its own words give as the day it was made public;
   a period's end is not that day, so a file without one is refused.
3. The rows go to the table `documents` as observations of source `user`.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

import polars as pl

from microcap.model.errors import Contradiction, MicrocapError, NoSuchThing
from microcap.research.ingest import Report, bring_tables, paths_in, prepare, rebuild

Tell = Callable[[str, int, int], None]
LONGEST = 5_000_000
"""Characters of text that a row keeps."""
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_DATED = re.compile(
    r"^\s*(?:dated?|date of (?:this )?(?:report|release|publication|issue|letter)|published|posted|filed|"
    r"issued|publication date|filing date)(?: on)?\s*[:\-]?\s+(?P<rest>[^\n]{6,60})$",
    re.IGNORECASE | re.MULTILINE,
)
_PROSE = re.compile(
    r"\b(?P<month>[A-Z][a-z]{2,8})\.?\s+(?P<day>\d{1,2}),?\s+(?P<year>(?:19|20)\d\d)\b"
)
_ISO = re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b")
_UNAUDITED = re.compile(r"\bun-?audited\b", re.IGNORECASE)
_SYMBOL = re.compile(r"[A-Z0-9.\-]{1,12}")


def bring_documents(
    lake_path: Path,
    paths: Iterable[Path],
    *,
    symbol: str,
    day: date | None,
    fetched: datetime,
    tell: Tell = lambda what, done, total: None,
) -> Report:
    """Bring the texts below `paths` as documents about a ticker, and read them.

    A file whose words call its figures unaudited keeps that word in its title. Raises
    `Contradiction` for no ticker, or a day after the moment of the call; `NoSuchThing` for a path
    that is not there.
    """
    asked = symbol.strip().upper()
    if not _SYMBOL.fullmatch(asked):
        raise Contradiction(
            f"documents were given for the ticker {symbol[:20]!r}; give its letters: --symbol ABCD"
        )
    if day is not None and day > fetched.date():
        raise Contradiction(
            f"documents of {day} on {fetched.date()}: that day is to come; give the day they were made public"
        )
    wanted = list(paths)
    if not wanted:
        raise Contradiction("`ingest documents` needs files or folders; name at least one")
    for path in wanted:
        if not (path.is_file() or path.is_dir()):
            raise NoSuchThing(f"no file or folder {path}; name one that is there")
    lake = prepare(lake_path)
    report = Report()
    found = paths_in(wanted)
    for done, path in enumerate(found):
        tell(path.name, done, len(found))
        try:
            body = path.read_bytes()
            mark = sha256(f"{asked}|{day}|".encode() + body).hexdigest()
            if lake.holds("rejects", f"user:sha256:{mark}"):
                report.already.append(path.name)
                continue
            row = _row(path.name, body, asked, day, fetched)
        except MicrocapError as error:
            report.refused.append(str(error))
            continue
        except OSError as error:
            report.refused.append(
                f"{path.name}: cannot be opened ({error.strerror}); see to its rights"
            )
            continue
        bring_tables(
            lake,
            {"documents": pl.DataFrame([row], orient="row")},
            source="user",
            fetched=fetched,
            raw=mark,
            report=report,
        )
        report.files += 1
    rebuild(lake, tell)
    return report


def _row(
    name: str, body: bytes, symbol: str, day: date | None, fetched: datetime
) -> dict[str, object]:
    from microcap.reading.documents import open_document

    opened = open_document(body, name)
    text = "\n\n".join(one.text for one in opened)[:LONGEST]
    when = day or _day_of(text, fetched.date())
    if when is None:
        raise Contradiction(
            f"{name}: asked for the day it was made public, found none in its words (a period's "
            "end is not it); give it: --day 2024-03-28"
        )
    form = opened[0].form
    label = f"{form} {name}".strip() if form else name
    if _UNAUDITED.search(text):
        label += " (unaudited)"
    return {
        "subject": symbol,
        "day": when,
        "title": label,
        "kind": "filing_text",
        "text": text,
    }


def _day_of(text: str, last: date) -> date | None:
    """The latest day that a line of the document gives as its own, not after `last`."""
    days = [
        found for line in _DATED.finditer(text) for found in _days(line["rest"]) if found <= last
    ]
    return max(days, default=None)


def _days(words: str) -> list[date]:
    found = []
    for match in _PROSE.finditer(words):
        months = [
            place for place, one in enumerate(_MONTHS, 1) if one.startswith(match["month"].lower())
        ]
        if len(months) == 1:
            found.append((int(match["year"]), months[0], int(match["day"])))
    found += [
        (int(match["year"]), int(match["month"]), int(match["day"]))
        for match in _ISO.finditer(words)
    ]
    days = []
    for year, month, day in found:
        try:
            days.append(date(year, month, day))
        except ValueError:
            continue
    return days
