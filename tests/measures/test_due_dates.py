"""Due days of reports, by the specification's vectors and by pencil."""

import pytest

from microcap.faces.calc import run
from microcap.measures.due_dates import report_of
from microcap.model.errors import Contradiction


def due(*cases: list[str], **more: str) -> object:
    return run("due_dates", {"cases": list(cases), **more})


def test_an_annual_report_a_quarterly_one_and_both_extensions() -> None:
    """DUE-1: 90 and 45 days; 28 September 2025 is a Sunday; 15 and 5 days more."""
    assert due(
        ["10-K", "2025-12-31"],
        ["10-Q", "2026-03-31"],
        ["10-K", "2025-06-30"],
        ["NT 10-K extension", "2025-12-31"],
        ["NT 10-Q extension", "2026-03-31"],
    ) == ["2026-03-31", "2026-05-15", "2025-09-29", "2026-04-15", "2026-05-20"]


def test_events_and_insiders_count_business_days() -> None:
    """DUE-3: 3 July 2026 is the observed holiday; Good Friday 2026 is a business day."""
    assert due(["8-K", "2026-07-01"], ["4", "2026-04-02"], ["1-U", "2026-03-06"]) == [
        "2026-07-08",
        "2026-04-06",
        "2026-03-12",
    ]


def test_a_foreign_issuer_has_four_months_and_fifteen_days_more() -> None:
    assert due(["20-F", "2025-12-31"], ["NT 20-F extension", "2025-12-31"]) == [
        "2026-04-30",
        "2026-05-15",
    ]


def test_an_accelerated_filer_has_40_days_for_a_quarter() -> None:
    """31 March 2026 and 40 days is Sunday 10 May."""
    assert due(["10-Q", "2026-03-31"], filer="accelerated") == ["2026-05-11"]


def test_veterans_day_moves_a_due_day() -> None:
    """27 September 2025 and 45 days is Tuesday 11 November, Veterans Day."""
    assert due(["10-Q", "2025-09-27"]) == ["2025-11-12"]


@pytest.mark.parametrize(
    ("case", "says"),
    [
        (["40-F", "2025-12-31"], "no due day is held for '40-F'"),
        (["NT 1-K extension", "2025-12-31"], "gives Form 1-K no more time"),
        (["10-K", "yesterday"], "'yesterday' is no day"),
        (["10-K"], "give a form and a day"),
    ],
)
def test_what_has_no_due_day_is_refused(case: list[str], says: str) -> None:
    with pytest.raises(Contradiction, match=says):
        due(case)


def test_a_filer_of_no_known_size_is_refused() -> None:
    with pytest.raises(Contradiction, match="large accelerated, accelerated, other"):
        due(["10-K", "2025-12-31"], filer="tiny")


def test_an_amendment_fulfils_the_same_report() -> None:
    report = report_of("10-K/A")
    assert report is not None
    assert report.form == "10-K"
