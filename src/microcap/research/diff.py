"""What became known of a name between two moments, in every chapter."""

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime

import polars as pl

from microcap.model.errors import Contradiction, NotKnownThen
from microcap.model.figures import Figure
from microcap.model.tables import TABLES
from microcap.model.verdicts import CannotTell, Clear, Finding
from microcap.research.chapters import Suspicion
from microcap.research.holders import holders
from microcap.research.liquidity import liquidity
from microcap.research.money import money
from microcap.research.reporting import reporting
from microcap.research.size import size
from microcap.research.suspicious import suspicions
from microcap.view.rows_of import rows_of
from microcap.view.said import READ
from microcap.view.subject import Subject
from microcap.view.view import View

_CHAPTERS: tuple[tuple[str, Callable[[Subject], object]], ...] = (
    ("size", size),
    ("liquidity", liquidity),
    ("money", money),
    ("holders", holders),
    ("reporting", reporting),
)


@dataclass(frozen=True)
class Became:
    """One row that became known: its table, the day it is about, the moment, what it says."""

    table: str
    day: object
    known_at: datetime
    says: str
    source: str
    correction: bool


@dataclass(frozen=True)
class Moved:
    """One figure at both moments."""

    chapter: str
    name: str
    before: Figure
    after: Figure


@dataclass(frozen=True)
class Worsened:
    """One sign that it has become harder to leave."""

    name: str
    says: str


@dataclass(frozen=True)
class Turned:
    """One check whose answer changed."""

    check: str
    before: str
    after: str


@dataclass(frozen=True)
class Diff:
    """Everything that became known of a name between two moments."""

    symbol: str
    security: str
    earlier: datetime
    later: datetime
    synthetic: bool
    rows: tuple[Became, ...]
    bars: int
    moved: tuple[Moved, ...]
    worsened: tuple[Worsened, ...]
    turned: tuple[Turned, ...]


def diff(earlier: View, later: View, symbol: str) -> Diff:
    """What became known of `symbol` after the earlier view and up to the later one.

    Raises Contradiction where the moments are not in order. A name that did not exist at the
    earlier moment has every row as new.
    """
    if earlier.moment >= later.moment:
        raise Contradiction(
            f"--from {earlier.moment:%Y-%m-%d %H:%M} is not before --to {later.moment:%Y-%m-%d %H:%M} (UTC); swap them"
        )
    after = Subject(later, symbol)
    try:
        before = Subject(earlier, symbol)
    except NotKnownThen:
        before = None
    rows, bars = _rows(earlier, after)
    moved = _moved(before, after)
    return Diff(
        after.symbol,
        after.security,
        earlier.moment,
        later.moment,
        later.synthetic,
        rows,
        bars,
        moved,
        _worsened(moved),
        _turned(before, after),
    )


def _rows(earlier: View, subject: Subject) -> tuple[tuple[Became, ...], int]:
    found: list[Became] = []
    bars = 0
    for name in TABLES:
        rows = rows_of(subject, name)
        if rows is None:
            continue
        new = rows.filter(pl.col("known_at") > earlier.moment).collect()
        if name == "bars":
            bars = new.height
            continue
        for row in new.sort("known_at").iter_rows(named=True):
            found.append(
                Became(
                    name,
                    row["day"],
                    row["known_at"],
                    _says(name, row),
                    row["source"],
                    row["revision"] > 0,
                )
            )
    found.sort(key=lambda row: row.known_at)
    return tuple(found), bars


def _says(table: str, row: dict[str, object]) -> str:
    skip = {
        "known_at",
        "assumed",
        "revision",
        "withdrawn",
        "source",
        "raw",
        "day",
        "month",
        "security",
        "series",
    }
    if table == "statements":
        if row["kind"] == READ:
            return f"read {row['form']} {row['accession']}"
        kind = " ".join(str(row[name]) for name in ("kind", "detail") if row[name])
        return f"{kind.replace('_', ' ')}: “{str(row['quote'])[:160]}” ({row['form']})"
    if table == "insider_trades":
        return _trade(row)
    if table == "filing_documents":
        return f"text of {row['type']} {row['document']} of {row['accession']}"
    if table == "filings":
        return " ".join(
            str(row[name]) for name in ("form", "items", "title", "accession") if row[name]
        )
    if table == "facts":
        return f"{row['tag']} {row['value']:,.0f} {row['unit']} for {row['start'] or ''}{' to ' if row['start'] else ''}{row['day']} ({row['form']})"
    return ", ".join(
        f"{name} {str(value)[:80]}"
        for name, value in row.items()
        if name not in skip and value is not None and value != ""
    )


