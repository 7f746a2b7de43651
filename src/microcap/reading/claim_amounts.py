"""The amount that is claimed of revenue, income or cash, how exact it is, and of which period."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from microcap.model.business_days import months_after
from microcap.reading.amounts import Amount, money
from microcap.reading.days import Span, days, spans
from microcap.reading.document import Document
from microcap.reading.names import LEGAL, NAME, same_company, tidy
from microcap.reading.promised_days import LONGEST, promised
from microcap.reading.sentences import phrase

_EARLIER = phrase(
    r"(?:from|compared (?:to|with)|compares? (?:to|with)|versus|vs\.?|against|over|as against|up from|down from) (?:a |the |net |revenues? of |sales of |an? \w+ (?:loss|income) of |approximately |about )*$"
)
_FROM = phrase(r"\bfrom $")
_TO = phrase(r"\bto (?:a record |approximately |about |between )?$")
_PRIOR = phrase(
    r"(?:compared (?:to|with)|versus|vs\.?|over|from|than|in|for|of|the) (?:the |that of )*(?:same |comparable |corresponding |prior(?:-year)? |previous )*(?:year'?s? )?(?:period |quarter )?(?:of |in |ended )?(?:the )?$"
)
_COMPARED = phrase(
    r"(?:compared (?:to|with)|compares? (?:to|with)|versus|vs\.?|as against) (?:[^;.]|\.\d){0,120}$|(?:over|than|from) (?:[^;.]|\.\d){0,60}$"
)
_ANOTHER = phrase(
    r"\b(?:revenues?|sales|income|loss(?:es)?|profits?|EBITDA|earnings|cash|margins?|backlog|proceeds|expenses?|charges?|costs?|assets|debt)\b|;"
)
"""Words of another amount between a name and an amount: the amount is not the name's."""
_IN = phrase(r"\W*(?:in|of|as)? ?(?:\w+ ){0,3}")
_OF_A_PART = phrase(
    r"\b(?:subsidiar\w+|segments?|divisions?|units?|product lines?|combined|pro forma|adjusted|non-?GAAP|excluding|comparable|same-store|online|organic|constant currency|predecessor|joint venture|equity in|investees?|backlog|bookings|discontinued)\b"
)
_WHOLE_WORDS = phrase(
    r"(?:^|\W)(?:total|net|consolidated|record|quarterly|annual|our|its|company's|the|of|in|year|quarter|quarter's|preliminary|unaudited|strong|that|reported|and|with|generated|full-year|\d{4}|had|recorded|posted|achieved|a|an)? ?\W*$"
)
_OWN = phrase(r"\b(?:we|our|us|its|the company(?:'s)?|company)\b")
_AHEAD = re.compile(r"\$\s?[\d.,]+\s*\w*\s+(?:in|of)\W*(?:\w+\W+){0,2}$")
_NEARER = 60
"""A period by its last day is taken before a named one, unless so many characters farther away."""
_OTHER_NAME = re.compile(rf"\b{NAME}")
_MONTHS_ENDED = phrase(
    r"\b(?P<count>three|six|nine|twelve|3|6|9|12|13|14|26|39|40|52|53)[ -](?P<unit>months?|weeks?)(?: \w+){0,3} (?:ended|to) (?:on )?"
)
_QUARTER_ENDED = phrase(
    r"\b(?P<kind>quarter|fiscal year|year|half|half-year|six-month period)(?: \w+){0,2} (?:ended|ending) (?:on )?"
)
_FULL_YEAR = phrase(
    r"\b(?:full[- ]year|fiscal(?: year)?|calendar year|annual|for the year|year) (?P<year>20\d\d|19\d\d)\b|\b(?P<year2>20\d\d|19\d\d) (?:annual|full[- ]year|fiscal year|revenues?|sales|net)"
)
_ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_BARE = phrase(r"\b(?P<order>first|second|third|fourth)[- ](?:fiscal )?quarter\b")
_WEEKS = {13: "quarter", 14: "quarter", 26: "half", 39: "nine", 40: "nine", 52: "year", 53: "year"}
_IN_MONTHS = {3: "quarter", 6: "half", 9: "nine", 12: "year"}
_COUNTS = {"three": 3, "six": 6, "nine": 9, "twelve": 12}
_FIGURE = re.compile(r"\d[\d,]*(?:\.(?P<after>\d+))?")


@dataclass(frozen=True, slots=True)
class Period:
    """A period of accounts by its last day; `kind` is quarter, half, nine (months) or year."""

    last: date
    kind: str
    named: bool = False
    """Named by its number, "the third quarter", and read as the calendar's; else by its last day."""


def per_share_amount(words: str, end: int) -> Amount | None:
    """The amount behind words like "loss per share", which name no other; null where none is."""
    return next((one for one in money(words) if 0 <= one.start - end < 60), None)


def metric_amount(words: str, start: int, end: int) -> Amount | None:
    """The amount of what the words from `start` to `end` name; null where none stands by it.

    The first one behind it that is no earlier period's and no amount a share: "rose from $3
    million to $4 million" gives the second. An amount ahead of it, "$8 million in revenue",
    counts where none follows.
    """
    found = money(words)
    behind = [
        one
        for one in found
        if 0 <= one.start - end < 220
        and not one.per_share
        and one.value >= 1000
        and not _ANOTHER.search(words[end : one.start])
    ]
    behind = [_risen(words, one) for one in behind]
    own = [one for one in behind if not _EARLIER.search(words[max(0, one.start - 60) : one.start])]
    if own:
        risen = [one for one in own[:3] if _TO.search(words[max(0, one.start - 22) : one.start])]
        return risen[0] if risen and risen[0].start - own[0].start < 60 else own[0]
    ahead = [
        one
        for one in found
        if 0 <= start - one.end < 40
        and not one.per_share
        and one.value >= 1000
        and _IN.fullmatch(words[one.end : start])
    ]
    return ahead[-1] if ahead else None


