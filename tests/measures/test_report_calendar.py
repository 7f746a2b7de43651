"""The calendar of reports owed: fiscal years, periods, notices, and what came of each."""

from datetime import date

from microcap.measures.report_calendar import (
    Record,
    ReportDue,
    Submitted,
    is_delinquent,
    relieved,
    report_calendar,
    sound,
    year_ends,
)
from microcap.model.issuer_kinds import kind_named

DOMESTIC = kind_named("domestic")
DAY = date(2025, 6, 2)


def held(
    first: date, day: date = DAY, *, until: date | None = None, ended: date | None = None
) -> Record:
    """A record that is whole from long before, to a day."""
    return Record(first, day, date(2010, 1, 1), until or day, ended)


def calendar(filed: list[Submitted], record: Record) -> list[ReportDue]:
    rows = report_calendar(DOMESTIC, filed, record)
    assert rows is not None
    return list(rows)


def states(rows: list[ReportDue]) -> dict[str, str]:
    return {f"{row.report.form} {row.period}": row.state for row in rows}


YEAR_2023 = Submitted("10-K", date(2024, 3, 29), date(2023, 12, 31))
Q1 = Submitted("10-Q", date(2024, 5, 15), date(2024, 3, 31))
Q2 = Submitted("10-Q", date(2024, 8, 16), date(2024, 6, 30))
Q3_NOTICE = Submitted("NT 10-Q", date(2024, 11, 15), date(2024, 9, 30))
Q3 = Submitted("10-Q", date(2024, 11, 19), date(2024, 9, 30))
YEAR_2024 = Submitted("10-K", date(2025, 4, 16), date(2024, 12, 31))
NOTICE_2024 = Submitted("NT 10-K", date(2025, 4, 1), date(2024, 12, 31))


def test_each_report_stands_by_its_own_days() -> None:
    """2024: 45 days end 15 May, 14 August, 14 November; 90 days of 2023 end Saturday 30 March.

    The notice of the third quarter extends to 19 November; that of the year to 15 April 2025.
    """
    filed = [YEAR_2023, Q1, Q2, Q3_NOTICE, Q3, NOTICE_2024, YEAR_2024]
    rows = calendar(filed, held(date(2023, 12, 31)))
    assert states(rows) == {
        "10-K 2023-12-31": "on_time",
        "10-Q 2024-03-31": "on_time",
        "10-Q 2024-06-30": "late",
        "10-Q 2024-09-30": "within_extension",
        "10-K 2024-12-31": "late",
        "10-Q 2025-03-31": "missing",
        "10-Q 2025-06-30": "not_yet_due",
        "10-K 2025-12-31": "not_yet_due",
    }
    late = {row.period: row.days_late for row in rows if row.state in ("late", "missing")}
    # from 14 August, 31 March and 15 May
    assert late == {date(2024, 6, 30): 2, date(2024, 12, 31): 16, date(2025, 3, 31): 18}
    assert is_delinquent(rows)


def test_what_the_record_does_not_reach_is_not_missing() -> None:
    record = held(date(2024, 12, 31), until=date(2025, 5, 15))
    rows = calendar([YEAR_2024], record)
    assert states(rows)["10-Q 2025-03-31"] == "cannot_tell"
    assert not is_delinquent(rows)


def test_without_any_whole_record_nothing_is_missing() -> None:
    rows = calendar([YEAR_2024], Record(date(2024, 12, 31), DAY, None, None))
    assert states(rows)["10-Q 2025-03-31"] == "cannot_tell"


def test_a_record_that_ends_after_the_due_day_counts_the_days_it_reaches() -> None:
    """15 May to 25 May are ten days."""
    rows = calendar([YEAR_2024], held(date(2024, 12, 31), until=date(2025, 5, 25)))
    row = next(row for row in rows if row.state == "missing")
    assert (row.days_late, row.why) == (10, "as far as the record reaches, 2025-05-25")


def test_a_later_annual_report_overtakes_a_missing_quarter() -> None:
    rows = calendar([YEAR_2023, Q1, Q2, YEAR_2024], held(date(2023, 12, 31), date(2025, 5, 15)))
    assert states(rows)["10-Q 2024-09-30"] == "missing"
    assert not is_delinquent(rows)


