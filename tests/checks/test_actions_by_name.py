"""Releases that give a name and no number."""

from datetime import date
from pathlib import Path

from checks.invented import ISSUER, fact, held, listed, subject_of
from market_rows import release
from microcap.checks.actions_by_name import unjoined
from microcap.checks.named_in_regulatory_release import named_in_regulatory_release
from microcap.checks.trading_suspended import trading_suspended
from microcap.model.verdicts import CannotTell, Clear

SINCE, DAY = date(2019, 6, 28), date(2023, 3, 10)
WHOLE = [held("regulatory_actions", subject="*")]
ORDER = release("34-900001", DAY, kind="trading_suspension", issuer=None)


def test_an_order_with_a_name_alone_keeps_the_list_from_being_a_clean_bill(tmp_path: Path) -> None:
    subject = subject_of(tmp_path, listings=listed(), regulatory_actions=[ORDER], coverage=WHOLE)
    verdict = trading_suspended(subject)
    assert isinstance(verdict, CannotTell)
    assert "34-900001 of 2023-03-10, of a company called the same" in verdict.missing
    assert isinstance(named_in_regulatory_release(subject), Clear)


def test_a_release_under_a_former_name_is_seen_too(tmp_path: Path) -> None:
    named = release("LR-90001", DAY, issuer=None, respondents="Old Pumps Corp. (defendant)")
    subject = subject_of(
        tmp_path,
        listings=listed(),
        issuers=[fact("name", "Old Pumps Corporation", date(2021, 1, 4))],
        regulatory_actions=[named],
        coverage=WHOLE,
    )
    assert isinstance(named_in_regulatory_release(subject), CannotTell)
    assert isinstance(trading_suspended(subject), Clear)


def test_a_namesake_with_a_cik_of_its_own_is_somebody_else(tmp_path: Path) -> None:
    other = release("34-900002", DAY, kind="trading_suspension", issuer="9900077")
    subject = subject_of(tmp_path, listings=listed(), regulatory_actions=[other], coverage=WHOLE)
    assert isinstance(trading_suspended(subject), Clear)


def test_without_an_issuer_a_complete_list_proves_nothing(tmp_path: Path) -> None:
    """The order gives a CIK, and whose ticker that is nobody knows."""
    order = release("34-900003", DAY, kind="trading_suspension", issuer=ISSUER)
    subject = subject_of(tmp_path, regulatory_actions=[order], coverage=WHOLE)
    doubt = unjoined(subject, "trading_suspension", SINCE)
    assert doubt is not None
    assert "no release can be joined by CIK" in doubt.missing
    assert isinstance(trading_suspended(subject), CannotTell)
