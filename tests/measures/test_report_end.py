"""The end of the duty to report: which form ended it, and whether it stands."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import ISSUER, Rows, filing, held, listed, subject_of
from microcap.measures.report_end import Ended, ended_by
from microcap.model.issuer_kinds import kind_named
from microcap.view.filer import Filer

REPORT = filing("10-K", date(2023, 3, 28))


def ended(folder: Path, filings: Rows, **more: Rows) -> Ended | None:
    subject = subject_of(folder, listings=listed(), filings=filings, **more)
    return ended_by(Filer(subject.view, ISSUER), kind_named("domestic"))


def test_a_form_15_followed_by_a_long_silence_ends_the_duty(tmp_path: Path) -> None:
    found = ended(tmp_path, [REPORT, filing("15-12G", date(2024, 1, 10))], coverage=[held()])
    assert found is not None
    assert (found.day, found.sure) == (date(2024, 1, 10), True)


def test_a_recent_one_may_be_for_one_class(tmp_path: Path) -> None:
    found = ended(tmp_path, [REPORT, filing("15-12B", date(2024, 6, 10))], coverage=[held()])
    assert found is not None
    assert not found.sure
    assert "one class" in found.note


@pytest.mark.parametrize("form", ["10-Q", "10-K", "8-A12B"])
def test_a_report_or_a_registration_after_it_undoes_it(tmp_path: Path, form: str) -> None:
    filings = [REPORT, filing("15-12B", date(2023, 6, 1)), filing(form, date(2023, 8, 14))]
    assert ended(tmp_path, filings, coverage=[held()]) is None


def test_a_15_15d_ends_nothing_where_a_class_is_registered(tmp_path: Path) -> None:
    registered = filing("8-A12B", date(2020, 2, 3))
    left = filing("15-15D", date(2024, 1, 10))
    assert ended(tmp_path, [registered, REPORT, left], coverage=[held()]) is None


def test_a_15_15d_ends_the_duty_of_who_had_it_from_an_offering_alone(tmp_path: Path) -> None:
    found = ended(tmp_path, [REPORT, filing("15-15D", date(2024, 1, 10))], coverage=[held()])
    assert found is not None
    assert found.sure


def test_a_revocation_is_sure_at_once(tmp_path: Path) -> None:
    found = ended(tmp_path, [REPORT, filing("REVOKED", date(2024, 6, 20))])
    assert found is not None
    assert (found.sure, found.note) == (True, "its registration was revoked on 2024-06-20")
