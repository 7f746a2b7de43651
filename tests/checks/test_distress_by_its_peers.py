"""Scores of distress among peers; invented accounts, the amounts of vector ALT-1."""

from pathlib import Path

from annual_rows import company, industry, peers, two_years, without
from microcap.checks.distress_by_its_peers import distress_by_its_peers
from microcap.model.verdicts import CannotTell, Clear, Finding

WEAK = {
    "ca": 6e6,
    "cl": 4e6,
    "re": -15e6,
    "ebit": -3e6,
    "tl": 6e6,
    "ta": 11e6,
    "eq": 5e6,
    "ni": -3e6,
}
"""Working capital 2, retained earnings -15, EBIT -3, equity 5, liabilities 6, assets 11."""
SOUND = {
    "ca": 6e6,
    "cl": 2e6,
    "re": 1e6,
    "ebit": 1e6,
    "tl": 4e6,
    "ta": 10e6,
    "eq": 6e6,
    "ni": 1e6,
}
"""Z'' = 6.56 x 0.4 + 3.26 x 0.1 + 6.72 x 0.1 + 1.05 x 1.5 = 5.197."""


def test_the_lowest_of_its_peers_in_the_zone_of_distress_is_found(tmp_path: Path) -> None:
    """ALT-1: Z'' = -4.2104545; without depreciation Ohlson's O is not told."""
    facts, codes = peers(SOUND, 8, code="2834")
    rows = [*two_years(WEAK, WEAK), *facts]
    verdict = distress_by_its_peers(company(tmp_path, rows, issuers=[industry("2834"), *codes]))
    assert isinstance(verdict, Finding)
    assert verdict.says == (
        "fiscal year to 2023-12-31: Z'' -4.21 against 1.1, lower than 8 of 8 peers, SIC 2834, "
        "nearest in assets"
    )
    assert "RetainedEarningsAccumulatedDeficit -15,000,000 USD on 2023-12-31, 10-K" in [
        one.what for one in verdict.evidence
    ]


def test_among_peers_that_are_no_better_it_is_clear(tmp_path: Path) -> None:
    facts, codes = peers({**WEAK, "re": -20e6}, 8, code="2834")
    rows = [*two_years(WEAK, WEAK), *facts]
    verdict = distress_by_its_peers(company(tmp_path, rows, issuers=[industry("2834"), *codes]))
    assert isinstance(verdict, Clear)
    assert "Z'' -4.21 against 1.1, lower than 0 of 8 peers" in verdict.looked_at


def test_where_both_scores_are_told_one_alone_is_not_enough(tmp_path: Path) -> None:
    """OHL-1 with pretax -2.4m less 0.6m depreciation: ffo -2.4m; at index 100 instead of 800,000
    O is 2.403522 - 0.407 x ln 8000 = -1.2543, below 0."""
    facts, codes = peers({**SOUND, "pretax": 1e6, "dep": 0.1e6}, 8, code="2834")
    weak = {**WEAK, "pretax": -3e6, "dep": 0.6e6}
    rows = [*two_years(weak, {**weak, "ni": -2.5e6}), *facts]
    verdict = distress_by_its_peers(company(tmp_path, rows, issuers=[industry("2834"), *codes]))
    assert isinstance(verdict, Clear)
    assert "O -1.25 against 0, higher than 8 of 8 peers" in verdict.looked_at


def test_seven_peers_are_too_few_and_no_code_is_none(tmp_path: Path) -> None:
    facts, codes = peers(SOUND, 7, code="2834")
    rows = [*two_years(WEAK, WEAK), *facts]
    few = company(tmp_path / "few", rows, issuers=[industry("2834"), *codes])
    none = company(tmp_path / "none", rows, issuers=codes)
    of_few, of_none = distress_by_its_peers(few), distress_by_its_peers(none)
    assert isinstance(of_few, CannotTell)
    assert "8 peers of SIC 28xx" in of_few.missing
    assert "held are 7" in of_few.missing
    assert isinstance(of_none, CannotTell)
    assert "an industry code (SIC)" in of_none.missing


def test_missing_lines_are_named(tmp_path: Path) -> None:
    rows = two_years(without(WEAK, "re", "ca"), WEAK)
    verdict = distress_by_its_peers(company(tmp_path, rows, issuers=[industry("2834")]))
    assert isinstance(verdict, CannotTell)
    assert "tag RetainedEarningsAccumulatedDeficit" in verdict.missing


def test_more_equity_than_assets_beside_debts_does_not_add(tmp_path: Path) -> None:
    rows = two_years({**WEAK, "eq": 12e6}, WEAK)
    verdict = distress_by_its_peers(company(tmp_path, rows, issuers=[industry("2834")]))
    assert isinstance(verdict, CannotTell)
    assert "equity 12,000,000 in assets 11,000,000" in verdict.missing
