"""Pieces of a terminal page."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microcap.faces.terminal import (
    TableColumn,
    cells,
    clean,
    moment_et,
    money,
    percent,
    plain,
    price,
    shares,
    shorten,
    table,
    wrap,
)
from microcap.model.errors import Contradiction


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (53_163_040, "$53.2M"),
        (143_740_800, "$143.7M"),
        (4_930_000.0, "$4.9M"),
        (1_250_000_000, "$1.25bn"),
        (999_960_000, "$1.00bn"),
        (999_940_000, "$999.9M"),
        (999_999.7, "$1.0M"),
        (5_000, "$5,000"),
        (601.9, "$602"),
        (99.996, "$100"),
        (4.5, "$4.50"),
        (0.004, "$0.0040"),
        (0, "$0.00"),
        (-53_163_040, "-$53.2M"),
        (None, "cannot tell"),
        (float("nan"), "cannot tell"),
        (float("inf"), "unbounded"),
    ],
)
def test_money_is_shown_as_people_say_it(value: float | None, shown: str) -> None:
    assert money(value) == shown


def test_money_near_a_boundary_can_be_shown_more_closely() -> None:
    assert money(49_960_000) == "$50.0M"
    assert money(49_960_000, digits=2) == "$49.96M"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (47_467_000, "47.47M"),
        (1_204_000_000, "1.20bn"),
        (504_909, "504,909"),
        (2_140, "2,140"),
        (0, "0"),
        (12.5, "12.5"),
        (-400, "-400"),
        (None, "cannot tell"),
    ],
)
def test_shares_are_shown_in_millions_from_a_million_on(value: float | None, shown: str) -> None:
    assert shares(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0.107, "10.7 %"),
        (2.39, "239 %"),
        (16.0, "1,600 %"),
        (-0.012, "-1.2 %"),
        (0.0, "0.0 %"),
        (0.0004, "<0.1 %"),
        (-0.0004, ">-0.1 %"),
        (None, "cannot tell"),
    ],
)
def test_a_fraction_is_shown_as_per_cent(value: float | None, shown: str) -> None:
    assert percent(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (1.12, "$1.12"),
        (0.2213, "$0.2213"),
        (0.22134, "$0.2213"),
        (4_123_456.78, "$4,123,456.78"),
        (0.00004, "$0.00004"),
        (0.99996, "$0.99996"),
        (1, "$1.00"),
        (0, "$0.00"),
        (None, "cannot tell"),
    ],
)
def test_a_price_below_a_dollar_has_four_decimals_and_is_never_rounded_to_0_or_1(
    value: float | None, shown: str
) -> None:
    assert price(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (1234567, "1,234,567"),
        (1234567.8, "1,234,568"),
        (0.34162, "0.3416"),
        (12.5, "12.5"),
        (3.0, "3"),
        (100.04, "100"),
        (0.000000012, "1.200e-08"),
        (0.0, "0"),
        (-0.5, "-0.5"),
        (None, "cannot tell"),
    ],
)
def test_a_plain_number_keeps_four_figures(value: float | None, shown: str) -> None:
    assert plain(value) == shown


def test_a_moment_is_shown_in_eastern_time_summer_and_winter() -> None:
    """Daylight time began on 2026-03-08: 12:05 UTC is 08:05 after it and 07:05 before."""
    assert moment_et(datetime(2026, 3, 17, 12, 5, tzinfo=UTC)) == "Tue 2026-03-17 08:05 ET"
    assert moment_et(datetime(2026, 1, 13, 12, 5, tzinfo=UTC)) == "Tue 2026-01-13 07:05 ET"
    zone = timezone(timedelta(hours=9))
    assert moment_et(datetime(2026, 3, 18, 8, 0, tzinfo=zone)) == "Tue 2026-03-17 19:00 ET"


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(Contradiction, match="no time zone"):
        moment_et(datetime(2026, 3, 17))


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("Halvorsen Marine", "Halvorsen Marine"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x9b31mred", "red"),
        ("\x1b]0;owned\x07title", "title"),
        ("\x1b]8;;https://x.example\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1b]never closed", "never closed"),
        ("a\x00b\x08c\x7f", "abc"),
        ("two\r\nlines\tand  spaces", "two lines and spaces"),
        ("safe\u202eevil\u200b", "safeevil"),
        ("half \ud800", "half ?"),
        ("<b>&amp;", "<b>&amp;"),
        ("", ""),
    ],
)
def test_what_a_publisher_sent_cannot_steer_a_terminal(sent: str, shown: str) -> None:
    assert clean(sent) == shown


def test_what_a_publisher_sent_is_bounded() -> None:
    assert clean("x" * 10_000_000) == "x" * 199 + "…"
    assert clean("one two three", limit=8) == "one two…"
    assert clean("\x1b[1m" * 1000 + "late", limit=10) == "…"


@given(st.text(st.characters(), max_size=300), st.integers(1, 50))
def test_cleaned_text_is_printable_and_within_its_limit(text: str, limit: int) -> None:
    shown = clean(text, limit)
    assert len(shown) <= limit
    assert shown.isprintable()
    assert clean(shown, limit) == shown


def test_a_long_word_is_cut_and_a_number_is_left_out_whole() -> None:
    assert shorten("Brightwater Tool", 10) == "Brightwat…"
    assert shorten("sold 14.02M shares", 18) == "sold 14.02M shares"
    assert shorten("sold 14.02M shares", 9) == "sold…"
    assert shorten("sold 14.02M shares", 12) == "sold 14.02M…"
    assert shorten("on 2026-03-17 or", 10) == "on…"
    assert shorten("grew 10.7 % in", 10) == "grew…"


def test_a_wide_letter_takes_two_columns() -> None:
    assert cells("東京") == 4
    assert cells("e\u0301") == 1
    assert shorten("東京電力", 5) == "東京…"


def test_wrapped_lines_are_indented_and_keep_dates_and_per_cents_whole() -> None:
    text = "the spread was 10.7 % on 2026-03-17 by 0009900001-25-000031"
    assert wrap(text, 34, 14, head="  spread") == [
        "  spread      the spread was",
        "              10.7 % on 2026-03-17",
        "              by",
        "              0009900001-25-000031",
    ]
    assert wrap("", 40, 2) == [""]


def test_a_head_that_does_not_fit_its_indent_is_refused() -> None:
    with pytest.raises(Contradiction, match="does not fit"):
        wrap("text", 40, 4, head="too long")
    with pytest.raises(Contradiction, match="no room"):
        wrap("text", 4, 4)


COLUMNS = [
    TableColumn("day", align="left"),
    TableColumn("close", "USD"),
    TableColumn("volume", "shares"),
    TableColumn("why", align="left"),
]
ROW = ["2026-01-15", "1.12", "41,900,000", "no filing was held that day"]


def test_numbers_stand_right_under_their_title_and_unit() -> None:
    assert table(COLUMNS, [ROW, ["2026-01-16", "10.05", "318", "8-K"]]) == [
        "  day         close      volume  why",
        "                USD      shares",
        "  2026-01-15   1.12  41,900,000  no filing was held that day",
        "  2026-01-16  10.05         318  8-K",
    ]


def test_a_table_too_wide_cuts_words_and_never_a_number() -> None:
    """2 + 10 + 2 + 5 + 2 + 10 + 2 leaves 12 of 45 columns for the words."""
    assert table(COLUMNS, [ROW], width=45) == [
        "  day         close      volume  why",
        "                USD      shares",
        "  2026-01-15   1.12  41,900,000  no filing w…",
    ]


def test_a_table_far_too_wide_becomes_blocks() -> None:
    assert table(COLUMNS, [ROW], width=30) == [
        "  day     2026-01-15",
        "  close   1.12 USD",
        "  volume  41,900,000 shares",
        "  why     no filing was held",
        "          that day",
    ]


def test_a_row_that_does_not_fit_its_table_is_refused() -> None:
    with pytest.raises(Contradiction, match="4 columns was given a row of 1"):
        table(COLUMNS, [["x"]])


def test_an_empty_table_still_has_its_titles() -> None:
    assert table(COLUMNS[:2], []) == ["  day  close", "         USD"]


@given(st.lists(st.lists(st.integers(0, 10**15), min_size=6, max_size=6), max_size=4))
def test_no_table_is_wider_than_asked_and_none_loses_a_digit(values: list[list[int]]) -> None:
    columns = [TableColumn(f"c{at}") for at in range(6)]
    rows = [[f"{value:,}" for value in row] for row in values]
    lines = table(columns, rows, width=80)
    assert all(len(line) <= 80 for line in lines)
    assert all(cell in "\n".join(lines) for row in rows for cell in row)
