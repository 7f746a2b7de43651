"""Warrants by strike, options and share units."""

from datetime import date
from pathlib import Path

from checks.invented import Rows
from microcap.research.ladder import Rung
from microcap.research.supply import supply
from offering_rows import QUARTER_DAY, company, document, documents
from research.tiny import fact

MARCH = date(2024, 3, 31)
STEM = "ShareBasedCompensationArrangementByShareBasedPaymentAward"


def _rungs(folder: Path, words: str, *facts: dict[str, object]) -> list[Rung]:
    rows: Rows = [*documents()[:3], document("10-Q", QUARTER_DAY, words)]
    value = supply(company(folder, filing_documents=rows, facts=list(facts)))
    return [
        one
        for one in value.rungs
        if one.kind in {"warrants", "pre_funded", "options", "share_units"}
    ]


def test_each_strike_is_a_rung_that_opens_at_its_price(tmp_path: Path) -> None:
    words = (
        "Warrants to purchase 300,000 shares of common stock at an exercise price of $1.50 per "
        "share expire on December 31, 2028. Warrants to purchase 200,000 shares of common stock at "
        "an exercise price of $3.00 per share expire on June 30, 2027."
    )
    told = [
        (one.every.value, one.at_price.value, one.at_twice.value) for one in _rungs(tmp_path, words)
    ]
    assert told == [(300_000, 300_000, 300_000), (200_000, 0, 200_000)]


def test_pre_funded_warrants_come_at_any_price(tmp_path: Path) -> None:
    words = (
        "Pre-funded warrants to purchase 500,000 shares of common stock at an exercise price of "
        "$0.0001 per share were outstanding."
    )
    (one,) = _rungs(tmp_path, words)
    assert (one.kind, one.at_half.value, one.condition) == ("pre_funded", 500_000, "any price")


def test_warrants_that_have_expired_are_gone(tmp_path: Path) -> None:
    words = (
        "Warrants to purchase 300,000 shares of common stock at an exercise price of $1.50 per "
        "share expire on June 1, 2024."
    )
    assert _rungs(tmp_path, words) == []


def test_a_tagged_count_above_those_with_terms_is_the_rest(tmp_path: Path) -> None:
    """700,000 tagged, 300,000 with terms: 400,000 more."""
    words = (
        "Warrants to purchase 300,000 shares of common stock at an exercise price of $1.50 per "
        "share expire on December 31, 2028."
    )
    tagged = fact(
        "ClassOfWarrantOrRightOutstanding", 700_000, MARCH, unit="shares", filed=QUARTER_DAY
    )
    told = [one.every.value for one in _rungs(tmp_path, words, tagged)]
    assert told == [300_000, 400_000]


def test_options_and_share_units_come_from_tagged_facts(tmp_path: Path) -> None:
    """Options at 1.20 on average are exercised at 2.00 and not at 1.00."""
    rows = [
        fact(f"{STEM}OptionsOutstandingNumber", 250_000, MARCH, unit="shares", filed=QUARTER_DAY),
        fact(
            f"{STEM}OptionsOutstandingWeightedAverageExercisePrice",
            1.2,
            MARCH,
            unit="USD/shares",
            filed=QUARTER_DAY,
        ),
        fact(
            f"{STEM}EquityInstrumentsOtherThanOptionsNonvestedNumber",
            40_000,
            MARCH,
            unit="shares",
            filed=QUARTER_DAY,
        ),
    ]
    told = {
        one.kind: (one.at_price.value, one.at_half.value)
        for one in _rungs(tmp_path, "We sell pumps.", *rows)
    }
    assert told == {"options": (250_000, 0), "share_units": (40_000, 40_000)}
