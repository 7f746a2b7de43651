"""Several looks before one believes a spread."""

from typing import Any

import pytest

from microcap.measures.spread_watch import spread_watch
from microcap.model.errors import Contradiction


def _looks(*spreads: float, hour: str = "11:30") -> list[dict[str, Any]]:
    """One look a day from Monday 2 March 2026."""
    return [
        {"at": f"2026-03-{2 + place:02d}T{hour}", "spread": spread}
        for place, spread in enumerate(spreads)
    ]


def test_five_looks_that_differ_little_are_consistent() -> None:
    """(0.06 - 0.04) / 0.05 = 0.4."""
    answer = spread_watch(_looks(0.05, 0.04, 0.06, 0.05, 0.05))
    assert (answer["verdict"], answer["looks_used"]) == ("consistent", 5)
    assert answer["swing"] == pytest.approx(0.4)


def test_a_swing_of_more_than_half_the_median_fluctuates() -> None:
    """(0.08 - 0.04) / 0.05 = 0.8."""
    assert spread_watch(_looks(0.05, 0.04, 0.08, 0.05, 0.05))["verdict"] == "fluctuates"


def test_four_looks_or_five_on_one_day_are_too_few() -> None:
    assert spread_watch(_looks(0.05, 0.05, 0.05, 0.05))["verdict"] == "too_few_looks"
    one_day = [{"at": f"2026-03-02T1{hour}:30", "bid": 2.0, "ask": 2.1} for hour in range(5)]
    assert spread_watch(one_day)["verdict"] == "too_few_looks"
    assert spread_watch([])["verdict"] == "too_few_looks"


def test_looks_at_the_open_on_weekends_or_without_a_quote_are_dropped() -> None:
    looks = [
        *_looks(0.05, 0.05, 0.05, 0.05, 0.05),
        {"at": "2026-03-02T09:45", "spread": 0.5},
        {"at": "2026-03-07T11:30", "spread": 0.5},
        {"at": "2026-03-06T12:30", "bid": 2.0, "ask": None},
    ]
    answer = spread_watch(looks)
    assert answer["verdict"] == "consistent"
    assert sum(answer["dropped"].values()) == 3


def test_a_moment_in_utc_is_read_in_eastern_time() -> None:
    """15:30 UTC is 10:30 in New York in winter, 14:30 is 09:30."""
    answer = spread_watch([{"at": "2026-03-02T15:30Z", "spread": 0.05}])
    assert answer["looks_used"] == 1
    assert spread_watch([{"at": "2026-03-02T14:30Z", "spread": 0.05}])["looks_used"] == 0


def test_looks_older_than_twenty_sessions_drop_out() -> None:
    """2 March to 30 March 2026 is twenty week-days, to the 31st 21."""
    looks = _looks(0.05)
    assert spread_watch(looks, asof="2026-03-30")["looks_used"] == 1
    assert spread_watch(looks, asof="2026-03-31")["dropped"] == {"older than 20 sessions": 1}


def test_a_look_that_says_nothing_is_refused() -> None:
    with pytest.raises(Contradiction, match="no bid and ask"):
        spread_watch([{"at": "2026-03-02T11:30"}])
    with pytest.raises(Contradiction, match="give a moment"):
        spread_watch([{"at": "yesterday", "spread": 0.1}])
