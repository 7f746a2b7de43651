"""Amounts in prose: dollars, shares and fractions, in figures and in words."""

import re
from dataclasses import dataclass

from microcap.reading.sentences import plain

_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SMALL = {word: number for number, word in enumerate(_UNITS)} | {
    word: 20 + 10 * number for number, word in enumerate(_TENS)
}
_SCALE = {
    "hundred": 1e2,
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "mm": 1e6,
    "m": 1e6,
    "mil": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "b": 1e9,
}
_WORD = "(?:" + "|".join([*_SMALL, "hundred", "thousand", "million", "billion"]) + ")"
_WORDS = rf"{_WORD}(?:[\s-]+(?:and\s+)?{_WORD})*"
_FIGURE = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
_BIG = r"(?:\s*-?\s*(?P<scale{0}>thousand|million|billion|mm|bn|mil|[MKB])\b)?"
_CURRENCY = r"(?P<mark>US\$|U\.S\.\s?\$|USD\s?\$?|C\$|CDN?\$|CAD\s?\$?|A\$|AUD\s?\$?|HK\$|NT\$|RMB|\$|€|£|¥)"
_BETWEEN = r"(?P<between>between\s+)?"
_TO = r"(?(between)\s*(?:and|to|-)\s*|\s*(?:to|-)\s*)"
"""Only after "between" does "and" join the ends of a range."""

