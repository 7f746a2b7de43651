"""A filer's calendar: kind, fiscal year and record put together."""

from datetime import date
from pathlib import Path

from checks.invented import ISSUER, Row, Rows, fact, filing, held, listed, subject_of
from microcap.measures.filer_calendar import FilerCalendar, filer_calendar, size_of
from microcap.view.filer import Filer


def report(form: str, day: date, period: date) -> Row:
    return {**filing(form, day), "report_day": period}


YEAR = report("10-K", date(2024, 3, 28), date(2023, 12, 31))


def calendar(folder: Path, filings: Rows, **more: Rows) -> FilerCalendar:
    subject = subject_of(folder, listings=listed(), filings=filings, **more)
    return filer_calendar(Filer(subject.view, ISSUER))


def test_a_quarter_not_filed_in_a_whole_record_is_missing(tmp_path: Path) -> None:
    """15 May 2024 to 28 June 2024 are 44 days."""
    found = calendar(tmp_path, [YEAR], coverage=[held()])
    assert [(row.name, row.days_late) for row in found.missing] == [("10-Q 2024-03-31", 44)]
    assert found.delinquent
    assert found.year_end.value == "12-31"


def test_the_same_without_proof_of_the_record_cannot_tell(tmp_path: Path) -> None:
    found = calendar(tmp_path, [YEAR])
    assert found.missing == ()
    assert "10-Q 2024-03-31 (due 2024-05-15)" in found.unknown[0].missing


def test_the_size_of_a_filer_counts_from_the_day_it_is_said(tmp_path: Path) -> None:
    """Accelerated from 2024: 40 days from 31 March is 10 May; the year 2023 keeps 90 days."""
    said = fact("category", "Accelerated filer", date(2024, 1, 3))
    found = calendar(tmp_path, [YEAR], issuers=[said], coverage=[held()])
    due = {row.report.form: row.due for row in found.rows or () if row.state != "not_yet_due"}
    assert due == {"10-K": date(2024, 4, 1), "10-Q": date(2024, 5, 10)}


def test_a_year_end_of_the_record_that_no_report_bears_is_disputed(tmp_path: Path) -> None:
    said = fact("fiscal_year_end", "0630", date(2024, 1, 3))
    found = calendar(tmp_path, [YEAR], issuers=[said], coverage=[held()])
    assert (found.year_end.value, found.year_end.status) == ("06-30", "disputed")
    assert "a year to 2023-12-31" in found.year_end.note


def test_a_filer_that_turned_domestic_owes_no_quarters_from_before(tmp_path: Path) -> None:
    filings = [
        report("20-F", date(2023, 4, 20), date(2022, 12, 31)),
        YEAR,
        report("10-Q", date(2024, 5, 14), date(2024, 3, 31)),
    ]
    found = calendar(tmp_path, filings, coverage=[held()])
    assert [row.state for row in found.rows or () if row.period < date(2024, 6, 1)] == [
        "on_time",
        "on_time",
    ]


def test_a_foreign_issuer_owes_one_report_a_year(tmp_path: Path) -> None:
    annual = report("20-F", date(2024, 5, 2), date(2023, 12, 31))
    found = calendar(tmp_path, [annual], coverage=[held()])
    rows = [(row.report.form, row.due, row.state) for row in found.rows or ()]
    assert rows[0] == ("20-F", date(2024, 4, 30), "late")
    assert {form for form, _, _ in rows} == {"20-F"}


def test_a_filer_of_40_f_has_no_due_day_here(tmp_path: Path) -> None:
    annual = report("40-F", date(2024, 3, 28), date(2023, 12, 31))
    found = calendar(tmp_path, [annual], coverage=[held()])
    assert found.rows == ()
    assert "due in Canada" in found.unknown[0].missing


def test_an_issuer_with_only_a_prospectus_has_no_calendar_yet(tmp_path: Path) -> None:
    found = calendar(tmp_path, [filing("S-1", date(2024, 5, 2))], coverage=[held()])
    assert found.record is None
    assert found.unknown


def test_a_size_that_is_not_said_is_null(tmp_path: Path) -> None:
    subject = subject_of(tmp_path, listings=listed(), filings=[YEAR])
    assert size_of(Filer(subject.view, ISSUER)) is None
