"""Which clock an answer used: worked cases with the reason for each."""

from datetime import UTC, date, datetime

import polars as pl

from microcap.sources.sec_clock import judged, stamp_column, with_acceptance


def stamps(*rows: tuple[str, date, str]) -> pl.DataFrame:
    frame = pl.DataFrame(rows, schema=["text", "day", "form"], orient="row")
    return frame.with_columns(stamp=stamp_column(pl.col("text")))


def test_an_8k_stamped_2115_of_its_own_day_was_stamped_in_utc() -> None:
    """21:15 Eastern would carry the next day; 21:15 UTC is 16:15 Eastern."""
    one = judged(stamps(("2024-03-05T21:15:00.000Z", date(2024, 3, 5), "8-K")))
    assert (one.clock, one.against_utc, one.against_eastern) == ("utc", 0, 1)


def test_a_10q_stamped_1803_of_the_day_before_its_date_was_stamped_in_eastern_time() -> None:
    """18:03 UTC would be 14:03 Eastern and carry the same day."""
    one = judged(stamps(("2024-05-02T18:03:00.000Z", date(2024, 5, 3), "10-Q")))
    assert (one.clock, one.against_utc, one.against_eastern) == ("eastern", 1, 0)


def test_a_stamp_at_which_edgar_was_closed_under_one_reading_tells_the_clock() -> None:
    """07:10 UTC is 02:10 Eastern in winter; EDGAR opens at 06:00."""
    one = judged(stamps(("2024-01-10T07:10:00.000Z", date(2024, 1, 10), "4")))
    assert one.clock == "eastern"


def test_noon_tells_nothing_and_then_the_later_moment_is_taken_and_not_settled() -> None:
    """12:00 Eastern is 17:00 UTC in winter, five hours after 12:00 UTC."""
    noon = stamps(("2024-01-10T12:00:00.000Z", date(2024, 1, 10), "8-K"))
    clock = judged(noon).clock
    assert clock == "unsettled"
    row = with_acceptance(noon, clock)
    assert row["accepted"][0] == datetime(2024, 1, 10, 17, 0, tzinfo=UTC)
    assert not row["settled"][0]


def test_dated_former_names_at_midnight_eastern_tell_the_clock() -> None:
    noon = stamps(("2024-01-10T12:00:00.000Z", date(2024, 1, 10), "8-K"))
    assert judged(noon, ["2007-11-21T05:00:00.000Z"]).clock == "utc"
    assert judged(noon, ["2007-11-21T00:00:00.000Z"]).clock == "eastern"


def test_one_stamp_against_the_clock_of_its_answer_takes_the_later_moment() -> None:
    """06:30 under UTC is 01:30 Eastern, closed; under Eastern it is 11:30 UTC."""
    rows = stamps(("2024-01-10T06:30:00.000Z", date(2024, 1, 10), "8-K"))
    row = with_acceptance(rows, "utc")
    assert row["accepted"][0] == datetime(2024, 1, 10, 11, 30, tzinfo=UTC)
    assert not row["settled"][0]


def test_a_stamp_at_midnight_eastern_is_a_day_without_a_time() -> None:
    early = stamps(("1998-02-17T05:00:00.000Z", date(1998, 2, 17), "10-K"))
    assert with_acceptance(early, "utc")["accepted"][0] is None


def test_a_stamp_that_is_not_written_like_one_is_null() -> None:
    odd = ["", "yesterday", "2024-02-30T10:00:00.000Z", "2024-02-20T10:00:00+09:00"]
    frame = pl.DataFrame({"text": odd}).select(stamp=stamp_column(pl.col("text")))
    assert frame["stamp"].null_count() == len(odd)
