"""The learned model of pumps: read, written and applied, with chances worked out by pencil."""

from math import e
from typing import Any

import polars as pl
import pytest

from microcap.measures.pump_model import (
    OF_THE_RECORD,
    PumpModel,
    chances,
    model_of,
    shipped,
    table_of,
    terms,
)

QUIET: dict[str, Any] = {
    "run_up": 0.0, "rise": 0.0, "run_sessions": 1, "volume_times": 1.0, "float_turnover": None,
    "gap": 0.0, "range_share": 0.0, "days_since_peak": 3, "given_back": 0.0,
    "no_filing": None, "promotion": None,
}  # fmt: skip
SCHEMA = {
    "run_up": pl.Float64, "rise": pl.Float64, "run_sessions": pl.Int64, "volume_times": pl.Float64,
    "float_turnover": pl.Float64, "gap": pl.Float64, "range_share": pl.Float64,
    "days_since_peak": pl.Int64, "given_back": pl.Float64,
    "no_filing": pl.Boolean, "promotion": pl.Boolean,
}  # fmt: skip
SMALL = PumpModel({"always": -1.0, "rise": 2.0, "promoted": 1.0}, {"always": -3.0}, 0.6, 0.5)


def _frame(*rows: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame([QUIET | row for row in rows], schema=SCHEMA)


def test_a_chance_is_the_logistic_of_the_weighed_terms() -> None:
    """A rise to e times the price weighs 2 x 1; with -1 always that is 1, and 1/(1+1/e) = 0.7311."""
    row = {"rise": e - 1, "run_up": 0.5, "no_filing": True, "promotion": False}
    told = chances(_frame(row), SMALL).row(0, named=True)
    assert told["chance"] == pytest.approx(0.7310585786)
    assert told["learned_alert"] is True
    assert told["learned_from"] == "whole"


def test_without_the_record_the_weights_of_prices_alone_speak() -> None:
    """-3 always: 1/(1+e^3) = 0.0474; below the cut-off of one half."""
    told = chances(_frame({"rise": 5.0, "promotion": True}), SMALL).row(0, named=True)
    assert told["chance"] == pytest.approx(0.0474258732)
    assert (told["learned_from"], told["learned_alert"]) == ("prices", False)


def test_a_day_without_a_usual_price_has_no_chance_and_no_alert() -> None:
    told = chances(_frame({"run_up": None, "rise": None}), SMALL).row(0, named=True)
    assert told["chance"] is None
    assert told["learned_alert"] is False


def test_what_is_said_of_a_row_does_not_depend_on_the_others() -> None:
    rows = [{"rise": 0.1 * place, "run_up": 0.2, "volume_times": 4.0} for place in range(6)]
    together = chances(_frame(*rows))["chance"].to_list()
    alone = [chances(_frame(row))["chance"].item() for row in rows]
    assert together == alone


def test_a_table_is_read_back_as_it_was_written() -> None:
    assert model_of(table_of(SMALL)) == SMALL
    assert "trained on invented markets" in table_of(SMALL)


def test_the_shipped_weights_name_every_term_once() -> None:
    model = shipped()
    assert set(model.whole) == set(terms())
    assert set(model.prices) == set(terms()) - set(OF_THE_RECORD)


def test_a_steeper_promoted_and_unfiled_run_is_given_a_higher_chance() -> None:
    run = {
        "rise": 1.0,
        "run_up": 1.2,
        "volume_times": 20.0,
        "run_sessions": 5,
        "days_since_peak": 0,
    }
    told = chances(
        _frame(
            run | {"no_filing": False, "promotion": False},
            run | {"no_filing": True, "promotion": False},
            run | {"no_filing": True, "promotion": True},
            run | {"no_filing": True, "promotion": True, "rise": 2.5, "run_up": 3.0},
        )
    )["chance"].to_list()
    assert told == sorted(told)
    assert told[0] < told[-1]
