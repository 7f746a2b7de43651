"""The quality of sales, by pencil."""

from datetime import date

import pytest

from microcap.research.revenue_quality import RevenueQuality, revenue_quality
from microcap.view.facts_as_known import Told
from microcap.view.statement_items import accounts
from view.told import NINE, Q1, YEAR, YEAR_BEFORE, frame, told

DAY = date(2024, 6, 28)


def _quality(*rows: Told) -> RevenueQuality:
    facts = frame(*rows)
    held = accounts(facts)
    assert held is not None
    return revenue_quality(held, facts, DAY)


def _two_years(tag: str, before: float, now: float) -> list[Told]:
    return [told(tag, YEAR_BEFORE, before, "2023-03-28"), told(tag, YEAR, now)]


def _two_ends(tag: str, before: float, now: float) -> list[Told]:
    return [told(tag, "2022-12-31", before, "2023-03-28"), told(tag, "2023-12-31", now)]


def test_growth_compares_the_last_year_with_the_one_before() -> None:
    """10 after 8 is a quarter more."""
    quality = _quality(*_two_years("Revenues", 8e6, 10e6))
    growth = quality.sales["growth_year"]
    assert growth.value == pytest.approx(0.25)
    assert len(growth.sources) == 2
    assert quality.sales["revenue_12_months"].value == 10e6


def test_growth_of_a_quarter_compares_it_with_the_same_a_year_before() -> None:
    """2.0 after 2.5 is a fifth less; the quarter of 2022 is the year's first."""
    quality = _quality(
        told("Revenues", ("2022-01-01", "2022-03-31"), 2.5e6, "2022-05-10"),
        told("Revenues", ("2022-04-01", "2022-06-30"), 2.6e6, "2022-08-10"),
        told("Revenues", ("2022-07-01", "2022-09-30"), 2.7e6, "2022-11-10"),
        told("Revenues", ("2022-10-01", "2022-12-31"), 2.8e6, "2023-03-10"),
        told("Revenues", Q1, 2e6, "2023-05-10"),
    )
    assert quality.sales["growth_quarter"].value == pytest.approx(-0.2)


def test_receivables_are_days_of_sales() -> None:
    """2 of 10 in a year are 73 days; a year before 1 of 8 was 45.6."""
    days = _quality(
        *_two_years("Revenues", 8e6, 10e6), *_two_ends("AccountsReceivableNetCurrent", 1e6, 2e6)
    ).days
    assert days["receivables_days_last_year"].value == pytest.approx(73.0)
    assert days["receivables_days_year_before"].value == pytest.approx(45.625)


def test_deferred_revenue_is_counted_with_its_later_part() -> None:
    """(1 + 0.5) of 10 are 54.75 days."""
    days = _quality(
        *_two_years("Revenues", 8e6, 10e6),
        told("ContractWithCustomerLiabilityCurrent", "2023-12-31", 1e6),
        told("ContractWithCustomerLiabilityNoncurrent", "2023-12-31", 5e5),
    ).days
    assert days["deferred_revenue_days_last_year"].value == pytest.approx(54.75)


def test_days_without_sales_do_not_apply_and_without_a_balance_cannot_be_told() -> None:
    none = _quality(
        told("Revenues", YEAR, 0.0), told("AccountsReceivableNetCurrent", "2023-12-31", 1e6)
    )
    blind = _quality(told("Revenues", YEAR, 1e6))
    assert none.days["receivables_days_last_year"].status == "not_applicable"
    assert blind.days["receivables_days_last_year"].missing.startswith("the balance")


def test_sales_to_related_parties_are_a_share_and_their_absence_no_proof() -> None:
    """1 of 10."""
    rows = _two_years("Revenues", 8e6, 10e6)
    assert _quality(*rows, told("RevenueFromRelatedParties", YEAR, 1e6)).sales[
        "related_party_share"
    ].value == pytest.approx(0.1)
    assert "no proof of none" in _quality(*rows).sales["related_party_share"].missing


