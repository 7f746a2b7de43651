"""What would change the answer: dated days first, then what is near an edge."""

from datetime import date
from pathlib import Path

from checks.invented import Rows, bars, listed, split, subject_of
from microcap.research.changes import changes
from microcap.research.holders import holders
from microcap.research.money import money
from microcap.research.reports import reports
from microcap.research.size import size
from ownership_rows import notice
from research.tiny import at, cover, fact, owned

MAY, MARCH = date(2024, 5, 14), date(2024, 3, 31)
FLOW = "NetCashProvidedByUsedInOperatingActivities"


def _changes(folder: Path, /, **tables: Rows) -> tuple[str, ...]:
    subject = subject_of(folder, listings=listed(), **tables)
    return changes(subject, size(subject), money(subject), reports(subject), holders(subject))


def test_the_end_of_the_money_stands_among_the_days(tmp_path: Path) -> None:
    """6m of cash on 31 March at 0.5m a month last 12 months: to about 31 March 2025."""
    year = date(2023, 12, 31)
    lines = _changes(
        tmp_path,
        facts=[
            cover(10_000_000, MAY),
            fact("CashAndCashEquivalentsAtCarryingValue", 6e6, MARCH, filed=MAY),
            fact(FLOW, -6e6, year, start=date(2023, 1, 1), filed=date(2024, 3, 28), form="10-K"),
        ],
    )
    assert "the money ends about 2025-03-31, estimated" in lines


def test_shares_that_become_free_and_a_split_are_told_in_order(tmp_path: Path) -> None:
    """The split of 15 July comes before the restricted shares of 2 September."""
    lines = _changes(
        tmp_path,
        ownership=[owned("a lender", "restricted", 900_000, MAY, date(2024, 9, 2))],
        splits=[{**split(date(2024, 7, 15), 1, 10), "known_at": at("2024-06-25 08:00")}],
    )
    assert lines[:2] == (
        "split of 1 for 10 takes effect on 2024-07-15",
        "900,000 restricted shares are free from 2024-09-02",
    )


def test_a_notice_to_sell_is_told_for_three_months(tmp_path: Path) -> None:
    """On 28 June that of 6 May is 53 days old, that of 6 March 114."""
    lines = _changes(
        tmp_path, planned_sales=[notice(500, date(2024, 5, 6)), notice(700, date(2024, 3, 6))]
    )
    assert "500 shares that Tobias Wrenfield gave notice to sell about 2024-05-06" in lines
    assert not any("700 shares" in line for line in lines)


def test_a_price_near_a_dollar_names_the_close_that_would_change_it(tmp_path: Path) -> None:
    above = _changes(tmp_path / "above", bars=bars([1.2]))
    below = _changes(tmp_path / "below", bars=bars([0.8]))
    far = _changes(tmp_path / "far", bars=bars([4.0]))
    assert "a close under $1.00" in above
    assert "a close at or above $1.00" in below
    assert not any("close" in line for line in far)
