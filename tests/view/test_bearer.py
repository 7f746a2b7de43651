"""Rows under a ticker that several securities bore in turn."""

from datetime import date

import polars as pl
import pytest

from microcap.view.bearer import of_bearer

SPELLS = pl.DataFrame(
    {
        "security": ["ZZA", "ZZC", "ZZC"],
        "symbol": ["ZZA", "ZZC", "ZZA"],
        "day": [date(2022, 1, 3), date(2021, 1, 4), date(2023, 5, 1)],
    }
)
"""ZZA was a company's own from 2022 on; the one called ZZC took the ticker over on 1 May 2023."""
ROWS = pl.DataFrame(
    {
        "symbol": ["ZZC", "ZZA", "ZZA", "ZZA", "ZZA"],
        "day": [
            date(2022, 6, 1),
            date(2020, 6, 1),
            date(2023, 4, 30),
            date(2023, 5, 1),
            date(2024, 6, 1),
        ],
        "at": [0, 1, 2, 3, 4],
    }
)


@pytest.mark.parametrize(("security", "mine"), [("ZZA", [1, 2]), ("ZZC", [0, 3, 4])])
def test_a_row_belongs_to_who_bore_the_ticker_that_day(security: str, mine: list[int]) -> None:
    """Of before the first bar there is no other bearer than the first."""
    held = of_bearer(ROWS, SPELLS, security)
    assert sorted(held["at"]) == mine
    assert held.columns == ROWS.columns


def test_a_name_that_no_spell_has_is_nobody_elses() -> None:
    rows = ROWS.head(2).with_columns(subject=pl.Series(["9900001", "ZZA"])).drop("symbol")
    held = of_bearer(rows, SPELLS, "ZZC", ticker="subject")
    assert held["subject"].to_list() == ["9900001"]


def test_no_rows_stay_none() -> None:
    assert of_bearer(ROWS.clear(), SPELLS, "ZZA").is_empty()
