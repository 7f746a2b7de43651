"""Base rates from rows of outcomes: shares by rows, intervals by names, three readings of a fall."""

from datetime import date

import polars as pl
import pytest

from microcap.measures.flag_rates import FEWEST, asked_of, flag_rates

DAY = date(2022, 12, 30)


def _rows(
    answer: str, names: int, *, day: date = DAY, fell: int = 0, gone: int = 0
) -> pl.DataFrame:
    """So many names with an answer; the first `fell` of them fell, the last `gone` vanished unfallen."""
    return pl.DataFrame(
        {
            "check": ["a_flag"] * names,
            "security": [f"{answer}{number:03}" for number in range(names)],
            "day": [day] * names,
            "until": [date(day.year + 1, 12, 29)] * names,
            "answer": [answer] * names,
            "vanished": [number >= names - gone for number in range(names)],
            "fell": [number < fell for number in range(names)],
            "split": [False] * names,
            "diluted": pl.Series([None] * names, dtype=pl.Boolean),
        }
    )


def test_the_fall_has_three_readings_of_the_vanished() -> None:
    """40 names, 10 fell, 8 others vanished: 10/40, 18/40, and 10 of the 32 that stayed."""
    rows = pl.concat([_rows("finding", 40, fell=10, gone=8), _rows("clear", 50, fell=5)])
    found = {one.outcome: one for one in flag_rates(rows)}
    shares = [found[name].flagged for name in ("fell", "fell_if_lost", "fell_if_left_out")]
    assert [one.share if one else None for one in shares] == [0.25, 0.45, 0.3125]
    gone = found["vanished"]
    assert gone.flagged is not None
    assert gone.others is not None
    assert (gone.flagged.share, gone.others.share, gone.proved) == (0.2, 0.0, True)


def test_a_name_that_comes_again_widens_no_interval_by_being_counted_twice() -> None:
    """The same 40 names in two years, 10 of 40 each time: 20 of 80 rows, the interval of 10 of 40.

    Wilson for 10 of 40: centre (0.25 + 1.9207/40) / (1 + 3.8415/40), from 0.1419 to 0.4019.
    """
    years = [_rows("finding", 40, day=date(year, 12, 30), fell=10) for year in (2021, 2022)]
    found = flag_rates(pl.concat([*years, _rows("clear", 40)]))
    rate = next(one.flagged for one in found if one.outcome == "fell")
    assert rate is not None
    assert (rate.rows, rate.names, rate.share) == (80, 40, 0.25)
    assert (rate.low, rate.high) == pytest.approx((0.1419, 0.4019), abs=5e-5)


def test_where_nobody_is_proved_to_be_without_it_the_untold_stand_in_and_it_is_said() -> None:
    rows = pl.concat([_rows("finding", 30, fell=3), _rows("cannot_tell", 60, fell=3)])
    found = flag_rates(rows)
    assert {one.proved for one in found} == {False}
    others = found[1].others
    assert others is not None
    assert (others.share, others.names) == (0.05, 60)


def test_fewer_names_than_thirty_are_not_measured() -> None:
    rows = pl.concat([_rows("finding", FEWEST - 1), _rows("clear", 100)])
    assert flag_rates(rows) == ()
    counted = asked_of(rows)[0]
    assert (counted.findings, counted.clear, counted.measured) == (FEWEST - 1, 100, False)


def test_an_outcome_that_nobody_knows_is_null_and_not_zero() -> None:
    rows = pl.concat([_rows("finding", 40), _rows("clear", 40)])
    diluted = next(one for one in flag_rates(rows) if one.outcome == "diluted")
    assert (diluted.flagged, diluted.others) == (None, None)


def test_of_no_rows_there_is_no_rate() -> None:
    empty = _rows("finding", 1).clear()
    assert (flag_rates(empty), asked_of(empty)) == ((), ())
