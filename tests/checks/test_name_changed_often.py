"""Changes of name: two or more."""

from datetime import date
from pathlib import Path

from checks.invented import fact, held, listed, subject_of
from microcap.checks.name_changed import name_changed_often
from microcap.model.verdicts import CannotTell, Clear, Finding

FIRST = fact("name", "Zz Gold Mines Inc", date(2015, 5, 1))
SECOND = fact("name", "Zz Blockchain Corp", date(2022, 2, 1))
THIRD = fact("name", "Zz Intelligence Inc", date(2023, 9, 1))


def test_two_changes_within_three_years_are_found_the_newest_first(tmp_path: Path) -> None:
    subject = subject_of(tmp_path, listings=listed(), issuers=[FIRST, SECOND, THIRD])
    verdict = name_changed_often(subject)
    assert isinstance(verdict, Finding)
    assert [one.day for one in verdict.evidence] == [date(2023, 9, 1), date(2022, 2, 1)]


def test_a_change_before_the_three_years_does_not_count(tmp_path: Path) -> None:
    early = fact("name", "Zz Blockchain Corp", date(2021, 6, 28))
    subject = subject_of(
        tmp_path, listings=listed(), issuers=[FIRST, early, THIRD], coverage=[held()]
    )
    verdict = name_changed_often(subject)
    assert isinstance(verdict, Clear)
    assert "1 change of name" in verdict.looked_at


def test_one_change_without_a_complete_record_cannot_tell(tmp_path: Path) -> None:
    subject = subject_of(tmp_path, listings=listed(), issuers=[FIRST, SECOND])
    assert isinstance(name_changed_often(subject), CannotTell)
