"""Claimed buy-backs against payments for own shares and against share counts."""

from datetime import date
from pathlib import Path

import pytest

from checks.claim_rows import claimed, release, revenue
from checks.invented import Row
from microcap.checks.claim_buybacks import bought_back
from microcap.checks.claim_facts import Borne
from microcap.checks.claims_held import claims_held

FIRST = date(2024, 1, 1), date(2024, 3, 31)
FILED = date(2024, 5, 10)
PLAN = "The board of Zz authorized a share repurchase program of up to $2.0 million."


def _paid(value: float) -> Row:
    return {**revenue(*FIRST, value, FILED), "tag": "PaymentsForRepurchaseOfCommonStock"}


def _borne(folder: Path, words: str, paid: float | None, day: date = date(2024, 1, 10)) -> Borne:
    facts = [revenue(*FIRST, 9e6, FILED), *([_paid(paid)] if paid is not None else [])]
    subject = claimed(folder, [release(words, day)], facts=facts)
    (claim,) = claims_held(subject)
    return bought_back(subject, claim)


@pytest.mark.parametrize(
    ("paid", "bearing", "says"),
    [
        (1.95e6, "verified", "$1,950,000 was paid for own shares"),
        (0.3e6, "open", "$300,000 was paid for own shares in the quarters to 2024-03-31, of"),
        (None, "open", "no payment for own shares is tagged"),
    ],
)
def test_an_authorised_amount_is_verified_once_about_all_of_it_was_paid(
    tmp_path: Path, paid: float | None, bearing: str, says: str
) -> None:
    """1.95 of 2.0 million is within five per cent; 0.3 million contradicts nothing."""
    borne = _borne(tmp_path, PLAN, paid)
    assert borne.bearing == bearing
    assert says in borne.says


def test_shares_that_were_bought_are_verified_by_the_payments_of_their_period(
    tmp_path: Path,
) -> None:
    words = "In the quarter Zz repurchased 400,000 shares of its common stock for $1.2 million."
    assert _borne(tmp_path, words, 1.2e6, date(2024, 5, 2)).bearing == "verified"


def test_without_facts_nobody_can_tell(tmp_path: Path) -> None:
    subject = claimed(tmp_path, [release(PLAN)])
    (claim,) = claims_held(subject)
    assert bought_back(subject, claim).bearing == "cannot_tell"
