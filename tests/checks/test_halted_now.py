"""A halt that has not ended."""

from datetime import date
from pathlib import Path

from checks.invented import SYMBOL, bars, held
from microcap.checks.halted_now import halted_now
from microcap.model.verdicts import CannotTell, Clear, Finding
from research.tiny import halt, subject

MOMENT = "2024-06-27 12:00"


def test_a_halt_that_has_not_ended_is_found_with_its_code(tmp_path: Path) -> None:
    rows = [halt("2024-06-27 09:45", None, "T12")]
    verdict = halted_now(subject(tmp_path, MOMENT, bars=bars([2.0] * 9), halts=rows))
    assert isinstance(verdict, Finding)
    assert verdict.says == "halted since 2024-06-27 09:45 ET, code T12"
    assert verdict.evidence[0].what.startswith("code T12: The exchange asked for more information")


def test_a_pause_that_ended_is_clear_where_every_halt_is_held(tmp_path: Path) -> None:
    verdict = halted_now(
        subject(
            *(tmp_path, MOMENT),
            bars=bars([2.0] * 9),
            halts=[halt("2024-06-27 09:45", "2024-06-27 09:50", "LUDP")],
            coverage=[held("halts", subject=SYMBOL, until=date(2024, 6, 28))],
        )
    )
    assert verdict == Clear("1 halt held, complete from the last trade of 2024-06-26 to 2024-06-26")


def test_a_list_that_is_a_part_proves_nothing(tmp_path: Path) -> None:
    rows = [halt("2024-06-26 09:45", "2024-06-26 09:50", "LUDP")]
    verdict = halted_now(subject(tmp_path, MOMENT, bars=bars([2.0] * 9), halts=rows))
    assert isinstance(verdict, CannotTell)
    assert verdict.missing == (
        "a complete list of halts from the last trade (2024-06-26) to 2024-06-26"
    )
