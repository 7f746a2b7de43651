"""Shares outstanding of a year ago and now."""

from datetime import date
from pathlib import Path

from checks.invented import ISSUER, SYMBOL, Row, listed, split, subject_of
from microcap.checks.share_count_ballooned import share_count_ballooned
from microcap.model.verdicts import CannotTell, Clear, Finding

LAST_YEAR, APRIL = date(2023, 5, 10), date(2024, 4, 25)


def _vendor(day: date, shares: int) -> Row:
    return {"symbol": SYMBOL, "kind": "vendor", "share_class": "", "day": day, "shares": shares}


def _cover(day: date, shares: int, number: int) -> Row:
    return {
        "issuer": ISSUER,
        "taxonomy": "dei",
        "tag": "EntityCommonStockSharesOutstanding",
        "unit": "shares",
        "day": day,
        "value": float(shares),
        "accession": f"0009900001-24-0000{number:02d}",
        "form": "10-Q",
        "filed": day,
        "vintage": "as_filed",
    }


def test_a_count_that_more_than_doubled_is_found_with_both_counts(tmp_path: Path) -> None:
    """25,000,001 / 10,000,000 - 1 = 150 %."""
    counts = [_vendor(LAST_YEAR, 10_000_000), _vendor(APRIL, 25_000_001)]
    verdict = share_count_ballooned(subject_of(tmp_path, share_counts=counts))
    assert isinstance(verdict, Finding)
    assert "grew 150 %" in verdict.says
    assert "10,000,000 (vendor 2023-05-10)" in verdict.says
    assert "25,000,001 (vendor 2024-04-25)" in verdict.says
    assert "may also be a merger" in verdict.says


def test_exactly_doubled_is_clear(tmp_path: Path) -> None:
    counts = [_vendor(LAST_YEAR, 10_000_000), _vendor(APRIL, 20_000_000)]
    assert isinstance(share_count_ballooned(subject_of(tmp_path, share_counts=counts)), Clear)


def test_growth_is_measured_across_a_reverse_split(tmp_path: Path) -> None:
    """100m before a 1-for-10 split are 10m after it; 30m are three times as many."""
    counts = [_vendor(LAST_YEAR, 100_000_000), _vendor(APRIL, 30_000_000)]
    subject = subject_of(tmp_path, share_counts=counts, splits=[split(date(2023, 12, 1), 1, 10)])
    verdict = share_count_ballooned(subject)
    assert isinstance(verdict, Finding)
    assert "grew 200 %" in verdict.says


def test_a_count_that_was_not_divided_at_the_split_cannot_tell(tmp_path: Path) -> None:
    """The vendor forgot the division: growth mirrors the ratio of the split."""
    counts = [_vendor(LAST_YEAR, 100_000_000), _vendor(APRIL, 101_000_000)]
    subject = subject_of(tmp_path, share_counts=counts, splits=[split(date(2023, 12, 1), 1, 10)])
    verdict = share_count_ballooned(subject)
    assert isinstance(verdict, CannotTell)
    assert "did not disturb" in verdict.missing


def test_a_count_published_around_the_split_is_not_used(tmp_path: Path) -> None:
    counts = [_vendor(LAST_YEAR, 100_000_000), _vendor(date(2023, 12, 20), 90_000_000)]
    subject = subject_of(tmp_path, share_counts=counts, splits=[split(date(2023, 12, 1), 1, 10)])
    verdict = share_count_ballooned(subject)
    assert not isinstance(verdict, Finding)


def test_a_suspected_split_in_between_cannot_tell(tmp_path: Path) -> None:
    counts = [_vendor(LAST_YEAR, 10_000_000), _vendor(APRIL, 50_000_000)]
    suspected = split(date(2024, 1, 5), 5, 1, status="suspected")
    subject = subject_of(tmp_path, share_counts=counts, splits=[suspected])
    assert isinstance(share_count_ballooned(subject), CannotTell)


def test_the_cover_page_goes_before_the_vendor_and_a_dispute_is_said(tmp_path: Path) -> None:
    """Cover: 10m to 40m is +300 %; the vendor stayed at 10m."""
    facts = [_cover(LAST_YEAR, 10_000_000, 1), _cover(APRIL, 40_000_000, 2)]
    counts = [_vendor(LAST_YEAR, 10_000_000), _vendor(APRIL, 10_500_000)]
    subject = subject_of(tmp_path, share_counts=counts, facts=facts, listings=listed())
    verdict = share_count_ballooned(subject)
    assert isinstance(verdict, Finding)
    assert "grew 300 %" in verdict.says
    assert "disputed: by the vendor counts +5 %" in verdict.says


def test_one_count_cannot_tell(tmp_path: Path) -> None:
    verdict = share_count_ballooned(subject_of(tmp_path, share_counts=[_vendor(APRIL, 10)]))
    assert isinstance(verdict, CannotTell)
    assert verdict.missing == "two share counts of one kind within the last 12 months"


def test_counts_of_a_few_months_give_no_clean_bill_of_a_year(tmp_path: Path) -> None:
    counts = [_vendor(date(2024, 3, 1), 10_000_000), _vendor(APRIL, 10_100_000)]
    verdict = share_count_ballooned(subject_of(tmp_path, share_counts=counts))
    assert isinstance(verdict, CannotTell)


def test_a_single_count_of_years_ago_is_no_clean_bill(tmp_path: Path) -> None:
    """The vendor gave one count in 2019, and none since: nobody may keep it any more."""
    subject = subject_of(tmp_path, share_counts=[_vendor(date(2019, 2, 1), 5_000_000)])
    verdict = share_count_ballooned(subject)
    assert isinstance(verdict, CannotTell)
    assert "newer than that of 2019-02-01" in verdict.missing
