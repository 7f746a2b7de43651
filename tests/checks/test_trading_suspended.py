"""A suspension of trading by the SEC."""

from datetime import date
from pathlib import Path

from checks.invented import ISSUER, held, listed, subject_of
from market_rows import release
from microcap.checks.trading_suspended import trading_suspended
from microcap.model.catalogue import entries
from microcap.model.verdicts import CannotTell, Clear, Finding
from research.tiny import halt

ORDER = release("34-900001", date(2021, 3, 12), kind="trading_suspension", until=date(2021, 3, 25))


def test_an_order_of_three_years_ago_is_found_and_does_not_fade(tmp_path: Path) -> None:
    verdict = trading_suspended(subject_of(tmp_path, listings=listed(), regulatory_actions=[ORDER]))
    assert isinstance(verdict, Finding)
    assert verdict.says == "trading was suspended by the SEC: 2021-03-12"
    assert verdict.evidence[0].what == (
        "34-900001: Release 34-900001, until 2021-03-25 (by its CIK)"
    )
    assert not entries("check")["trading_suspended"].says["fades"]


def test_a_halt_of_code_h10_is_a_suspension_too(tmp_path: Path) -> None:
    row = {**halt("2024-06-28 09:30", None, "H10")}
    verdict = trading_suspended(subject_of(tmp_path, listings=listed(), halts=[row]))
    assert isinstance(verdict, Finding)
    assert verdict.evidence[0].what == "halt of code H10"


def test_a_complete_list_without_it_is_clear(tmp_path: Path) -> None:
    whole = [held("regulatory_actions", subject=ISSUER)]
    verdict = trading_suspended(subject_of(tmp_path, listings=listed(), coverage=whole))
    assert isinstance(verdict, Clear)


def test_a_feed_without_it_proves_nothing(tmp_path: Path) -> None:
    other = {**ORDER, "issuer": "9900077"}
    verdict = trading_suspended(subject_of(tmp_path, listings=listed(), regulatory_actions=[other]))
    assert isinstance(verdict, CannotTell)