def test_the_largest_tagged_concentration_of_the_last_year_is_shown() -> None:
    rows = [
        told("ConcentrationRiskPercentage1", span, value, unit="pure")
        for span, value in ((YEAR, 0.31), (YEAR, 0.31), (NINE, 0.22))
    ]
    old = told("ConcentrationRiskPercentage1", ("2019-01-01", "2019-12-31"), 0.9, unit="pure")
    found = _quality(*_two_years("Revenues", 8e6, 10e6), *rows[1:], old).sales["concentration"]
    assert (found.value, found.n_used) == (0.31, 2)
    assert "by dimension" in _quality(told("Revenues", YEAR, 1e6)).sales["concentration"].missing


def test_one_offs_of_the_last_year_are_listed() -> None:
    found = _quality(
        *_two_years("Revenues", 8e6, 10e6),
        told("AssetImpairmentCharges", YEAR, 3e6),
        told("RestructuringCharges", YEAR_BEFORE, 1e6, "2023-03-28"),
    ).one_offs
    assert {name: one.value for name, one in found.items()} == {"impairment": 3e6}


def test_accruals_and_the_two_scores_follow_from_two_years() -> None:
    """Accruals (-2 + 3) / ((10 + 6) / 2) = 0.125. Z'' = 6.56 x 0.2 + 3.26 x -0.9 + 6.72 x -0.25
    + 1.05 x 6 / 4 = 1.312 - 2.934 - 1.68 + 1.575 = -1.727."""
    rows = [
        *_two_years("Revenues", 8e6, 10e6),
        *_two_years("NetIncomeLoss", -1e6, -2e6),
        *_two_ends("Assets", 6e6, 10e6),
        told("NetCashProvidedByUsedInOperatingActivities", YEAR, -3e6),
        told("AssetsCurrent", "2023-12-31", 5e6),
        told("LiabilitiesCurrent", "2023-12-31", 3e6),
        told("RetainedEarningsAccumulatedDeficit", "2023-12-31", -9e6),
        told("OperatingIncomeLoss", YEAR, -2.5e6),
        told("Liabilities", "2023-12-31", 4e6),
        told("StockholdersEquity", "2023-12-31", 6e6),
    ]
    quality = _quality(*rows)
    score = quality.distress["altman_z2"]
    assert quality.accruals.value == pytest.approx(0.125)
    assert score.value == pytest.approx(-1.727)
    assert "zone distress" in score.note
    assert any("distressed by construction" in says for says in quality.says)
    assert quality.distress["ohlson_o"].missing.startswith("income before tax")


def test_beneish_names_the_parts_that_are_missing() -> None:
    """Sales grew by a quarter; the receivables of neither year are told."""
    parts = _quality(*_two_years("Revenues", 8e6, 10e6), *_two_ends("Assets", 6e6, 10e6)).beneish
    assert parts["SGI"].value == pytest.approx(1.25)
    assert parts["DSRI"].missing == "receivables of both years"
    assert (parts["M"].value, parts["M"].status) == (None, "cannot_tell")


def test_an_index_that_is_not_known_is_taken_as_one_and_named() -> None:
    """Only sales and accruals are told: SGI 1.25, TATA (-2 + 3) / 10 = 0.1, all else 1:
    -2.48 + 0.892 x 0.25 + 4.679 x 0.1 = -1.7891."""
    score = _quality(
        *_two_years("Revenues", 8e6, 10e6),
        *_two_ends("Assets", 6e6, 10e6),
        told("NetIncomeLoss", YEAR, -2e6),
        told("NetCashProvidedByUsedInOperatingActivities", YEAR, -3e6),
    ).beneish["M"]
    assert score.value == pytest.approx(-1.7891)
    assert score.status == "estimated"
    assert score.note.endswith("DSRI, GMI, AQI, DEPI, SGAI, LVGI")


def test_one_year_alone_has_no_growth_and_no_beneish() -> None:
    quality = _quality(told("Revenues", YEAR, 10e6))
    assert quality.sales["growth_year"].status == "cannot_tell"
    assert quality.beneish["M"].missing == "two fiscal years of statements in the facts held"
