"""Shares that are out and come free."""

from datetime import date
from pathlib import Path

from checks.invented import filing
from microcap.research.ladder import Rung
from microcap.research.supply import supply
from offering_rows import company, document, documents, filings
from research.tiny import owned

JUNE = date(2024, 6, 10)


def _rungs(folder: Path, words: str = "", **tables: list[dict[str, object]]) -> dict[str, Rung]:
    rows = {
        "filings": [*filings(), filing("8-K", JUNE, "3.02")],
        "filing_documents": [*documents(), document("8-K", JUNE, words or "We sell pumps.")],
    }
    value = supply(company(folder, **{**rows, **tables}))
    return {one.kind: one for one in value.rungs if not one.counted}


def test_a_lock_up_ends_so_many_days_after_the_document(tmp_path: Path) -> None:
    """90 days from 10 June are 8 September."""
    words = (
        "Our officers and directors have agreed, subject to exceptions, not to sell any shares of "
        "our common stock for a lock-up period of 90 days."
    )
    one = _rungs(tmp_path, words)["lock_up"]
    assert one.from_day == date(2024, 9, 8)
    assert one.at_price.status == "cannot_tell"


def test_shares_sold_without_registration_are_free_after_six_months(tmp_path: Path) -> None:
    words = (
        "Item 3.02 Unregistered Sales of Equity Securities. On June 5, 2024, we sold 300,000 shares "
        "of common stock for $450,000 in reliance on Section 4(a)(2) of the Securities Act."
    )
    one = _rungs(tmp_path, words)["rule_144"]
    assert (one.at_price.value, one.from_day) == (300_000, date(2024, 12, 5))


def test_a_restricted_holding_is_shown_with_its_day_and_not_added(tmp_path: Path) -> None:
    rows = [owned("Zz Investors", "restricted", 250_000, date(2024, 5, 2), date(2024, 11, 2))]
    one = _rungs(tmp_path, ownership=rows)["restricted"]
    assert (one.every.value, one.from_day, one.counted) == (250_000, date(2024, 11, 2), False)


def test_a_restricted_holding_that_is_free_already_is_not_shown(tmp_path: Path) -> None:
    rows = [owned("Zz Investors", "restricted", 250_000, date(2023, 5, 2), date(2023, 11, 2))]
    assert "restricted" not in _rungs(tmp_path, ownership=rows)
