"""What later filings tell differently, and numbers in the wrong unit."""

from datetime import date

import polars as pl
import pytest

from microcap.view.facts_as_known import Told, known_facts
from microcap.view.restatements import Restatement, restatements, scale_suspects
from view.told import Q1, Q2, YEAR, frame, told

SPLITS = pl.DataFrame(
    [(date(2024, 6, 3), 1, 10, "listed")],
    schema=["day", "new_shares", "old_shares", "status"],
    orient="row",
)
FIRST, AGAIN = "2024-03-20", "2024-08-14"


def _found(*rows: Told, splits: pl.DataFrame = SPLITS) -> tuple[Restatement, ...]:
    facts = frame(*rows)
    return restatements(known_facts(facts), facts, splits)


def test_a_restatement_names_both_values_the_day_and_the_form() -> None:
    """8.7m after 9.5m is -8.4 %, first in the amendment of 14 August."""
    (one,) = _found(
        told("Revenues", YEAR, 9.5e6, FIRST),
        told("Revenues", YEAR, 8.7e6, AGAIN, form="10-K/A"),
        told("Revenues", YEAR, 8.7e6, "2025-03-19"),
    )
    assert (one.first.value, one.changed.value, one.what) == (9.5e6, 8.7e6, "restated")
    assert (one.changed.filed, one.changed.form) == (date(2024, 8, 14), "10-K/A")
    assert one.now.filed == date(2025, 3, 19)
    assert one.fraction == pytest.approx(-0.8 / 9.5)
    assert one.expected == ""


def test_a_period_told_the_same_again_is_no_restatement() -> None:
    assert _found(told("Revenues", YEAR, 9.5e6, FIRST), told("Revenues", YEAR, 9.5e6, AGAIN)) == ()


def test_another_period_or_currency_is_no_restatement() -> None:
    rows = [
        told("Revenues", YEAR, 9.5e6, FIRST),
        told("Revenues", Q1, 2e6, AGAIN),
        told("Revenues", YEAR, 8.7e6, AGAIN, unit="EUR"),
    ]
    assert _found(*rows) == ()


def test_a_count_in_the_shares_after_a_split_is_expected() -> None:
    """One for ten on 3 June: 50m told in March are 5m in August."""
    rows = [
        told("CommonStockSharesOutstanding", "2023-12-31", 50e6, FIRST, unit="shares"),
        told("CommonStockSharesOutstanding", "2023-12-31", 5e6, AGAIN, unit="shares"),
    ]
    assert _found(*rows)[0].expected == "counted after the split of 2024-06-03"
    assert _found(*rows, splits=SPLITS.clear())[0].expected == ""


def test_a_restatement_beside_discontinued_operations_says_so() -> None:
    (one,) = _found(
        told("Revenues", YEAR, 9.5e6, FIRST),
        told("Revenues", YEAR, 8.7e6, AGAIN),
        told("IncomeLossFromDiscontinuedOperationsNetOfTax", YEAR, -3e5, AGAIN),
    )
    assert one.expected == "the same filing reports discontinued operations"


def test_an_amendment_that_tags_its_cover_alone_is_expected() -> None:
    (one,) = _found(
        told("EntityPublicFloat", "2023-06-30", 9.5e6, FIRST, taxonomy="dei"),
        told("EntityPublicFloat", "2023-06-30", 8.7e6, AGAIN, taxonomy="dei", form="10-K/A"),
    )
    assert one.expected == "an amendment without statements (Part III or cover page)"


def test_a_sign_turned_round_and_a_number_in_thousands_are_named_as_such() -> None:
    turned = _found(told("Revenues", YEAR, 9.5e6, FIRST), told("Revenues", YEAR, -9.5e6, AGAIN))
    scaled = _found(told("Revenues", YEAR, 9.5e6, FIRST), told("Revenues", YEAR, 9.5e3, AGAIN))
    assert [turned[0].what, scaled[0].what] == ["sign", "scale"]


def test_a_thousandth_of_the_next_period_is_a_scale_suspect() -> None:
    """2,010 after 2,000,000: the ratio is 1,000 within 1 %, and nobody is corrected."""
    facts = frame(told("Revenues", Q1, 2e6), told("Revenues", Q2, 2_010.0))
    (pair,) = scale_suspects(known_facts(facts), frozenset({"Revenues"}))
    assert (pair.one.value, pair.other.value, pair.factor) == (2e6, 2_010.0, 1e-3)


def test_a_fall_by_a_factor_of_its_own_is_no_scale_suspect() -> None:
    """2,100 to 2,000,000 is 952; 0.002 is too little to be a unit; a year apart is no neighbour."""
    for later in (told("Revenues", Q2, 2_100.0), told("Revenues", Q2, 0.002)):
        facts = frame(told("Revenues", Q1, 2e6), later)
        assert scale_suspects(known_facts(facts), frozenset({"Revenues"})) == ()
    far = frame(told("Assets", "2020-12-31", 2e6), told("Assets", "2023-12-31", 2e3))
    assert scale_suspects(known_facts(far), frozenset({"Assets"})) == ()
