"""A case as text: marks, changes, and what is said where it does not hold."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from case_files import three_days
from microcap.faces import cases_text
from microcap.model.errors import Contradiction
from microcap.research.case_replay import Change, Replay, ReplayedDay, Shown
from microcap.research.cases import read_case

AT = datetime(2024, 6, 28, 20, tzinfo=UTC)
FOUND = Change(
    "pattern_of_a_run_up", "Ran.", "clear", "finding", 3.0, "pattern of a run-up: +90 %", "finding"
)
ENDED = Change("halted_now", "Halted.", "finding", "clear", 0.0, "1 halt held", None)
QUIET = Change("report_late", "Late.", "cannot_tell", "clear", 0.0, "none in 9 filings", None)
WRONG = Change("vanished", "Gone.", "clear", "clear", 0.0, "a bar of the day", "finding")
DAY = ReplayedDay(
    "2024-06-28",
    AT,
    "A loud Friday.",
    (Shown("a halt", "halts 2024-06-28", AT, True),),
    {"finding": 1, "clear": 2, "cannot_tell": 3},
    (FOUND, ENDED, QUIET),
)
VALUE = Replay("loud", "Loud", "One day.", "ZZQN", True, (DAY,), (), ())


def test_findings_are_marked_and_what_was_clear_before_is_said() -> None:
    lines = cases_text.replay(VALUE).splitlines()
    assert lines[0] == "SYNTHETIC - invented market"
    assert "* 3.0 found   pattern of a run up (was clear): +90 %" in lines
    assert "  clear       halted now (was found): 1 halt held" in lines
    assert "  register    1 found, 2 clear, 3 cannot tell" in lines


def test_other_changes_are_named_together() -> None:
    assert "  clear       now also report late" in cases_text.replay(VALUE).splitlines()


def test_a_record_is_shown_with_the_moment_at_which_it_was_known() -> None:
    """20:00 UTC is 16:00 Eastern in June."""
    shown = cases_text.replay(VALUE)
    assert "known       a halt - halts 2024-06-28, known Fri 2024-06-28 16:00 ET" in shown


def test_a_case_that_holds_counts_what_it_told() -> None:
    said = cases_text.replay(VALUE).splitlines()[-2]
    assert said.startswith("The case holds: all 1 answers that it tells and all 1 records")


def test_an_answer_that_is_not_as_told_stands_out_and_is_listed_last() -> None:
    day = replace(DAY, changes=(WRONG,))
    shown = cases_text.replay(replace(VALUE, days=(day,), departures=("2024-06-28: vanished",)))
    assert "* clear       NOT AS TOLD, the case says found: vanished (as before)" in shown
    assert shown.splitlines()[-3:-1] == [
        "The case does not hold, 1 times:",
        "  2024-06-28: vanished",
    ]


def test_a_record_that_is_not_held_stands_out() -> None:
    day = replace(DAY, known=(Shown("a halt", "halts 2024-06-28", None, False),))
    assert "a halt - halts 2024-06-28, NOT HELD" in cases_text.replay(replace(VALUE, days=(day,)))


def test_what_somebody_wrote_cannot_move_the_cursor() -> None:
    assert "\x1b" not in cases_text.replay(replace(VALUE, title="\x1b[2Jaway"))


def test_the_list_names_the_command_of_each_case(tmp_path: Path) -> None:
    shown = cases_text.cases([read_case(three_days(tmp_path))])
    assert "  microcap case three-days" in shown.splitlines()
    assert "ZZQN  2024-06-26 to 2024-06-27, 2 days" in shown


@pytest.mark.parametrize("width", [40, 60, 100])
def test_no_line_is_wider_than_asked(width: int) -> None:
    assert max(map(len, cases_text.replay(VALUE, width).splitlines())) <= width


def test_a_page_too_narrow_for_its_numbers_is_refused() -> None:
    with pytest.raises(Contradiction, match="40 or more"):
        cases_text.replay(VALUE, 30)
