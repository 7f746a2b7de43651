"""Signs of a company brought back through a court's custodian; every company here is invented."""

from datetime import date
from pathlib import Path

from checks.invented import Row, Rows, fact, filing, held, listed, subject_of
from microcap.checks.pattern_of_a_custodianship_shell import pattern_of_a_custodianship_shell
from microcap.model.verdicts import CannotTell, Clear, Finding
from offering_rows import document

DAY = date(2023, 4, 12)
WORDS = (
    "The Company was dormant. On March 4, 2022, the District Court of Clark County appointed "
    "Larkspur Partners LLC as custodian of the Company."
)
CONTROL = filing("8-K", date(2022, 9, 1), "5.01")
REPORT = filing("10-K", DAY)
NAMES = [fact("name", "Zz Mines", date(2010, 1, 4)), fact("name", "Zz Labs", date(2022, 10, 3))]


def _documents(*texts: tuple[str, date, str]) -> Rows:
    rows: list[Row] = [document(form, day, text) for form, day, text in texts]
    return rows


def test_the_words_with_control_name_and_tier_are_found(tmp_path: Path) -> None:
    verdict = pattern_of_a_custodianship_shell(
        subject_of(
            tmp_path,
            listings=listed("PINK_LIMITED"),
            filings=[REPORT, CONTROL],
            issuers=NAMES,
            filing_documents=_documents(("10-K", DAY, WORDS)),
        )
    )
    assert isinstance(verdict, Finding)
    assert verdict.says == (
        "pattern of a custodianship shell: documents tell of a custodian or a charter (appointed); "
        "control changed, trades at PINK_LIMITED, new name"
    )
    assert "Larkspur Partners LLC" in verdict.evidence[0].what


def test_the_words_alone_in_a_whole_record_are_clear(tmp_path: Path) -> None:
    verdict = pattern_of_a_custodianship_shell(
        subject_of(
            tmp_path,
            listings=listed("NASDAQ_CM"),
            filings=[REPORT],
            filing_documents=_documents(("10-K", DAY, WORDS)),
            coverage=[held()],
        )
    )
    assert isinstance(verdict, Clear)


def test_reports_read_without_the_words_are_clear(tmp_path: Path) -> None:
    verdict = pattern_of_a_custodianship_shell(
        subject_of(
            tmp_path,
            listings=listed("PINK_LIMITED"),
            filings=[REPORT],
            filing_documents=_documents(("10-K", DAY, "We sell tea in three towns.")),
            coverage=[held()],
        )
    )
    assert isinstance(verdict, Clear)


def test_reports_that_were_not_read_cannot_tell(tmp_path: Path) -> None:
    verdict = pattern_of_a_custodianship_shell(
        subject_of(
            tmp_path,
            listings=listed("PINK_LIMITED"),
            filings=[REPORT, CONTROL],
            coverage=[held()],
        )
    )
    assert isinstance(verdict, CannotTell)
    assert "filings not held and read since 2019-06-28: 2" in verdict.missing
