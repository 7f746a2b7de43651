"""Reporting: status, calendar, late events, and what nobody can tell."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checks.invented import ISSUER, Row, bars, fact, filing, held, listed
from microcap.research.reporting import reporting, reporting_of
from microcap.view.filer import Filer
from research.tiny import again, subject


def report(form: str, day: date, period: date, items: str | None = None) -> Row:
    return {**filing(form, day, items), "report_day": period}


YEAR = report("10-K", date(2024, 3, 28), date(2023, 12, 31))
QUARTER = report("10-Q", date(2024, 5, 14), date(2024, 3, 31))


def test_every_report_in_is_current_and_the_next_is_named(tmp_path: Path) -> None:
    """30 June 2024 and 45 days is 14 August."""
    value = reporting(subject(tmp_path, listings=listed(), filings=[YEAR, QUARTER]))
    assert (value.status.value, value.status.status) == ("sec_current", "known")
    assert value.next_due is not None
    assert (value.next_due.form, value.next_due.due) == ("10-Q", date(2024, 8, 14))
    assert value.next_due.period_estimated
    assert value.last_report.value == 45
    assert (value.kind.value, value.fiscal_year_end.value) == ("domestic", "12-31")


def test_a_missing_quarter_is_delinquent_and_counted(tmp_path: Path) -> None:
    value = reporting(subject(tmp_path, listings=listed(), filings=[YEAR], coverage=[held()]))
    assert (value.status.value, value.status.status) == ("sec_delinquent", "known")
    assert value.missing == ("10-Q 2024-03-31",)
    assert "44 days past its due day" in value.status.note


def test_a_record_that_ended_before_gives_a_stale_delinquency(tmp_path: Path) -> None:
    """Held to 31 May: 16 days after 15 May; whether it came since is not known."""
    spans = [held(until=date(2024, 5, 31))]
    value = reporting(subject(tmp_path, listings=listed(), filings=[YEAR], coverage=spans))
    assert (value.status.value, value.status.status) == ("sec_delinquent", "stale")
    assert value.status.as_of == date(2024, 5, 31)
    assert "the record held ends on 2024-05-31" in value.status.note


def test_a_record_that_ended_before_the_due_day_cannot_tell(tmp_path: Path) -> None:
    spans = [held(until=date(2024, 4, 30))]
    value = reporting(subject(tmp_path, listings=listed(), filings=[YEAR], coverage=spans))
    assert value.status.status == "cannot_tell"
    assert "10-Q 2024-03-31 (due 2024-05-15)" in value.status.missing
    assert value.unknown[0].do.endswith(f"CIK {ISSUER}")


def test_an_extension_that_runs_is_current_and_said(tmp_path: Path) -> None:
    notice = report("NT 10-Q", date(2024, 5, 15), date(2024, 3, 31))
    tables = {"listings": listed(), "filings": [YEAR, notice], "coverage": [held()]}
    value = reporting(subject(tmp_path, "2024-05-17", **tables))
    assert value.status.value == "sec_current"
    assert "under extension to 2024-05-20" in value.status.note


def test_an_unknown_issuer_cannot_be_told(tmp_path: Path) -> None:
    value = reporting(subject(tmp_path))
    assert value.status.status == "cannot_tell"
    assert "who issued ZZHM is not known" in value.status.missing
    assert value.rows == ()


def test_an_issuer_without_filings_cannot_be_told(tmp_path: Path) -> None:
    value = reporting(subject(tmp_path, listings=listed()))
    assert value.status.missing == "no filing of the issuer is held"


def test_a_word_of_the_users_table_gives_a_status_of_its_own(tmp_path: Path) -> None:
    said = fact("kind", "alternative", date(2024, 1, 3))
    value = reporting(subject(tmp_path, listings=listed(), issuers=[said]))
    assert (value.status.value, value.kind.value) == ("alternative", "alternative")
    assert "need not be audited" in value.blind[0]


def test_regulation_a_is_a_status_and_says_what_is_past_due(tmp_path: Path) -> None:
    """A year to 31 December 2023 and 120 days is 29 April 2024."""
    filings = [report("1-SA", date(2023, 9, 20), date(2023, 6, 30))]
    said = fact("fiscal_year_end", "1231", date(2024, 1, 3))
    tables = {"listings": listed(), "filings": filings, "issuers": [said], "coverage": [held()]}
    value = reporting(subject(tmp_path, **tables))
    assert (value.status.value, value.status.flags) == ("reg_a", ("reports_past_due",))
    assert value.missing == ("1-K 2023-12-31",)


def test_a_form_15_is_deregistered(tmp_path: Path) -> None:
    gone = filing("15-12G", date(2024, 6, 20))
    value = reporting(subject(tmp_path, listings=listed(), filings=[YEAR, QUARTER, gone]))
    assert (value.status.value, value.status.status) == ("deregistered", "estimated")
    assert value.ended is not None
    assert value.ended.day == date(2024, 6, 20)
    assert value.next_due is None


def test_an_8_k_after_four_business_days_is_late(tmp_path: Path) -> None:
    """Event on Friday 17 May 2024: 20, 21, 22, 23 May; results and exhibits oblige to nothing."""
    filings = [
        YEAR,
        QUARTER,
        report("8-K", date(2024, 5, 24), date(2024, 5, 17), "1.01,9.01"),
        report("8-K", date(2024, 6, 10), date(2024, 5, 17), "2.02,9.01"),
        {**report("8-K", date(2024, 5, 23), date(2024, 5, 17), "5.02"), "accession": "in time"},
    ]
    value = reporting(subject(tmp_path, listings=listed(), filings=filings))
    assert [(one.items, one.due, one.filed) for one in value.late_events] == [
        ("1.01", date(2024, 5, 23), date(2024, 5, 24))
    ]


def test_what_is_owed_is_said_in_days_and_a_proposal_beside_it(tmp_path: Path) -> None:
    tables = {"listings": listed(), "filings": [YEAR, QUARTER]}
    value = reporting(subject(tmp_path, **tables))
    assert value.duties[0].startswith("annual: Form 10-K, within 90 days, 15 days more")
    assert value.proposals == ()
    later = reporting_of(Filer(again(tmp_path, "2026-06-30").view, ISSUER))
    assert any("10-S" in one for one in later.proposals)


def test_nothing_of_a_calendar_is_later_than_its_moment(tmp_path: Path) -> None:
    filings = [YEAR, QUARTER, report("10-Q", date(2024, 8, 13), date(2024, 6, 30))]
    tables = {"listings": listed(), "filings": filings, "coverage": [held()]}
    subject(tmp_path, bars=bars([2.0], last=date(2024, 3, 1)), **tables)
    for moment in ("2024-04-30", "2024-06-28", "2024-08-12", "2024-08-30"):
        value = reporting(again(tmp_path, moment))
        assert [
            row for row in value.rows if row.filed and row.filed > date.fromisoformat(moment)
        ] == []


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(day=st.dates(date(2024, 4, 1), date(2025, 12, 30)))
def test_a_day_more_never_makes_a_missing_report_less_late(
    tmp_path_factory: pytest.TempPathFactory, day: date
) -> None:
    """The quarter to 31 March 2024 is due on 15 May and never comes."""
    folder = _lake(tmp_path_factory)
    days = [
        row.days_late.value
        for row in reporting(again(folder, day.isoformat())).rows
        if row.period == date(2024, 3, 31)
    ]
    expected = (day - date(2024, 5, 15)).days
    assert days == [expected if expected > 0 else None]


_LAKES: list[Path] = []


def _lake(factory: pytest.TempPathFactory) -> Path:
    """One lake for all examples: a year filed, nothing since, the record whole to the end of 2025."""
    if not _LAKES:
        folder = factory.mktemp("silent")
        first_bar = bars([2.0], last=date(2024, 3, 1))
        tables = {"listings": listed(), "filings": [YEAR], "coverage": [held()]}
        subject(folder, bars=first_bar, **tables)
        _LAKES.append(folder)
    return _LAKES[0]
