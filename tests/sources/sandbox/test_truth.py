"""The truth of the invented market: kept apart, written and read back, and findable in prices."""

from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from microcap.model.errors import NoSuchThing, Unreadable
from microcap.sources import Tables
from microcap.sources.sandbox.truth import Event, TrueSecurity, Truth, read

Made = tuple[Tables, Truth]
# the calendar's library still reads its time zones in a way that the newest pandas warns of
pytestmark = pytest.mark.filterwarnings("ignore:Series.values returning:DeprecationWarning")

_SMALL = Truth(
    1,
    date(2024, 1, 2),
    date(2024, 1, 5),
    (
        TrueSecurity(
            "ZZAA", ("ZZAA", "ZZAB"), "9900009", "Vornath Foods Inc.", "rename", "OTCQB", 0.031,
            (Event(date(2024, 1, 4), "rename", "ZZAA became ZZAB"),),
        ),
    ),
)  # fmt: skip


def test_a_truth_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    _SMALL.write(tmp_path / "truth.json")
    assert read(tmp_path / "truth.json") == _SMALL
    assert '"synthetic": true' in (tmp_path / "truth.json").read_text("utf-8")


def test_a_file_of_something_else_is_refused_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    path.write_text("[1, 2", encoding="utf-8")
    with pytest.raises(Unreadable, match=r"notes\.json was to hold the truth"):
        read(path)


def test_a_security_that_is_not_there_is_named(made: Made) -> None:
    with pytest.raises(NoSuchThing, match="no security 'ZZNONE'"):
        made[1].of("ZZNONE")


def test_the_truth_is_in_no_table(made: Made) -> None:
    tables, _ = made
    assert all("truth" not in name for name in tables)
    assert all("spread" not in frame.lazy().collect_schema() for frame in tables.values())


def test_the_true_spread_is_found_again_by_roll_where_the_bounce_is_wide(made: Made) -> None:
    """Roll (1984): twice the root of minus the covariance of successive price changes.

    Taken over some 700 log returns of every name that stays above $0.50 and whose true spread is
    5 % or more; the median of estimate over truth has to be near 1.
    """
    tables, truth = made
    bars = tables["bars"].lazy().collect()
    ratios = []
    for one in truth.securities:
        if one.spread < 0.05 or one.kind not in ("ordinary", "foreign"):
            continue
        rows = bars.filter((pl.col("symbol") == one.tickers[0]) & (pl.col("volume") > 0)).sort(
            "day"
        )
        if rows.height < 300 or rows["close"].min() < 0.5:  # type: ignore[operator]
            continue
        change = np.clip(np.diff(np.log(rows["close"].to_numpy())), -0.3, 0.3)
        covariance = float(np.cov(change[:-1], change[1:])[0, 1])
        if covariance < 0:
            ratios.append(2 * (-covariance) ** 0.5 / one.spread)
    assert len(ratios) >= 10
    assert float(np.median(ratios)) == pytest.approx(1.0, abs=0.2)
