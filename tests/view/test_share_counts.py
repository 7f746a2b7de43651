"""Share counts around splits: a count of before one is not a count of after it."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from checks.invented import days_to
from lake_of import count, run, split_of, view_of
from microcap.view.share_counts import adjusted_counts
from microcap.view.subject import Subject

EX_DAY = date(2024, 3, 20)


def _adjusted(*counts: tuple[date, int | None], status: str = "listed") -> list[float | None]:
    """The counts in the shares of 2024-03-28, where 1 new share was given for 10 on the 20th."""
    table = pl.DataFrame(
        [("Z", day, shares) for day, shares in counts],
        schema={"security": pl.String, "day": pl.Date, "shares": pl.Int64},
        orient="row",
    )
    splits = pl.DataFrame(
        {
            "security": ["Z"],
            "day": [EX_DAY],
            "new_shares": [1],
            "old_shares": [10],
            "status": [status],
        }
    )
    rows: list[float | None] = adjusted_counts(table, splits, date(2024, 3, 28))[
        "adjusted"
    ].to_list()
    return rows


def test_a_count_of_before_the_split_is_divided() -> None:
    """10,000,000 x 1/10 = 1,000,000."""
    assert _adjusted((date(2024, 1, 2), 10_000_000)) == pytest.approx([1_000_000])


def test_a_count_of_after_the_split_stands_as_it_is() -> None:
    assert _adjusted((date(2024, 1, 2), 10_000_000), (date(2024, 3, 21), 1_000_000)) == (
        pytest.approx([1_000_000, 1_000_000])
    )


def test_a_count_that_was_divided_early_is_not_divided_twice() -> None:
    """The vendor divides on the 15th, five days before the ex-day."""
    counts = _adjusted((date(2024, 1, 2), 10_000_000), (date(2024, 3, 15), 1_000_000))
    assert counts == pytest.approx([1_000_000, 1_000_000])


def test_the_same_fall_of_the_count_three_weeks_earlier_was_something_else() -> None:
    """1,000,000 of February 28 is of before the split: 100,000 of after it."""
    counts = _adjusted((date(2024, 1, 2), 10_000_000), (date(2024, 2, 28), 1_000_000))
    assert counts == pytest.approx([1_000_000, 100_000])


def test_an_unknown_count_stays_unknown() -> None:
    assert _adjusted((date(2024, 1, 2), 10_000_000), (date(2024, 2, 1), None)) == [1_000_000, None]


def test_a_suspected_split_divides_nothing() -> None:
    assert _adjusted((date(2024, 1, 2), 10_000_000), status="suspected") == [10_000_000.0]


def test_the_subject_tells_the_count_as_stated_and_in_the_shares_of_the_day(
    tmp_path: Path,
) -> None:
    days = days_to(date(2024, 3, 28), 8)
    view = view_of(
        tmp_path,
        "2024-03-28",
        bars=run("ZZT", [2.0] * 8),
        share_counts=[count("ZZT", days[0], 7_000_000)],
        splits=[split_of("ZZT", days[5], 1, 7)],
    )
    (one,) = Subject(view, "ZZT").share_counts
    assert (one.shares, one.kind) == (7_000_000, "vendor")
    assert one.adjusted == pytest.approx(1_000_000)
    assert Subject(view, "ZZT").panel["shares"].to_list() == pytest.approx([1_000_000] * 8)