def test_weeks_of_a_retail_calendar_find_their_quarters() -> None:
    """A year to 1 February 2025 after one to 3 February 2024, its quarters 13 weeks each."""
    filed = [
        Submitted("10-K", date(2024, 3, 29), date(2024, 2, 3)),
        Submitted("10-Q", date(2024, 6, 7), date(2024, 5, 4)),
        Submitted("10-Q", date(2024, 9, 6), date(2024, 8, 3)),
        Submitted("10-Q", date(2024, 12, 6), date(2024, 11, 2)),
        Submitted("10-K", date(2025, 3, 28), date(2025, 2, 1)),
    ]
    rows = calendar(filed, held(date(2024, 2, 3), date(2025, 4, 1)))
    assert [row.state for row in rows if row.filed] == ["on_time"] * 5
    assert rows[-2].period == date(2025, 5, 1)


def test_a_short_year_is_a_transition_whose_due_day_is_not_held() -> None:
    """A year to 30 June 2020 is followed by half a year to 31 December 2020."""
    filed = [
        Submitted("10-K", date(2020, 9, 23), date(2020, 6, 30)),
        Submitted("10-Q", date(2020, 11, 10), date(2020, 9, 30)),
        Submitted("10-KT", date(2021, 3, 22), date(2020, 12, 31)),
    ]
    record = held(date(2020, 6, 30), date(2021, 4, 1))
    assert states(calendar(filed, record)) == {
        "10-K 2020-06-30": "on_time",
        "10-Q 2020-09-30": "on_time",
        "10-K 2020-12-31": "not_checked",
        "10-Q 2021-03-31": "not_yet_due",
        "10-K 2021-12-31": "not_yet_due",
    }
    ends = year_ends(DOMESTIC, filed, record, None)
    assert ends is not None
    assert (date(2020, 12, 31), True) in ends


def test_a_skipped_year_is_missing_and_not_a_transition() -> None:
    filed = [
        Submitted("10-K", date(2022, 3, 30), date(2021, 12, 31)),
        Submitted("10-K", date(2024, 3, 29), date(2023, 12, 31)),
    ]
    rows = calendar(filed, held(date(2021, 12, 31), date(2024, 4, 1)))
    assert states(rows)["10-K 2022-12-31"] == "missing"
    assert not is_delinquent(rows)


def test_after_the_duty_ended_nothing_falls_due() -> None:
    rows = calendar([YEAR_2024], held(date(2024, 12, 31), ended=date(2025, 5, 1)))
    assert states(rows) == {"10-K 2024-12-31": "late"}


def test_a_report_without_a_period_belongs_to_the_last_one_before_it() -> None:
    nameless = Submitted("10-Q", date(2025, 5, 14), None)
    rows = calendar([YEAR_2024, nameless], held(date(2024, 12, 31)))
    found = next(row for row in rows if row.report.form == "10-Q")
    assert (found.period, found.state, found.estimated) == (date(2025, 3, 31), "on_time", True)


def test_no_year_end_gives_no_calendar() -> None:
    assert report_calendar(DOMESTIC, [Q1], held(date(2024, 3, 31))) is None


def test_a_period_after_its_filing_is_a_slip() -> None:
    assert sound(Submitted("10-K", date(2024, 3, 29), date(2042, 12, 31))) is None
    assert sound(Submitted("10-K", date(2024, 3, 29), date(1999, 12, 31))) is None


def test_the_relief_of_2020_gave_45_days_to_reports_of_that_spring() -> None:
    """30 March 2020 and 45 days is 14 May; reports of other springs have their due day."""
    assert relieved(date(2020, 3, 30)) == date(2020, 5, 14)
    assert relieved(date(2021, 3, 31)) == date(2021, 3, 31)
    filed = [Submitted("10-K", date(2020, 5, 14), date(2019, 12, 31))]
    rows = calendar(filed, held(date(2019, 12, 31), date(2020, 5, 14)))
    assert states(rows)["10-K 2019-12-31"] == "not_checked"
