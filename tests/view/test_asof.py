"""A table as it could be known at a moment: corrections, withdrawals, filters."""

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from lake_of import at, bar, count, publish
from microcap.model.errors import Contradiction, NoSuchThing

DAY = date(2024, 3, 28)
MAY = datetime(2024, 5, 1, 12, tzinfo=UTC)
JULY = datetime(2024, 7, 1, 12, tzinfo=UTC)


def _close(folder: Path, moment: str) -> list[float]:
    return at(folder, moment).table("bars").collect()["close"].to_list()


def test_a_correction_changes_later_views_only(tmp_path: Path) -> None:
    """2.00 at the close of March 28; the file of May 1 says 2.50, the one of July 1 says 2.40."""
    publish(tmp_path, bars=[bar("ZZA", DAY, 2.0)])
    publish(tmp_path, fetched=MAY, bars=[bar("ZZA", DAY, 2.5)])
    publish(tmp_path, fetched=JULY, bars=[bar("ZZA", DAY, 2.4)])
    assert _close(tmp_path, "2024-03-28 15:59") == []
    assert _close(tmp_path, "2024-03-28 16:00") == [2.0]
    assert _close(tmp_path, "2024-04-30") == [2.0]
    assert _close(tmp_path, "2024-05-01 07:59") == [2.0]
    assert _close(tmp_path, "2024-05-01 08:00") == [2.5]
    assert _close(tmp_path, "2024-07-02") == [2.4]


def test_a_withdrawal_takes_the_row_out_of_later_views_only(tmp_path: Path) -> None:
    publish(tmp_path, bars=[bar("ZZA", DAY, 2.0)])
    publish(tmp_path, fetched=MAY, bars=[bar("ZZA", DAY, 2.0, withdrawn=True)])
    assert _close(tmp_path, "2024-04-30") == [2.0]
    assert _close(tmp_path, "2024-05-02") == []


def test_a_withdrawn_row_that_comes_back_is_seen_again(tmp_path: Path) -> None:
    publish(tmp_path, bars=[bar("ZZA", DAY, 2.0)])
    publish(tmp_path, fetched=MAY, bars=[bar("ZZA", DAY, 2.0, withdrawn=True)])
    publish(tmp_path, fetched=JULY, bars=[bar("ZZA", DAY, 2.0)])
    assert _close(tmp_path, "2024-05-02") == []
    assert _close(tmp_path, "2024-07-02") == [2.0]


def test_a_count_that_was_corrected_to_nothing_is_null_and_not_the_older_one(
    tmp_path: Path,
) -> None:
    publish(tmp_path, share_counts=[count("ZZA", DAY, 1_000_000)])
    publish(tmp_path, fetched=MAY, share_counts=[count("ZZA", DAY, None)])
    table = at(tmp_path, "2024-05-02").table("share_counts").collect()
    assert table["shares"].to_list() == [None]
    assert at(tmp_path, "2024-04-30").table("share_counts").collect()["shares"].to_list() == [
        1_000_000
    ]


def test_a_filter_on_a_value_is_refused_before_the_as_of_step(tmp_path: Path) -> None:
    """Corrected from 9 to 2, the old row would pass `close > 5`; after the step nothing does."""
    publish(tmp_path, bars=[bar("ZZA", DAY, 9.0)])
    publish(tmp_path, fetched=MAY, bars=[bar("ZZA", DAY, 2.0)])
    view = at(tmp_path, "2024-05-02")
    with pytest.raises(Contradiction, match="bars was to be filtered on close before the as-of"):
        view.table("bars", pl.col("close") > 5)
    assert view.table("bars").filter(pl.col("close") > 5).collect().height == 0
    assert view.table("bars", pl.col("symbol") == "ZZA").collect()["close"].to_list() == [2.0]


def test_an_unknown_table_is_named_with_those_there_are(tmp_path: Path) -> None:
    publish(tmp_path, bars=[bar("ZZA", DAY, 9.0)])
    with pytest.raises(NoSuchThing, match="no table 'prices' in a lake; there are sessions"):
        at(tmp_path, "2024-05-02").table("prices")


def test_what_is_held_is_told_by_its_last_statement(tmp_path: Path) -> None:
    """A record said to be complete in March turns out not to be: no earlier view may rest on it."""
    span = {
        "table": "filings",
        "subject": "1",
        "day": date(2024, 1, 2),
        "until": DAY,
        "complete": True,
        "absent_means": "none",
        "evidence": "first",
    }
    publish(tmp_path, coverage=[span])
    publish(tmp_path, fetched=MAY, coverage=[{**span, "complete": False, "evidence": "second"}])
    rows = at(tmp_path, "2024-04-30").coverage("filings")
    assert rows.select("complete", "evidence").rows() == [(False, "second")]
