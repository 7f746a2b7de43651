"""Claims of amounts against the facts of their period."""

from datetime import date
from pathlib import Path

import pytest

from checks.claim_rows import claimed, release, revenue
from checks.invented import Row, Rows, fact
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


def test_nine_months_are_held_against_the_facts_of_nine_months(tmp_path: Path) -> None:
    """Three quarters from April to December 2023 of 2, 2 and 4 million make 8 million."""
    nine = date(2023, 4, 1), date(2023, 12, 31)
    facts = [revenue(*nine, 8e6, date(2024, 3, 28))]
    words = "Revenue for the nine months ended December 31, 2023 was ${} million."
    assert _borne(tmp_path / "same", words.format("8.0"), facts).bearing == "verified"
    far = _borne(tmp_path / "far", words.format("9.5"), facts)
    assert (far.bearing, "of the nine months to 2023-12-31" in far.says) == ("contradicted", True)


def _a_share(value: float, filed: date) -> Row:
    row = revenue(date(2023, 10, 1), date(2023, 12, 31), value, filed)
    return {**row, "tag": "EarningsPerShareBasic", "unit": "USD/shares"}


@pytest.mark.parametrize(
    ("fact", "filed", "bearing"),
    [
        (-0.25, date(2024, 3, 28), "verified"),
        (-0.60, date(2024, 3, 28), "contradicted"),
        (-6.00, date(2024, 6, 20), "cannot_tell"),
    ],
)
def test_a_loss_a_share_is_held_against_the_first_report_of_it(
    tmp_path: Path, fact: float, filed: date, bearing: str
) -> None:
    """Told half a year later it may be in the shares of after a split of 1 for 24."""
    words = "For the quarter ended December 31, 2023 the loss per share was $0.25."
    facts = [*_quarters(1e6, 2e6, 2e6, 2e6, 4e6), _a_share(fact, filed)]
    assert _borne(tmp_path, words, facts).bearing == bearing


def test_two_amounts_of_one_release_that_cannot_both_be_are_told_apart(tmp_path: Path) -> None:
    words = "Revenue for the quarter ended December 31, 2023 was ${} million."
    news = [release(f"{words.format('4.0')} {words.format('5.9')}")]
    subject = claimed(tmp_path, news, facts=_quarters(1e6, 2e6, 2e6, 2e6, 4e6), issuers=CALENDAR)
    held = {one.number("amount"): by_facts(subject, one).bearing for one in claims_held(subject)}
    assert held == {4.0e6: "verified", 5.9e6: "contradicted"}


def test_savings_have_no_line_in_the_statements(tmp_path: Path) -> None:
    words = "Closing the Akron plant will save about $3.5 million a year from 2024."
    borne = _borne(tmp_path, words, _quarters(1e6, 2e6, 2e6, 2e6, 4e6))
    assert borne.bearing == "cannot_tell"
    assert "the statements have no line" in borne.says
