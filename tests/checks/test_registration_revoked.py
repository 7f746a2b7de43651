"""A revocation of the registration, and a new registration after it."""

from datetime import date
from pathlib import Path

from checks.invented import filing, held, listed, subject_of
from microcap.checks.left_the_exchange import left_the_exchange
from microcap.checks.registration_revoked import registration_revoked
from microcap.model.verdicts import CannotTell, Clear, Finding

REPORT = filing("10-K", date(2020, 3, 30))
REVOKED = filing("REVOKED", date(2021, 5, 4))


def test_a_revocation_of_three_years_ago_is_found(tmp_path: Path) -> None:
    verdict = registration_revoked(
        subject_of(tmp_path, listings=listed(), filings=[REPORT, REVOKED])
    )
    assert isinstance(verdict, Finding)
    assert verdict.says == "the registration was revoked: 2021-05-04"
    assert verdict.evidence[0].what == "REVOKED, filed 2021-05-04"


def test_a_new_registration_after_it_is_clear(tmp_path: Path) -> None:
    again = [filing("10-12G", date(2022, 2, 1)), filing("10-K", date(2024, 3, 28))]
    filings = [REPORT, REVOKED, *again]
    subject = subject_of(tmp_path, listings=listed(), filings=filings, coverage=[held()])
    assert isinstance(registration_revoked(subject), Clear)


def test_a_record_that_is_not_proved_cannot_tell(tmp_path: Path) -> None:
    subject = subject_of(tmp_path, listings=listed(), filings=[REPORT])
    assert isinstance(registration_revoked(subject), CannotTell)


def test_a_revocation_is_not_said_again_as_a_form_of_leaving(tmp_path: Path) -> None:
    filings = [filing("10-K", date(2024, 3, 28)), filing("REVOKED", date(2024, 5, 2))]
    subject = subject_of(tmp_path, listings=listed(), filings=filings, coverage=[held()])
    assert isinstance(registration_revoked(subject), Finding)
    assert isinstance(left_the_exchange(subject), Clear)
