"""Rows of market structure on a security."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import bars, listed, split
from market_rows import failing, release, short, tier
from microcap.view.market_structure import (
    actions_naming,
    fails_of,
    halt_kind,
    is_party,
    last_trade,
    open_halts,
    own_rows,
    same_name,
    suspended_until,
    tier_said,
)
from research.tiny import halt, subject


def test_rows_of_days_before_the_ticker_was_its_own_are_left_out(tmp_path: Path) -> None:
    """The first bar is of 28 June 2024; the ticker of March was another's or nobody's."""
    rows = [short(5, date(2024, 3, 15)), short(7, date(2024, 6, 14))]
    late = subject(
        *(tmp_path, "2024-06-28"),
        short_interest=rows,
        bars=bars([2.0] * 20),
    )
    assert own_rows(late, "short_interest")["shares_short"].to_list() == [7]


def test_fails_are_told_in_todays_shares(tmp_path: Path) -> None:
    """One share for ten since 20 June: 12,000 of before are 1,200."""
    one = subject(
        tmp_path,
        bars=bars([2.0] * 30),
        splits=[split(date(2024, 6, 20), 1, 10)],
        fails_to_deliver=[failing(12_000, date(2024, 6, 3))],
    )
    assert fails_of(one).select("shares_failing", "adjusted").row(0) == (12_000, 1200.0)


@pytest.mark.parametrize(
    ("moment", "codes"),
    [
        ("2024-06-27 09:44", []),
        ("2024-06-27 10:00", ["T12"]),
        ("2024-06-27 23:00", ["T12"]),
        ("2024-06-28 23:00", []),
    ],
)
def test_a_halt_without_an_end_is_open_until_the_name_trades_again(
    tmp_path: Path, moment: str, codes: list[str]
) -> None:
    """Halted on 27 June at 09:45; the bar of the 28th has trade."""
    one = subject(
        *(tmp_path, moment),
        bars=bars([2.0] * 20),
        halts=[halt("2024-06-27 09:45", None, "T12")],
    )
    assert open_halts(one)["code"].to_list() == codes


def test_an_end_that_has_not_come_does_not_end_a_halt(tmp_path: Path) -> None:
    rows = [halt("2024-06-27 09:45", "2024-06-27 11:00")]
    one = subject(tmp_path, "2024-06-27 10:00", bars=bars([2.0] * 20), halts=rows)
    assert open_halts(one).height == 1
    assert last_trade(one) == date(2024, 6, 26)


def test_a_release_is_joined_by_cik_or_ticker_and_never_by_name(tmp_path: Path) -> None:
    """A release that gives another CIK beside the ticker is about the other company."""
    rows = [
        release("LR-1", date(2024, 6, 28)),
        release("LR-2", date(2024, 6, 28), issuer=None),
        release("LR-3", date(2024, 6, 28), issuer=None, symbol="ZZHM"),
        release("LR-4", date(2024, 6, 28), issuer="9900077", symbol="ZZHM"),
    ]
    one = subject(tmp_path, listings=listed(), regulatory_actions=rows)
    assert actions_naming(one).select("identifier", "by", "role").rows() == [
        ("LR-1", "CIK", "defendant"),
        ("LR-3", "ticker", "defendant"),
    ]


def test_a_role_tells_a_party_from_a_mention() -> None:
    roles = ["defendant", "relief defendant", "", "target of insider trading", "acquirer"]
    assert [is_party(role) for role in roles] == [True, True, True, False, False]


def test_legal_forms_do_not_make_another_name() -> None:
    assert same_name("ZZ HOLDINGS CORP", "Orson Pell; Zz Holdings, Inc. (defendant)")
    assert not same_name("Zz Holdings", "Zz Holdings Mining, Inc.")
    assert not same_name("Zz", "Zz Inc.")


def test_a_suspension_without_an_end_lasts_ten_business_days_at_most() -> None:
    """From Friday 14 June 2024, 19 June and 4 July left out: the tenth day is 1 July."""
    row: dict[str, object] = {"day": date(2024, 6, 14), "until": None}
    assert suspended_until(row) == (date(2024, 7, 1), False)
    assert suspended_until({**row, "until": date(2024, 6, 27)}) == (date(2024, 6, 27), True)


def test_a_list_of_tiers_tells_a_venue_and_makes_no_issuer(tmp_path: Path) -> None:
    one = subject(tmp_path, bars=bars([2.0] * 5), listings=[tier("OTCQB", date(2024, 6, 26))])
    said = tier_said(one)
    assert said is not None
    assert (said.value, said.day) == ("OTCQB", date(2024, 6, 26))
    assert one.issuer is None


def test_a_code_tells_of_what_kind_the_halt_is() -> None:
    assert [halt_kind(code) for code in ("T12", "LUDP", "X99")] == [
        "request",
        "volatility",
        "unknown",
    ]
