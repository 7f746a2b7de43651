"""Releases that name the issuer."""

from datetime import date
from pathlib import Path

from checks.invented import ISSUER, held, listed, subject_of
from market_rows import release
from microcap.checks.named_in_regulatory_release import named_in_regulatory_release
from microcap.model.verdicts import CannotTell, Clear, Finding

DAY = date(2023, 5, 2)


def test_a_release_against_the_issuer_is_found_with_its_number_and_role(tmp_path: Path) -> None:
    rows = [release("LR-90001", DAY)]
    verdict = named_in_regulatory_release(
        subject_of(tmp_path, listings=listed(), regulatory_actions=rows)
    )
    assert isinstance(verdict, Finding)
    assert verdict.evidence[0].what == (
        "LR-90001 (litigation release): “Release LR-90001”, as defendant, by its CIK"
    )


def test_a_mention_as_the_target_of_a_trade_is_no_finding(tmp_path: Path) -> None:
    rows = [release("LR-90002", DAY, respondents="Zz Holdings, Inc. (target of insider trading)")]
    whole = [held("regulatory_actions", subject=ISSUER)]
    verdict = named_in_regulatory_release(
        subject_of(tmp_path, listings=listed(), regulatory_actions=rows, coverage=whole)
    )
    assert verdict == Clear(
        "mentioned in 1 release from 2019-06-28 to 2024-06-28, never as a party"
    )


def test_a_namesake_without_a_cik_is_never_merged(tmp_path: Path) -> None:
    rows = [release("LR-90003", DAY, issuer=None)]
    verdict = named_in_regulatory_release(
        subject_of(tmp_path, listings=listed(), regulatory_actions=rows)
    )
    assert isinstance(verdict, CannotTell)
