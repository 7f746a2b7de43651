"""Runs below a price, averages below it, and reverse splits that leave no time to cure."""

from datetime import date, timedelta

from microcap.measures.listing_deficiency import (
    Close,
    average_run,
    bid_run,
    cure_refused,
    old_per_new,
)

FIRST = date(2024, 1, 1)


def closes(*prices: float) -> list[Close]:
    """One close a day from the first of January 2024."""
    return [(FIRST + timedelta(days=at), price) for at, price in enumerate(prices)]


def test_thirty_closes_below_a_dollar_are_a_deficiency_and_29_are_not() -> None:
    most = bid_run(closes(1.2, *[0.9] * 29), below=1.0, sessions=30, cured_sessions=10)
    assert (most.length, most.first, most.deficient_on) == (29, date(2024, 1, 2), None)
    all_of_them = bid_run(closes(1.2, *[0.9] * 30), below=1.0, sessions=30, cured_sessions=10)
    assert all_of_them.deficient_on == date(2024, 1, 31)


def test_one_close_at_a_dollar_begins_the_count_anew() -> None:
    run = bid_run(closes(*[0.9] * 20, 1.0, *[0.9] * 5), below=1.0, sessions=30, cured_sessions=10)
    assert (run.length, run.first) == (5, date(2024, 1, 22))


def test_ten_closes_at_a_dollar_cure_and_nine_do_not() -> None:
    nine = bid_run(closes(*[0.9] * 30, *[1.0] * 9), below=1.0, sessions=30, cured_sessions=10)
    assert (nine.deficient_on, nine.above, nine.cured_on) == (date(2024, 1, 30), 9, None)
    ten = bid_run(closes(*[0.9] * 30, *[1.0] * 10), below=1.0, sessions=30, cured_sessions=10)
    assert (ten.deficient_on, ten.cured_on) == (None, date(2024, 2, 9))


def test_ten_cents_itself_counts_for_the_lowest_price() -> None:
    run = bid_run(closes(*[0.10] * 10), below=0.10, sessions=10, cured_sessions=1, at_most=True)
    assert run.deficient_on == date(2024, 1, 10)
    assert run.reaches_back


def test_a_stretch_without_rows_begins_the_count_anew() -> None:
    run = bid_run(
        closes(*[0.9] * 10),
        below=1.0,
        sessions=30,
        cured_sessions=10,
        restarts=frozenset({date(2024, 1, 6)}),
    )
    assert (run.length, run.first) == (5, date(2024, 1, 6))


def test_an_average_falls_below_a_dollar_later_than_the_close() -> None:
    """27 closes of 1.10 and three of 0.50 average 1.04; with seven of 0.50, 0.96."""
    three = average_run(closes(*[1.1] * 27, *[0.5] * 3), below=1.0, sessions=30)
    assert three.average is not None
    assert (round(three.average, 6), three.deficient_on) == (1.04, None)
    # the fifth: 25 x 1.10 + 5 x 0.50 = 30.0, an average of one; the sixth is below it
    seven = average_run(closes(*[1.1] * 27, *[0.5] * 7), below=1.0, sessions=30)
    assert seven.deficient_on == date(2024, 2, 2)


def test_an_average_is_cured_on_the_last_session_of_a_month_alone() -> None:
    """40 closes of 0.50 end on 9 February; 40 of 2.00 lift the average above one on 29 February."""
    run = average_run(closes(*[0.5] * 40, *[2.0] * 40), below=1.0, sessions=30)
    assert (run.deficient_on, run.cured_from, run.cured_on) == (
        None,
        date(2024, 1, 30),
        date(2024, 2, 29),
    )


def test_fewer_closes_than_the_average_needs_give_none() -> None:
    assert average_run(closes(0.5), below=1.0, sessions=30).average is None


def test_reverse_splits_multiply_and_forward_ones_do_not_count() -> None:
    """1 for 10 and 1 for 25 make 250; the 2 for 1 is a forward split."""
    splits = [(date(2023, 5, 1), 1, 10), (date(2023, 9, 1), 2, 1), (date(2024, 5, 1), 1, 25)]
    assert old_per_new(splits, date(2022, 6, 1), date(2024, 6, 1)) == 250
    assert old_per_new(splits, date(2023, 6, 1), date(2024, 6, 1)) == 25


def test_a_split_within_a_year_or_250_together_refuse_the_cure() -> None:
    rule = {"months": 12, "cumulative": 250, "cumulative_months": 24}
    recent = [(date(2024, 3, 1), 1, 10)]
    assert cure_refused(recent, date(2025, 2, 28), **rule).startswith("a reverse split of 1 for 10")
    assert cure_refused(recent, date(2025, 3, 1), **rule) == ""
    both = [(date(2023, 6, 1), 1, 10), (date(2023, 12, 1), 1, 25)]
    assert "1 for 250 together" in cure_refused(both, date(2025, 1, 31), **rule)
