"""The rule score: points of what is known, what was reachable, and when it alerts."""

from typing import Any

import polars as pl
import pytest

from microcap.measures.pump_score import market_points, score

RUN: dict[str, Any] = {
    "run_up": 1.2,
    "rise": 1.3,
    "run_sessions": 2,
    "volume_times": 50.0,
    "float_turnover": 0.4,
    "days_since_peak": 0,
    "phase": "run_up",
    "no_filing": None,
    "promotion": None,
}
TYPES = {
    "no_filing": pl.Boolean,
    "promotion": pl.Boolean,
    "float_turnover": pl.Float64,
    "volume_times": pl.Float64,
    "run_up": pl.Float64,
}


def _scored(**more: Any) -> dict[str, Any]:
    return score(pl.DataFrame([RUN | more], schema_overrides=TYPES)).row(0, named=True)


@pytest.mark.parametrize(
    ("more", "points", "reachable", "alert"),
    [
        ({}, 45, 60, True),
        ({"float_turnover": 1.5}, 60, 60, True),
        ({"float_turnover": None}, 45, 45, True),
        ({"no_filing": False}, 45, 80, False),
        ({"no_filing": False, "float_turnover": 1.5}, 60, 80, True),
        ({"no_filing": True}, 65, 80, True),
        ({"no_filing": True, "promotion": True, "float_turnover": 1.5}, 100, 100, True),
        ({"no_filing": False, "promotion": False, "float_turnover": 1.5}, 60, 100, True),
        ({"volume_times": 9.9}, 25, 60, False),
        ({"volume_times": None, "float_turnover": None}, 25, 25, False),
        ({"run_up": 0.49}, 20, 60, False),
        ({"rise": 0.49}, 20, 60, False),
        ({"phase": "peak"}, 45, 60, False),
        ({"phase": "dump"}, 45, 60, False),
    ],
)
def test_points_are_of_what_is_known_and_a_missing_feature_is_not_true(
    more: dict[str, Any], points: int, reachable: int, alert: bool
) -> None:
    """25 for the run, 20 volume, 20 nothing filed, 20 promotion, 15 turnover above one.

    An alert: 60, or 45 and three quarters of what was reachable (45 of 60, not 45 of 80).
    """
    told = _scored(**more)
    assert (told["score"], told["reachable"], told["alert"]) == (points, reachable, alert)


def test_the_reasons_say_what_held_and_what_is_not_known() -> None:
    said = _scored()["reasons"]
    assert said == (
        "+120 % over the usual price, +130 % in 2 sessions (25); 50 times the usual volume (20); "
        "whether something was filed is not known; no record of promotions is held; "
        "0.4 of the shares counted traded in the run"
    )


def test_market_points_leave_the_record_out() -> None:
    frame = pl.DataFrame(
        [RUN | {"no_filing": True, "promotion": True, "float_turnover": 1.5}],
        schema_overrides=TYPES,
    )
    assert frame.select(market_points()).item() == 60


def test_half_a_percent_rounds_alike_in_the_shares_of_any_day() -> None:
    """A split divides 33.375 into 33.37499999999999 or not; both are told as one number."""
    said = {_scored(run_up=run)["reasons"] for run in (33.375, 33.37499999999999)}
    assert len(said) == 1
