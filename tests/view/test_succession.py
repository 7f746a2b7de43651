"""Succession: what could be said of a symbol's first day, then and each time more was known."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.invented import Rows, days_to
from lake_of import at, bar, count, publish, seen, view_of
from microcap.model.tables import MOMENT, TABLES
from microcap.view.identity import securities
from microcap.view.subject import Subject
from microcap.view.view import View

DAYS = days_to(date(2024, 6, 28), 120)
"""The last 120 sessions of the first half of 2024, and so 2024-01-08 to 2024-06-28."""
EQUAL = 5_000_001


def _bars(symbol: str, first: int, last: int, close: float = 2.0) -> Rows:
    """A bar on each of DAYS[first] to DAYS[last]."""
    return [bar(symbol, DAYS[i], close, 1000 + i) for i in range(first, last + 1)]


def _counts(**first: int) -> Rows:
    """One count, and no round one, for each symbol from its first day on."""
    return [count(symbol, DAYS[index], EQUAL) for symbol, index in first.items()]


def _bearer(view: View, symbol: str) -> tuple[str, str, str]:
    """Security, rule and status of a symbol's newest spell."""
    rows = view.spells.filter(pl.col("symbol") == symbol).sort("day")
    return rows.select("security", "rule", "status").row(-1)


def _said(folder: Path, symbol: str, *indices: int) -> list[tuple[str, str, str]]:
    """What the views of the evenings of these sessions say of a symbol."""
    return [_bearer(at(folder, DAYS[index].isoformat()), symbol) for index in indices]


def test_a_rename_is_assumed_on_the_successors_first_day(tmp_path: Path) -> None:
    """ZZOLD ends at 10, ZZNEW begins at 11: that evening nobody knows more than that it fits."""
    publish(
        tmp_path,
        bars=_bars("ZZOLD", 0, 10) + _bars("ZZNEW", 11, 30),
        share_counts=_counts(ZZOLD=0, ZZNEW=11),
    )
    assert _said(tmp_path, "ZZNEW", 11, 30) == [("ZZOLD", "rename", "assumed")] * 2


def test_a_predecessor_that_trades_again_was_none_and_earlier_views_keep_the_rename(
    tmp_path: Path,
) -> None:
    """ZZOLD has no row at 11, where ZZNEW begins with its count, and trades again at 12."""
    publish(
        tmp_path,
        bars=_bars("ZZOLD", 0, 10) + _bars("ZZOLD", 12, 30) + _bars("ZZNEW", 11, 30),
        share_counts=_counts(ZZOLD=0, ZZNEW=11),
    )
    assert _said(tmp_path, "ZZNEW", 11, 12, 30) == [
        ("ZZOLD", "rename", "assumed"),
        ("ZZNEW", "first_seen", "known"),
        ("ZZNEW", "first_seen", "known"),
    ]
    evidence = at(tmp_path, DAYS[12].isoformat()).security_of("ZZNEW")["evidence"].item()
    assert evidence == f"its first bar; ZZOLD traded again on {DAYS[12]}"
    assert Subject(at(tmp_path, DAYS[12].isoformat()), "ZZOLD").symbols == ["ZZOLD"]


def test_the_revision_is_known_at_the_close_of_the_day_that_made_it(tmp_path: Path) -> None:
    """Sessions close at 16:00: a minute before, ZZNEW is still taken for the successor."""
    publish(
        tmp_path,
        bars=_bars("ZZOLD", 0, 10) + _bars("ZZOLD", 12, 30) + _bars("ZZNEW", 11, 30),
        share_counts=_counts(ZZOLD=0, ZZNEW=11),
    )
    assert _bearer(at(tmp_path, f"{DAYS[12]} 15:59"), "ZZNEW")[1] == "rename"
    assert _bearer(at(tmp_path, f"{DAYS[12]} 16:00"), "ZZNEW")[1] == "first_seen"


