"""Succession: which symbol continues another, as it could be said each day.

A symbol that begins within three sessions after another was last seen, with an equal share count
that is not a round one and a price within a factor of 1.67, is taken for its successor from its
first day on. What comes
later is a revision: a predecessor that trades again was none, a rival that does leaves the other
alone, a dated ticker list proves what was assumed. No earlier view changes by it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import zip_longest
from typing import Any

import polars as pl

LONGEST_GAP = 20
"""More missing sessions in a row than this split a series (methods.md, section 0)."""
SUCCESSOR_WITHIN = 3
SAME_COUNT = 1e-4
RENAME_PRICE = 1.67
ROUND_COUNT = 500
"""A count that this divides is one that many blank-check companies have in common (34,500,000,
28,750,000, 21,562,500 …): it proves no succession."""

Row = tuple[str, str, date, str, str, str, datetime, int]
"""security, symbol, day, rule, status, evidence, known_at, revision."""
_Borne = tuple[datetime, str]
"""From a moment on, the security that is known to bear a symbol."""


@dataclass(frozen=True, slots=True)
class _State:
    """What could be said of a symbol's first day from a moment on."""

    known: datetime
    rule: str
    status: str
    evidence: str
    old: str | None = None


def count_at(rows: pl.DataFrame, counts: pl.DataFrame, day: str, name: str) -> pl.DataFrame:
    """Rows with the newest share count of their symbol on or before the column `day`, as `name`."""
    held = counts.select("symbol", count_day="day", count="shares")
    joined = rows.sort("symbol", day).join_asof(
        held, left_on=day, right_on="count_day", by="symbol", check_sortedness=False
    )
    return joined.drop("count_day").rename({"count": name})


def successors(
    begins: pl.DataFrame, pauses: pl.DataFrame, counts: pl.DataFrame
) -> dict[tuple[str, date], list[dict[str, Any]]]:
    """For each symbol and first day, those it could continue as the matter stood that day."""
    ends = count_at(pauses, counts, "day", "old_shares").filter(pl.col("old_shares") > 0)
    ends = ends.select(
        "old_shares",
        "return_at",
        "return_day",
        "return_known",
        old="symbol",
        old_at="at",
        old_day="day",
        old_close="close",
    )
    starts = begins.filter(~pl.col("resumed") & (pl.col("first_shares") > 0)).select(
        new="symbol",
        at="first",
        day="first_day",
        close="first_close",
        shares="first_shares",
    )
    steps = pl.DataFrame({"step": list(range(1, SUCCESSOR_WITHIN + 1))}, schema={"step": pl.Int32})
    pairs = (
        starts.join(steps, how="cross")
        .with_columns(old_at=pl.col("at") - pl.col("step"))
        .join(ends, on="old_at", how="inner")
        .filter(
            (pl.col("old") != pl.col("new"))
            & (pl.col("return_at").is_null() | (pl.col("return_at") > pl.col("at")))
            & ((pl.col("shares") / pl.col("old_shares") - 1).abs() <= SAME_COUNT)
            & (pl.col("close") / pl.col("old_close")).is_between(1 / RENAME_PRICE, RENAME_PRICE)
        )
        # how many had claimed this predecessor by then
        .with_columns(claims=pl.col("at").rank("max").over("old", "old_day"))
        .sort("new", "day", "old")
    )
    found: dict[tuple[str, date], list[dict[str, Any]]] = {}
    for row in pairs.iter_rows(named=True):
        found.setdefault((row["new"], row["day"]), []).append(row)
    return found


