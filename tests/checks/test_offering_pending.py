"""Offerings that wait, and prospectuses of the last ten sessions."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import Rows, filing, held, listed, subject_of
from microcap.checks.offering_pending import offering_pending
from microcap.model.verdicts import CannotTell, Clear, Finding
from offering_rows import document

REPORT = filing("10-K", date(2024, 3, 28))
APRIL, MAY = date(2024, 4, 10), date(2024, 5, 14)
HOLDERS = (
    "FORM S-1. This prospectus relates to the resale by the selling stockholders named in it of up "
    "to 900,000 shares of our common stock. We will not receive any proceeds from the sale."
)


@pytest.mark.parametrize("form", ["S-1", "F-1"])
def test_a_registration_that_is_not_effective_is_found(tmp_path: Path, form: str) -> None:
    filings = [REPORT, filing(form, APRIL), filing(f"{form}/A", MAY)]
    verdict = offering_pending(subject_of(tmp_path, listings=listed(), filings=filings))
    assert isinstance(verdict, Finding)
    assert verdict.says == (
        f"{form} of 2024-04-10: filed and not effective; not read, perhaps shares of holders"
    )
    assert verdict.evidence[0].what == f"{form}/A filed 2024-05-14"


@pytest.mark.parametrize(
    ("day", "found"),
    [(date(2024, 6, 28), True), (date(2024, 6, 17), True), (date(2024, 6, 14), False)],
    ids=["one session ago", "nine sessions ago", "ten sessions ago"],
)
def test_a_prospectus_counts_for_ten_sessions(tmp_path: Path, day: date, found: bool) -> None:
    """1 July and 28, 27, 26, 25, 24, 21, 20, 18, 17 June 2024: the 19th was a holiday."""
    filings = [REPORT, filing("S-3", APRIL), filing("EFFECT", MAY), filing("424B5", day)]
    subject = subject_of(
        tmp_path, date(2024, 7, 1), listings=listed(), filings=filings, coverage=[held()]
    )
    assert isinstance(offering_pending(subject), Finding) is found


@pytest.mark.parametrize(
    "filings",
    [
        [REPORT],
        [REPORT, filing("S-1", APRIL), filing("RW", MAY)],
        [REPORT, filing("S-1", APRIL), filing("EFFECT", MAY), filing("424B4", date(2024, 5, 15))],
        [REPORT, filing("S-1", date(2022, 1, 5))],
        [REPORT, filing("424B2", date(2024, 6, 28))],
    ],
    ids=["none", "withdrawn", "sold", "lapsed", "a note of a bank"],
)
def test_what_is_ended_or_long_ago_is_clear(tmp_path: Path, filings: Rows) -> None:
    subject = subject_of(tmp_path, listings=listed(), filings=filings, coverage=[held()])
    assert isinstance(offering_pending(subject), Clear)


def test_shares_that_holders_sell_are_no_offering_of_the_company(tmp_path: Path) -> None:
    verdict = offering_pending(
        subject_of(
            tmp_path,
            listings=listed(),
            filings=[REPORT, filing("S-1", APRIL)],
            filing_documents=[document("S-1", APRIL, HOLDERS)],
            coverage=[held()],
        )
    )
    assert isinstance(verdict, Clear)


def test_a_record_that_may_lack_some_cannot_tell(tmp_path: Path) -> None:
    subject = subject_of(tmp_path, listings=listed(), filings=[REPORT])
    assert isinstance(offering_pending(subject), CannotTell)


def test_an_offering_under_regulation_a_without_an_exit_report_cannot_be_told(
    tmp_path: Path,
) -> None:
    offered = [filing("1-A", APRIL), filing("QUALIF", MAY)]
    subject = subject_of(
        tmp_path / "open", listings=listed(), filings=[REPORT, *offered], coverage=[held()]
    )
    verdict = offering_pending(subject)
    assert isinstance(verdict, CannotTell)
    assert "the offering of form QUALIF of 2024-05-14 goes on" in verdict.missing
    ended = [REPORT, *offered, filing("1-Z", date(2024, 6, 3))]
    subject = subject_of(tmp_path / "ended", listings=listed(), filings=ended, coverage=[held()])
    assert isinstance(offering_pending(subject), Clear)


@pytest.mark.parametrize("form", ["N-2", "N-2/A", "F-10"])
def test_registrations_of_funds_and_canadian_issuers_are_not_read(
    tmp_path: Path, form: str
) -> None:
    filings = [REPORT, filing(form, APRIL)]
    subject = subject_of(tmp_path, listings=listed(), filings=filings, coverage=[held()])
    verdict = offering_pending(subject)
    assert isinstance(verdict, CannotTell)
    assert f"form {form} of 2024-04-10" in verdict.missing