def _trade(row: dict[str, object]) -> str:
    """One line of a Form 3, 4 or 5, in the order of the form."""
    shares, price = row["shares"], row["price"]
    said = [str(row["owner_name"]), f"code {row['code']}" if row["code"] else "holds"]
    said += [f"{shares:,.0f} sh"] if isinstance(shares, float) else []
    said += [f"at {price:,.4g} USD"] if isinstance(price, float) else []
    after = row["owned_after"]
    said += [f"owns {after:,.0f} after it"] if isinstance(after, float) else []
    return f"Form {row['form']}: {', '.join(said)} ({row['accession']})"


def _figures(value: object, path: str = "") -> dict[str, Figure]:
    """Every figure below a chapter, by its path."""
    if isinstance(value, Figure):
        return {path: value}
    found: dict[str, Figure] = {}
    if is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            found |= _figures(getattr(value, one.name), f"{path}.{one.name}" if path else one.name)
    elif isinstance(value, dict):
        for key, item in value.items():
            found |= _figures(item, f"{path}.{key}" if path else str(key))
    return found


def _moved(before: Subject | None, after: Subject) -> tuple[Moved, ...]:
    """Figures whose value or status changed; a number by more than a tenth of a percent."""
    if before is None:
        return ()
    moved: dict[tuple[Figure, Figure], Moved] = {}
    for chapter, compose in _CHAPTERS:
        then, now = _figures(compose(before)), _figures(compose(after))
        for name in now:
            if name in then and _differs(then[name], now[name]):
                # what two chapters tell is told once
                moved.setdefault(
                    (then[name], now[name]), Moved(chapter, name, then[name], now[name])
                )
    return tuple(moved.values())


_HARDER = {
    "spread": (1.5, "the spread"),
    "cost": (1.5, "the round trip"),
    "exit_days": (2.0, "the days to leave"),
    "volume.median_usd_90": (0.5, "the median day in dollars"),
    "volume.adv_usd_10": (0.5, "the mean day of ten in dollars"),
}
"""Figure of the liquidity chapter: the factor from which it is said to have worsened (project
defaults: half again as dear, twice as long, half as much)."""


def _worsened(moved: tuple[Moved, ...]) -> tuple[Worsened, ...]:
    """Liquidity that deteriorated between the two moments (mission 47)."""
    found: list[Worsened] = []
    for one in moved:
        if one.chapter != "liquidity":
            continue
        then, now = one.before.value, one.after.value
        if one.name == "verdict" and now == "sporadic":
            found.append(Worsened("verdict", f"volume became sporadic: {one.after.note}"))
        if one.name == "legal" and now in {"halted", "limited"}:
            found.append(Worsened("legal", f"trading became {now}: {one.after.note}"))
        if one.name in _HARDER and isinstance(then, float) and now is None:
            found.append(Worsened(one.name, f"{_HARDER[one.name][1]} can no longer be told"))
        if one.name in _HARDER and isinstance(then, float) and isinstance(now, float) and then > 0:
            factor, words = _HARDER[one.name]
            if (factor > 1 and now / then >= factor) or (factor < 1 and now / then <= factor):
                found.append(Worsened(one.name, f"{words} went {now / then:.2g}-fold"))
    return tuple(found)


def _differs(then: Figure, now: Figure) -> bool:
    if then.status != now.status:
        return True
    if isinstance(then.value, (int, float)) and isinstance(now.value, (int, float)):
        return abs(now.value - then.value) > 1e-3 * max(abs(then.value), abs(now.value))
    return then.value != now.value


def _turned(before: Subject | None, after: Subject) -> tuple[Turned, ...]:
    """Checks whose answer is of another kind, or a finding that rests on other evidence."""
    then = {} if before is None else {doubt.check: doubt for doubt in suspicions(before)}
    turned = []
    for doubt in suspicions(after):
        earlier = then.get(doubt.check)
        if earlier is None or _answer(earlier) != _answer(doubt):
            was = "not known yet" if earlier is None else _word(earlier)
            turned.append(Turned(doubt.check, was, _word(doubt)))
    return tuple(turned)


def _answer(doubt: Suspicion) -> tuple[str, frozenset[tuple[str, object]]]:
    verdict = doubt.verdict
    pieces = verdict.evidence if isinstance(verdict, Finding) else ()
    return type(verdict).__name__, frozenset((piece.source, piece.day) for piece in pieces)


def _word(doubt: Suspicion) -> str:
    verdict = doubt.verdict
    if isinstance(verdict, Finding):
        return f"finding: {verdict.says}"
    if isinstance(verdict, Clear):
        return "clear"
    assert isinstance(verdict, CannotTell)
    return f"cannot tell: {verdict.missing}"