def _risen(words: str, amount: Amount) -> Amount:
    """Of "from $3 million to $4 million", which is written like a range, the second amount."""
    if amount.low == amount.value or not _FROM.search(
        words, max(0, amount.start - 12), amount.start
    ):
        return amount
    to = max(amount.start, words.find(" to ", amount.start, amount.end))
    new = [one for one in money(words[to : amount.end]) if one.value in (amount.low, amount.value)]
    value = new[0].value if new else amount.value
    return replace(amount, value=value, low=value, start=to)


def precision(words: str, amount: Amount) -> float:
    """Half a unit of the last digit that the words give, in the amount's unit."""
    figures = list(_FIGURE.finditer(words, amount.start, amount.end))
    if not figures:
        return 0.0
    match = figures[-1]
    figure = float(match[0].replace(",", ""))
    scale = amount.value / figure if figure else 1.0
    return 0.5 * 10.0 ** -len(match["after"] or "") * scale


def period_of(words: str, at: int, said: date | None, *, ahead: bool = False) -> Period | None:
    """The period of accounts that a sentence names for the amount at a place; null where none.

    Periods that it only compares with are passed over. A quarter without a year is the last one
    that was over on the day `said`, or with `ahead` the next. Fiscal periods are read as the
    calendar's; the facts are searched within a month around the end.
    """
    found = [*_ended(words), *_named(words, said, ahead=ahead)]
    own = [
        (place, period)
        for place, period in found
        if not compared(words, place)
        and (said is None or period.last <= said + timedelta(days=LONGEST if ahead else 3))
    ]
    if not own:
        return None
    return min(own, key=lambda one: abs(one[0] - at) + _NEARER * one[1].named)[1]


def compared(words: str, place: int, since: int = 0) -> bool:
    """Whether what stands at a place is what an amount is compared with, such as the year before.

    `since` is where the clause of that place begins.
    """
    return _COMPARED.search(words, max(since, place - 150, 0), place) is not None


def of_the_whole(document: Document, words: str, at: int) -> bool:
    """Whether an amount named at a place is the filer's own and of all of it, by the words alone.

    A segment's, a subsidiary's, an adjusted or another company's amount is none: it must not be
    held against the statements.
    """
    if _OF_A_PART.search(words) or not _WHOLE_WORDS.search(words[:at]):
        return False
    ahead = words[:at]
    for mark in ("-- ", " - "):
        ahead = ahead.rpartition(mark)[2]
    if _AHEAD.search(ahead) and not _OWN.search(ahead):
        return False
    named = [tidy(one[0]) for one in _OTHER_NAME.finditer(ahead)]
    legal = [name for name in named if name and re.search(rf"\s{LEGAL}\.?$", name)]
    if document.company and any(not same_company(document.company, name) for name in legal):
        return False
    return len(ahead.split()) <= 14 or _OWN.search(ahead) is not None


def _ended(words: str) -> list[tuple[int, Period]]:
    found = []
    for pattern in (_MONTHS_ENDED, _QUARTER_ENDED):
        for match in pattern.finditer(words):
            told = days(words[match.end() : match.end() + 30])
            if not told or told[0].start > 4:
                continue
            found.append((match.start(), Period(told[0].first, _kind(match))))
    return found


def _kind(match: re.Match[str]) -> str:
    held = match.groupdict()
    if held.get("count"):
        word = match["count"].lower()
        count = _COUNTS.get(word) or int(word)
        table = _IN_MONTHS if match["unit"].lower().startswith("month") else _WEEKS
        return table.get(count, "quarter")
    word = match["kind"].lower()
    return (
        "year"
        if "year" in word and "half" not in word
        else "quarter"
        if word == "quarter"
        else "half"
    )


def _named(words: str, said: date | None, *, ahead: bool) -> list[tuple[int, Period]]:
    found = []
    for one in spans(words):
        kind = _length(one)
        if kind is not None:
            found.append((one.start, Period(one.last, kind, True)))
    for match in _FULL_YEAR.finditer(words):
        year = int(match["year"] or match["year2"])
        if not any(abs(place - match.start()) < 40 for place, _ in found):
            found.append((match.start(), Period(date(year, 12, 31), "year", True)))
    if said is None:
        return found
    for match in _BARE.finditer(words):
        if "fiscal" in words[max(0, match.start() - 12) : match.end()].lower():
            continue  # whose first quarter that is, the words alone do not tell
        if any(abs(place - match.start()) < 30 for place, _ in found):
            continue
        if ahead:
            promise = promised(words, said, match.start())
            if promise is not None and not _just_over(match, said):
                found.append((match.start(), Period(promise.last, "quarter", True)))
            continue
        month = 3 * _ORDER[match["order"].lower()]
        end = months_after(date(said.year, month, 1), 1) - timedelta(days=1)
        end = (
            end
            if end <= said
            else months_after(date(said.year - 1, month, 1), 1) - timedelta(days=1)
        )
        found.append((match.start(), Period(end, "quarter", True)))
    return found


def _just_over(match: re.Match[str], said: date) -> bool:
    """Whether the quarter of that number ended within two months before: it may be meant as well."""
    month = 3 * _ORDER[match["order"].lower()]
    for year in (said.year - 1, said.year):
        end = months_after(date(year, month, 1), 1) - timedelta(days=1)
        if 0 <= (said - end).days <= 60:
            return True
    return False


def _length(span: Span) -> str | None:
    length = (span.last - span.first).days
    lengths = {"quarter": (85, 95), "half": (175, 190), "year": (360, 370)}
    return next((name for name, (low, high) in lengths.items() if low < length < high), None)
