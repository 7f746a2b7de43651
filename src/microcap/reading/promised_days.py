"""By when words promise something: dates, quarters, "by year end", "within 60 days", "next month"."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from microcap.model.business_days import business_days_after, months_after
from microcap.reading.amounts import number_of
from microcap.reading.days import spans
from microcap.reading.sentences import plain

_DAY = timedelta(days=1)
_FISCAL_SLACK = timedelta(days=31)
"""A fiscal quarter is read as the calendar's; retailers' end up to a month later."""
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_NAMES = [name.lower() for name in _MONTHS.split("|")]
_ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_SEASONS = {"spring": (3, 6), "summer": (6, 9), "fall": (9, 12), "autumn": (9, 12)}
"""First and last month, to the season's turn; a winter runs over a year's end and is left out."""
_NUMBER = (
    r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|eighteen|"
    r"twenty-four|twenty|thirty-six|thirty|forty-five|sixty|ninety)"
)

_RELATIVE = re.compile(
    rf"\b(?:within(?:\s+the)?(?:\s+(?:next|coming|following))?|(?:in|over|during)\s+the\s+(?:next|coming|following)|(?<!time\s)(?<!best\s)(?<!first\s)(?<!highest\s)(?<!lowest\s)in)\s+(?:approximately\s+|about\s+)?"
    rf"(?:(?P<low>{_NUMBER})\s*(?:to|-)\s*)?(?P<count>{_NUMBER})\s*(?:\(\d{{1,3}}\)\s*)?-?"
    r"(?P<unit>(?:business\s+|calendar\s+|trading\s+)?days?|weeks?|months?|quarters?|years?)\b(?!\s+(?:ended|ago|old|earlier|of|after|following|from|since)\b)"
    r"|\b(?:no\s+later\s+than|not\s+later\s+than|on\s+or\s+before|within|by)\s+the\s+(?P<grace>fifth|fifteenth|5th|15th)\s+(?:calendar\s+)?day\s+(?:following|after)\s+(?:the\s+|its\s+)?(?:prescribed\s+|original\s+)?due\s+date"
    r"|\b(?P<this>(?:later\s+|early\s+|late\s+)?(?:this|next)|the\s+(?:current|coming))\s+(?:calendar\s+|fiscal\s+)?(?P<of>week|month|quarter|year|spring|summer|fall|autumn)\b"
    r"|\b(?:by|before|until|at|through|around)\s+(?:the\s+)?(?:calendar\s+|calendar-)?(?P<year_end>year(?:-|\s*)end|end\s+of\s+(?:the\s+|this\s+)?(?:calendar\s+)?year)\b(?!\s*(?:of\s+)?(?:19|20)\d\d)"
    r"|\b(?:by|before|at)\s+(?:the\s+)?end\s+of\s+(?:the\s+|this\s+)?(?P<end_of>week|month|quarter)\b"
    r"|\b(?P<quarter>first|second|third|fourth|1st|2nd|3rd|4th)\s+(?:calendar\s+|fiscal\s+)?quarter\b(?!\s*,?\s*(?:of\s+)?(?:calendar\s+|fiscal\s+)?(?:year\s+)?(?:19|20)\d\d)"
    r"|\b(?P<half>first|second)\s+half\s+of\s+(?P<half_of>this|next|the)\s+year\b"
    r"|\b(?:in|for|by|during|before|until)\s+(?:the\s+|this\s+)?(?P<season>spring|summer|autumn|fall)\b(?!\s+(?:of\s+)?(?:19|20)\d\d)"
    rf"|\b(?:by|on|before|until|no\s+later\s+than|on\s+or\s+about|around|in|for|during|starting|beginning)\s+(?:(?:early|mid|late|the\s+end\s+of)[\s-]+)?(?P<month>{_MONTHS})\b(?:\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?)?(?!\s*\d|\s*,?\s*(?:of\s+)?(?:19|20)\d\d)",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"(?:compared\s+(?:to|with)|versus|from|over|since|as\s+of|ended|ending|dated|same\s+period\s+(?:of|in))\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_FISCAL = re.compile(r"\bfiscal\b", re.IGNORECASE)
_MAY = re.compile(
    r"\d|quarter|month|week|\bday|year|spring|summer|fall|autumn|january|february|march|april|may\b"
    r"|june|july|august|september|october|november|december|\b(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)\b"
)
LONGEST = 1100
"""A promise of more days than three years ahead binds nobody to a date; it is read as none."""


@dataclass(frozen=True, slots=True)
class Promise:
    """The days between which the words put a thing, and where in the text they stand."""

    first: date
    last: date
    words: str
    start: int
    end: int
    fiscal: bool = False
    """Said of a fiscal period, read as the calendar's; `last` then has a month of slack."""


def may_promise(low: str) -> bool:
    """Whether words, given in small letters, can name a time ahead at all; a cheap test."""
    return _MAY.search(low) is not None


