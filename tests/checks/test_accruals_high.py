"""Income ahead of cash, alone and beside peers; invented accounts, the amounts of vector SLO-1."""

from pathlib import Path

from annual_rows import BEFORE, NOW, company, industry, peers, two_years, without
from microcap.checks.accruals_high import accruals_high
from microcap.model.verdicts import CannotTell, Clear, Finding


def test_without_peers_the_stated_threshold_decides(tmp_path: Path) -> None:
    """SLO-1: 0.10679612, above 10 %."""
    verdict = accruals_high(company(tmp_path, two_years(NOW, BEFORE)))
    assert isinstance(verdict, Finding)
    assert (
        "accruals 10.7 % of average assets, against 10 %, since there are no peers" in verdict.says
    )
    assert [one.day.year for one in verdict.evidence if one.day] == [2023, 2023, 2023, 2022]


def test_among_peers_with_higher_ones_the_same_number_is_clear(tmp_path: Path) -> None:
    """Each peer: (2 - 0.6) / 10.3 = 13.6 %; none of nine is lower."""
    facts, codes = peers({**NOW, "ni": 2e6, "cfo": 0.6e6}, 9, code="3674", before=BEFORE)
    rows = [*two_years(NOW, BEFORE), *facts]
    verdict = accruals_high(company(tmp_path, rows, issuers=[industry("3674"), *codes]))
    assert isinstance(verdict, Clear)
    assert "higher than 0 of 9 peers, SIC 3674, nearest in assets" in verdict.looked_at


def test_eight_per_cent_are_found_where_no_peer_has_as_much(tmp_path: Path) -> None:
    """(0.5 - -0.324) / 10.3 = 8 %, below the 10 % of a company without peers."""
    facts, codes = peers({**NOW, "ni": 0.5e6, "cfo": 0.6e6}, 9, code="3674", before=BEFORE)
    rows = [*two_years({**NOW, "cfo": -0.324e6}, BEFORE), *facts]
    verdict = accruals_high(company(tmp_path, rows, issuers=[industry("3674"), *codes]))
    assert isinstance(verdict, Finding)
    assert "accruals 8.0 % of average assets, higher than 9 of 9 peers" in verdict.says


def test_a_missing_flow_is_named_with_its_tag(tmp_path: Path) -> None:
    verdict = accruals_high(company(tmp_path, two_years(without(NOW, "cfo"), BEFORE)))
    assert isinstance(verdict, CannotTell)
    assert "tag NetCashProvidedByUsedInOperatingActivities" in verdict.missing
