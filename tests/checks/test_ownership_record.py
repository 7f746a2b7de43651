"""When the list of filings says something of insiders who filed nothing."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import Rows, filing, held, listed, subject_of
from microcap.checks.filing_record import filing_record
from microcap.checks.insider_form_late import insider_form_late
from microcap.checks.insiders_sold_into_strength import insiders_sold_into_strength
from microcap.checks.ownership_record import SCHEDULES, unread_forms
from microcap.model.verdicts import CannotTell
from microcap.view.holders import INSIDER_FORMS
from ownership_rows import trade

ANNUAL = filing("20-F", date(2024, 4, 30))
LAST_YEAR = filing("4", date(2022, 3, 1))


@pytest.mark.parametrize(
    ("filings", "missing"),
    [
        ([ANNUAL, LAST_YEAR], "insiders of a foreign private issuer"),
        ([filing("10-K", date(2024, 3, 28))], "no Form 3, 4 or 5 of its insiders was ever filed"),
        ([], "the issuer has no filing with the SEC"),
    ],
    ids=["a foreign issuer", "none ever", "nothing filed"],
)
def test_that_no_insider_filed_is_no_clean_bill_where_none_may_owe_a_form(
    tmp_path: Path, filings: Rows, missing: str
) -> None:
    """Directors and officers of foreign private issuers file since 2026-03-18."""
    subject = subject_of(tmp_path, listings=listed(), filings=filings, coverage=[held()])
    for check in (insider_form_late, insiders_sold_into_strength):
        verdict = check(subject)
        assert isinstance(verdict, CannotTell)
        assert missing in verdict.missing


def test_schedules_of_holders_are_owed_for_a_foreign_issuer_too(tmp_path: Path) -> None:
    subject = subject_of(tmp_path, listings=listed(), filings=[ANNUAL], coverage=[held()])
    assert unread_forms(subject, filing_record(subject), SCHEDULES) is None


def test_insiders_who_filed_before_owe_their_forms(tmp_path: Path) -> None:
    row = trade("9900071", "P", date(2022, 2, 28), 10, 1.0, filed=date(2022, 3, 1))
    row["accession"] = LAST_YEAR["accession"]
    subject = subject_of(
        tmp_path,
        listings=listed(),
        filings=[LAST_YEAR, filing("10-K", date(2024, 3, 28))],
        insider_trades=[row],
        coverage=[held()],
    )
    assert unread_forms(subject, filing_record(subject), INSIDER_FORMS) is None