def promised(words: str, said: date | None, after: int = 0) -> Promise | None:
    """The first time ahead that words name from a place on; null where they name none.

    `said` is the day on which they were said: what lies before it is none, and without it words
    like "next month" are none either. A fiscal period is read as the calendar's with a month of
    slack; "in the coming weeks", "soon" and "in due course" name no day.
    """
    text = plain(words)
    found = [*_dated(text, said), *(_relative(text, said) if said is not None else [])]
    ahead = [
        one
        for one in found
        if one.start >= after
        and not _BACK.search(text, max(0, one.start - 30), one.start)
        and (said is None or (one.last >= said and (one.last - said).days <= LONGEST))
    ]
    # of two readings of the same words the longer one
    return min(ahead, key=lambda one: (one.start, -(one.end - one.start)), default=None)


def _dated(text: str, said: date | None) -> list[Promise]:
    found = []
    for one in spans(text):
        first = max(one.first, said) if said is not None and one.until else one.first
        found.append(_promise(text, first, one.last, one.start, one.end))
    return found


def _relative(text: str, said: date) -> list[Promise]:
    found = []
    for match in _RELATIVE.finditer(text):
        reach = _reach(match, said)
        if reach is not None:
            found.append(_promise(text, *reach, match.start(), match.end()))
    return found


def _promise(text: str, first: date, last: date, start: int, end: int) -> Promise:
    fiscal = _FISCAL.search(text, max(0, start - 12), end) is not None
    last = last + _FISCAL_SLACK if fiscal else last
    return Promise(min(first, last), last, " ".join(text[start:end].split()), start, end, fiscal)


def _reach(match: re.Match[str], said: date) -> tuple[date, date] | None:
    get = {name: (held or "").lower() for name, held in match.groupdict().items()}.__getitem__
    if get("count"):
        return _counted(match, said)
    if get("grace"):  # of Rule 12b-25; the notice comes within a business day of the due date
        return said, said + (15 if "15" in get("grace") or "fifteen" in get("grace") else 5) * _DAY
    if get("this"):
        return _this(match["this"].lower(), match["of"].lower(), said)
    if get("year_end"):
        return said, date(said.year, 12, 31)
    if get("end_of"):
        return _this("this", match["end_of"].lower(), said)
    if get("quarter"):
        last_month = 3 * _ORDER[match["quarter"].lower()]
        year = said.year if last_month >= said.month else said.year + 1
        return date(year, last_month - 2, 1), _month_end(year, last_month)
    if get("season"):
        return _this("this", match["season"].lower(), said)
    if get("half"):
        year = said.year + (match["half_of"].lower() == "next")
        return (
            (date(year, 1, 1), date(year, 6, 30))
            if match["half"].lower() == "first"
            else (date(year, 7, 1), date(year, 12, 31))
        )
    return _named_month(match, said)


def _counted(match: re.Match[str], said: date) -> tuple[date, date] | None:
    number = number_of(match["count"])
    if number is None or not 0 < number <= 400:
        return None
    unit, count = match["unit"].lower(), int(number)
    if unit.startswith(("business", "trading")):
        return said, business_days_after(said, count)
    if "day" in unit:
        return said, said + count * _DAY
    if unit.startswith("week"):
        return said, said + 7 * count * _DAY
    months = {"m": 1, "q": 3, "y": 12}[unit[0]] * count
    return (said, months_after(said, months)) if months <= 60 else None


def _this(which: str, of: str, said: date) -> tuple[date, date] | None:
    later = 1 if "next" in which or "coming" in which else 0
    if of == "week":
        end = said + (6 - said.weekday() + 7 * later) * _DAY
        return said, end
    if of == "month":
        whole = months_after(said.replace(day=1), later)
        return max(said, whole), _month_end(whole.year, whole.month)
    if of == "quarter":
        index = said.year * 4 + (said.month - 1) // 3 + later
        year, quarter = divmod(index, 4)
        return max(said, date(year, 3 * quarter + 1, 1)), _month_end(year, 3 * quarter + 3)
    if of == "year":
        year = said.year + later
        last = 4 if which.startswith("early") else 12
        return max(said, date(year, 1, 1)), _month_end(year, last)
    first, last = _SEASONS[of]
    year = said.year + (1 if later or (said.month, said.day) > (last, 22) else 0)
    return max(said, date(year, first, 20)), date(year, last, 22)


def _named_month(match: re.Match[str], said: date) -> tuple[date, date] | None:
    month = _NAMES.index(match["month"].lower()) + 1
    if match["day"]:
        number = int(match["day"])
        for year in (said.year, said.year + 1):
            if (
                number
                and number <= monthrange(year, month)[1]
                and date(year, month, number) >= said
            ):
                return date(year, month, number), date(year, month, number)
        return None
    year = said.year if month >= said.month else said.year + 1
    return date(year, month, 1), _month_end(year, month)


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