def test_of_two_candidates_the_one_left_alone_is_a_rename_as_a_revision(tmp_path: Path) -> None:
    """ZZA and ZZB both end at 10 with the count that ZZC begins with at 11; ZZA trades at 13."""
    publish(
        tmp_path,
        bars=_bars("ZZA", 0, 10)
        + _bars("ZZA", 13, 30)
        + _bars("ZZB", 0, 10)
        + _bars("ZZC", 11, 30),
        share_counts=_counts(ZZA=0, ZZB=0, ZZC=11),
    )
    assert _said(tmp_path, "ZZC", 11, 12, 13) == [
        ("ZZC", "ambiguous", "cannot_tell"),
        ("ZZC", "ambiguous", "cannot_tell"),
        ("ZZB", "rename", "assumed"),
    ]
    evidence = at(tmp_path, DAYS[13].isoformat()).security_of("ZZC")["evidence"].to_list()[-1]
    assert evidence.endswith(f"; ZZA traded again on {DAYS[13]}")


def test_a_later_claimant_does_not_change_what_was_said_of_the_first(tmp_path: Path) -> None:
    """ZZOLD ends at 10; ZZNEW begins at 11 and ZZALT at 12, all of them with one count."""
    publish(
        tmp_path,
        bars=_bars("ZZOLD", 0, 10) + _bars("ZZNEW", 11, 30) + _bars("ZZALT", 12, 30),
        share_counts=_counts(ZZOLD=0, ZZNEW=11, ZZALT=12),
    )
    assert _said(tmp_path, "ZZNEW", 11, 12, 30) == [("ZZOLD", "rename", "assumed")] * 3
    assert _said(tmp_path, "ZZALT", 12, 30) == [("ZZALT", "ambiguous", "cannot_tell")] * 2


def test_a_dated_list_proves_what_was_assumed(tmp_path: Path) -> None:
    """Assumed by the count at 11; a list of ten sessions later shows ZZNEW with ZZOLD's issuer."""
    publish(
        tmp_path,
        bars=_bars("ZZOLD", 0, 10) + _bars("ZZNEW", 11, 40),
        share_counts=_counts(ZZOLD=0, ZZNEW=11),
        listings=[
            seen("ZZOLD", "77", DAYS[0]),
            seen("ZZNEW", "77", DAYS[21], known_at=datetime.combine(DAYS[21], _NOON, UTC)),
        ],
    )
    assert _said(tmp_path, "ZZNEW", 11, 20, 21) == [
        ("ZZOLD", "rename", "assumed"),
        ("ZZOLD", "rename", "assumed"),
        ("ZZOLD", "rename", "known"),
    ]
    evidence = at(tmp_path, DAYS[21].isoformat()).security_of("ZZNEW")["evidence"].to_list()[-1]
    assert evidence.endswith(f"; one issuer (77) in the ticker list of {DAYS[21]}")


def test_a_list_that_names_another_predecessor_proves_nothing(tmp_path: Path) -> None:
    """The count says ZZOLD, the list says ZZELSE: the assumption stays an assumption."""
    view = view_of(
        tmp_path,
        "2024-06-28",
        bars=_bars("ZZOLD", 0, 10) + _bars("ZZELSE", 0, 10) + _bars("ZZNEW", 11, 40),
        share_counts=_counts(ZZOLD=0, ZZNEW=11),
        listings=[seen("ZZELSE", "77", DAYS[0]), seen("ZZNEW", "77", DAYS[12])],
    )
    assert _bearer(view, "ZZNEW") == ("ZZOLD", "rename", "assumed")


def test_the_successor_of_a_successor_that_was_none_leaves_with_it(tmp_path: Path) -> None:
    """ZZB continues ZZA from 11 and ZZC continues ZZB from 14; at 16 ZZA trades again."""
    publish(
        tmp_path,
        bars=_bars("ZZA", 0, 10)
        + _bars("ZZA", 16, 30)
        + _bars("ZZB", 11, 13)
        + _bars("ZZC", 14, 30),
        share_counts=_counts(ZZA=0, ZZB=11, ZZC=14),
    )
    assert [said[:2] for said in _said(tmp_path, "ZZC", 14, 16)] == [
        ("ZZA", "rename"),
        ("ZZB", "rename"),
    ]


_NOON = datetime(2024, 1, 1, 17).time()
"""Noon in New York, in UTC."""


# Laws: what an evening's view says does not depend on what happened after it.

Tables = dict[str, pl.DataFrame]
SPAN = 40
SESSIONS = DAYS[:SPAN]
CLOSES = [datetime.combine(day, datetime(2024, 1, 1, 21).time(), UTC) for day in SESSIONS]


