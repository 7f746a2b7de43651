"""Which security a ticker names, from which day, and from when that could be known."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from checks.invented import Rows, days_to, exchange_days
from lake_of import FETCHED, at, bar, count, publish, run, seen, split_of, view_of
from microcap.model.errors import NotKnownThen
from microcap.view.subject import Subject
from microcap.view.view import View

DAYS = days_to(date(2024, 6, 28), 120)
"""The last 120 sessions of the first half of 2024, and so 2024-01-08 to 2024-06-28."""


def _bars(symbol: str, first: int, last: int, close: float = 2.0) -> Rows:
    """A bar on each of DAYS[first] to DAYS[last]."""
    return [bar(symbol, DAYS[i], close, 1000 + i) for i in range(first, last + 1)]


def _spells(view: View) -> list[tuple[str, str, date, str, str]]:
    rows = view.spells.select("security", "symbol", "day", "rule", "status")
    return rows.sort("day", "symbol").rows()


def test_twenty_missing_sessions_are_a_pause_and_twenty_one_a_new_security(
    tmp_path: Path,
) -> None:
    """Last seen at 10; seen again at 31 there are 20 sessions between, at 32 there are 21."""
    rows = _bars("ZZA", 0, 10) + _bars("ZZA", 31, 40) + _bars("ZZB", 0, 10) + _bars("ZZB", 32, 40)
    assert _spells(view_of(tmp_path, "2024-06-28", bars=rows)) == [
        ("ZZA", "ZZA", DAYS[0], "first_seen", "known"),
        ("ZZB", "ZZB", DAYS[0], "first_seen", "known"),
        ("ZZB#2", "ZZB", DAYS[32], "gap", "assumed"),
    ]


@pytest.mark.parametrize(
    ("shares", "close", "rule"),
    [
        (1_250_000, 2.0, "resumed"),  # + 25 %
        (750_000, 2.0, "resumed"),  # - 25 %
        (1_250_001, 2.0, "gap"),
        (749_999, 2.0, "gap"),
        (1_000_000, 5.99, "resumed"),  # x 2.995
        (1_000_000, 6.01, "gap"),  # x 3.005
        (1_000_000, 0.67, "resumed"),  # x 0.335
        (1_000_000, 0.66, "gap"),  # x 0.33
    ],
)
def test_after_a_gap_share_count_and_price_decide_whether_it_is_the_same(
    tmp_path: Path, shares: int, close: float, rule: str
) -> None:
    """Before the gap: 1,000,000 shares at 2.00."""
    view = view_of(
        tmp_path,
        "2024-06-28",
        bars=_bars("ZZA", 0, 10) + _bars("ZZA", 40, 50, close),
        share_counts=[count("ZZA", DAYS[0], 1_000_000), count("ZZA", DAYS[40], shares)],
    )
    security = "ZZA" if rule == "resumed" else "ZZA#2"
    assert _spells(view)[1] == (security, "ZZA", DAYS[40], rule, "assumed")


def test_a_split_within_the_gap_does_not_make_it_another_security(tmp_path: Path) -> None:
    """1 for 10 within the gap: 2.00 becomes 20.00 and 1,000,000 shares 100,000."""
    view = view_of(
        tmp_path,
        "2024-06-28",
        bars=_bars("ZZA", 0, 10) + _bars("ZZA", 40, 50, 20.0),
        share_counts=[count("ZZA", DAYS[0], 1_000_000), count("ZZA", DAYS[40], 100_000)],
        splits=[split_of("ZZA", DAYS[25], 1, 10)],
    )
    assert _spells(view)[1] == ("ZZA", "ZZA", DAYS[40], "resumed", "assumed")


def test_without_share_counts_nobody_can_show_that_it_is_the_same(tmp_path: Path) -> None:
    view = view_of(tmp_path, "2024-06-28", bars=_bars("ZZA", 0, 10) + _bars("ZZA", 40, 50))
    assert view.security_of("ZZA")["security"].to_list() == ["ZZA#2"]
    assert view.panel(security="ZZA#2").height == 11


def test_the_gap_is_not_known_before_the_ticker_is_seen_again(tmp_path: Path) -> None:
    rows = _bars("ZZA", 0, 10) + _bars("ZZA", 40, 50)
    view = view_of(tmp_path, DAYS[39].isoformat(), bars=rows)
    assert Subject(view, "ZZA").security == "ZZA"
    assert Subject(at(tmp_path, DAYS[40].isoformat()), "ZZA").security == "ZZA#2"
    assert Subject(at(tmp_path, f"{DAYS[40]} 15:59"), "ZZA").security == "ZZA"


def _renamed(gap: int, new_shares: int = 5_000_123, close: float = 2.0) -> dict[str, Rows]:
    return {
        "bars": _bars("ZZOLD", 0, 10) + _bars("ZZNEW", 10 + gap, 30, close),
        "share_counts": [
            count("ZZOLD", DAYS[0], 5_000_123),
            count("ZZNEW", DAYS[10 + gap], new_shares),
        ],
    }


@pytest.mark.parametrize("gap", [1, 2, 3])
def test_a_successor_within_three_sessions_with_an_equal_count_is_a_rename(
    tmp_path: Path, gap: int
) -> None:
    view = view_of(tmp_path, "2024-06-28", **_renamed(gap))
    assert _spells(view) == [
        ("ZZOLD", "ZZOLD", DAYS[0], "first_seen", "known"),
        ("ZZOLD", "ZZNEW", DAYS[10 + gap], "rename", "assumed"),
    ]
    for ticker in ("ZZOLD", "ZZNEW"):
        subject = Subject(view, ticker)
        assert (subject.security, subject.symbol) == ("ZZOLD", "ZZNEW")
        assert subject.panel.height == 11 + 30 - 10 - gap + 1


@pytest.mark.parametrize(
    ("gap", "shares", "close"), [(4, 5_000_123, 2.0), (1, 5_001_123, 2.0), (1, 5_000_123, 3.5)]
)
def test_later_or_with_another_count_or_price_it_is_another_security(
    tmp_path: Path, gap: int, shares: int, close: float
) -> None:
    """4 sessions; 5,001,000 shares, 0.02 % more; 3.50 after 2.00, x 1.75."""
    view = view_of(tmp_path, "2024-06-28", **_renamed(gap, shares, close))
    assert _spells(view)[1] == ("ZZNEW", "ZZNEW", DAYS[10 + gap], "first_seen", "known")


def test_a_rename_is_known_at_the_close_of_the_successors_first_day(tmp_path: Path) -> None:
    publish(tmp_path, fetched=FETCHED, source="invented", **_renamed(1))
    before = at(tmp_path, f"{DAYS[11]} 15:59")
    assert Subject(before, "ZZOLD").symbol == "ZZOLD"
    with pytest.raises(NotKnownThen, match=f"ZZOLD was renamed ZZNEW on {DAYS[11]}"):
        Subject(before, "ZZNEW")
    after = at(tmp_path, f"{DAYS[11]} 16:00")
    assert Subject(after, "ZZOLD").symbol == "ZZNEW"


def test_where_two_fit_nobody_can_tell(tmp_path: Path) -> None:
    view = view_of(
        tmp_path,
        "2024-06-28",
        bars=_bars("ZZA", 0, 10) + _bars("ZZB", 0, 10) + _bars("ZZC", 11, 20),
        share_counts=[
            count(s, DAYS[i], 5_000_123) for s, i in (("ZZA", 0), ("ZZB", 0), ("ZZC", 11))
        ],
    )
    assert _spells(view)[2] == ("ZZC", "ZZC", DAYS[11], "ambiguous", "cannot_tell")
    assert "could continue ZZA, ZZB" in view.security_of("ZZC")["evidence"].item()


def test_where_two_successors_fit_neither_continues_it(tmp_path: Path) -> None:
    view = view_of(
        tmp_path,
        "2024-06-28",
        bars=_bars("ZZA", 0, 10) + _bars("ZZB", 11, 20) + _bars("ZZC", 11, 20),
        share_counts=[
            count(s, DAYS[i], 5_000_123) for s, i in (("ZZA", 0), ("ZZB", 11), ("ZZC", 11))
        ],
    )
    assert [(row[1], row[3]) for row in _spells(view)[1:]] == [
        ("ZZB", "ambiguous"),
        ("ZZC", "ambiguous"),
    ]


def test_a_round_count_that_many_companies_share_proves_no_rename(tmp_path: Path) -> None:
    """34,500,000 is divided by 500: a size in which blank-check companies are made."""
    tables = _renamed(1, new_shares=34_500_000)
    tables["share_counts"][0]["shares"] = 34_500_000
    spells = _spells(view_of(tmp_path, "2024-06-28", **tables))
    assert ("ZZNEW", "ZZNEW", DAYS[11], "ambiguous", "cannot_tell") in spells


def test_a_chain_of_renames_is_one_history(tmp_path: Path) -> None:
    view = view_of(
        tmp_path,
        "2024-06-28",
        bars=_bars("ZZA", 0, 10) + _bars("ZZB", 11, 20) + _bars("ZZC", 21, 30),
        share_counts=[
            count(s, DAYS[i], 5_000_123) for s, i in (("ZZA", 0), ("ZZB", 11), ("ZZC", 21))
        ],
    )
    subject = Subject(view, "ZZA")
    assert (subject.symbols, subject.security) == (["ZZA", "ZZB", "ZZC"], "ZZA")
    assert subject.panel["day"].to_list() == DAYS[:31]


def test_a_ticker_given_up_by_a_rename_and_used_again_is_another_security(
    tmp_path: Path,
) -> None:
    """ZZOLD was renamed at 11; from 60 on a stranger bears the ticker, with the old count even."""
    tables = _renamed(1)
    tables["bars"] += _bars("ZZOLD", 60, 70)
    tables["share_counts"].append(count("ZZOLD", DAYS[60], 5_000_123))
    view = view_of(tmp_path, "2024-06-28", **tables)
    assert _spells(view)[2] == ("ZZOLD#2", "ZZOLD", DAYS[60], "gap", "assumed")
    assert Subject(view, "ZZOLD").panel["day"].to_list() == DAYS[60:71]
    assert Subject(view, "ZZNEW").symbols == ["ZZOLD", "ZZNEW"]
    assert Subject(at(tmp_path, DAYS[59].isoformat()), "ZZOLD").symbol == "ZZNEW"


def test_a_dated_list_proves_a_rename_and_is_known_from_its_own_day(tmp_path: Path) -> None:
    """No share counts; the list of two weeks after the first bar names the same issuer."""
    listed = datetime(2024, 2, 12, 15, tzinfo=UTC)
    tables: dict[str, Rows] = {
        "bars": _bars("ZZOLD", 0, 10) + _bars("ZZNEW", 11, 30),
        "listings": [
            seen("ZZOLD", "77", DAYS[0]),
            seen("ZZNEW", "77", date(2024, 2, 12), known_at=listed),
        ],
    }
    view = view_of(tmp_path, "2024-02-12 09:59", **tables)
    assert Subject(view, "ZZNEW").security == "ZZNEW"
    later = at(tmp_path, "2024-02-12 10:00")
    assert Subject(later, "ZZNEW").security == "ZZOLD"
    assert _spells(later)[1] == ("ZZOLD", "ZZNEW", DAYS[11], "rename", "known")


def test_an_old_ticker_that_another_issuer_bears_in_the_list_is_no_rename(tmp_path: Path) -> None:
    view = view_of(
        tmp_path,
        "2024-06-28",
        bars=_bars("ZZOLD", 0, 10) + _bars("ZZNEW", 11, 30),
        listings=[seen("ZZOLD", "77", DAYS[0]), seen("ZZNEW", "88", DAYS[11])],
    )
    assert Subject(view, "ZZNEW").security == "ZZNEW"


def test_holidays_are_not_missing_sessions(tmp_path: Path) -> None:
    """May 27 was Memorial Day: from Friday the 24th to Tuesday the 28th nothing is missing."""
    assert date(2024, 5, 27) not in exchange_days()
    view = view_of(tmp_path, "2024-06-28", bars=run("ZZA", [2.0] * 40, last=date(2024, 6, 28)))
    assert not view.panel(security="ZZA")["broken"].any()
