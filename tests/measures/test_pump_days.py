"""Run-ups beside the record: what is missing is not true, and nothing of later is used."""

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from checks.invented import SYMBOL, Rows, bars, days_to, filing, held, listed, split, subject_of
from microcap.measures.pump_days import beside_market, pump_days, pump_frame, pump_rows
from microcap.measures.pump_score import market_points
from microcap.view.subject import Subject
from microcap.view.view import records

QUIET = [1000 + index % 7 for index in range(100)]
RUN = bars([2.0] * 100 + [2.5, 4.4, 1.1], [*QUIET, 5000, 50_150, 9000])
"""The run is 2024-06-25 to 2024-06-27: from 2.00 to 4.40; the baseline's mean volume is 1,003."""


def _top(subject: Subject) -> dict[str, Any]:
    return pump_days(subject).filter(pl.col("day") == date(2024, 6, 27)).row(0, named=True)


def test_an_alert_stands_on_its_own_day_and_is_the_first_of_its_run(tmp_path: Path) -> None:
    subject = subject_of(tmp_path, bars=RUN)
    alerts = pump_days(subject).filter("alert")
    assert alerts.select("day", "first", "score", "reachable").rows() == [
        (date(2024, 6, 27), True, 45, 45)
    ]
    assert alerts["run_start"].to_list() == [date(2024, 6, 25)]


def test_a_run_that_goes_on_is_one_first_alert_and_the_others_go_on(tmp_path: Path) -> None:
    rows = bars([2.0] * 100 + [3.2, 4.4, 5.6], [*QUIET, 50_000, 50_000, 60_000])
    alerts = pump_days(subject_of(tmp_path, bars=rows)).filter("alert")
    assert alerts["first"].to_list() == [True, False, False]


@pytest.mark.parametrize(
    ("tables", "no_filing", "reachable"),
    [
        ({}, None, 45),
        ({"coverage": [held()]}, True, 65),
        ({"coverage": [held(until=date(2024, 6, 26))]}, None, 45),
        ({"filings": [filing("8-K", date(2024, 6, 26), "8.01")]}, False, 65),
        ({"filings": [filing("6-K", date(2024, 6, 26))]}, False, 65),
        ({"coverage": [held()], "filings": [filing("4", date(2024, 6, 26))]}, True, 65),
        ({"coverage": [held()], "filings": [filing("8-K", date(2024, 5, 2))]}, True, 65),
    ],
    ids=[
        "not held",
        "complete",
        "held to the day before",
        "a filing",
        "a foreign filer's",
        "a Form 4",
        "long before",
    ],
)
def test_no_filing_is_true_only_where_the_record_is_complete(
    tmp_path: Path, tables: dict[str, Rows], no_filing: bool | None, reachable: int
) -> None:
    top = _top(subject_of(tmp_path, bars=RUN, listings=listed(), **tables))
    assert (top["no_filing"], top["reachable"]) == (no_filing, reachable)


def test_a_filing_of_after_the_close_changes_nothing_of_the_day(tmp_path: Path) -> None:
    """A filing of the 28th is known after the close of the top, the 27th."""
    later = [filing("8-K", date(2024, 6, 28), "8.01")]
    top = _top(subject_of(tmp_path, bars=RUN, listings=listed(), filings=later, coverage=[held()]))
    assert (top["no_filing"], top["filing"]) == (True, None)


def test_a_promotion_before_the_run_counts_and_none_is_false_only_if_all_are_held(
    tmp_path: Path,
) -> None:
    sent: Rows = [
        {"symbol": SYMBOL, "day": date(2024, 6, 20), "headline": "alert", "kind": "promotion"}
    ]
    top = _top(subject_of(tmp_path / "a", bars=RUN, news=sent))
    assert (top["promotion"], top["promoted"]) == (True, "promotion of 2024-06-20: alert")
    whole = [held("news", subject=SYMBOL)]
    assert _top(subject_of(tmp_path / "b", bars=RUN, coverage=whole))["promotion"] is False
    assert _top(subject_of(tmp_path / "c", bars=RUN))["promotion"] is None


def test_a_count_after_a_split_or_below_half_of_itself_is_not_trusted(tmp_path: Path) -> None:
    """A million shares, then a thousand: digits were lost; ten sessions after a split none counts."""
    days = days_to(date(2024, 6, 28), 103)
    counts: Rows = [
        {"symbol": SYMBOL, "kind": "vendor", "share_class": "", "day": day, "shares": shares}
        for day, shares in ((days[0], 1_000_000), (days[60], 1000))
    ]
    lost = subject_of(tmp_path / "a", bars=RUN, share_counts=counts)
    assert pump_rows(lost.panel)["shares"].to_list() == [1e6] * 60 + [None] * 43
    cut = subject_of(
        tmp_path / "b", bars=RUN, share_counts=counts[:1], splits=[split(days[80], 1, 10)]
    )
    known = pump_rows(cut.panel)["shares"].is_not_null()
    assert known.to_list() == [True] * 80 + [False] * 10 + [True] * 13


def test_what_was_said_of_a_day_is_what_its_own_view_says(tmp_path: Path) -> None:
    subject = subject_of(tmp_path, bars=RUN, listings=listed(), coverage=[held()])
    view = subject.view
    later = pump_days(subject).filter(pl.col("day") <= date(2024, 6, 27))
    then = Subject(records(view._lake.path).as_of("2024-06-27"), SYMBOL)
    assert pump_days(then).equals(later)


def test_the_whole_market_says_what_one_subject_says(tmp_path: Path) -> None:
    news = [filing("8-K", date(2024, 6, 26), "8.01")]
    subject = subject_of(
        tmp_path, bars=RUN, listings=listed(), filings=news, coverage=[held(), held("news")]
    )
    view = subject.view
    alone = pump_days(subject)
    market = pump_frame(view.panel(260), beside_market(view), view.sessions)
    assert market.equals(alone)
    tops = pump_frame(view.panel(260), beside_market(view), view.sessions, least=20)
    assert tops.equals(alone.filter((pl.col("phase") == "run_up") & (market_points() >= 20)))
