"""Schedules of large holders after their due day."""

from datetime import date
from pathlib import Path

from checks.invented import filing, held, listed, subject_of
from microcap.checks.large_holder_form_late import large_holder_form_late
from microcap.checks.ownership_record import SCHEDULES
from microcap.model.verdicts import CannotTell, Clear, Finding
from ownership_rows import holder


def test_a_schedule_after_ten_days_is_found_and_cited(tmp_path: Path) -> None:
    """An event of 2 May 2023 was due on 12 May; it came on 1 June, twenty days later."""
    rows = [
        holder("Marrowgate", 400_000, 0.1, date(2023, 5, 2), filed=date(2023, 6, 1), form="SC 13D")
    ]
    verdict = large_holder_form_late(
        subject_of(tmp_path, listings=listed(), beneficial_owners=rows)
    )
    assert isinstance(verdict, Finding)
    assert verdict.says.startswith("1 schedule of holders late, by up to 20 days")


def test_a_schedule_in_time_is_clear_where_every_one_was_read(tmp_path: Path) -> None:
    row = holder(
        "Marrowgate", 400_000, 0.1, date(2024, 5, 2), filed=date(2024, 5, 8), form="SC 13D"
    )
    row["accession"] = filing("SC 13D", date(2024, 5, 8))["accession"]
    verdict = large_holder_form_late(
        subject_of(
            tmp_path,
            listings=listed(),
            beneficial_owners=[row],
            filings=[filing("SC 13D", date(2024, 5, 8))],
            coverage=[held()],
        )
    )
    assert isinstance(verdict, Clear)
    assert "SCHEDULE 13G" in SCHEDULES


def test_without_a_whole_list_of_filings_nobody_can_tell(tmp_path: Path) -> None:
    verdict = large_holder_form_late(subject_of(tmp_path, listings=listed()))
    assert isinstance(verdict, CannotTell)
