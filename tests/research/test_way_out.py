"""The way out: what a round trip costs, how long leaving takes, what moves the price."""

import pytest

from microcap.model.figures import Figure, cannot_tell
from microcap.research.measured import Values
from microcap.research.way_out import (
    effort_line,
    money_line,
    pushes,
    round_trip,
    time_line,
    way_out,
)

PRICE = Figure(2.0, "USD/share")
UNKNOWN = cannot_tell("USD/share", "a bar")


def _values(**numbers: float | None) -> Values:
    """Measures by name; null is one that cannot be told."""
    names = (
        "adv_conservative",
        "adv_usd_90",
        "cc_90",
        "amihud_90",
        "amihud_zero_adjusted_90",
        "kyle_lambda_90",
    )
    held = {name: numbers.get(name) for name in names}
    return Values(
        {
            name: cannot_tell("it", f"rows for {name}") if value is None else Figure(value, "it")
            for name, value in held.items()
        }
    )


def test_a_round_trip_is_the_spread_and_twice_the_average_impact() -> None:
    """200 USD at 2.00 are 100 shares of 10,000: impact 2/3 x 0.06 x sqrt(0.01) = 0.004, there
    and back 0.008; with a spread of 0.05 that is 0.058, or 11.60 USD."""
    spread = Figure(0.05, "fraction", "estimated", 0.04, 0.07)
    values = _values(adv_conservative=10_000.0, cc_90=0.06)
    cost, dollars, impact = round_trip(spread, values, PRICE, 200.0)
    assert impact == pytest.approx(0.008)
    assert cost.value == pytest.approx(0.058)
    assert [cost.low, cost.high] == pytest.approx([0.048, 0.078])
    assert dollars.value == pytest.approx(11.60)
    assert (cost.status, cost.flags) == ("estimated", ())


def test_all_that_is_missing_for_a_cost_is_named() -> None:
    spread = cannot_tell("fraction", "a fresh quote")
    cost, dollars, impact = round_trip(spread, _values(), UNKNOWN, 200.0)
    assert cost.missing == "a fresh quote; a bar; a day's volume above zero; a volatility"
    assert (cost.missing, impact) == (dollars.missing, None)


@pytest.mark.parametrize(("volume", "sessions"), [(10_000.0, 25.0), (250_000.0, 1.0)])
def test_leaving_takes_the_position_over_a_tenth_of_a_day(volume: float, sessions: float) -> None:
    """Ten orders of 5,000 USD at 2.00 are 25,000 shares; a tenth of 10,000 is 1,000 a session."""
    position, days = way_out(_values(adv_conservative=volume), PRICE, 5000.0)
    assert (position.value, days.value) == (25_000, sessions)


def test_a_position_is_one_share_at_least() -> None:
    """Ten orders of 5 USD are 50 USD, less than half of one share at 1,000."""
    position, _ = way_out(_values(), Figure(1000.0, "USD/share"), 5.0)
    assert position.value == 1


@pytest.mark.parametrize(("volume", "status"), [(0.0, "unbounded"), (None, "cannot_tell")])
def test_no_volume_has_no_bound_and_an_unknown_one_cannot_be_told(
    volume: float | None, status: str
) -> None:
    _, days = way_out(_values(adv_conservative=volume), PRICE, 5000.0)
    assert (days.value, days.status) == (None, status)


def test_without_a_price_neither_position_nor_days_are_told() -> None:
    both = way_out(_values(adv_conservative=10_000.0), UNKNOWN, 5000.0)
    assert [(one.value, one.missing) for one in both] == [(None, "a bar")] * 2


def test_the_square_root_law_gives_the_dollars_to_move_the_price() -> None:
    """ADV 100,000 USD and sigma 0.10: 1 % takes (0.01 / 0.10)^2 = 1 % of it, 5 % takes 25 %."""
    moved = pushes(_values(adv_usd_90=100_000.0, cc_90=0.10))
    assert moved["usd_to_move_1"].value == pytest.approx(1_000)
    assert moved["usd_to_move_5"].value == pytest.approx(25_000)


def test_a_move_beyond_a_days_volume_is_beyond_the_law() -> None:
    """Sigma 0.025: 5 % would take (0.05 / 0.025)^2 = 4 days' dollars."""
    moved = pushes(_values(adv_usd_90=100_000.0, cc_90=0.025))["usd_to_move_5"]
    assert (moved.value, moved.flags) == (None, ("extrapolated",))
    assert "4.0 days' volume" in moved.missing


def test_a_price_that_never_moved_tells_no_dollars() -> None:
    moved = pushes(_values(adv_usd_90=100_000.0, cc_90=0.0))
    assert moved["usd_to_move_1"].missing == "a dollar volume and a volatility above zero"


def test_money_and_time_are_sentences() -> None:
    """5,000 USD at 2.00 are 2,500 shares: 2.5 sessions at 1,000."""
    values = _values(adv_conservative=10_000.0)
    assert money_line(Figure(0.05, "fraction"), 0.008).startswith("spread 5.0 %, impact 0.8 %")
    assert money_line(cannot_tell("fraction", "a quote"), None) == "cannot tell: a quote"
    assert time_line(values, PRICE, 5000.0) == "2.5 sessions for the order at 10 % of a usual day"
    assert time_line(_values(), PRICE, 5000.0) == "cannot tell: no usual day's volume"


@pytest.mark.parametrize(
    ("spread", "word"),
    [(0.0099, "low"), (0.01, "some"), (0.03, "high"), (0.10, "very high"), (None, "high")],
)
def test_effort_grows_with_the_spread(spread: float | None, word: str) -> None:
    figure = cannot_tell("fraction", "a quote") if spread is None else Figure(spread, "fraction")
    assert effort_line(figure).partition(":")[0] == word
