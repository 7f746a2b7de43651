"""What names are held against."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from checks.invented import Rows, days_to
from lake_of import run, view_of
from microcap.model.errors import NoSuchThing
from microcap.studies.event_market import market_of

NOW = "2024-03-28"
LAST = date(2024, 3, 28)


def _benchmark(symbol: str, adjusted: list[float | None], close: float | None = 50.0) -> Rows:
    return [
        {"symbol": symbol, "day": day, "close": close, "adjusted_close": one}
        for day, one in zip(days_to(LAST, len(adjusted)), adjusted, strict=True)
    ]


def test_micro_caps_come_first_where_none_is_named(tmp_path: Path) -> None:
    rows = _benchmark("SPY", [100.0, 101.0]) + _benchmark("IWC", [100.0, 102.0])
    market = market_of(view_of(tmp_path, NOW, benchmarks=rows, bars=run("ZZA", [2.0] * 3)))
    assert market.name == "IWC"
    assert "adjusted for splits and dividends, held from 2024-03-27 to 2024-03-28" in market.says
    assert market.levels[-2:].tolist() == [100.0, 102.0]
    assert np.isnan(market.levels[:-2]).all()


def test_raw_closes_are_taken_where_no_adjusted_one_is_held_and_said_so(tmp_path: Path) -> None:
    rows = _benchmark("SPY", [None, None])
    market = market_of(view_of(tmp_path, NOW, benchmarks=rows, bars=run("ZZA", [2.0] * 3)), "spy")
    assert "raw closes" in market.says
    assert market.levels[-2:].tolist() == [50.0, 50.0]


def test_without_a_benchmark_it_is_the_mean_of_all_names(tmp_path: Path) -> None:
    """29 names of 2.00 rise by 1 % and by 2 %; one that rises to ten times its price is outside the
    hundredths and left out."""
    bars = [bar for at in range(29) for bar in run(f"ZZ{at:02}", [2.0, 2.02, 2.0604])]
    bars += run("ZZBAD", [2.0, 2.02, 20.0])
    market = market_of(view_of(tmp_path, NOW, bars=bars))
    assert market.name == "equal_weighted"
    assert market.levels[-3:] == pytest.approx([1.0, 1.01, 1.01 * 1.02], rel=1e-6)
    assert market.tables == ("bars",)


def test_fewer_than_twenty_names_are_no_market(tmp_path: Path) -> None:
    bars = [bar for at in range(19) for bar in run(f"ZZ{at:02}", [2.0, 2.02])]
    market = market_of(view_of(tmp_path, NOW, bars=bars))
    assert np.isnan(market.levels).all()


def test_a_benchmark_that_is_not_held_is_refused_with_those_that_are(tmp_path: Path) -> None:
    view = view_of(tmp_path, NOW, benchmarks=_benchmark("SPY", [1.0]), bars=run("ZZA", [2.0] * 3))
    with pytest.raises(NoSuchThing, match="there are SPY, and equal_weighted"):
        market_of(view, "IWC")