def walk(
    begins: pl.DataFrame,
    counted: dict[tuple[str, date], list[dict[str, Any]]],
    listed: pl.DataFrame,
) -> list[Row]:
    """Spells in the order of their first days, each given its security as it became known."""
    by_list = {(row["new"], row["day"]): row for row in listed.iter_rows(named=True)}
    borne: dict[str, list[_Borne]] = {}
    numbers: dict[str, int] = {}
    moved: dict[str, datetime] = {}
    rows: list[Row] = []

    def own(symbol: str) -> str:
        numbers[symbol] = numbers.get(symbol, 0) + 1
        return symbol if numbers[symbol] == 1 else f"{symbol}#{numbers[symbol]}"

    for spell in begins.sort("first", "symbol").iter_rows(named=True):
        symbol, day, known = spell["symbol"], spell["first_day"], spell["first_known"]
        gone = symbol in moved and moved[symbol] <= known
        if spell["resumed"] and symbol in borne and not gone:
            said = _resumed(spell)
            for revision, (moment, security) in enumerate(_from(borne[symbol], known)):
                rows.append((security, symbol, day, "resumed", "assumed", said, moment, revision))
            continue
        states = _with_list(
            list(_states(spell, counted.get((symbol, day), []))), by_list.get((symbol, day))
        )
        alone = own(symbol) if any(state.old is None for state in states) else symbol
        history: list[_Borne] = []
        for state, after in zip_longest(states, states[1:]):
            if state.old is not None and state.old not in borne:
                borne[state.old] = [(state.known, own(state.old))]
            links = (
                [(state.known, alone)]
                if state.old is None
                else _from(borne[state.old], state.known)
            )
            for moment, security in links:
                if after is None or moment < after.known:
                    rows.append((security, symbol, day, state.rule, state.status, state.evidence, moment, len(history)))  # fmt: skip
                    history.append((moment, security))
        moved.pop(symbol, None)
        borne[symbol] = history
        if states[-1].old is not None:
            moved[states[-1].old] = states[-1].known
    return rows


def _from(history: list[_Borne], moment: datetime) -> list[_Borne]:
    """Who bore a symbol at a moment, and each change that became known after it."""
    before = [security for known, security in history if known <= moment]
    at_first = before[-1] if before else history[0][1]
    return [
        (moment, at_first),
        *(
            (known, security)
            for known, security in history
            if known > moment and security != at_first
        ),
    ]


def _resumed(spell: dict[str, Any]) -> str:
    return (
        f"not seen after {spell['previous_day']}; share count {spell['previous_shares']:,} then, "
        f"{spell['first_shares']:,} now, and the price within a factor of 3"
    )


def _states(spell: dict[str, Any], candidates: list[dict[str, Any]]) -> Iterator[_State]:
    """What could be said from the first day on, and anew each time a candidate traded again."""
    known = spell["first_known"]
    returns = sorted({one["return_known"] for one in candidates if one["return_known"]})
    before: _State | None = None
    for moment in (known, *(one for one in returns if one > known)):
        left = [
            one for one in candidates if one["return_known"] is None or one["return_known"] > moment
        ]
        state = _state(spell, left, candidates, moment)
        if before is None or (state.rule, state.old) != (before.rule, before.old):
            yield state
        before = state


def _state(
    spell: dict[str, Any],
    left: list[dict[str, Any]],
    candidates: list[dict[str, Any]],
    moment: datetime,
) -> _State:
    symbol = spell["symbol"]
    back = [one for one in candidates if one not in left]
    also = "".join(f"; {one['old']} traded again on {one['return_day']}" for one in back)
    if len(left) == 1 and left[0]["shares"] % ROUND_COUNT == 0:
        one = left[0]
        evidence = (
            f"could continue {one['old']}, but {one['shares']:,} is a round count that many "
            f"companies share{also}"
        )
        return _State(moment, "ambiguous", "cannot_tell", evidence)
    if len(left) == 1 and left[0]["claims"] == 1:
        one = left[0]
        evidence = (
            f"{one['old']} last seen {one['old_day']} with {one['old_shares']:,} shares, "
            f"{symbol} begins with {one['shares']:,}{also}"
        )
        return _State(moment, "rename", "assumed", evidence, one["old"])
    if left:
        names = ", ".join(one["old"] for one in left)
        evidence = (
            f"could continue {names}: more than one pair has {left[0]['shares']:,} shares within "
            f"{SUCCESSOR_WITHIN} sessions{also}"
        )
        return _State(moment, "ambiguous", "cannot_tell", evidence)
    if spell["continues"]:
        evidence = (
            f"not seen for more than {LONGEST_GAP} sessions after {spell['previous_day']}, and "
            f"share count or price do not show that it is the same{also}"
        )
        return _State(moment, "gap", "assumed", evidence)
    return _State(moment, "first_seen", "known", f"its first bar{also}")


def _with_list(states: list[_State], listing: dict[str, Any] | None) -> list[_State]:
    """The states with what a dated ticker list proves, from the moment the list was known."""
    if listing is None:
        return states
    last = states[-1]
    old, known = str(listing["old"]), listing["known"]
    if last.old not in (None, old):
        return states
    told = f"one issuer ({listing['issuer']}) in the ticker list of {listing['listed']}"
    said = last.evidence if last.old else f"{old} last seen {listing['old_day']}"
    proved = _State(max(known, last.known), "rename", "known", f"{said}; {told}", old)
    return [*states[:-1], proved] if proved.known == last.known else [*states, proved]
