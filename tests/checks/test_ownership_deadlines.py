"""Due days of ownership forms, as the rules of their day had them."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from checks.invented import listed, subject_of
from microcap.checks.ownership_deadlines import late_insider_forms, late_schedules
from ownership_rows import holder, trade

FIRST, LAST = date(2020, 1, 1), date(2025, 12, 31)


def _due_of_schedule(folder: Path, form: str, event: date, filed: date) -> list[date]:
    rows = [holder("Marrowgate", 5.0, 0.06, event, filed=filed, form=form)]
    subject = subject_of(folder, date(2025, 6, 30), listings=listed(), beneficial_owners=rows)
    return [one.due for one in late_schedules(subject, FIRST, LAST)]


@pytest.mark.parametrize(
    ("form", "event", "filed", "due"),
    [
        # ten calendar days before 5 February 2024: 2 + 10 January is Friday the 12th
        ("SC 13D", date(2024, 1, 2), date(2024, 1, 16), date(2024, 1, 12)),
        # five business days since: Thursday 1 August, then 2, 5, 6, 7, 8 August
        ("SC 13D", date(2024, 8, 1), date(2024, 8, 9), date(2024, 8, 8)),
        # an amendment within two
        ("SCHEDULE 13D/A", date(2025, 3, 10), date(2025, 3, 13), date(2025, 3, 12)),
        # a 13G: 45 days after 31 December 2024 are 14 February 2025
        ("SCHEDULE 13G", date(2024, 11, 4), date(2025, 2, 18), date(2025, 2, 14)),
        # before 30 September 2024 after the year: 45 days after 31 December 2023
        ("SC 13G", date(2023, 5, 1), date(2024, 3, 1), date(2024, 2, 14)),
    ],
)
def test_a_schedule_is_late_after_the_due_day_of_its_time(
    tmp_path: Path, form: str, event: date, filed: date, due: date
) -> None:
    assert _due_of_schedule(tmp_path, form, event, filed) == [due]


def test_a_schedule_on_its_due_day_is_in_time(tmp_path: Path) -> None:
    assert _due_of_schedule(tmp_path, "SC 13D", date(2024, 8, 1), date(2024, 8, 8)) == []


def test_an_amendment_of_before_the_rule_has_no_day(tmp_path: Path) -> None:
    """Until February 2024 an amendment was due promptly, which is no day."""
    assert _due_of_schedule(tmp_path, "SC 13D/A", date(2023, 8, 1), date(2023, 9, 8)) == []


@pytest.mark.parametrize(
    ("code", "extra", "late"),
    [
        ("S", {}, 1),
        ("G", {}, 0),
        ("S", {"planned": True}, 0),
        ("S", {"footnotes": "(F1) under a Rule 10b5-1 plan"}, 0),
        ("S", {"accession": "sha256:0123"}, 0),
        ("S", {"form": "4/A"}, 0),
    ],
)
def test_what_may_wait_or_is_dated_by_its_signature_is_not_called_late(
    tmp_path: Path, code: str, extra: dict[str, Any], late: int
) -> None:
    """Traded on Monday 3 June 2024 and filed on Friday the 7th; under a plan due on the 10th."""
    row = trade("9900071", code, date(2024, 6, 3), 10, 1.0, filed=date(2024, 6, 7), **extra)
    subject = subject_of(tmp_path, listings=listed(), insider_trades=[row])
    assert len(late_insider_forms(subject, FIRST, LAST)) == late


def test_a_form_3_is_due_ten_days_after_the_event(tmp_path: Path) -> None:
    """3 + 10 June 2024 is Thursday the 13th; filed on the 14th it is one day late."""
    row = trade("9900071", "", date(2024, 6, 3), None, None, filed=date(2024, 6, 14), form="3")
    subject = subject_of(tmp_path, listings=listed(), insider_trades=[row])
    (one,) = late_insider_forms(subject, FIRST, LAST)
    assert (one.due, one.days_late) == (date(2024, 6, 13), 1)