def _scan(tables: Tables, moment: datetime | None = None) -> Callable[[str], pl.LazyFrame]:
    """The tables as a lake would give them, cut at a moment; the calendar is known ahead."""

    def scan(name: str) -> pl.LazyFrame:
        rows = tables[name].lazy()
        if moment is None or name == "sessions":
            return rows
        return rows.filter(pl.col("known_at") <= moment)

    return scan


def _frame(name: str, rows: Rows) -> pl.DataFrame:
    columns = TABLES[name].schema
    wanted = {key: dtype for key, dtype in columns.items() if rows and key in rows[0]}
    return pl.DataFrame(rows, schema=wanted or columns, orient="row")


def _market(traded: dict[str, list[bool]]) -> Tables:
    """Bars where a symbol traded, and one count from its first session on."""
    bars: Rows = []
    counts: Rows = []
    for symbol, days in traded.items():
        for index, on in enumerate(days):
            if on:
                row = {**bar(symbol, SESSIONS[index], 2.0), "known_at": CLOSES[index]}
                bars.append({**row, "revision": 0})
        first = days.index(True) if any(days) else 0
        row = {**count(symbol, SESSIONS[first], EQUAL), "known_at": CLOSES[first]}
        counts.append({**row, "revision": 0})
    calendar = pl.DataFrame(
        {"day": SESSIONS, "close_at": CLOSES}, schema={"day": pl.Date, "close_at": MOMENT}
    )
    empty = {name: _frame(name, []) for name in ("splits", "listings")}
    return {
        "sessions": calendar,
        "bars": _frame("bars", bars),
        "share_counts": _frame("share_counts", counts),
        **empty,
    }


def _run(start: int, parts: list[int]) -> list[bool]:
    """Traded and silent stretches in turn, from a session on."""
    days = [False] * start
    for number, length in enumerate(parts):
        days += [number % 2 == 0] * length
    return [*days, *[False] * SPAN][:SPAN]


def _chain(lengths: list[int], gaps: list[int], returns: list[int], odd: list[bool]) -> Tables:
    """Three symbols, each beginning soon after the one before was last seen, and a stranger.

    The first two trade again after `returns` more sessions, or never where that is none.
    """
    first, traded = 0, {}
    for symbol, length, gap, back in zip(
        ("ZZA", "ZZB", "ZZC"), lengths, gaps, returns, strict=True
    ):
        traded[symbol] = _run(first, [length, back, 3] if back else [length])
        first += length + gap - 1
    traded["ZZD"] = odd
    return _market(traded)


_STRANGERS = st.builds(
    _run,
    st.integers(0, 12),
    st.lists(st.sampled_from([1, 2, 3, 5, 22]), max_size=4),
)
_MARKETS = st.builds(
    _chain,
    st.lists(st.integers(1, 4), min_size=3, max_size=3),
    st.lists(st.integers(1, 3), min_size=3, max_size=3),
    st.lists(st.sampled_from([0, 1, 2, 4, 6, 8, 10, 21]), min_size=3, max_size=3),
    _STRANGERS,
)
_SHOWN = ("symbol", "day", "security", "rule", "status")


@settings(max_examples=120, deadline=None, derandomize=True)
@given(_MARKETS, st.integers(0, 20))
def test_what_a_view_says_is_what_its_own_bars_say(market: Tables, index: int) -> None:
    """The rows of all bars, as of an evening, are the rows of the bars known that evening."""
    moment = CLOSES[index]
    of_all = securities(_scan(market)).filter(pl.col("known_at") <= moment)
    as_of = of_all.sort("revision").unique(["symbol", "day"], keep="last")
    of_known = securities(_scan(market, moment))
    then = of_known.sort("revision").unique(["symbol", "day"], keep="last")
    shown = [frame.select(_SHOWN).sort("symbol", "day").rows() for frame in (as_of, then)]
    assert shown[0] == shown[1]


@settings(max_examples=120, deadline=None, derandomize=True)
@given(_MARKETS)
def test_revisions_are_numbered_from_zero_in_the_order_in_which_they_became_known(
    market: Tables,
) -> None:
    rows = securities(_scan(market))
    for _, spell in rows.group_by("symbol", "day"):
        ordered = spell.sort("revision")
        assert ordered["revision"].to_list() == list(range(spell.height))
        assert ordered["known_at"].is_sorted()
        assert ordered["known_at"].n_unique() == spell.height