_MONEY = re.compile(
    rf"{_BETWEEN}{_CURRENCY}\s*(?P<first>{_FIGURE}){_BIG.format(1)}"
    rf"(?:{_TO}(?:(?:US|U\.S\.)?\s?\$\s?(?=[\d.])|(?=[\d.,]+\s*(?:thousand|million|billion)))"
    rf"(?P<second>{_FIGURE}){_BIG.format(2)})?",
    re.IGNORECASE,
)
_SPELT_MONEY = re.compile(
    rf"\b(?P<first>{_WORDS})(?:\s+and\s+(?:no|\d+)/100(?:ths)?)?\s+(?:U\.?S\.?\s+)?dollars?\b"
    rf"|\b(?P<figure>{_FIGURE}){_BIG.format(1)}\s+(?:U\.?S\.?\s+)?dollars\b"
    rf"|\b(?P<cents>{_FIGURE})\s+cents\b",
    re.IGNORECASE,
)
_KIND_OF = r"(?:\s+(?!and\b|or\b|for\b|at\b|per\b|to\b|from\b|by\b|in\b|on\b|with\b|as\b|that\b|which\b|was\b|were\b|is\b|are\b|will\b|warrants?\b|options?\b|rights?\b)[A-Za-z'\".-]+){0,7}?"
_SHARES = re.compile(
    rf"{_BETWEEN}(?<![\d$.,])(?P<first>{_FIGURE}){_BIG.format(1)}"
    rf"(?:{_TO}(?P<second>{_FIGURE}){_BIG.format(2)})?"
    rf"(?:\s*\([^)]{{1,60}}\))?{_KIND_OF}\s+(?:shares?|ADSs?|American\s+Depositary\s+Shares|ordinary\s+shares)\b",
    re.IGNORECASE,
)
_UNITS_SOLD = re.compile(
    rf"{_BETWEEN}(?<![\d$.,])(?P<first>{_FIGURE}){_BIG.format(1)}(?:{_TO}(?P<second>{_FIGURE}){_BIG.format(2)})?"
    r"(?:\s+(?:equity|common|flow-through|private|placement|offered)){0,3}\s+units\b",
    re.IGNORECASE,
)
_SPELT_SHARES = re.compile(
    rf"\b(?P<first>{_WORDS})(?:\s*\((?P<figure>{_FIGURE})\))?{_KIND_OF}\s+shares?\b", re.IGNORECASE
)
_PERCENT = re.compile(
    rf"{_BETWEEN}(?P<first>{_FIGURE})\s*(?:%|\bpercent\b|\bper\s+cent\b)?"
    rf"(?:{_TO}(?P<second>{_FIGURE}))?\s*(?:%|\bpercent\b|\bper\s+cent\b)"
    rf"|\b(?P<spelt>{_WORDS})(?:\s*\(\s*{_FIGURE}\s*%?\s*\))?\s*"
    rf"(?:percent|per\s+cent)\b(?:\s*\(\s*{_FIGURE}\s*%\s*\))?",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?:approximately|about|roughly|nearly|almost|estimated(?:\s+at)?|some)\s+$", re.IGNORECASE
)
_AT_MOST = re.compile(
    r"(?:up\s+to|not\s+(?:to\s+)?exceed(?:ing)?|no\s+more\s+than|maximum\s+(?:aggregate\s+)?(?:offering\s+price\s+)?of|"
    r"at\s+most)(?:\s+(?:an?|the)\s+(?:aggregate|total|additional|maximum)(?:\s+\w+){0,3}?(?:\s+of)?|\s+an\s+additional)?\s+$",
    re.IGNORECASE,
)
_PAR = re.compile(r"par\s+value(?:\s+of)?\s*$|stated\s+value(?:\s+of)?\s*$", re.IGNORECASE)
_PAR_AFTER = re.compile(r"\s*(?:per\s+share\s+)?(?:par|stated)\s+value", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount read out of words, and where in the given text it stands."""

    value: float
    """The number; of a range its upper end."""
    low: float
    """The lower end of a range; else the number."""
    unit: str
    """`USD`, another currency as it is written, `shares`, or `fraction`."""
    start: int
    end: int
    approximate: bool = False
    at_most: bool = False
    per_share: bool = False


def number_of(words: str) -> float | None:
    """The number that figures or words name: `12`, `1,500`, `twelve million`, `twenty-five`."""
    text = words.strip().lower().replace(",", "")
    try:
        return float(text)
    except ValueError:
        pass
    total, group = 0.0, 0.0
    parts = re.split(r"[\s-]+", text)
    if not any(part in _SMALL or part in _SCALE for part in parts):
        return None
    for part in parts:
        if part == "and":
            continue
        if part in _SMALL:
            group += _SMALL[part]
        elif part == "hundred":
            group = (group or 1) * 100
        elif part in _SCALE:
            total += (group or 1) * _SCALE[part]
            group = 0.0
        else:
            try:
                group += float(part)
            except ValueError:
                return None
    return total + group


def money(text: str) -> list[Amount]:
    """Amounts of money in order; a par or stated value is not one. Units: USD, or as written."""
    text = plain(text)
    found = []
    for match in _MONEY.finditer(text):
        if _PAR.search(text, max(0, match.start() - 40), match.start()) or _PAR_AFTER.match(
            text, match.end()
        ):
            continue
        mark = re.sub(r"[\s.]", "", match["mark"]).upper()
        unit = "USD" if mark in {"$", "US$", "USD", "USD$"} else mark
        found.append(_amount(text, match, unit))
    for match in _SPELT_MONEY.finditer(text):
        if any(one.start < match.end() and match.start() < one.end for one in found):
            continue
        value = number_of(match["first"] or match["figure"] or match["cents"])
        if value is None:
            continue
        if match["cents"]:
            value /= 100
        elif match["figure"]:
            value *= _SCALE.get((match["scale1"] or "").lower(), 1)
        # a spelt amount repeated in figures, "five hundred dollars ($500)", counts once
        if not any(one.value == value and 0 <= one.start - match.end() < 4 for one in found):
            found.append(_made(text, value, value, "USD", match))
    return sorted(found, key=lambda one: one.start)


def share_counts(text: str) -> list[Amount]:
    """Numbers of shares in order: `1,500,000 shares`, `1.5 million restricted common shares`."""
    text = plain(text)
    found = []
    for match in _SHARES.finditer(text):
        if "." in match["first"] and not match["scale1"] and not match["second"]:
            continue
        if _is_a_year(text, match):
            continue
        found.append(_amount(text, match, "shares"))
    for match in _SPELT_SHARES.finditer(text):
        if any(one.start < match.end() and match.start() < one.end for one in found):
            continue
        value = number_of(match["figure"] or match["first"])
        if value is not None:
            found.append(_made(text, value, value, "shares", match))
    return sorted(found, key=lambda one: one.start)


def unit_counts(text: str) -> list[Amount]:
    """Numbers of units (a share with a warrant, as offerings sell them) in order."""
    text = plain(text)
    return [_amount(text, match, "units") for match in _UNITS_SOLD.finditer(text)]


def percents(text: str) -> list[Amount]:
    """Percentages in order, as fractions: `25%`, `twenty-five percent (25%)` are 0.25."""
    text = plain(text)
    found: list[Amount] = []
    for match in _PERCENT.finditer(text):
        first = number_of(match["spelt"] or match["first"])
        if first is None:
            continue
        second = number_of(match["second"]) if match["second"] else first
        low, high = sorted((round(first / 100, 12), round((second or first) / 100, 12)))
        found.append(_made(text, high, low, "fraction", match))
    return found


def whole(amount: Amount | None) -> int | None:
    """The number of shares as a whole number; null where there is none."""
    return None if amount is None else round(amount.value)


def largest(found: list[Amount]) -> Amount | None:
    """The largest of some amounts; null of none."""
    return max(found, key=lambda one: one.value, default=None)


def _is_a_year(text: str, match: re.Match[str]) -> bool:
    """Whether four bare digits are a year: "fiscal 2003 offering of shares", not "2003 shares"."""
    figure = match["first"]
    if len(figure) != 4 or figure[:2] not in {"19", "20"} or match["scale1"]:
        return False
    return re.match(r"\s+shares?\b", text[match.end("first") :][:12], re.IGNORECASE) is None or (
        re.search(r"\d,\s+$", text[max(0, match.start() - 6) : match.start()]) is not None
    )


def _amount(text: str, match: re.Match[str], unit: str) -> Amount:
    scale = _SCALE.get((match["scale1"] or "").lower(), 1.0)
    value = float(match["first"].replace(",", ""))
    if not match["second"]:
        # 4.1 times a million is 4,100,000, whatever the machine's fractions say
        exact = round(value * scale, 6)
        return _made(text, exact, exact, unit, match)
    upper = _SCALE.get((match["scale2"] or "").lower(), 1.0)
    second = float(match["second"].replace(",", "")) * upper
    # "$4 to $6 million" means both ends in millions
    first = value * (scale if match["scale1"] else upper)
    ends = round(first, 6), round(second, 6)
    return _made(text, max(ends), min(ends), unit, match)


def _made(text: str, value: float, low: float, unit: str, match: re.Match[str]) -> Amount:
    head = text[max(0, match.start() - 60) : match.start()]
    tail = text[match.end() : match.end() + 30]
    return Amount(
        value,
        low,
        unit,
        match.start(),
        match.end(),
        approximate=_ABOUT.search(head) is not None,
        at_most=_AT_MOST.search(head) is not None,
        per_share=re.match(
            r"\s*(?:\)\s*)?(?:U\.S\.\s+)?(?:per|a|each|/)\s*(?:\w+\s+){0,3}?(?:share|unit|ADS|warrant)",
            tail,
            re.IGNORECASE,
        )
        is not None,
    )
