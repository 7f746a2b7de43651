"""Amounts in prose; each expected value is what a person reads."""

import pytest

from microcap.reading.amounts import (
    largest,
    money,
    number_of,
    percents,
    share_counts,
    unit_counts,
    whole,
)


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("$1.25 million", 1_250_000.0, 1_250_000.0),
        ("at $.50 per share", 0.5, 0.5),
        ("between $4.00 and $6.00 per share", 4.0, 6.0),
        ("$4 to $6 million", 4_000_000.0, 6_000_000.0),
        ("five hundred thousand dollars ($500,000)", 500_000.0, 500_000.0),
        ("US$ 2.5 billion", 2_500_000_000.0, 2_500_000_000.0),
        ("25 cents per share", 0.25, 0.25),
        ("$4.1 million", 4_100_000.0, 4_100_000.0),
    ],
)
def test_dollars_are_read_as_a_person_reads_them(words: str, low: float, high: float) -> None:
    assert [(one.low, one.value, one.unit) for one in money(words)] == [(low, high, "USD")]


def test_two_amounts_are_no_range() -> None:
    assert [one.value for one in money("$500,000 and $250,000, respectively")] == [500_000, 250_000]
    assert [one.value for one in money("sold at $1.25 to 10 investors")] == [1.25]


def test_a_par_value_is_no_amount() -> None:
    assert money("common stock, par value $0.001, and $0.01 par value preferred") == []


def test_another_currency_keeps_its_mark() -> None:
    assert [(one.value, one.unit) for one in money("C$3 million")] == [(3_000_000.0, "C$")]


def test_limits_and_rough_amounts_are_marked() -> None:
    assert money("up to an aggregate of $10,000,000")[0].at_most is True
    assert money("approximately $2.0 million")[0].approximate is True


@pytest.mark.parametrize(
    ("words", "shares"),
    [
        ("1,500,000 shares", 1_500_000),
        ("1.5 million newly issued restricted shares", 1_500_000),
        ("twelve million shares of its common stock", 12_000_000),
        ("250,000 (two hundred fifty thousand) restricted shares", 250_000),
        ("500 ADSs", 500),
    ],
)
def test_shares_are_counted(words: str, shares: int) -> None:
    assert [whole(one) for one in share_counts(words)] == [shares]


def test_a_year_is_no_count_of_shares() -> None:
    assert share_counts("in fiscal 2003 from the offering of shares") == []
    assert share_counts("On March 3, 2014 shares were sold") == []


def test_dollars_of_shares_are_no_count_of_shares() -> None:
    assert share_counts("$1,500,000 of shares") == []


def test_units_are_counted_apart() -> None:
    assert [one.value for one in unit_counts("600,000 units at $1.25 per unit")] == [600_000.0]


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("25%", 0.25, 0.25),
        ("25% to 30% of", 0.25, 0.30),
        ("twenty-five percent (25%)", 0.25, 0.25),
        ("19.9 per cent", 0.199, 0.199),
    ],
)
def test_percentages_are_fractions(words: str, low: float, high: float) -> None:
    assert [(one.low, one.value) for one in percents(words)] == [(low, high)]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("twelve", 12),
        ("twenty-five", 25),
        ("one hundred fifty", 150),
        ("two million", 2e6),
        ("1,500", 1500),
    ],
)
def test_spelt_numbers_have_values(words: str, number: float) -> None:
    assert number_of(words) == number


def test_other_words_are_no_number() -> None:
    assert number_of("several") is None
    assert largest([]) is None
    assert whole(None) is None
