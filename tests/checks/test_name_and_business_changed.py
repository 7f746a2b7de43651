"""A new name and another industry code; every company here is invented."""

from datetime import date
from pathlib import Path

from checks.invented import Rows, fact, held, listed, subject_of
from microcap.checks.name_and_business_changed import name_and_business_changed
from microcap.model.verdicts import CannotTell, Clear, Finding, Verdict

OLD = fact("name", "Zz Gold Mines Inc", date(2015, 5, 1))
NEW = fact("name", "Zz Orbit Corp", date(2023, 2, 1))
MINES = fact("sic", "1040", date(2021, 1, 4))


def _verdict(folder: Path, *issuers: dict[str, object], coverage: Rows | None = None) -> Verdict:
    tables = {"listings": listed(), "issuers": list(issuers), "coverage": coverage or []}
    return name_and_business_changed(subject_of(folder, **tables))


def test_a_new_name_and_a_new_code_within_three_years_are_found(tmp_path: Path) -> None:
    software = fact("sic", "7372", date(2023, 5, 10))
    verdict = _verdict(tmp_path, OLD, NEW, MINES, software)
    assert isinstance(verdict, Finding)
    assert verdict.says == (
        "name and industry code changed: Zz Gold Mines Inc → Zz Orbit Corp, 2023-02-01; "
        "SIC 1040 → 7372, 2023-05-10"
    )
    assert [one.day for one in verdict.evidence] == [date(2023, 5, 10), date(2023, 2, 1)]


def test_a_new_name_with_the_same_code_before_and_after_is_clear(tmp_path: Path) -> None:
    verdict = _verdict(tmp_path, OLD, NEW, MINES, fact("sic", "1040", date(2023, 5, 10)))
    assert isinstance(verdict, Clear)
    assert verdict.looked_at.endswith("1040 was shown on 2021-01-04 and still on 2023-05-10")


def test_a_new_code_under_one_name_in_a_complete_record_is_clear(tmp_path: Path) -> None:
    software = fact("sic", "7372", date(2023, 5, 10))
    assert isinstance(_verdict(tmp_path, OLD, MINES, software, coverage=[held()]), Clear)


def test_a_code_that_changed_more_than_three_years_ago_is_no_finding(tmp_path: Path) -> None:
    codes = [fact("sic", "7372", date(2021, 6, 1)), fact("sic", "7372", date(2024, 6, 3))]
    assert isinstance(_verdict(tmp_path, OLD, NEW, MINES, *codes), Clear)


def test_a_code_that_is_shown_on_one_side_of_the_new_name_alone_cannot_tell(tmp_path: Path) -> None:
    verdict = _verdict(tmp_path, OLD, NEW, MINES)
    assert isinstance(verdict, CannotTell)
    assert verdict.missing.endswith("shown: 1040 on 2021-01-04")


def test_one_name_without_a_complete_record_cannot_tell(tmp_path: Path) -> None:
    assert isinstance(_verdict(tmp_path, OLD, MINES), CannotTell)
