"""Days and spans of days in prose: dates, quarters, halves, "by the end of"."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from microcap.reading.sentences import plain

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
_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
_YEAR = r"(?P<year{0}>(?:19|20)\d\d)"
_ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_ORDINAL = "(?:" + "|".join(_ORDER) + ")"

_DAY = re.compile(
    rf"\b(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+{_YEAR.format('')}\b"
    rf"|\b(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:day\s+of\s+)?(?P<month2>{_MONTH}),?\s+{_YEAR.format(2)}\b"
    rf"|\b{_YEAR.format(3)}-(?P<month3>\d\d)-(?P<day3>\d\d)\b"
    rf"|(?<![\d/])(?P<month4>\d{{1,2}})/(?P<day4>\d{{1,2}})/(?P<year4>(?:19|20)?\d\d)(?![\d/])",
    re.IGNORECASE,
)
_SPAN = re.compile(
    rf"\b(?P<quarter>{_ORDINAL})\s+(?:calendar\s+|fiscal\s+)?quarter\s+(?:of\s+)?(?:calendar\s+year\s+|calendar\s+|fiscal\s+year\s+|fiscal\s+|the\s+year\s+)?{_YEAR.format('')}\b"
    rf"|\b(?P<q>[1-4])Q\s*'?(?P<yearq>(?:20)?\d\d)\b|\bQ(?P<q2>[1-4])\s*(?:of\s+)?'?{_YEAR.format(2)}\b"
    rf"|\b(?P<half>first|second|1st|2nd|latter)\s+half\s+(?:of\s+)?(?:calendar\s+|fiscal\s+|the\s+year\s+)?{_YEAR.format(3)}\b"
    rf"|\b(?P<h>[12])H\s*'?(?P<yearh>(?:20)?\d\d)\b|\bH(?P<h2>[12])\s*(?:of\s+)?{_YEAR.format(4)}\b"
    rf"|\b(?P<part>mid|early|late|(?:the\s+)?end\s+of|year-?\s?end)(?:-|\s+)(?:the\s+)?(?:calendar\s+|fiscal\s+)?(?:year\s+)?{_YEAR.format(5)}\b"
    rf"|\b(?:(?P<third>mid|early|late|(?:the\s+)?end\s+of)(?:-|\s+))?(?P<month>{_MONTH})(?:\s+of)?,?\s+{_YEAR.format(6)}\b"
    rf"|\b(?:in|during|by|throughout|sometime\s+in)\s+(?:calendar\s+(?:year\s+)?)?(?P<whole>20\d\d)\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"(?:by|before|no\s+later\s+than|prior\s+to|not\s+later\s+than|until|through|within)\s+(?:the\s+)?$",
    re.IGNORECASE,
)


_PERIOD = re.compile(
    r"(?:\b(?:ended|ending|year-?end)(?:\s+on)?|subsequent\s+to|\bsince"
    r"|(?:years?|quarters?|periods?|months)\s+(?:ended|ending)[^;:()]{0,40}\band)\s*$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\s*(?:,|and|or|,\s*and|&)\s*(?:(?:the\s+)?\w+\s+months\s+ended\s+)?", re.I)


@dataclass(frozen=True, slots=True)
class Span:
    """A day, or the first and last day of a stretch of time, and where in the text it stands."""

    first: date
    last: date
    start: int
    end: int
    until: bool = False
    """The words say "by", "no later than": anything up to the last day."""

    @property
    def is_day(self) -> bool:
        """Whether the words name one day."""
        return self.first == self.last


def days(text: str) -> list[Span]:
    """The single days that a text names, in order; impossible dates are left out."""
    text = plain(text)
    found = []
    for match in _DAY.finditer(text):
        if match["month"]:
            year, month, day = match["year"], _month(match["month"]), match["day"]
        elif match["month2"]:
            year, month, day = match["year2"], _month(match["month2"]), match["day2"]
        elif match["month3"]:
            year, month, day = match["year3"], int(match["month3"]), match["day3"]
        else:
            year, month, day = match["year4"], int(match["month4"]), match["day4"]
        found += _span(text, match, _full(year), (month, month), int(day))
    return found


def deed_days(text: str) -> list[Span]:
    """The single days on which something is told to happen: no day that only ends a period.

    "For the quarters ended June 30 and September 30, 2005" and "subsequent to December 31" name
    days of accounts, not of deeds.
    """
    text = plain(text)
    found: list[Span] = []
    last = -1
    for one in days(text):
        ahead = text[max(0, one.start - 60) : one.start]
        goes_on = last >= 0 and _GOES_ON.fullmatch(text[last : one.start]) is not None
        if _PERIOD.search(ahead) or goes_on:
            last = one.end
        else:
            last = -1
            found.append(one)
    return found


def spans(text: str) -> list[Span]:
    """Days, months, quarters, halves and years that a text names, in order of appearance.

    Quarters and halves are those of the calendar: a fiscal quarter is read as if it were one.
    """
    text = plain(text)
    found = days(text)
    for match in _SPAN.finditer(text):
        if any(one.start < match.end() and match.start() < one.end for one in found):
            continue
        year, months = _stretch(match)
        found += _span(text, match, year, months)
    return sorted(found, key=lambda one: one.start)


def first_day(text: str) -> str | None:
    """The first single day of a deed that a text names, as ISO; null where it names none."""
    found = deed_days(text)
    return found[0].first.isoformat() if found else None


def day_after(text: str, pattern: re.Pattern[str], reach: int = 80) -> str | None:
    """The first day named within `reach` characters of words that lead to it, as ISO."""
    text = plain(text)
    for match in pattern.finditer(text):
        found = days(text[match.end() : match.end() + reach])
        if found:
            return found[0].first.isoformat()
    return None


def _stretch(match: re.Match[str]) -> tuple[int, tuple[int, int]]:
    get = match.groupdict().get
    year = next(
        _full(match[name])
        for name in ("year", "yearq", "year2", "year3", "yearh", "year4", "year5", "year6", "whole")
        if match[name]
    )
    quarter = _ORDER.get((get("quarter") or "").lower()) or int(get("q") or get("q2") or 0)
    if quarter:
        return year, (3 * quarter - 2, 3 * quarter)
    half = (get("half") or "").lower()
    number = int(get("h") or get("h2") or 0) or (0 if not half else 1 if half[0] in "f1" else 2)
    if number:
        return year, (6 * number - 5, 6 * number)
    if get("part"):
        part = match["part"].lower()
        return year, {"mid": (5, 8), "early": (1, 4), "late": (9, 12)}.get(part, (12, 12))
    if get("month"):
        month = _month(match["month"])
        return year, (month, month)
    return year, (1, 12)


def _span(
    text: str, match: re.Match[str], year: int, months: tuple[int, int], day: int | None = None
) -> list[Span]:
    first, last = months
    until = _UNTIL.search(text, max(0, match.start() - 30), match.start()) is not None
    until = until or match[0].lower().startswith("by ")
    try:
        begin = date(year, first, day or 1)
        end = begin if day else date(year, last, monthrange(year, last)[1])
    except ValueError:
        return []
    return [Span(begin, end, match.start(), match.end(), until)]


def _month(name: str) -> int:
    short = name.lower()[:3]
    return next(n for n, month in enumerate(_MONTHS, 1) if month.startswith(short))


def _full(year: str) -> int:
    number = int(year)
    return number if number > 99 else number + (1900 if number >= 90 else 2000)
