"""The shell box and the blank-check industry code."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import Row, fact, listed, subject_of
from microcap.checks.shell_or_blank_check import shell_or_blank_check
from microcap.model.verdicts import CannotTell, Clear, Finding

MARCH = date(2024, 3, 28)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (fact("shell", "true", MARCH), "shell company: yes"),
        (fact("sic", "6770", MARCH), "blank checks"),
    ],
)
def test_the_ticked_box_or_the_code_is_found(tmp_path: Path, row: Row, said: str) -> None:
    verdict = shell_or_blank_check(subject_of(tmp_path, listings=listed(), issuers=[row]))
    assert isinstance(verdict, Finding)
    assert said in verdict.says


def test_the_box_left_open_is_clear(tmp_path: Path) -> None:
    rows = [fact("shell", "false", MARCH), fact("sic", "2834", MARCH)]
    verdict = shell_or_blank_check(subject_of(tmp_path, listings=listed(), issuers=rows))
    assert isinstance(verdict, Clear)


def test_an_industry_code_alone_is_no_clean_bill(tmp_path: Path) -> None:
    rows = [fact("sic", "2834", MARCH)]
    verdict = shell_or_blank_check(subject_of(tmp_path, listings=listed(), issuers=rows))
    assert isinstance(verdict, CannotTell)
    assert "2834" in verdict.missing
