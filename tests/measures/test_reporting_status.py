"""Current, delinquent or deregistered, from the last report and what was filed since."""

from typing import Any

import pytest

from microcap.faces.calc import run
from microcap.model.errors import Contradiction

LAST = "10-Q for 2025-06-30 filed 2025-08-13"


def status(today: str, *since: str, last: str = LAST, year_end: str = "12-31") -> Any:
    return run(
        "reporting_status",
        {
            "last_periodic": last,
            "today": today,
            "fiscal_year_end": year_end,
            "filings_since": list(since),
        },
    )


def test_two_reports_are_missing_and_counted_from_their_original_due_days() -> None:
    """FLAG-3: 14 November 2025 and 31 March 2026 to 20 April 2026 are 157 and 20 days."""
    assert status("2026-04-20", "NT 10-Q 2025-11-14", "8-K 2026-01-05") == {
        "status": "delinquent",
        "missing": ["10-Q 2025-09-30", "10-K 2025-12-31"],
        "days_late": [157, 20],
    }


def test_within_the_extension_nothing_is_missing_and_after_it_the_report_is() -> None:
    """Due 14 November, notice in time, extended to the 19th."""
    assert status("2025-11-19", "NT 10-Q 2025-11-14")["status"] == "current"
    assert status("2025-11-20", "NT 10-Q 2025-11-14")["missing"] == ["10-Q 2025-09-30"]


def test_a_notice_that_came_late_extends_nothing() -> None:
    """A notice is in time up to Monday 17 November."""
    assert status("2025-11-18", "NT 10-Q 2025-11-18")["status"] == "delinquent"


def test_a_report_filed_since_is_in() -> None:
    since = "10-Q for 2025-09-30 filed 2025-11-13"
    assert status("2026-01-15", since) == {"status": "current", "missing": [], "days_late": []}


def test_who_left_owes_nothing_more() -> None:
    assert status("2026-04-20", "15-12G 2025-10-01")["status"] == "deregistered"


def test_a_year_that_ends_in_june_has_its_annual_report_in_september() -> None:
    """30 June 2025 and 90 days is Sunday 28 September: due on the 29th."""
    last = "10-Q for 2025-03-31 filed 2025-05-14"
    assert status("2025-09-29", last=last, year_end="06-30")["status"] == "current"
    assert status("2025-09-30", last=last, year_end="06-30")["missing"] == ["10-K 2025-06-30"]


def test_regulation_a_owes_half_years() -> None:
    last = "1-K for 2025-12-31 filed 2026-04-28"
    assert status("2026-09-28", last=last)["status"] == "current"
    assert status("2026-09-29", last=last)["missing"] == ["1-SA 2026-06-30"]


@pytest.mark.parametrize(
    ("inputs", "says"),
    [
        ({"last": "10-Q filed someday"}, "say the form and the day"),
        ({"last": "10-Q 2025-08-13"}, "say as in"),
        ({"last": "40-F for 2025-12-31 filed 2026-03-28"}, "calendar is not held"),
        ({"year_end": "13-40"}, "say month and day"),
    ],
)
def test_what_cannot_be_read_is_refused(inputs: dict[str, str], says: str) -> None:
    with pytest.raises(Contradiction, match=says):
        status("2026-04-20", **inputs)
