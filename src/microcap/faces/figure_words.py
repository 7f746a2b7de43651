"""A figure in words: amount with unit, what is in doubt, and the letters of its sources.

Every face shows a figure through `phrase` or `parts`, so that an unknown number is the same words
everywhere. A letter in square brackets is a source; text that somebody sent goes through
`published`, which leaves nothing in it that looks like one.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime

from microcap.faces.terminal import EASTERN, clean, money, percent, plain, price, shares
from microcap.model.figures import Figure
from microcap.model.verdicts import Evidence
from microcap.research.chapters import CountRow, Reference

LETTER = re.compile(r"\[([A-Za-z]{1,2}[0-9]{0,3})\]")
MOST_LETTERS = 4
"""More sources than this after one figure are counted, not listed."""


@dataclass(frozen=True, slots=True)
class Letters:
    """The letter of each source by its key, and what need not be said again: a day, flags."""

    by_key: Mapping[str, str]
    day: date | None = None
    flags: frozenset[str] = frozenset()


def published(text: str, limit: int = 200) -> str:
    """Text that somebody sent, harmless on a screen and without anything like a source letter."""
    return LETTER.sub(r"(\1)", clean(text, limit))


def references(value: object, given: Sequence[Reference] = ()) -> tuple[Reference, ...]:
    """The given sources, and one for every other key that the value cites, each with a letter.

    Letters that are missing, repeated or no letters at all are replaced by free ones.
    """
    held: dict[str, Reference] = {}
    taken: set[str] = set()
    cited = [Reference("", key, "", None) for key in _keys(value)]
    for one in [*given, *cited]:
        if one.key in held:
            continue
        letter = one.letter
        if not LETTER.fullmatch(f"[{letter}]") or letter in taken:
            letter = next(free for free in _alphabet() if free not in taken)
        taken.add(letter)
        held[one.key] = Reference(letter, one.key, one.what, one.known_at, one.href)
    return tuple(held.values())


def letters_of(sources: Sequence[Reference], day: date | None = None) -> Letters:
    """The letters of some sources; a figure of `day` is shown without its day."""
    return Letters({source.key: source.letter for source in sources}, day)


def _alphabet() -> Iterator[str]:
    single = "abcdefghijklmnopqrstuvwxyz"
    yield from single
    for number in range(1, 1000):
        yield from (f"{letter}{number}" for letter in single)


def _keys(value: object) -> Iterator[str]:
    if isinstance(value, Figure):
        yield from value.sources
    elif isinstance(value, Evidence | CountRow):
        yield value.source
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _keys(inner)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from _keys(inner)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _keys(getattr(value, field.name))


def cite(keys: Sequence[str], letters: Letters) -> str:
    """The letters of some sources: `[a] [b]`; of many, the first ones and how many more."""
    held = letters.by_key
    marks = list(dict.fromkeys(f"[{held[key]}]" for key in keys if key in held))
    if len(marks) > MOST_LETTERS:
        return f"{' '.join(marks[: MOST_LETTERS - 1])} and {len(marks) - MOST_LETTERS + 1} more"
    return " ".join(marks)


def amount(figure: Figure) -> str:
    """The value with its unit, or the word for why there is none."""
    if figure.value is None:
        return {
            "cannot_tell": "cannot tell",
            "not_applicable": "does not apply",
            "unbounded": "no bound",
        }[figure.status]
    return in_unit(figure.value, figure.unit)


def in_unit(value: float | int | str, unit: str) -> str:
    """A value as people read it in its unit; a word stands for itself."""
    if isinstance(value, str):
        return published(value) or "cannot tell: the record is blank"
    if isinstance(value, bool):
        return "yes" if value else "no"
    first, _, rest = unit.partition(" ")
    rest = f" {published(rest, 40)}" if rest else ""
    if first in ("fraction", "ratio") and unit != "ratio":
        return percent(value) + rest
    if first == "USD":
        return money(value) + rest
    if unit == "USD/share":
        return price(value)
    if first == "shares":
        return f"{shares(value)} sh{rest}"
    if first in ("date", "day", "ratio", "index", "text", "number", "count"):
        return plain(value, 3) + rest
    if unit in ("sessions", "days", "months", "years"):
        shown = f"{value:,.1f}".removesuffix(".0") if abs(value) >= 1 else plain(value, 2)
        return f"{shown} {unit if shown != '1' else unit[:-1]}"
    return f"{plain(value, 3)} {published(unit, 40)}".rstrip()


def interval(figure: Figure) -> str:
    """The value between the ends that its inputs allow: `$2.3M to $55.4M, best $55.4M`."""
    low, high = figure.low, figure.high
    if figure.value is None or (low is None and high is None) or low == high:
        return amount(figure)
    best, value = amount(figure), figure.value
    if low is None or high is None:
        end = f"at most {in_unit(high, figure.unit)}" if high is not None else ""
        end = end or f"at least {in_unit(low or 0.0, figure.unit)}"
        return f"{best}, {end}"
    ends = f"{in_unit(low, figure.unit)} to {in_unit(high, figure.unit)}"
    if not isinstance(value, str) and not low <= value <= high:
        return f"{best}, others say {ends}"
    # an interval too narrow to be seen at this precision is one number
    return best if ends == f"{best} to {best}" else f"{ends}, best {best}"


def doubts(figure: Figure, said_before: frozenset[str] = frozenset()) -> str:
    """The words that must stand beside the number: estimated, disputed, stale, and its flags."""
    status = figure.status if figure.status in ("estimated", "disputed", "stale") else ""
    flags = [flag for flag in figure.flags if flag not in said_before]
    words = [status, *map(flag_words, flags)]
    return ", ".join(dict.fromkeys(word for word in words if word))


def flag_words(flag: str) -> str:
    """A flag as people read it."""
    return _FLAGS.get(flag) or published(flag.replace("_", " "), 80)


_FLAGS = {
    "ohlc_survivors": "highs and lows of survivors only",
    "no_trade_days_hidden": "no-trade days hidden",
    "session_late": "rows one session late",
    "volume_above_shares": "volume above shares",
    "split_suspected": "split suspected",
}


def reason(figure: Figure) -> str:
    """Why there is no value, and what is noted beside it."""
    said = [published(figure.missing, 300), published(figure.note, 400)]
    return "; ".join(dict.fromkeys(word for word in said if word))


def phrase(figure: Figure, letters: Letters, *, brief: bool = False) -> str:
    """A figure as part of a line: amount, doubts, note and letters.

    `brief` leaves out the note, never the doubts.
    """
    if figure.value is None:
        why = published(figure.missing, 300) if brief else reason(figure)
        doubt = "" if brief else doubts(figure, letters.flags)
        flags = f" ({doubt})" if doubt else ""
        cited = cite(figure.sources, letters)
        return f"{amount(figure)}{': ' if why else ''}{why}{flags} {cited}".rstrip()
    said = interval(figure)
    if doubt := doubts(figure, letters.flags):
        said += f" - {doubt}"
    note = "" if brief else published(figure.note, 400)
    if note:
        said += f", {note}"
    if figure.as_of and not brief and figure.as_of != letters.day:
        day = figure.as_of.isoformat()
        said += "" if day in said else f", {day}"
    return f"{said} {cite(figure.sources, letters)}".rstrip()


def parts(figure: Figure, letters: Letters) -> tuple[str, str, str]:
    """A figure in three cells: the amount, how many rows it used, and all that is said of it."""
    used = "" if figure.n_used is None else f"{figure.n_used:,}"
    said = [doubts(figure)]
    if figure.value is not None and (ends := interval(figure)) != amount(figure):
        said.append(ends)
    said.append(reason(figure))
    if figure.as_of and figure.as_of.isoformat() not in " ".join(said):
        said.append(f"as of {figure.as_of}")
    if figure.n_dropped:
        said.append(f"{figure.n_dropped:,} dropped")
    words = "; ".join(word for word in said if word)
    return amount(figure), used, f"{words} {cite(figure.sources, letters)}".strip()


def moment_short(moment: datetime) -> str:
    """A moment in Eastern time, to the minute: 2025-11-14 16:42."""
    return moment.astimezone(EASTERN).strftime("%Y-%m-%d %H:%M")


_LABELS = {
    "adv_shares_10": "mean day, 10 sessions",
    "adv_shares_90": "mean day, 90 sessions",
    "adv_usd_10": "mean day in dollars, 10 sessions",
    "adv_usd_90": "mean day in dollars, 90 sessions",
    "median_usd_90": "median day in dollars, 90 sessions",
    "median_shares_90": "median day, 90 sessions",
    "adv_ratio": "10 over 90 sessions",
    "adv_conservative": "a usual day, the lower of mean and median",
    "adv_ex_top2_90": "mean day without the top two",
    "top1_share_90": "part of the top day in 90 sessions",
    "top2_share_10": "part of the top two days in 10",
    "top2_share_90": "part of the top two days in 90",
    "hhi_90": "concentration of volume",
    "effective_days_90": "days that carry the volume",
    "rvol_20": "last day over the usual",
    "amihud_90": "Amihud illiquidity",
    "amihud_zero_adjusted_90": "Amihud, adjusted for zero days",
    "kyle_lambda_90": "Kyle's lambda",
    "usd_to_move_1": "to move the price 1 %",
    "usd_to_move_5": "to move the price 5 %",
    "zero_volume_share_90": "sessions without trade",
    "zero_return_share_90": "sessions with the same close",
    "traded_days_90": "sessions with trade of 90",
    "turnover_90": "turnover",
    "cc_90": "volatility, close to close",
    "cc_bounce_corrected_90": "close to close, bounce taken out",
    "parkinson_90": "Parkinson",
    "garman_klass_90": "Garman-Klass",
    "rogers_satchell_90": "Rogers-Satchell",
    "yang_zhang_90": "Yang-Zhang",
    "return_1": "return of the last session",
    "return_5": "return of 5 sessions",
    "return_20": "return of 20 sessions",
    "return_250": "return of 250 sessions",
    "max_drawdown_252": "deepest fall in 252 sessions",
    "worst_gap_252": "worst gap over night in 252",
    "gap_quantile_252": "a bad gap over night",
    "high_252_distance": "under the highest close of 252",
    "atr_14": "average true range, 14 sessions",
    "mid": "middle of bid and ask",
}


def label(key: str) -> str:
    """The words for a key of a chapter: `adv_usd_90` is mean day in dollars, 90 sessions."""
    return _LABELS.get(key) or published(key.replace("_", " "), 60)
