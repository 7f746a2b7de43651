"""Dealings with insiders above a tenth of the sales; invented."""

from pathlib import Path

from annual_rows import BEFORE, NOW, company, two_years, without
from checks.test_related_party_dealings import LENT, NONE, proxy
from microcap.checks.related_party_dealings_large import related_party_dealings_large
from microcap.model.verdicts import CannotTell, Clear, Finding


def test_a_loan_of_a_fifth_of_sales_is_found(tmp_path: Path) -> None:
    """2 of 10."""
    rows = two_years({**NOW, "borrowed": 2e6}, BEFORE)
    verdict = related_party_dealings_large(company(tmp_path, rows))
    assert isinstance(verdict, Finding)
    assert verdict.says == (
        "ProceedsFromRelatedPartyDebt 2,000,000, 20 %; of sales 10,000,000 USD of the fiscal year "
        "to 2023-12-31"
    )


def test_a_quoted_amount_counts_against_assets_where_there_are_hardly_any_sales(
    tmp_path: Path,
) -> None:
    """150,000 of 1,000,000 are 15 %; sales of 10,000 are 1 % of assets."""
    rows = two_years({**NOW, "sales": 1e4, "ta": 1e6}, BEFORE)
    verdict = related_party_dealings_large(company(tmp_path, rows, **proxy(LENT)))
    assert isinstance(verdict, Finding)
    assert verdict.says.startswith("$150,000, 15 %: “In May 2023 the Company lent $150,000")


def test_a_small_dealing_and_a_proxy_that_says_none_are_clear(tmp_path: Path) -> None:
    small = two_years({**NOW, "borrowed": 0.5e6}, BEFORE)
    verdict = related_party_dealings_large(company(tmp_path / "small", small))
    assert isinstance(verdict, Clear)
    assert verdict.looked_at.endswith("the largest dealing told is 500,000, 5.0 % of sales")
    none = company(tmp_path / "none", two_years(NOW, BEFORE), **proxy(NONE))
    assert isinstance(related_party_dealings_large(none), Clear)


def test_no_amount_and_nothing_to_measure_by_cannot_tell(tmp_path: Path) -> None:
    amount = company(tmp_path / "amount", two_years(NOW, BEFORE))
    bare = {**without(NOW, "sales", "ta"), "borrowed": 1e6}
    size = company(tmp_path / "size", two_years(bare, BEFORE))
    of_amount, of_size = related_party_dealings_large(amount), related_party_dealings_large(size)
    assert isinstance(of_amount, CannotTell)
    assert "amounts of dealings" in of_amount.missing
    assert isinstance(of_size, CannotTell)
    assert "sales or assets" in of_size.missing
