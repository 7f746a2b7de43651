"""Status: what is held, for whom, from when to when, whether complete, and what was refused."""

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from checks.invented import DAY, ISSUER, SYMBOL, bars, days_to, filing, held, listed
from microcap.model.errors import NoSuchThing
from microcap.research.ingest import Report, bring_tables, prepare
from microcap.research.status import status
from research.tiny import OTHER, at, subject, vendor, view


def test_each_table_is_told_with_its_rows_days_and_newest_moment(tmp_path: Path) -> None:
    """Five bars to 28 June, the last known at its close, 16:00 Eastern."""
    subject(tmp_path, bars=bars([2.0] * 5), share_counts=[vendor(10, date(2024, 5, 10))])
    told = {one.table: one for one in status(view(tmp_path)).held}
    assert set(told) == {"sessions", "bars", "share_counts", "securities"}
    one = told["bars"]
    assert (one.source, one.rows, one.first, one.last) == ("invented", 5, days_to(DAY, 5)[0], DAY)
    assert one.newest == at("2024-06-28 16:00")
    assert one.assumed == 1.0


def test_a_moment_that_was_published_is_not_counted_as_assumed(tmp_path: Path) -> None:
    """One of two filings has its acceptance time: a half."""
    rows = [
        {**filing("8-K", date(2024, 6, 20)), "known_at": at("2024-06-20 08:00")},
        {**filing("8-K", date(2024, 6, 21)), "known_at": None},
    ]
    subject(tmp_path, listings=listed(), filings=rows)
    told = {one.table: one for one in status(view(tmp_path)).held}
    assert told["filings"].assumed == pytest.approx(0.5)


def test_later_rows_are_not_told(tmp_path: Path) -> None:
    subject(tmp_path, bars=bars([2.0] * 5))
    told = {one.table: one for one in status(view(tmp_path, "2024-06-26")).held}
    assert (told["bars"].rows, told["bars"].last) == (3, date(2024, 6, 26))


def test_of_one_name_only_its_own_rows_are_told(tmp_path: Path) -> None:
    subject(
        tmp_path,
        bars=bars([2.0] * 5) + bars([3.0] * 7, symbol=OTHER),
        listings=listed(),
        filings=[filing("8-K", date(2024, 6, 20))],
        coverage=[held(), held("bars", subject=OTHER)],
    )
    one = status(view(tmp_path), SYMBOL)
    told = {row.table: row.rows for row in one.held}
    assert (one.symbol, told["bars"], told["filings"]) == (SYMBOL, 5, 1)
    assert [(row.table, row.subject) for row in one.coverage] == [("filings", ISSUER)]
    assert status(view(tmp_path), OTHER).coverage[0].subject == OTHER


def test_completeness_is_told_with_its_reason_and_cut_at_the_moment(tmp_path: Path) -> None:
    """Held until the end of 2025, and looked at on 28 June 2024."""
    subject(tmp_path, listings=listed(), coverage=[held(complete=False)])
    (row,) = status(view(tmp_path), SYMBOL).coverage
    assert (row.complete, row.evidence) == (False, "the test says so")
    assert (row.day, row.until) == (date(2019, 1, 1), DAY)


def test_of_the_whole_lake_coverage_is_summed_over_subjects(tmp_path: Path) -> None:
    spans = [held("filings", subject=str(number)) for number in range(3)]
    subject(tmp_path, coverage=[*spans, held("filings", subject="9", complete=False)])
    told = {row.complete: row.subject for row in status(view(tmp_path)).coverage}
    assert told == {True: "3 subjects", False: "1 subjects"}


def test_a_name_without_coverage_says_nothing_of_absences(tmp_path: Path) -> None:
    subject(tmp_path)
    assert status(view(tmp_path), SYMBOL).coverage == ()


def test_the_links_of_a_name_are_told_with_their_evidence(tmp_path: Path) -> None:
    subject(tmp_path, listings=listed())
    first, issuer = status(view(tmp_path), SYMBOL).identity
    assert first.startswith("ZZHM is first seen on 2024-06-28 (")
    assert issuer.startswith(f"ZZHM is issued by {ISSUER} (")


def test_rejected_rows_are_counted_by_reason_with_one_of_them(tmp_path: Path) -> None:
    subject(tmp_path)
    fetched = datetime(2024, 6, 28, 12, tzinfo=UTC)
    wrong = pl.DataFrame(bars([-1.0, -2.0, 3.0], [1, 1, -5], symbol=OTHER))
    report = Report()
    lake = prepare(tmp_path / "lake", synthetic=True)
    bring_tables(
        lake, {"bars": wrong}, source="invented", fetched=fetched, raw="11" * 32, report=report
    )
    value = status(view(tmp_path))
    assert value.rejected == (("bars", "close is below 0", 2), ("bars", "volume is below 0", 1))
    table, row, reason, content = value.reject_samples[0]
    assert (table, row, reason) == ("bars", 1, "close is below 0")
    assert "symbol=ZZBT" in content


def test_known_faults_of_a_source_are_told_once(tmp_path: Path) -> None:
    caveat = {"table": "bars", "name": "late_rows", "day": DAY, "until": None, "says": "one late"}
    subject(tmp_path, caveats=[caveat])
    assert status(view(tmp_path)).caveats == (("invented", "late_rows", "one late"),)


def test_a_rule_whose_review_day_has_passed_is_told(tmp_path: Path) -> None:
    subject(tmp_path)
    assert status(view(tmp_path)).rules_due == ()
    due = status(view(tmp_path, "2040-01-02")).rules_due
    assert len(due) > 5
    assert all("review was due 20" in line for line in due)


def test_an_unknown_name_is_refused_with_the_nearest(tmp_path: Path) -> None:
    subject(tmp_path)
    with pytest.raises(NoSuchThing, match="the nearest held are ZZHM"):
        status(view(tmp_path), "ZZHN")
