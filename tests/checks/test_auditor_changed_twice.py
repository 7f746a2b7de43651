"""Two changes of the auditor in three years, by reports and by who signed."""

from datetime import date
from pathlib import Path

from checks.invented import ISSUER, Row, filing, held, listed, subject_of
from microcap.checks.auditor_changed_twice import auditor_changed_twice
from microcap.model.verdicts import CannotTell, Clear, Finding

REPORT = filing("10-K", date(2024, 3, 28), number=9)
FIRST = filing("8-K", date(2022, 2, 10), "4.01,9.01")
AGAIN = filing("8-K/A", date(2022, 3, 1), "4.01,9.01")
SECOND = filing("8-K", date(2024, 1, 10), "4.01,9.01")


def _signed(name: str, day: date, identifier: str | None = None) -> Row:
    return {
        "issuer": ISSUER,
        "role": "auditor",
        "name": name,
        "identifier": identifier,
        "day": day,
        "accession": filing("10-K", day)["accession"],
        "quote": f"/s/ {name}",
    }


def test_two_reports_two_years_apart_are_two_changes(tmp_path: Path) -> None:
    filings = [REPORT, FIRST, AGAIN, SECOND]
    verdict = auditor_changed_twice(subject_of(tmp_path, listings=listed(), filings=filings))
    assert isinstance(verdict, Finding)
    assert verdict.says == (
        "2 changes of the auditor since 2021-06-28: reported on 2022-02-10; reported on 2024-01-10"
    )
    assert [one.day for one in verdict.evidence] == [date(2024, 1, 10), date(2022, 2, 10)]


def test_a_report_and_its_amendment_are_one_change_and_clear(tmp_path: Path) -> None:
    filings = [REPORT, FIRST, AGAIN]
    subject = subject_of(tmp_path, listings=listed(), filings=filings, coverage=[held()])
    verdict = auditor_changed_twice(subject)
    assert isinstance(verdict, Clear)
    assert "second change of the auditor" in verdict.looked_at


def test_another_firm_that_signs_counts_where_no_report_tells_of_it(tmp_path: Path) -> None:
    """Grebe, then Rail, then Finch: two changes, and no Form 8-K."""
    parties = [
        _signed("Grebe & Co LLP", date(2022, 3, 30)),
        _signed("Grebe LLP", date(2022, 4, 30)),
        _signed("Rail CPAs, P.C.", date(2023, 3, 30)),
        _signed("Finch LLP", date(2024, 3, 28)),
    ]
    verdict = auditor_changed_twice(
        subject_of(tmp_path, listings=listed(), filings=[REPORT], parties=parties)
    )
    assert isinstance(verdict, Finding)
    assert verdict.says.endswith(
        "Rail CPAs, P.C. first named on 2023-03-30; Finch LLP first named on 2024-03-28"
    )


def test_a_new_firm_after_the_report_of_its_engagement_is_the_same_change(tmp_path: Path) -> None:
    parties = [
        _signed("Grebe", date(2023, 3, 30), "99901"),
        _signed("R", date(2024, 3, 28), "99902"),
    ]
    subject = subject_of(
        tmp_path, listings=listed(), filings=[REPORT, SECOND], parties=parties, coverage=[held()]
    )
    assert isinstance(auditor_changed_twice(subject), Clear)


def test_one_report_in_a_record_that_may_lack_others_cannot_tell(tmp_path: Path) -> None:
    subject = subject_of(tmp_path, listings=listed(), filings=[REPORT, SECOND])
    assert isinstance(auditor_changed_twice(subject), CannotTell)
