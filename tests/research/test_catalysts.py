"""Dated answers against the end of the money."""

from datetime import date

import pytest

from microcap.research.catalysts import against_money

DAY = date(2024, 6, 28)


@pytest.mark.parametrize(
    ("first", "last", "ends", "said"),
    [
        (
            date(2024, 10, 1),
            date(2024, 12, 31),
            date(2024, 9, 30),
            "the money ends before the answer",
        ),
        (date(2024, 7, 1), date(2024, 9, 30), date(2024, 8, 15), "the money may end first"),
        (date(2024, 7, 1), date(2024, 9, 30), date(2024, 9, 30), "before the money ends"),
        (date(2024, 1, 1), date(2024, 3, 31), date(2024, 9, 30), "passed"),
        (date(2024, 7, 1), date(2024, 9, 30), None, "cannot tell"),
    ],
)
def test_an_answer_stands_to_the_end_of_the_money_by_its_days(
    first: date, last: date, ends: date | None, said: str
) -> None:
    assert against_money(first, last, DAY, ends) == said


def test_money_that_is_earned_does_not_end() -> None:
    said = against_money(date(2024, 7, 1), date(2024, 9, 30), DAY, None, earns=True)
    assert said == "before the money ends"
