"""Cap: which count serves, what puts it in doubt, and the same rule for all names at once."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import DAY, SYMBOL, Row, Rows, bars, listed, split
from microcap.research.cap import Standing, standing
from microcap.research.universe import caps, members
from research.tiny import OTHER, again, cover, subject, vendor, view

MAY, JUNE = date(2024, 5, 10), date(2024, 6, 10)


def _of_class(name: str, shares: int, day: date = MAY, kind: str = "vendor") -> Row:
    return {**vendor(shares, day, kind=kind), "share_class": name}


def _standing(folder: Path, /, **tables: Rows) -> Standing:
    return standing(subject(folder, **tables))


@pytest.mark.parametrize("kind", ["vendor", "user"])
def test_the_classes_of_shares_are_counted_together(tmp_path: Path, kind: str) -> None:
    """6m of class A and 2m of class B are 8m; at 2.00 they are worth 16m."""
    counts = [_of_class("A", 6_000_000, kind=kind), _of_class("B", 2_000_000, kind=kind)]
    where = _standing(tmp_path, share_counts=counts)
    assert (where.shares.value, where.cap.value) == (8_000_000, 16e6)
    assert where.shares.status == "known"


@pytest.mark.parametrize("kind", ["vendor", "user"])
def test_a_newer_count_of_one_class_leaves_the_other_as_it_was(tmp_path: Path, kind: str) -> None:
    """Class A grows from 6m to 7m in June, class B keeps the 2m of May: 9m."""
    counts = [
        _of_class("A", 6_000_000, kind=kind),
        _of_class("B", 2_000_000, kind=kind),
        _of_class("A", 7_000_000, JUNE, kind=kind),
    ]
    assert _standing(tmp_path, share_counts=counts).shares.value == 9_000_000


def test_a_users_own_count_wins_and_the_others_make_the_ends(tmp_path: Path) -> None:
    """The cover page says 10m, the vendor 11m, you 9m: at 2.00 a cap of 18m, up to 22m."""
    where = _standing(
        tmp_path,
        listings=listed(),
        facts=[cover(10_000_000, JUNE)],
        share_counts=[vendor(11_000_000, JUNE), vendor(9_000_000, MAY, kind="user")],
    )
    assert (where.used.kind if where.used else None, where.why) == ("user", "your own count")
    assert (where.cap.low, where.cap.value, where.cap.high) == (18e6, 18e6, 22e6)
    assert where.cap.status == "disputed"


def test_a_users_count_of_before_a_split_is_brought_over_it(tmp_path: Path) -> None:
    """20m at 1:10 are 2m."""
    where = _standing(
        tmp_path,
        share_counts=[vendor(20_000_000, MAY, kind="user")],
        splits=[split(JUNE, 1, 10)],
    )
    assert where.shares.value == 2_000_000


def test_a_cover_pages_count_in_a_file_is_a_cover_pages_count(tmp_path: Path) -> None:
    """10m by the file's cover page, 10.4m by the vendor: within 5 %, and the cover page serves."""
    where = _standing(
        tmp_path,
        share_counts=[vendor(10_000_000, MAY, kind="cover"), vendor(10_400_000, JUNE)],
    )
    assert (where.shares.value, where.why) == (10_000_000, "the newest cover page")


@pytest.mark.parametrize(
    ("volume", "status", "doubts"),
    [
        (1_999_999, "known", 0),
        (2_000_000, "known", 0),  # all of them, and not more
        (2_000_001, "disputed", 1),
    ],
)
def test_more_shares_on_a_mean_day_than_are_counted_dispute_the_count(
    tmp_path: Path, volume: int, status: str, doubts: int
) -> None:
    """2,000,000 are counted; twenty days of `volume` each after ten of none."""
    where = _standing(
        tmp_path,
        bars=bars([2.0] * 30, [0] * 10 + [volume] * 20),
        share_counts=[vendor(2_000_000, MAY)],
    )
    assert (where.shares.status, len(where.doubts)) == (status, doubts)


def test_one_day_of_many_times_the_count_is_no_doubt(tmp_path: Path) -> None:
    """16m on one day and 1,000 on nineteen: (16,000,000 + 19,000) / 20 = 800,950 of 2m."""
    where = _standing(
        tmp_path,
        bars=bars([2.0] * 20, [1000] * 19 + [16_000_000]),
        share_counts=[vendor(2_000_000, MAY)],
    )
    assert (where.shares.status, where.doubts) == ("known", ())


CASES: dict[str, Rows] = {
    "two classes of the vendor": [_of_class("A", 6_000_000), _of_class("B", 2_000_000)],
    "one class grew": [
        _of_class("A", 6_000_000),
        _of_class("B", 2_000_000),
        _of_class("A", 7_000_000, JUNE),
    ],
    "your own": [vendor(9_000_000, MAY, kind="user"), vendor(11_000_000, JUNE)],
    "two classes of your own": [
        _of_class("A", 6_000_000, kind="user"),
        _of_class("B", 2_000_000, kind="user"),
    ],
    "a cover page in a file": [
        vendor(10_000_000, MAY, kind="cover"),
        vendor(10_400_000, JUNE),
    ],
    "moved fivefold": [vendor(2_000_000, MAY), vendor(10_000_000, JUNE)],
    "fell silent": [vendor(2_000_000, MAY), vendor(None, JUNE)],
    "none": [],
}


@pytest.mark.parametrize("volume", [1000, 12_000_000], ids=["thin", "churned"])
@pytest.mark.parametrize("case", CASES)
def test_a_screen_and_a_research_file_count_the_same_shares(
    tmp_path: Path, case: str, volume: int
) -> None:
    """Above the 11m of the largest count, a mean day of 12m puts each of them in doubt."""
    subject(
        tmp_path,
        bars=bars([2.0] * 30, [volume] * 30) + bars([3.0] * 30, symbol=OTHER),
        share_counts=[*CASES[case], vendor(5_000_000, MAY, symbol=OTHER)],
    )
    day = view(tmp_path)
    rows = caps(day, members(day, day.panel(260)))
    row = next(one for one in rows.iter_rows(named=True) if one["symbol"] == SYMBOL)
    where = standing(again(tmp_path, DAY.isoformat()))
    shown = (row["shares"], row["shares_low"], row["shares_high"], row["cap"])
    assert shown == (where.shares.value, where.shares.low, where.shares.high, where.cap.value)
    assert row["tier"] == (where.tier.value or "unknown")
    if where.tier.value is not None and where.shares.low == where.shares.high:
        assert row["tier_disputed"] == (where.tier.status == "disputed")
    assert bool(row["count_stale"]) == ("stale_shares" in where.shares.flags)
