"""Main figures that a later filing told differently; invented, and two real companies."""

from datetime import date
from pathlib import Path

import pytest

from annual_rows import END, FILED, NOW, company, real_company, year
from microcap.checks.restated_figures import restated_figures
from microcap.model.verdicts import CannotTell, Clear, Finding
from research.tiny import fact

LATER = date(2024, 6, 10)
KORE_GROUP, SENSEONICS = 1855457, 1616543


def test_sales_that_became_a_fifth_less_are_found_with_both_filings(tmp_path: Path) -> None:
    """10m in March, 8m in June: -20 %."""
    rows = [*year(NOW), *year({"sales": 8e6}, filed=LATER, form="10-K/A")]
    verdict = restated_figures(company(tmp_path, rows))
    assert isinstance(verdict, Finding)
    assert verdict.says == (
        "Revenues of 2023-01-01 to 2023-12-31: 10,000,000 in the 10-K filed 2024-03-15, 8,000,000 "
        "(-20 %) in the 10-K/A filed 2024-06-10"
    )
    assert [one.source[-6:] for one in verdict.evidence] == ["061001", "031501"]


def test_a_change_of_a_twentieth_and_one_of_no_weight_are_clear(tmp_path: Path) -> None:
    """-5 % of sales; net income from 500,000 to 440,000 is -12 % and 0.5 % of assets."""
    later = year({"sales": 9.5e6, "ni": 0.44e6}, filed=LATER, form="10-K/A")
    verdict = restated_figures(company(tmp_path, [*year(NOW), *later]))
    assert isinstance(verdict, Clear)
    assert verdict.looked_at.startswith("2 main figures told by two filings or more")


def test_a_sign_turned_round_and_a_figure_that_came_back_are_left_aside(tmp_path: Path) -> None:
    turned = [*year(NOW), *year({"ni": -0.5e6}, filed=LATER, form="10-K/A")]
    back = [
        *year(NOW),
        *year({"sales": 8e6}, filed=date(2024, 5, 2), form="10-K/A"),
        *year({"sales": 10e6}, filed=LATER, form="10-K/A"),
    ]
    assert isinstance(restated_figures(company(tmp_path / "turned", turned)), Clear)
    assert isinstance(restated_figures(company(tmp_path / "back", back)), Clear)


def test_a_total_that_moved_to_another_tag_of_its_line_is_no_restatement(tmp_path: Path) -> None:
    """10m stood under Revenues, 1m of it under the tag of contracts; later 10m stands there."""
    tag, start = "RevenueFromContractWithCustomerExcludingAssessedTax", date(2023, 1, 1)
    rows = [
        *year(NOW),
        fact(tag, 1e6, END, start=start, filed=FILED, form="10-K"),
        fact(tag, 10e6, END, start=start, filed=LATER, form="10-K/A"),
    ]
    assert isinstance(restated_figures(company(tmp_path, rows)), Clear)


def test_discontinued_operations_explain_a_change(tmp_path: Path) -> None:
    given_up = "IncomeLossFromDiscontinuedOperationsNetOfTax"
    rows = [
        *year(NOW),
        *year({"sales": 8e6}, filed=LATER, form="10-K/A"),
        fact(given_up, 1e5, END, start=date(2023, 1, 1), filed=LATER, form="10-K/A"),
    ]
    verdict = restated_figures(company(tmp_path, rows))
    assert isinstance(verdict, Clear)
    assert "1 changed as expected" in verdict.looked_at


def test_four_lines_changed_at_once_name_the_reverse_merger(tmp_path: Path) -> None:
    later = year({"sales": 1e6, "ta": 3e6, "cfo": -3e6, "ni": -4e6}, filed=LATER)
    verdict = restated_figures(company(tmp_path, [*year(NOW), *later]))
    assert isinstance(verdict, Finding)
    assert verdict.says.endswith(
        "after a reverse merger, the accounts are those of the other company"
    )


def test_figures_told_once_and_none_at_all_cannot_tell(tmp_path: Path) -> None:
    once = restated_figures(company(tmp_path / "once", year(NOW)))
    none = restated_figures(company(tmp_path / "none", []))
    assert isinstance(once, CannotTell)
    assert "told by two filings" in once.missing
    assert isinstance(none, CannotTell)


@pytest.mark.real
def test_an_amended_quarter_of_a_real_company_is_found(shared: Path, tmp_path: Path) -> None:
    """KORE Group, half-year to June 2024: an operating loss of 64,531,000 in 0001628280-24-037228,
    of 84,081,000 in the 10-Q/A 0001855457-24-000084."""
    verdict = restated_figures(real_company(shared, tmp_path, KORE_GROUP, "2025-03-31"))
    assert isinstance(verdict, Finding)
    found = {(one.source, one.what) for one in verdict.evidence}
    what = "USD of 2024-01-01 to 2024-06-30"
    assert ("0001628280-24-037228", f"OperatingIncomeLoss -64,531,000 {what}, 10-Q") in found
    assert ("0001855457-24-000084", f"OperatingIncomeLoss -84,081,000 {what}, 10-Q/A") in found


@pytest.mark.real
def test_a_real_total_that_moved_to_another_tag_is_not(shared: Path, tmp_path: Path) -> None:
    """Senseonics told 8,263,000 of sales for the half-year to June 2023 in both years, first under
    Revenues, then under the tag of contracts, which had been 750,000."""
    verdict = restated_figures(real_company(shared, tmp_path, SENSEONICS, "2025-06-30"))
    assert isinstance(verdict, Clear)
