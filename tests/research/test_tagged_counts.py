"""Tagged counts in the shares of the day."""

from datetime import date
from pathlib import Path

from checks.invented import listed, split
from microcap.model.figures import Figure
from microcap.research.ladder import Ground
from microcap.research.tagged_counts import tagged
from microcap.view.subject import Subject
from research.tiny import fact, subject

MARCH = date(2024, 3, 31)
TAG = "ClassOfWarrantOrRightOutstanding"


def _ground(held: Subject) -> Ground:
    one = Figure(1.0, "USD/share")
    return Ground(held.view.day, one, one, one)


def test_a_split_since_is_taken_through_the_count_and_the_price(tmp_path: Path) -> None:
    """One for ten: 700,000 at 0.15 are 70,000 at 1.50."""
    rows = [
        fact(TAG, 700_000, MARCH, unit="shares"),
        fact("ClassOfPrice", 0.15, MARCH, unit="USD/shares"),
    ]
    held = subject(
        tmp_path, listings=listed(), facts=rows, splits=[split(date(2024, 6, 10), 1, 10)]
    )
    count = tagged(held, _ground(held), (TAG,), "shares")
    price = tagged(held, _ground(held), ("ClassOfPrice",), "USD/shares")
    assert count is not None
    assert price is not None
    assert (count[0], round(price[0], 9)) == (70_000, 1.5)
    assert count[1].what == f"{TAG} 700,000 on 2024-03-31"


def test_an_old_or_empty_count_is_none(tmp_path: Path) -> None:
    rows = [
        fact(TAG, 700_000, date(2022, 3, 31), unit="shares"),
        fact("Zero", 0, MARCH, unit="shares"),
    ]
    held = subject(tmp_path, listings=listed(), facts=rows)
    assert tagged(held, _ground(held), (TAG,), "shares") is None
    assert tagged(held, _ground(held), ("Zero",), "shares") is None
