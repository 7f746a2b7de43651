"""What detectors see of the falls of an invented market, and what each name-month was in truth."""

from dataclasses import replace
from datetime import date, timedelta

import polars as pl

from microcap.sources.sandbox.distorted import Distorted, DistortedMarket, distorted_market
from microcap.studies.distortion_market import DETECTORS, found, name_months, watched

FIRST = date(2024, 1, 1)


def _rows(closes: list[float], sold: dict[int, float], **said: int) -> pl.DataFrame:
    """Rows of ZZA, a calendar day each; `filed` and `negative` are places in them."""
    days = [FIRST + timedelta(days=place) for place in range(len(closes))]
    marks = {
        name: [place == said.get(name, -1) for place in range(len(days))]
        for name in ("filed", "negative")
    }
    return pl.DataFrame(
        {
            "security": ["ZZA"] * len(days), "day": days, "close": closes,
            "volume": [1000.0] * len(days), "broken": [False] * len(days),
            "short_share": [sold.get(place, 0.3) for place in range(len(days))], **marks,
        }
    )  # fmt: skip


def _planted(shorting: int, first: int, low: int, end: int) -> Distorted:
    one, two, three, four = (FIRST + timedelta(days=at) for at in (shorting, first, low, end))
    return Distorted("ZZA", "sudden_report", "plain", one, two, three, four, 0.8, True)


def _market(rows: pl.DataFrame, *planted: Distorted) -> DistortedMarket:
    return DistortedMarket(0, rows, planted)


FALLEN = [10.0] * 40 + [7.0, 7.0, 8.0, 9.0, 9.0] + [9.0] * 60
"""A fall of 30 % at place 40; a third is back at 42 and two thirds at 43."""


def test_a_fall_is_spoken_of_on_its_day_and_when_half_is_back() -> None:
    """Down from the closes of places 38 and 39: places 40 and 41 are falls of -0.3; the first owns."""
    seen = watched(_market(_rows(FALLEN, {40: 0.5}, negative=40)))
    told = seen.said.select("place", "fall_place", "check_waits_alert", "check_finds_alert")
    assert told.rows() == [(40, 40, True, False), (43, 40, True, True)]
    assert seen.said["rule"].to_list() == [25 + 20 + 20 + 20, 100]


def test_a_publication_and_a_filing_of_the_fall_count_and_older_ones_do_not() -> None:
    """The fall into place 40 begins with the close of 38: from that session on both count."""
    for place, counts in ((38, True), (37, False)):
        said = watched(_market(_rows(FALLEN, {}, negative=place))).said
        assert said["check_waits_alert"].to_list() == [counts, counts]
        said = watched(_market(_rows(FALLEN, {}, filed=place))).said
        assert said["rule"].to_list() == ([25, 40] if counts else [45, 60])


def test_the_months_of_a_name_are_told_apart() -> None:
    """Short sales in March, publications in April to the low in May, won back in June 2024.

    Positive are April and May. March touches only the short sales, June and July what is won back
    and the twenty sessions after. January is the first month; February and August are quiet.
    """
    planted = _planted(64, 110, 128, 165)
    told = name_months(watched(_market(_rows([10.0] * 240, {}), planted)))
    months = dict(zip(told["month"].dt.month().to_list(), told["truth"].to_list(), strict=True))
    assert months == {2: False, 4: True, 5: True, 8: False}


def test_an_alert_counts_in_the_month_of_the_fall_and_on_the_day_when_it_was_said() -> None:
    """The fall of 29 February, at place 59, is two thirds won back on 5 March, at place 64."""
    closes = [10.0] * 59 + [7.0] * 5 + [9.0] * 60
    planted = _planted(57, 59, 59, 64)
    seen = watched(_market(_rows(closes, {}, negative=59), planted))
    assert seen.said.filter("check_finds_alert")["day"].to_list() == [date(2024, 3, 5)]
    months = name_months(seen)
    assert months.filter("check_finds_alert")["month"].to_list() == [date(2024, 2, 1)]
    (told,) = (one for one in found(seen) if one.detector == "check_finds")
    assert (told.alert, told.after_publication, told.before_low) == (date(2024, 3, 5), 5, -5)


def test_a_case_without_an_alert_is_said_to_have_none() -> None:
    told = found(watched(_market(_rows([10.0] * 80, {}), _planted(30, 35, 40, 50))))
    assert [one.detector for one in told] == list(DETECTORS)
    assert {(one.alert, one.after_publication) for one in told} == {(None, None)}


def test_what_was_said_by_a_day_stays_when_further_days_arrive() -> None:
    market = distorted_market(62_077, names=50, cases=1)
    whole = watched(market).said
    for day in (date(2023, 7, 14), date(2024, 2, 29), date(2024, 10, 8)):
        cut = replace(market, rows=market.rows.filter(pl.col("day") <= day))
        said = watched(cut).said
        assert said.height > 0
        assert said.equals(whole.filter(pl.col("day") <= day))
