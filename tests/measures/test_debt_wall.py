"""What falls due against what is held."""

import pytest

from microcap.measures.debt_wall import debt_wall


def test_the_wall_is_what_falls_due_over_the_cash() -> None:
    """3 of 4 in a year, 5 of 4 in two."""
    assert debt_wall(4.0, 3.0, 2.0) == {
        "due_12_months": 3.0,
        "due_24_months": 5.0,
        "to_cash_12": 0.75,
        "to_cash_24": 1.25,
    }


@pytest.mark.parametrize("cash", [None, 0.0])
def test_without_cash_there_is_no_ratio(cash: float | None) -> None:
    answer = debt_wall(cash, 3.0, 2.0)
    assert (answer["due_24_months"], answer["to_cash_12"], answer["to_cash_24"]) == (
        5.0,
        None,
        None,
    )


def test_unknown_maturities_of_the_second_year_leave_the_first() -> None:
    answer = debt_wall(4.0, 3.0)
    assert (answer["to_cash_12"], answer["due_24_months"]) == (0.75, None)
