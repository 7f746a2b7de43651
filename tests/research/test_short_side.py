"""The short side of a name."""

from datetime import UTC, date, datetime
from pathlib import Path

from checks.invented import SYMBOL, bars, held, listed
from market_rows import borrow, failing, off_exchange, on_threshold, release, short, sold
from microcap.model.figures import Figure
from microcap.research.short_side import ShortSide, short_side, short_words
from research.tiny import halt, subject, vendor

DAY = date(2024, 6, 28)
BARS = bars([2.0] * 60, [10_000] * 60)
COUNT = [vendor(2_000_000, date(2024, 6, 3))]


def _figures(value: ShortSide) -> dict[str, Figure]:
    return {
        name: figure
        for name in ShortSide.__slots__
        if isinstance(figure := getattr(value, name), Figure)
    }


def test_of_a_name_without_records_nothing_is_told_and_where_to_get_it_is(tmp_path: Path) -> None:
    value = short_side(subject(tmp_path, bars=BARS))
    assert {figure.status for figure in _figures(value).values()} == {"cannot_tell"}
    assert short_words(value).startswith("cannot tell")


def test_each_figure_says_when_and_by_whom(tmp_path: Path) -> None:
    value = short_side(
        subject(
            tmp_path,
            bars=BARS,
            share_counts=COUNT,
            short_interest=[short(150_000, date(2024, 6, 14), previous=100_000)],
            short_volume=[sold(600, 1000, date(2024, 6, 27))],
            borrow=[borrow(0.25, 5000, datetime(2024, 6, 27, 15, tzinfo=UTC))],
        )
    )
    known = [figure for figure in _figures(value).values() if figure.value is not None]
    assert len(known) == 8
    assert all(one.sources and one.as_of and one.known_at for one in known)
    assert value.short_of_outstanding.value == 0.075
    assert short_words(value) == (
        "150,000 shares short, 7.5 % of the shares; 15.0 days to cover; borrow 25.0 % a year"
    )


def test_short_volume_is_a_part_of_the_facilities_and_said_not_to_be_short_interest(
    tmp_path: Path,
) -> None:
    """600 of 1,000 on the last session; with 200 of 1,000 the day before, 800 of 2,000."""
    rows = [
        sold(600, 1000, date(2024, 6, 27)),
        sold(500, 700, date(2024, 6, 27), market="Q"),
        sold(50, 400, date(2024, 6, 26), market="Q"),
        sold(150, 600, date(2024, 6, 26), market="N"),
    ]
    value = short_side(subject(tmp_path, bars=BARS, short_volume=rows))
    assert value.short_volume_share.value == 0.6
    assert value.short_volume_share_20.value == 0.4
    assert value.notes[0].startswith("short-sale volume is not short interest")


def test_no_balance_in_a_whole_archive_is_none_and_not_unknown(tmp_path: Path) -> None:
    whole = [held("fails_to_deliver", date(2024, 1, 1), date(2024, 6, 15), subject="*")]
    value = short_side(subject(tmp_path, bars=BARS, share_counts=COUNT, coverage=whole))
    assert (value.fails.value, value.fails.as_of) == (0, date(2024, 6, 15))
    assert value.fails_run.value == 0


def test_fails_are_told_as_part_of_the_shares_with_their_longest_run(tmp_path: Path) -> None:
    days = [date(2024, 6, day) for day in (3, 4, 5, 6, 7, 10)]
    rows = [failing(20_000, day) for day in days]
    value = short_side(subject(tmp_path, bars=BARS, share_counts=COUNT, fails_to_deliver=rows))
    assert (value.fails.value, value.fails_of_outstanding.value) == (20_000, 0.01)
    assert value.fails_run.value == 6


def test_off_exchange_shares_are_totals_or_parts_and_never_both(tmp_path: Path) -> None:
    """20,000 on systems and 5,000 by firms, of four sessions of 10,000 in the week of 27 May."""
    week = date(2024, 5, 27)
    rows = [
        off_exchange("ATS total", 15_000, week),
        off_exchange("ATS: WRENFIELD CROSS", 15_000, week),
        off_exchange("OTC: TOLLGATE SECURITIES", 5_000, week),
    ]
    value = short_side(
        subject(
            tmp_path,
            "2024-07-02",
            bars=bars([2.0] * 60, [10_000] * 60, last=date(2024, 7, 2)),
            off_exchange=rows,
        )
    )
    assert value.off_exchange_share.value == 0.5


def test_threshold_days_and_an_old_look_at_the_borrow(tmp_path: Path) -> None:
    value = short_side(
        subject(
            tmp_path,
            bars=BARS,
            threshold_list=[on_threshold(date(2024, 6, 24)), on_threshold(date(2024, 6, 25))],
            borrow=[borrow(None, 700, datetime(2024, 6, 3, 15, tzinfo=UTC))],
        )
    )
    assert value.threshold_days.value == 2
    assert (value.borrow_available.value, value.borrow_available.status) == (700, "stale")
    assert value.borrow_fee.status == "cannot_tell"


def test_halts_of_a_year_are_told_with_what_each_code_means(tmp_path: Path) -> None:
    """One of two years ago is left out; one whose end has not come is shown without it."""
    rows = [
        halt("2022-06-24 09:45", "2022-06-24 09:50", "LUDP"),
        halt("2024-06-20 09:45", "2024-06-20 09:50", "LUDP"),
        halt("2024-06-28 11:00", "2024-07-01 09:00", "T1"),
    ]
    value = short_side(
        subject(
            *(tmp_path, "2024-06-28 12:00"),
            bars=bars([2.0] * 600),
            listings=listed("NASDAQ_CM"),
            halts=rows,
        )
    )
    assert [(one.code, one.kind, one.end_at is None) for one in value.halts] == [
        ("T1", "news", True),
        ("LUDP", "volatility", False),
    ]
    assert (value.halts_of_the_year.value, value.halts_of_the_year.note) == (2, "1 not ended")
    assert value.tradability.startswith("HALTED, code T1 since 2024-06-28 11:00 ET")


def test_releases_stand_beside_the_figures(tmp_path: Path) -> None:
    rows = [release("LR-1", date(2024, 1, 4))]
    value = short_side(subject(tmp_path, bars=BARS, listings=listed(), regulatory_actions=rows))
    assert [one.identifier for one in value.actions.named] == ["LR-1"]
    assert value.symbol == SYMBOL
