"""Altman's scores, by pencil."""

import pytest

from microcap.measures.altman import altman, altman_zone

GIVEN: dict[str, float | None] = {
    "working_capital": 20.0,
    "retained_earnings": 10.0,
    "ebit": 5.0,
    "total_liabilities": 50.0,
    "total_assets": 100.0,
    "book_equity": 50.0,
    "market_value_equity": 100.0,
    "sales": 80.0,
}


def test_the_scores_are_the_weighted_ratios() -> None:
    """Z = 0.24 + 0.14 + 0.165 + 1.2 + 0.7992 = 2.5442;
    Z'' = 1.312 + 0.326 + 0.336 + 1.05 = 3.024; EM = 6.274."""
    answer = altman(**GIVEN)
    assert answer["Z"] == pytest.approx(2.5442)
    assert answer["Z2"] == pytest.approx(3.024)
    assert answer["EM"] == pytest.approx(6.274)


@pytest.mark.parametrize("name", ["total_assets", "total_liabilities"])
@pytest.mark.parametrize("value", [0.0, -1.0, None])
def test_a_denominator_that_is_not_above_zero_gives_null(name: str, value: float | None) -> None:
    assert altman(**{**GIVEN, name: value}) == {"Z": None, "Z2": None, "EM": None}


def test_without_a_market_value_only_the_book_scores_are_known() -> None:
    answer = altman(**{**GIVEN, "market_value_equity": None})
    assert answer["Z"] is None
    assert answer["Z2"] == pytest.approx(3.024)
    assert altman(**{**GIVEN, "book_equity": None})["EM"] is None


def test_the_zones_end_where_the_papers_say() -> None:
    """1.1 and 2.6 for Z'', 1.81 and 2.99 for Z; the ends are grey."""
    assert [altman_zone(score) for score in (1.09, 1.1, 2.6, 2.61)] == [
        "distress",
        "grey",
        "grey",
        "safe",
    ]
    assert [altman_zone(score, "Z") for score in (1.8, 1.81, 3.0)] == ["distress", "grey", "safe"]
