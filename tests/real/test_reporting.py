"""Reporting of real filers, against the forms that their payloads list.

Bytes: data/edgar/submissions of the shared records. The days were read from the payloads by eye:
form, period and filing date of each report and notice, and counted with a pencil.
"""

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from microcap.research.bring import bring_paths
from microcap.research.reporting import Reporting, reporting_of
from microcap.view.filer import Filer
from microcap.view.view import Records, records

pytestmark = pytest.mark.real

SOLIDION, CARBO, VINCERX, IMUNON = "1881551", "1009672", "1796129", "749647"
MOMENTS = ("2020-11-30", "2023-06-30", "2025-12-01", "2026-07-01")


@pytest.fixture(scope="module")
def edgar(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Records:
    """A lake of every submissions payload."""
    lake = tmp_path_factory.mktemp("edgar") / "lake"
    bring_paths(
        lake,
        "sec",
        [shared / "data/edgar/submissions"],
        mapping=None,
        fetched=datetime(2026, 11, 21, tzinfo=UTC),
        tell=lambda *told: None,
    )
    return records(lake)


def seen(edgar: Records, issuer: str, moment: str) -> Reporting:
    return reporting_of(Filer(edgar.as_of(moment), issuer))


def test_solidion_gave_notice_of_most_reports_and_some_came_after_it(edgar: Records) -> None:
    """The quarter to 31 March 2024: due 15 May, notice that day, filed 7 June: 23 days.

    The year 2024: due 31 March, notice 1 April, extended to 15 April, filed on the 16th.
    The quarter to 30 September 2025: due 14 November, notice on Monday the 17th, filed the 20th.
    """
    value = seen(edgar, SOLIDION, "2025-12-01")
    assert (value.kind.value, value.status.value) == ("domestic", "sec_current")
    late = {row.period: row.days_late.value for row in value.rows if row.state == "late"}
    assert late == {
        date(2024, 3, 31): 23,
        date(2024, 12, 31): 16,
        date(2025, 3, 31): 6,
        date(2025, 9, 30): 6,
    }
    within = [row.period for row in value.rows if row.state == "within_extension"]
    assert date(2023, 12, 31) in within
    assert date(2024, 9, 30) in within


def test_carbo_was_three_quarters_behind_and_then_left(edgar: Records) -> None:
    """Its last report was the 10-K of 15 May 2020; 15 May, 14 August, 16 November went by."""
    value = seen(edgar, CARBO, "2020-11-30")
    assert (value.status.value, value.status.status) == ("sec_delinquent", "known")
    assert value.missing == ("10-Q 2020-03-31", "10-Q 2020-06-30", "10-Q 2020-09-30")
    after = seen(edgar, CARBO, "2021-06-01")
    assert (after.status.value, after.status.as_of) == ("deregistered", date(2020, 12, 30))
    assert after.next_due is None


def test_vincerx_was_in_time_and_what_came_after_its_record_is_not_told(edgar: Records) -> None:
    value = seen(edgar, VINCERX, "2025-07-29")
    assert (value.status.value, value.late.value) == ("sec_current", 0)
    later = seen(edgar, VINCERX, "2025-11-01")
    assert later.status.status == "cannot_tell"
    assert "10-Q 2025-06-30 (due 2025-08-14)" in later.status.missing


def test_a_short_year_of_a_shell_is_not_called_late(edgar: Records) -> None:
    """Before its merger the fiscal year ended on 30 June 2020, after it on 31 December."""
    value = seen(edgar, VINCERX, "2023-06-30")
    short = [row for row in value.rows if row.period == date(2020, 12, 31)]
    assert [row.state for row in short] == ["not_checked"]


def test_imunon_was_never_late_in_three_years(edgar: Records) -> None:
    """Quarters of 2023, 2024 and 2025, nine, and the years 2023 and 2024."""
    value = seen(edgar, IMUNON, "2026-02-17")
    assert (value.status.value, value.late.value, value.late.n_used) == ("sec_current", 0, 11)
    assert value.next_due is not None
    assert (value.next_due.form, value.next_due.due) == ("10-K", date(2026, 3, 31))


@pytest.mark.parametrize("moment", MOMENTS)
def test_nobody_has_a_status_without_evidence_and_nothing_is_from_later(
    edgar: Records, moment: str
) -> None:
    view = edgar.as_of(moment)
    known = set(view.table("filings").select("accession").collect()["accession"])
    for issuer in view.table("filings").select(pl.col("issuer").unique()).collect()["issuer"]:
        value = reporting_of(Filer(view, issuer))
        assert value.status.value is not None or value.status.missing
        assert not [row for row in value.rows if row.filed and row.filed > view.day]
        cited = {key for row in value.rows for key in row.days_late.sources}
        assert cited <= known
        for row in value.rows:
            if row.state == "missing":
                assert value.held_from is not None and value.held_from <= row.period


def test_people_and_funds_owe_no_reports_here(edgar: Records) -> None:
    """An insider files Forms 3, 4 and 5 alone."""
    value = seen(edgar, "1718179", "2025-12-01")
    assert value.kind.status == "cannot_tell"
    assert value.rows == ()
