"""Traits: what micro-caps are said to be, for one name, and never a zero for what is not held."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from checks.invented import DAY, Rows, bars, filing, held, listed
from microcap.model.figures import Figure
from microcap.research.cap import standing
from microcap.research.traits import traits
from research.tiny import cover, owned, subject

MAY = date(2024, 5, 10)


def _traits(folder: Path, /, **tables: Rows) -> dict[str, Figure]:
    one = subject(folder, **({"listings": listed()} | tables))
    return traits(one, standing(one))


def test_there_are_seven_and_of_one_bar_none_can_be_told(tmp_path: Path) -> None:
    found = _traits(tmp_path)
    assert len(found) == 7
    assert {(one.value, one.status) for one in found.values()} == {(None, "cannot_tell")}


def test_volume_and_volatility_are_those_of_the_liquidity_chapter(tmp_path: Path) -> None:
    """Ninety days of 1,000 shares at 2.00 are 2,000 USD a day, and nothing moves."""
    found = _traits(tmp_path, bars=bars([2.0] * 90, [1000] * 90))
    assert (found["low volume"].value, found["low volume"].unit) == (2000.0, "USD")
    assert found["high volatility"].value == 0.0


def test_the_insiders_part_is_officers_and_large_holders_of_the_shares(tmp_path: Path) -> None:
    """(3.1m + 2.0m) / 12.5m = 0.408; what is restricted belongs to nobody's part."""
    found = _traits(
        tmp_path,
        facts=[cover(12_500_000, MAY)],
        ownership=[
            owned("a director", "officers_directors", 3_100_000, MAY),
            owned("a fund", "holder_10pct", 2_000_000, MAY),
            owned("a lender", "restricted", 900_000, MAY),
        ],
    )
    assert found["concentrated insiders"].value == pytest.approx(0.408)
    assert found["concentrated insiders"].as_of == MAY


def test_holdings_of_more_than_all_shares_cannot_tell_a_part(tmp_path: Path) -> None:
    rows = [owned("a director", "officers_directors", 12_500_001, MAY)]
    found = _traits(tmp_path, facts=[cover(12_500_000, MAY)], ownership=rows)
    assert found["concentrated insiders"].status == "cannot_tell"


def test_disclosure_counts_the_filings_of_twelve_months(tmp_path: Path) -> None:
    """365 days before 28 June 2024 is 29 June 2023: a filing of that day is not among them."""
    first = DAY - timedelta(days=365)
    assert first == date(2023, 6, 29)
    rows = [
        filing("10-Q", first),
        filing("10-Q", date(2023, 6, 30)),
        filing("10-K", date(2024, 3, 28)),
        filing("8-K", date(2024, 6, 20)),
    ]
    found = _traits(tmp_path, filings=rows, coverage=[held()])["sparse disclosure"]
    assert (found.value, found.as_of) == (3, date(2024, 6, 20))


def test_no_filing_in_a_complete_record_is_a_zero_and_in_another_none(tmp_path: Path) -> None:
    told = _traits(tmp_path / "a", coverage=[held()])["sparse disclosure"]
    untold = _traits(tmp_path / "b", coverage=[held(complete=False)])["sparse disclosure"]
    assert (told.value, told.status) == (0, "known")
    assert (untold.value, untold.status) == (None, "cannot_tell")
