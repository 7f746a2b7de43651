"""Claims of amounts against the facts of their period."""

from datetime import date
from pathlib import Path

import pytest

from checks.claim_rows import claimed, release, revenue
from checks.invented import Rows, fact
from microcap.checks.claim_facts import Borne, by_facts
from microcap.checks.claims_held import claims_held

ENDS = (
    (date(2022, 10, 1), date(2022, 12, 31)),
    (date(2023, 1, 1), date(2023, 3, 31)),
    (date(2023, 4, 1), date(2023, 6, 30)),
    (date(2023, 7, 1), date(2023, 9, 30)),
    (date(2023, 10, 1), date(2023, 12, 31)),
)
CALENDAR = [fact("fiscal_year_end", "1231", date(2020, 1, 2))]


def _quarters(*amounts: float) -> Rows:
    return [
        revenue(first, last, amount, date(2024, 3, 28))
        for (first, last), amount in zip(ENDS, amounts, strict=True)
    ]


def _borne(folder: Path, words: str, facts: Rows, issuers: Rows = CALENDAR) -> Borne:
    subject = claimed(folder, [release(words)], facts=facts, issuers=issuers)
    (claim,) = claims_held(subject)
    return by_facts(subject, claim)


@pytest.mark.parametrize(
    ("amount", "bearing"), [(4.2e6, "verified"), (4.1e6, "cannot_tell"), (3.5e6, "contradicted")]
)
def test_near_the_fact_is_verified_far_off_contradicted_and_between_nobody_can_tell(
    tmp_path: Path, amount: float, bearing: str
) -> None:
    """4.2 million claimed to 0.05: 4.1 is off by 2.4 %, 3.5 by 20 % of itself."""
    words = "Revenue for the quarter ended December 31, 2023 was $4.2 million."
    assert _borne(tmp_path, words, _quarters(1e6, 2e6, 2e6, 2e6, amount)).bearing == bearing


def test_record_revenue_is_the_highest_of_five_quarters_or_it_is_not(tmp_path: Path) -> None:
    words = "It was record revenue for the quarter ended December 31, 2023."
    high = _borne(tmp_path / "high", words, _quarters(1e6, 2e6, 2e6, 3e6, 4e6))
    assert (high.bearing, "the highest of 5 quarters known" in high.says) == ("verified", True)
    low = _borne(tmp_path / "low", words, _quarters(1e6, 2e6, 5e6, 3e6, 4e6))
    assert low.bearing == "contradicted"
    assert "the quarter to 2023-06-30 was $5,000,000" in low.says
    assert len(low.evidence) == 2


def test_guidance_is_held_against_its_period_when_that_is_reported(tmp_path: Path) -> None:
    words = (
        "The company expects revenue of $4.0 million to $4.5 million for the first quarter of 2024."
    )
    first = date(2024, 1, 1), date(2024, 3, 31)
    told = [*_quarters(1e6, 2e6, 2e6, 3e6, 4e6), revenue(*first, 3.1e6, date(2024, 5, 10))]
    short = _borne(tmp_path / "short", words, told)
    assert short.bearing == "contradicted"
    assert "$3,100,000 by the facts, below $4,000,000" in short.says
    open_ = _borne(tmp_path / "open", words, _quarters(1e6, 2e6, 2e6, 3e6, 4e6))
    assert open_.bearing == "open"


def test_a_part_another_basis_and_a_quarter_of_another_year_are_not_compared(
    tmp_path: Path,
) -> None:
    facts = _quarters(1e6, 2e6, 2e6, 3e6, 4e6)
    part = "Online sales for the quarter ended December 31, 2023 were $0.4 million."
    assert _borne(tmp_path / "part", part, facts).bearing == "cannot_tell"
    named = "Revenue in the third quarter was $9 million."
    june = [fact("fiscal_year_end", "0630", date(2020, 1, 2))]
    assert _borne(tmp_path / "june", named, facts, june).bearing == "cannot_tell"
    assert _borne(tmp_path / "december", named, facts).bearing == "contradicted"
