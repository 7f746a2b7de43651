"""Changes of name: one."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import fact, held, listed, subject_of
from microcap.checks.name_changed import name_changed
from microcap.model.verdicts import CannotTell, Clear, Finding

FIRST = fact("name", "Zz Gold Mines Inc", date(2015, 5, 1))
SECOND = fact("name", "Zz Blockchain Corp", date(2023, 2, 1))


def test_a_change_within_three_years_is_found(tmp_path: Path) -> None:
    verdict = name_changed(subject_of(tmp_path, listings=listed(), issuers=[FIRST, SECOND]))
    assert isinstance(verdict, Finding)
    assert verdict.says == "1 change of name: Zz Gold Mines Inc → Zz Blockchain Corp, 2023-02-01"


def test_one_name_in_a_complete_record_is_clear(tmp_path: Path) -> None:
    subject = subject_of(tmp_path, listings=listed(), issuers=[FIRST], coverage=[held()])
    assert isinstance(name_changed(subject), Clear)


@pytest.mark.parametrize(
    "name", ["ZZ GOLD MINES, INC.", "ZZ GOLD MINES INC /NEW/", "ZZ GOLD MINES INC/NEW/DE/"]
)
def test_another_way_of_writing_the_name_is_no_change(tmp_path: Path, name: str) -> None:
    again = fact("name", name, date(2023, 2, 1))
    subject = subject_of(tmp_path, listings=listed(), issuers=[FIRST, again], coverage=[held()])
    assert isinstance(name_changed(subject), Clear)


def test_one_name_without_a_complete_record_cannot_tell(tmp_path: Path) -> None:
    subject = subject_of(tmp_path, listings=listed(), issuers=[FIRST])
    assert isinstance(name_changed(subject), CannotTell)
