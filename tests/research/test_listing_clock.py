"""The listing clock: price rules measured on raw closes, with splits known at the moment."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from checks.invented import Rows, bars, days_to, filing, held, listed, split
from microcap.research.clock_rows import ClockRow
from microcap.research.listing_clock import ListingClock, listing_clock
from research.tiny import subject

MOMENT = date(2025, 6, 27)


def clock(
    folder: Path, closes: list[float], venue: str | None = "NASDAQ_CM", **tables: Rows
) -> ListingClock:
    rows = {"bars": bars(closes, last=MOMENT), "listings": listed(venue), **tables}
    return listing_clock(subject(folder, MOMENT.isoformat(), **rows))


def row(value: ListingClock, name: str) -> ClockRow:
    return next(one for one in value.rows if one.rule == name)


def test_the_count_runs_from_the_first_close_below_a_dollar(tmp_path: Path) -> None:
    value = clock(tmp_path, [*[1.2] * 60, *[0.9] * 12])
    found = row(value, "nasdaq_minimum_bid")
    assert (found.state, found.count.value, found.needed) == ("counting", 12, 30)
    assert found.first_day == days_to(MOMENT, 12)[0]
    assert found.listed_there


def test_thirty_closes_below_give_180_days_and_180_more(tmp_path: Path) -> None:
    value = clock(tmp_path, [*[1.2] * 60, *[0.9] * 40])
    found = row(value, "nasdaq_minimum_bid")
    complete = days_to(MOMENT, 11)[0]
    assert (found.state, found.deficient_on) == ("deficient", complete)
    assert found.deadline == complete + timedelta(days=180)
    assert found.second_deadline == complete + timedelta(days=360)
    assert "10 business days" in found.would_cure


def test_ten_closes_at_a_dollar_end_it(tmp_path: Path) -> None:
    value = clock(tmp_path, [*[1.2] * 20, *[0.9] * 30, *[1.0] * 10])
    found = row(value, "nasdaq_minimum_bid")
    assert (found.state, found.cured_on) == ("cured", MOMENT)


def test_a_split_within_the_year_leaves_no_time_to_cure(tmp_path: Path) -> None:
    """Raw closes: 0.50 before a split of 1 for 10, and 0.90 again after it."""
    ex_day = days_to(MOMENT, 60)[0]
    closes = [*[0.5] * 10, *[5.0] * 25, *[0.9] * 35]
    value = clock(
        tmp_path, closes, splits=[split(ex_day, 1, 10)], coverage=[held("splits", subject="*")]
    )
    found = row(value, "nasdaq_minimum_bid")
    assert (found.state, found.deadline) == ("no_time_to_cure", None)
    assert f"1 for 10 on {ex_day}" in found.note


def test_ten_closes_at_ten_cents_suspend(tmp_path: Path) -> None:
    value = clock(tmp_path, [*[0.5] * 40, *[0.10] * 10])
    found = row(value, "nasdaq_lowest_price")
    assert (found.state, found.deficient_on) == ("suspension", MOMENT)


def test_a_name_above_a_dollar_is_clear_and_a_short_record_cannot_tell(tmp_path: Path) -> None:
    long = clock(tmp_path / "long", [2.0] * 60)
    assert row(long, "nasdaq_minimum_bid").state == "clear"
    short = clock(tmp_path / "short", [2.0] * 20)
    found = row(short, "nasdaq_minimum_bid")
    assert (found.state, found.count.status) == ("cannot_tell", "cannot_tell")
    assert found.count.missing == "40 raw closes in a row; held: 20"


def test_a_run_that_began_with_the_record_is_at_least_so_long(tmp_path: Path) -> None:
    found = row(clock(tmp_path, [0.9] * 12), "nasdaq_minimum_bid")
    assert (found.count.value, found.count.low, found.count.status) == (12, 12.0, "estimated")


def test_the_nyse_asks_for_the_average_of_thirty_closes(tmp_path: Path) -> None:
    """29 of 0.90 and one of 1.20 average 0.91: six months from that day."""
    value = clock(tmp_path, [*[1.2] * 40, *[0.9] * 29], "NYSE")
    found = row(value, "nyse_minimum_price")
    assert {one.exchange for one in value.rows} == {"NYSE"}
    assert found.state == "deficient"
    assert found.deficient_on is not None and found.deadline is not None
    assert "average of the last 30 closes $0.9100" in found.note
    assert (found.deadline - found.deficient_on).days in range(181, 185)


def test_nyse_american_has_no_dollar_rule(tmp_path: Path) -> None:
    value = clock(tmp_path, [0.5] * 60, "NYSE_AMERICAN")
    assert [(one.exchange, one.state) for one in value.rows] == [("NYSE American", "no_rule")]


def test_without_a_venue_every_exchange_is_measured_as_if_listed_there(tmp_path: Path) -> None:
    value = clock(tmp_path, [0.5] * 60, None)
    assert {one.exchange for one in value.rows} == {"Nasdaq", "NYSE", "NYSE American"}
    assert not any(one.listed_there for one in value.rows)
    assert value.venue.status == "cannot_tell"


def test_over_the_counter_no_price_rule_of_an_exchange_holds(tmp_path: Path) -> None:
    value = clock(tmp_path, [0.5] * 60, "OTCQB")
    assert value.rows == ()
    assert "OTCQB" in value.notes[0]


def test_a_proposal_is_shown_from_its_announcement_and_decides_nothing(tmp_path: Path) -> None:
    """The market value of January 2026 is known from its last day on."""
    rows: dict[str, Rows] = {
        "bars": bars([2.0] * 60, last=date(2025, 12, 30)),
        "listings": listed("NASDAQ_CM"),
    }
    before = listing_clock(subject(tmp_path / "a", "2026-01-30", **rows))
    after = listing_clock(subject(tmp_path / "b", "2026-02-02", **rows))
    assert "nasdaq_market_value" not in {one.rule for one in before.rows}
    assert row(after, "nasdaq_market_value").state == "proposed"


def test_rows_of_another_session_are_left_out_and_counted(tmp_path: Path) -> None:
    """The publisher's rows of two days hold the figures of the day before."""
    rows = bars([*[1.2] * 60, *[0.9] * 12], last=MOMENT)
    late = [{**one, "flags": 2 if at in (70, 71) else 0} for at, one in enumerate(rows)]
    value = clock(tmp_path, [2.0], bars=late)
    found = row(value, "nasdaq_minimum_bid")
    assert (found.count.value, value.dropped, found.count.status) == (10, 2, "estimated")


def test_the_companys_own_report_of_a_notice_stands_beside_it(tmp_path: Path) -> None:
    notice = filing("8-K", date(2025, 6, 10), "3.01,9.01")
    value = clock(tmp_path, [*[1.2] * 60, *[0.9] * 40], filings=[notice])
    assert [one.day for one in value.notices] == [date(2025, 6, 10)]


@pytest.mark.parametrize("more", [0, 1, 5])
def test_tomorrow_does_not_change_what_was_counted_today(tmp_path: Path, more: int) -> None:
    closes = [*[1.2] * 60, *[0.9] * 12]
    later = [*closes, *[5.0] * more]
    last = days_to(date(2025, 12, 30), 300)
    day = last[-1 - more]
    rows: dict[str, Rows] = {"bars": bars(later, last=last[-1]), "listings": listed("NASDAQ_CM")}
    found = row(listing_clock(subject(tmp_path, day.isoformat(), **rows)), "nasdaq_minimum_bid")
    assert found.count.value == 12
