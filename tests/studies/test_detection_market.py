"""What detectors see of an invented market, and what each name-month was in truth."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from microcap.measures.pump_model import PumpModel
from microcap.sources.sandbox.pumped import Planted, PumpedMarket, pumped_market
from microcap.studies.detection_market import (
    DETECTORS,
    Watched,
    found,
    name_months,
    watched,
    with_record,
)

FIRST = date(2024, 1, 1)
NOTHING = PumpModel({"always": -5.0}, {"always": -5.0}, 0.5, 0.5)


def _rows(closes: list[float], volumes: list[int], **said: int) -> pl.DataFrame:
    """Rows of ZZA, a calendar day each; `filed` and `promoted` are places in them."""
    days = [FIRST + timedelta(days=place) for place in range(len(closes))]
    marks = {
        name: [place == said.get(name, -1) for place in range(len(days))]
        for name in ("filed", "promoted")
    }
    return pl.DataFrame(
        {
            "security": ["ZZA"] * len(days), "day": days,
            "open": closes, "high": closes, "low": closes, "close": closes,
            "volume": [float(shares) for shares in volumes],
            "shares": [1_000_000] * len(days), "broken": [False] * len(days), **marks,
        }
    )  # fmt: skip


def _market(rows: pl.DataFrame, *planted: Planted) -> PumpedMarket:
    return PumpedMarket(0, rows, planted)


def test_fixed_thresholds_compare_with_the_twenty_sessions_before() -> None:
    """20 days at 1.00 on 100 shares; then 1.30 on 400: 1.30/1.25 = 1.04 and 400/100/4 = 1.00.

    The strict pair asks 1.9 and 5: 1.30/1.9 = 0.684, 4/5 = 0.8; the nearer is the smaller.
    """
    rows = _rows([1.0] * 20 + [1.3, 1.3], [100] * 20 + [400, 100])
    days = watched(_market(rows), NOTHING).days
    assert days["fixed_loose"].to_list()[19:21] == [0.0, pytest.approx(1.0)]
    assert days["fixed_strict"].to_list()[20] == pytest.approx(1.3 / 1.9)
    assert days["fixed_loose_alert"].to_list() == [False] * 20 + [True, False]
    assert not days["fixed_strict_alert"].any()


def test_a_filing_from_the_low_on_and_a_message_of_ten_sessions_before_it_count() -> None:
    """Up from the low at place 29 to the top at 32: three sessions of run.

    A filing at place 29 is three sessions old at the top, and counts; at 28 it does not. A message
    at place 19 is thirteen old, as old as three and ten; one at 18 is too old.
    """
    closes, volumes = [1.0] * 30 + [1.3, 1.6, 2.0], [100] * 30 + [900, 900, 2000]
    for filed, nothing in ((29, False), (28, True)):
        top = with_record(_rows(closes, volumes, filed=filed)).row(32, named=True)
        assert (top["run_sessions"], top["days_since_peak"]) == (3, 0)
        assert top["no_filing"] is nothing
    for message, counts in ((19, True), (18, False)):
        top = with_record(_rows(closes, volumes, promoted=message)).row(32, named=True)
        assert top["promotion"] is counts


def test_the_months_of_a_name_are_told_apart() -> None:
    """Buying in March, rise in April to the fall's first day in May, its end in June 2024.

    Positive are April and May. March touches only the buying and June and July the fall and its
    twenty sessions after: left out. January is the first month: left out. February is quiet, and so
    is August.
    """
    count = 240
    rows = _rows([1.0] * count, [100] * count)
    planted = Planted(
        "ZZA", "pump_and_dump", "plain", date(2024, 3, 5), date(2024, 4, 20), date(2024, 5, 8),
        date(2024, 5, 9), date(2024, 6, 12), True,
    )  # fmt: skip
    told = name_months(watched(_market(rows, planted), NOTHING))
    months = dict(zip(told["month"].dt.month().to_list(), told["truth"].to_list(), strict=True))
    assert months == {2: False, 4: True, 5: True, 8: False}
    assert set(told["family"]) == {"pump_and_dump"}


def test_lead_is_counted_in_sessions_from_the_first_alert() -> None:
    """The alert of place 40 lies 8 sessions before the peak at 48 and 9 before the fall."""
    rows = _rows([1.0] * 80, [100] * 80)
    buying, rise, top, dump, end = (FIRST + timedelta(days=place) for place in (30, 35, 48, 49, 55))
    planted = Planted("ZZA", "slow_promotion", "loud", buying, rise, top, dump, end, True)
    seen = watched(_market(rows, planted), NOTHING)
    alert = pl.Series([place in (10, 40, 44) for place in range(80)])
    seen = Watched(seen.days.with_columns(rule_alert=alert), seen.planted)
    told: dict[str, Any] = {one.detector: one for one in found(seen)}
    assert set(told) == set(DETECTORS)
    assert told["rule"].alert == FIRST + timedelta(days=40)
    assert (told["rule"].before_peak, told["rule"].before_dump) == (8, 9)
    assert (told["learned"].alert, told["learned"].before_peak) == (None, None)


def test_what_is_said_of_a_day_stays_when_further_days_arrive() -> None:
    market = pumped_market(94_301, names=50, pumps=1)
    whole = watched(market).days
    for day in (date(2023, 7, 14), date(2024, 2, 29), date(2024, 10, 8)):
        cut = replace(market, rows=market.rows.filter(pl.col("day") <= day))
        then = watched(cut).days.filter(pl.col("day") == day)
        assert then.equals(whole.filter(pl.col("day") == day))
