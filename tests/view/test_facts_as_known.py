"""Facts as known: the latest filing's value, and quarters of years."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from microcap.view.facts_as_known import (
    EARLIER_BASIS,
    Kind,
    Series,
    Told,
    flow,
    instant,
    kind_of,
    known_facts,
    twelve_months,
)
from view.told import HALF, NINE, Q1, Q2, Q3, Q4, YEAR, YEAR_BEFORE, Span, frame, told

END = date(2023, 12, 31)


def _series(*rows: Told) -> Series:
    return known_facts(frame(*rows))["us-gaap", "Revenues", "USD"]


def _sales(span: Span, value: float, filed: str = "2024-03-28") -> Told:
    return told("Revenues", span, value, filed)


def _value(series: Series, end: date, kind: Kind) -> float | None:
    found = flow(series, end, kind)
    return None if found is None else found.value


def test_the_last_quarter_is_the_year_less_nine_months() -> None:
    """10.0 - 7.0 = 3.0."""
    found = flow(_series(_sales(YEAR, 10.0), _sales(NINE, 7.0, "2023-11-10")), END, "quarter")
    assert found is not None
    assert (found.value, found.how) == (3.0, "Q4 = FY - 9M")
    assert [(sign, part.value) for sign, part in found.parts] == [(1, 10.0), (-1, 7.0)]
    assert len(found.sources) == 2


def test_quarters_of_cash_flows_are_differences_of_the_year_to_date() -> None:
    """2, 5 - 2, 7 - 5, 10 - 7."""
    series = _series(_sales(Q1, 2.0), _sales(HALF, 5.0), _sales(NINE, 7.0), _sales(YEAR, 10.0))
    ends = (date(2023, 3, 31), date(2023, 6, 30), date(2023, 9, 30), END)
    assert [_value(series, end, "quarter") for end in ends] == [2.0, 3.0, 2.0, 3.0]


def test_a_quarter_that_is_told_goes_before_one_that_is_computed() -> None:
    series = _series(_sales(YEAR, 10.0), _sales(NINE, 7.0), _sales(Q4, 3.5))
    found = flow(series, END, "quarter")
    assert found is not None
    assert (found.value, found.how) == (3.5, "")


def test_the_second_half_is_the_year_less_the_first_half() -> None:
    found = flow(_series(_sales(YEAR, 10.0), _sales(HALF, 4.0)), END, "half")
    assert found is not None
    assert (found.value, found.how) == (6.0, "FY - 6M")


def test_a_year_is_never_put_together_from_quarters_here() -> None:
    series = _series(*(_sales(span, 1.0) for span in (Q1, Q2, Q3, Q4)))
    assert flow(series, END, "year") is None


def test_averages_and_amounts_per_share_are_not_subtracted() -> None:
    series = _series(_sales(YEAR, 10.0), _sales(NINE, 7.0))
    assert flow(series, END, "quarter", adds=False) is None


@pytest.mark.parametrize(
    ("days", "kind"),
    [
        (79, None), (80, "quarter"), (90, "quarter"), (97, "quarter"), (100, "quarter"),
        (101, None), (181, "half"), (272, "nine"), (349, None), (350, "year"), (363, "year"),
        (370, "year"), (380, "year"), (381, None),
    ],
)  # fmt: skip
def test_the_length_of_a_span_says_what_it_is(days: int, kind: str | None) -> None:
    """A quarter is 80 to 100 days, a year 350 to 380: years of 52 and 53 weeks are years."""
    start = date(2023, 1, 1)
    assert kind_of(start, start + timedelta(days=days)) == kind
    assert kind_of(None, start) is None


def test_a_year_of_53_weeks_less_39_leaves_fourteen_weeks() -> None:
    """2 Jan 2022 to 7 Jan 2023 is 370 days; to 1 Oct 2022 it is 272; 97 are left."""
    series = _series(
        _sales(("2022-01-02", "2023-01-07"), 53.0, "2023-03-20"),
        _sales(("2022-01-02", "2022-10-01"), 39.0, "2022-11-10"),
    )
    assert _value(series, date(2023, 1, 7), "quarter") == 14.0


def test_a_transition_period_of_six_months_is_neither_a_quarter_nor_a_year() -> None:
    series = _series(
        _sales(("2023-07-01", "2023-12-31"), 5.0), _sales(("2022-07-01", "2023-06-30"), 9.0)
    )
    assert _value(series, END, "year") is None
    assert _value(series, END, "quarter") is None
    assert _value(series, END, "half") == 5.0


def test_the_latest_filing_known_wins_and_an_earlier_moment_sees_the_old_value() -> None:
    first, again = _sales(YEAR, 9.5, "2024-03-20"), _sales(YEAR, 8.7, "2024-08-14")
    facts = frame(again, first)
    before = facts.filter(pl.col("known_at") <= first.known_at)
    for held, wanted in ((facts, 8.7), (before, 9.5)):
        series = known_facts(held)["us-gaap", "Revenues", "USD"]
        assert _value(series, END, "year") == wanted


def test_a_year_restated_after_its_nine_months_does_not_make_a_quarter_that_never_was() -> None:
    """10m - 7m = 3m as first told; 6m - 7m would be sales below zero."""
    series = _series(
        _sales(NINE, 7e6, "2023-11-10"), _sales(YEAR, 10e6), _sales(YEAR, 6e6, "2025-03-28")
    )
    found = flow(series, END, "quarter")
    assert found is not None
    assert (found.value, found.how) == (3e6, "Q4 = FY - 9M" + EARLIER_BASIS)
    assert _value(series, END, "year") == 6e6


def test_a_year_and_nine_months_that_are_both_restated_give_the_new_quarter() -> None:
    """6m - 4m."""
    series = _series(
        _sales(NINE, 7e6, "2023-11-10"),
        _sales(YEAR, 10e6),
        _sales(NINE, 4e6, "2024-11-10"),
        _sales(YEAR, 6e6, "2025-03-28"),
    )
    assert _value(series, END, "quarter") == 2e6


def test_a_part_corrected_before_the_year_is_told_again_belongs_to_that_year() -> None:
    """Nine months become 8m; the year of 10m is told again later: 10m - 8m."""
    rows = [_sales(NINE, 7e6, "2023-11-10"), _sales(YEAR, 10e6), _sales(NINE, 8e6, "2024-11-10")]
    before = flow(_series(*rows), END, "quarter")
    after = flow(_series(*rows, _sales(YEAR, 10e6, "2025-03-28")), END, "quarter")
    assert before is not None and after is not None
    assert (before.value, after.value) == (3e6, 2e6)
    assert after.how == "Q4 = FY - 9M"


def test_a_balance_is_found_within_five_days_of_the_end() -> None:
    series = known_facts(frame(told("Assets", "2023-12-28", 7.0)))["us-gaap", "Assets", "USD"]
    near, far = instant(series, date(2024, 1, 2)), instant(series, date(2024, 1, 3))
    assert near is not None and near.value == 7.0
    assert far is None


def test_a_number_about_a_day_after_its_own_filing_is_left_out() -> None:
    assert known_facts(frame(told("Assets", "2024-12-31", 7.0, "2024-03-28"))) == {}


def test_currencies_and_taxonomies_never_meet_in_one_series() -> None:
    rows = [told("Assets", "2023-12-31", 1.0, unit=unit) for unit in ("USD", "EUR")]
    other = told("Assets", "2023-12-31", 3.0, taxonomy="ifrs-full")
    assert sorted(known_facts(frame(*rows, other))) == [
        ("ifrs-full", "Assets", "USD"),
        ("us-gaap", "Assets", "EUR"),
        ("us-gaap", "Assets", "USD"),
    ]


def test_twelve_months_are_the_year_and_this_part_less_last_years() -> None:
    """12 + 4 - 2.5 = 13.5 to the end of March 2023."""
    found = twelve_months(
        _series(
            _sales(YEAR_BEFORE, 12.0, "2023-03-28"),
            _sales(("2022-01-01", "2022-03-31"), 2.5, "2023-05-10"),
            _sales(Q1, 4.0, "2023-05-10"),
        )
    )
    assert found is not None
    assert (found.value, found.end) == (13.5, date(2023, 3, 31))


@given(st.lists(st.integers(-(10**9), 10**9), min_size=4, max_size=4))
def test_four_quarters_are_the_year_where_all_are_known(quarters: list[int]) -> None:
    """Whatever the quarters were: told to date, they come back, and add up to the year."""
    first, half, nine, year = (sum(quarters[: place + 1]) for place in range(4))
    series = _series(
        _sales(Q1, first, "2023-05-10"),
        _sales(HALF, half, "2023-08-10"),
        _sales(NINE, nine, "2023-11-10"),
        _sales(YEAR, year),
    )
    ends = (date(2023, 3, 31), date(2023, 6, 30), date(2023, 9, 30), END)
    found = [_value(series, end, "quarter") for end in ends]
    assert found == [float(quarter) for quarter in quarters]
    assert sum(value or 0.0 for value in found) == _value(series, END, "year")
