"""What measures share, and how a panel of several names is evaluated."""

import polars as pl
import pytest

from microcap.measures.own_panel import own_panel
from microcap.measures.returns import daily_return
from microcap.measures.rows import reduced, traded_days
from microcap.model.errors import Contradiction
from microcap.model.staged import Staged
from microcap.view.evaluate import evaluate


def _named(name: str, close: list[float]) -> pl.DataFrame:
    return own_panel(close, [5.0] * len(close)).with_columns(security=pl.lit(name))


def test_the_first_return_of_a_name_does_not_come_from_the_name_before() -> None:
    """1 to 2 is +100 %, 10 to 11 is +10 %; from 2 to 10 is nobody's return."""
    rows = pl.concat([_named("A", [1.0, 2.0]), _named("B", [10.0, 11.0])])
    count = reduced({"count": pl.col("row_return").count()}, pl.col("count"), "row_return")
    total = Staged(({"own_return": daily_return()},), pl.col("own_return").sum())
    found = evaluate(rows, {"count": count, "total": total})
    assert found["count"].to_list() == [1, 1]
    assert found["total"].to_list() == pytest.approx([1.0, 0.1])


def test_a_plain_expression_is_a_measure_and_what_is_not_finite_is_null() -> None:
    """5 / 0 and 0 / 0."""
    last, none = pl.col("volume").last(), pl.col("volume").last() * 0
    found = evaluate(_named("A", [1.0]), {"last": last, "inf": last / none, "nan": none / none})
    assert found.row(0) == ("A", 5.0, None, None)


def test_measures_that_need_the_same_row_share_it() -> None:
    one = reduced(traded_days(10), pl.col("traded_10"), "row_log_return")
    assert [sorted(stage) for stage in one.stages] == [["row_return"], ["row_log_return"], []]
    found = evaluate(_named("A", [1.0, 2.0]), {"one": one, "two": one})
    assert found.row(0) == ("A", 2, 2)


def test_one_name_for_two_things_is_refused() -> None:
    first = reduced({"sum": pl.col("close").sum()}, pl.col("sum"))
    second = reduced({"sum": pl.col("volume").sum()}, pl.col("sum"))
    with pytest.raises(Contradiction, match="'sum'"):
        evaluate(_named("A", [1.0]), {"one": first, "two": second})
    with pytest.raises(Contradiction, match="'close'"):
        evaluate(
            _named("A", [1.0]), {"one": Staged(({"close": pl.lit(1)},), pl.col("close").sum())}
        )
    with pytest.raises(Contradiction, match="'ticker'"):
        evaluate(_named("A", [1.0]), {"one": first}, by="ticker")


def test_an_average_of_silent_days_is_exactly_zero() -> None:
    """Ten days of silence after a million shares a day are exactly zero, not a rounding."""
    rows = own_panel([1.0] * 30, [1e6 + 0.1] * 20 + [0.0] * 10)
    silent = pl.col("volume").tail(10).mean()
    assert evaluate(rows, {"silent": silent})["silent"].to_list() == [0.0]
