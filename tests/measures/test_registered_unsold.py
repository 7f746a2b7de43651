"""Registered and unsold beside the float."""

from pathlib import Path

import pytest

from microcap.measures.registered_unsold import registered_unsold
from offering_rows import company


def test_what_is_left_of_the_shelf_and_of_the_programme_over_the_float(tmp_path: Path) -> None:
    """(13m + 5m - 1m) / 2 = 8.5m shares; the float 5m - 1m = 4m: 2.125."""
    found = registered_unsold(company(tmp_path))
    assert found.dollars == 17e6
    assert found.to_float == pytest.approx(2.125)
    assert found.untold == ()


def test_an_amount_that_is_not_told_is_named(tmp_path: Path) -> None:
    found = registered_unsold(company(tmp_path, filing_documents=[]))
    assert found.untold == ("S-3 of 2023-05-10",)
    assert found.dollars == 0.0


def test_without_a_holding_the_shares_outstanding_stand_for_the_float(tmp_path: Path) -> None:
    found = registered_unsold(company(tmp_path, ownership=[]))
    assert found.to_float == pytest.approx(1.7)
    assert "float not held" in found.beside
