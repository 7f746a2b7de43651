"""Forms of insiders after their due day."""

from datetime import date
from pathlib import Path

from checks.invented import filing, held, listed, subject_of
from microcap.checks.insider_form_late import insider_form_late
from microcap.model.verdicts import CannotTell, Clear, Finding
from ownership_rows import trade


def test_a_form_4_filed_on_the_third_business_day_is_late(tmp_path: Path) -> None:
    """Traded on Monday 3 June 2024: due on Wednesday the 5th, filed on Thursday the 6th."""
    rows = [trade("9900071", "S", date(2024, 6, 3), 10, 1.0, filed=date(2024, 6, 6))]
    verdict = insider_form_late(subject_of(tmp_path, listings=listed(), insider_trades=rows))
    assert isinstance(verdict, Finding)
    assert verdict.says == "1 form of insiders late, by up to 1 day; the latest filed 2024-06-06"
    assert "due 2024-06-05" in verdict.evidence[0].what


def test_a_form_4_on_its_due_day_is_clear_where_every_form_was_read(tmp_path: Path) -> None:
    row = trade("9900071", "S", date(2024, 6, 3), 10, 1.0, filed=date(2024, 6, 5))
    row["accession"] = filing("4", date(2024, 6, 5))["accession"]
    verdict = insider_form_late(
        subject_of(
            tmp_path,
            listings=listed(),
            insider_trades=[row],
            filings=[filing("4", date(2024, 6, 5))],
            coverage=[held()],
        )
    )
    assert isinstance(verdict, Clear)


def test_a_listed_form_that_was_not_read_leaves_it_open(tmp_path: Path) -> None:
    verdict = insider_form_late(
        subject_of(
            tmp_path,
            listings=listed(),
            filings=[filing("4", date(2024, 6, 5))],
            coverage=[held()],
        )
    )
    assert isinstance(verdict, CannotTell)
    assert "1 of 1 forms 4 are listed and not read" in verdict.missing
