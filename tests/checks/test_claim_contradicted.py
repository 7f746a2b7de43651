"""Claims that a later filing or a fact speaks against."""

from datetime import date
from pathlib import Path

from checks.claim_rows import claimed, release, report, revenue
from microcap.checks.claim_contradicted import claim_contradicted
from microcap.model.verdicts import CannotTell, Clear, Finding

SIGNED = "Zz Holdings has signed a supply agreement with Norlund Shipping AS valued at $2 million."
TOLD = "Revenue for the quarter ended December 31, 2023 was $4.2 million."
QUARTER = date(2023, 10, 1), date(2023, 12, 31)


def test_a_later_filing_that_denies_the_contract_is_found_with_its_sentence(tmp_path: Path) -> None:
    words = "We did not enter into a supply agreement with Norlund Shipping AS."
    ended = report("8-K", date(2024, 5, 3), words, "8.01")
    verdict = claim_contradicted(claimed(tmp_path, [release(SIGNED)], (ended,)))
    assert isinstance(verdict, Finding)
    assert [one.source for one in verdict.evidence] == ["invented", "0009900001-24-050301"]
    assert words in verdict.evidence[1].what


def test_a_contract_that_ended_later_contradicts_nothing(tmp_path: Path) -> None:
    words = "On May 2, 2024, the supply agreement with Norlund Shipping AS was terminated."
    ended = report("8-K", date(2024, 5, 3), words, "1.02")
    assert isinstance(claim_contradicted(claimed(tmp_path, [release(SIGNED)], (ended,))), Clear)


def test_a_fact_thirty_per_cent_below_the_claim_is_found_with_both_amounts(tmp_path: Path) -> None:
    """3.0 million against 4.2 million claimed: off by 40 % of the fact."""
    facts = [revenue(*QUARTER, 3.0e6, date(2024, 3, 28))]
    verdict = claim_contradicted(claimed(tmp_path, [release(TOLD)], facts=facts))
    assert isinstance(verdict, Finding)
    assert "$3,000,000 by the facts, and $4,200,000 was claimed" in verdict.says


def test_a_fact_that_rounds_to_the_claim_is_clear(tmp_path: Path) -> None:
    """4.16 million is 4.2 million to the digit that was claimed."""
    facts = [revenue(*QUARTER, 4.16e6, date(2024, 3, 28))]
    assert isinstance(claim_contradicted(claimed(tmp_path, [release(TOLD)], facts=facts)), Clear)


def test_a_claim_without_a_fact_of_its_period_cannot_be_told(tmp_path: Path) -> None:
    facts = [revenue(date(2022, 10, 1), date(2022, 12, 31), 3.0e6, date(2023, 3, 28))]
    verdict = claim_contradicted(claimed(tmp_path, [release(TOLD)], facts=facts))
    assert isinstance(verdict, CannotTell)
    assert "2023-12-31" in verdict.missing


def test_what_may_be_terminated_some_day_contradicts_nothing(tmp_path: Path) -> None:
    words = (
        "Either party may terminate the agreement with Norlund Shipping AS on thirty days' notice."
    )
    may = report("10-Q", date(2024, 5, 10), words)
    verdict = claim_contradicted(claimed(tmp_path, [release(SIGNED)], (may,)))
    assert not isinstance(verdict, Finding)
