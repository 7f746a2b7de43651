"""The price and volume chart."""

import re
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from microcap.faces.chart import CHART_CSS, ChartBar, Mark, MarkKind, price_chart

SPACE = "{http://www.w3.org/2000/svg}"
MONDAY = date(2024, 1, 1)


def weekdays(count: int) -> list[date]:
    return [MONDAY + timedelta(days=at // 5 * 7 + at % 5) for at in range(count)]


def candles(*closes: float) -> list[ChartBar]:
    """Each opens at 2, and reaches from half a dollar under to half a dollar over its body."""
    return [
        ChartBar(day, 2.0, max(2.0, close) + 0.5, min(2.0, close) - 0.5, close, 100.0)
        for day, close in zip(weekdays(len(closes)), closes, strict=True)
    ]


def closes(*values: float) -> list[ChartBar]:
    days = weekdays(len(values))
    return [
        ChartBar(day, None, None, None, close, 100.0)
        for day, close in zip(days, values, strict=True)
    ]


def texts(svg: str) -> list[str]:
    return [found.text or "" for found in ElementTree.fromstring(svg).iter(f"{SPACE}text")]


def titles(svg: str) -> list[str]:
    return [found.text or "" for found in ElementTree.fromstring(svg).iter(f"{SPACE}title")]


def shapes(svg: str, kind: str) -> int:
    """How many separate strokes of a class there are; a candle has three."""
    paths = [
        found.get("d") or ""
        for found in ElementTree.fromstring(svg).iter(f"{SPACE}path")
        if found.get("class") == kind
    ]
    return sum(path.count("M") for path in paths)


def test_rising_and_falling_candles_are_different_shapes() -> None:
    svg = price_chart(candles(2.5, 3.0, 1.5), [], title="ZZBT")
    assert shapes(svg, "up") == 2 * 3
    assert shapes(svg, "down") == 1 * 3
    assert ".chart .up { stroke: var(--up); fill: none; }" in CHART_CSS


def test_where_only_closes_are_held_they_are_ticks() -> None:
    svg = price_chart(closes(2.0, 2.1), [], title="ZZBT")
    assert (shapes(svg, "close"), shapes(svg, "up"), shapes(svg, "down")) == (2, 0, 0)


def test_a_stale_bar_is_drawn_apart_and_its_volume_is_not_drawn() -> None:
    bars = candles(2.5, 2.5)
    bars[1] = ChartBar(bars[1].day, 2.0, 3.0, 1.5, 2.5, 100.0, stale=True)
    svg = price_chart(bars, [], title="ZZBT")
    assert (shapes(svg, "stale"), shapes(svg, "up"), shapes(svg, "volume")) == (1, 3, 1)


def test_the_axes_name_their_units() -> None:
    said = " ".join(texts(price_chart(candles(2.5, 3.0), [], title="ZZBT", currency="CAD")))
    assert "CAD per share, split-adjusted (one bar a day, 2 of them)" in said
    assert "shares" in said


def test_the_scale_is_logarithmic_only_above_a_ratio_of_four() -> None:
    assert "logarithmic" not in price_chart(closes(1.0, 4.0), [], title="ZZBT")
    assert "logarithmic" in price_chart(closes(1.0, 4.1), [], title="ZZBT")
    assert "logarithmic" not in price_chart(closes(0.0, 4.1), [], title="ZZBT")


def test_equal_ratios_are_equal_distances_on_a_logarithmic_scale() -> None:
    svg = price_chart(closes(1.0, 10.0, 100.0), [], title="ZZBT")
    found = re.search(r'class="close" d="M\S+ (\S+)h\S+M\S+ (\S+)h\S+M\S+ (\S+)h', svg)
    assert found
    low, middle, high = map(float, found.groups())
    assert abs((low - middle) - (middle - high)) <= 0.11
    assert low > middle > high


def test_no_bar_is_a_sentence() -> None:
    svg = price_chart([], [Mark(MONDAY, "split", "1:25")], title="ZZNO")
    assert texts(svg) == ["ZZNO", "No bar is held for these days, so there is nothing to draw."]


def test_one_bar_has_a_day_and_a_price() -> None:
    said = texts(price_chart(closes(1.12), [], title="ZZBT"))
    assert "2024-01-01" in said
    assert any(float(text) > 1.12 for text in said if re.fullmatch(r"[0-9.]+", text))


def test_a_giant_volume_is_cut_and_says_so() -> None:
    """Of 200 volumes the 99th percentile is the 198th: 100. The last one is 90,000."""
    bars = [
        ChartBar(day, None, None, None, 1.0, 90_000.0 if at == 199 else 100.0)
        for at, day in enumerate(weekdays(200))
    ]
    svg = price_chart(bars, [], title="ZZBT")
    assert "shares, cut at the 99th percentile; 1 higher, marked with an arrow" in texts(svg)
    assert titles(svg) == [f"day of {bars[-1].day}: 90,000 shares; the axis ends at 100"]


def test_even_volumes_are_not_cut() -> None:
    svg = price_chart(closes(*[1.0] * 200), [], title="ZZBT")
    assert "shares" in texts(svg)
    assert "cut at" not in svg


def test_unknown_volume_is_said() -> None:
    bars = [ChartBar(MONDAY, None, None, None, 1.0, None)]
    assert "shares: no volume is known" in texts(price_chart(bars, [], title="ZZBT"))


def test_missing_weeks_are_a_band_that_says_what_is_missing() -> None:
    bars = closes(*[1.0] * 30)
    svg = price_chart(bars[:10] + bars[20:], [], title="ZZBT")
    assert titles(svg) == ["no bar is held between 2024-01-12 and 2024-01-29"]
    assert titles(price_chart(bars[:10] + bars[11:], [], title="ZZBT")) == []


def test_many_bars_become_weeks_and_very_many_months_and_the_chart_says_so() -> None:
    """401 weekdays from a Monday are 81 weeks; 2,500 are 500, more than 400, so 115 months."""
    assert "one bar a day, 400" in price_chart(closes(*[1.0] * 400), [], title="ZZBT")
    assert "one bar a week, 81" in price_chart(closes(*[1.0] * 401), [], title="ZZBT")
    bars = [
        ChartBar(day, 1.0, 2.0, 0.5, 1.0 + at % 3, 100.0 + at)
        for at, day in enumerate(weekdays(2500))
    ]
    marks = [Mark(bar.day, "filing", "8-K 8.01", "https://www.sec.gov/") for bar in bars[::8]]
    svg = price_chart(bars, marks, title="ZZBT")
    assert "one bar a month, 115 of them" in svg
    assert len(svg) < 120_000


def test_a_week_opens_with_its_first_and_closes_with_its_last_bar() -> None:
    """Each week goes 1, 9, 1, 1, 2: it rises from 1 to 2, so every candle is hollow."""
    days = weekdays(405)
    closing = [1.0, 9.0, 1.0, 1.0, 2.0] * 81
    bars = [ChartBar(day, 1.0, 9.0, 1.0, closing[at], 10.0) for at, day in enumerate(days)]
    svg = price_chart(bars, [], title="ZZBT")
    assert (shapes(svg, "up"), shapes(svg, "down")) == (81 * 3, 0)


def test_a_mark_has_a_letter_a_label_a_title_and_a_link() -> None:
    marks = [
        Mark(date(2024, 1, 3), "split", "1:25"),
        Mark(date(2024, 1, 9), "filing", "8-K 8.01", "https://www.sec.gov/x"),
    ]
    svg = price_chart(closes(*[1.0] * 40), marks, title="ZZBT")
    said = texts(svg)
    assert {"S", "1:25", "F", "8-K 8.01", "S split · F filing"} <= set(said)
    assert titles(svg) == ["2024-01-03 split: 1:25", "2024-01-09 filing: 8-K 8.01"]
    assert svg.count('<a href="https://www.sec.gov/x">') == 1


def test_a_mark_at_the_right_edge_has_its_label_to_the_left() -> None:
    bars = closes(*[1.0] * 100)
    svg = price_chart(bars, [Mark(bars[-1].day, "halt", "LUDP, volatility")], title="ZZBT")
    assert re.search(r'class="mark" text-anchor="end">LUDP, volatility<', svg)


def test_marks_on_one_day_are_one_letter_that_lists_them() -> None:
    bars = closes(*[1.0] * 100)
    marks = [Mark(bars[9].day, "filing", f"8-K number {at}") for at in range(6)]
    svg = price_chart(bars, marks, title="ZZBT")
    assert "8-K number 0 +5" in texts(svg)
    assert titles(svg)[0].splitlines()[-1] == "and 2 more"


def test_marks_on_other_days_are_counted_and_not_drawn() -> None:
    svg = price_chart(closes(1.0, 2.0), [Mark(date(2020, 1, 1), "split", "1:25")], title="ZZBT")
    assert "marks on other days: 1" in svg
    assert "1:25" not in svg


def test_what_a_publisher_sent_is_escaped_and_cannot_run() -> None:
    evil = '"><script>alert(1)</script>\x1b[2J\u202e'
    marks = [
        Mark(MONDAY, "news", evil, "javascript:alert(1)"),
        Mark(MONDAY, "filing", "8-K", 'https://x.example/"onload="alert(1)'),
    ]
    svg = price_chart(closes(1.0, 2.0), marks, title=evil, currency="<b>")
    assert "<script" not in svg
    assert "javascript:" not in svg
    assert 'onload="' not in svg
    assert "\x1b" not in svg
    assert len(texts(svg)) > 5


def test_the_chart_is_an_image_with_words_for_who_cannot_see_it() -> None:
    svg = price_chart(closes(1.0, 3.0, 2.0), [], title="ZZBT")
    root = ElementTree.fromstring(svg)
    assert root.get("role") == "img"
    assert root.get("aria-label") == (
        "ZZBT: 2024-01-01 to 2024-01-03, last close 2 USD, lowest price 1, highest 3, 0 marks"
    )


def test_day_labels_never_touch() -> None:
    """A letter is about 6.2 pixels wide, so a label reaches 3.1 pixels a letter to each side."""
    for count in (1, 5, 11, 30, 90, 252, 300, 700, 2500):
        svg = price_chart(closes(*[1.0] * count), [], title="ZZBT")
        labels = re.findall(r'<text x="(\S+)" y="413.0" text-anchor="middle">([0-9-]+)<', svg)
        ends = [(float(x) - 3.1 * len(text), float(x) + 3.1 * len(text)) for x, text in labels]
        assert ends, count
        assert ends[0][0] >= 69.0 and ends[-1][1] <= 947.0
        assert all(one[1] < two[0] for one, two in pairwise(ends))


PRICES = st.one_of(st.none(), st.floats(width=64))
KINDS: list[MarkKind] = ["split", "filing", "spike", "halt", "news", "rename"]


@given(
    st.lists(
        st.builds(
            ChartBar,
            st.dates(date(1999, 1, 1), date(2030, 1, 1)),
            PRICES,
            PRICES,
            PRICES,
            st.floats(width=64),
            PRICES,
            st.booleans(),
        ),
        max_size=12,
    ),
    st.lists(
        st.builds(
            Mark,
            st.dates(date(1999, 1, 1), date(2030, 1, 1)),
            st.sampled_from(KINDS),
            st.text(max_size=40),
            st.one_of(st.none(), st.text(max_size=20)),
        ),
        max_size=8,
    ),
    st.text(max_size=30),
)
@settings(max_examples=100, deadline=None)
def test_anything_is_drawn_as_well_formed_markup(
    bars: list[ChartBar], marks: list[Mark], title: str
) -> None:
    svg = price_chart(bars, marks, title=title)
    assert ElementTree.fromstring(svg).tag == f"{SPACE}svg"
    assert "nan" not in re.sub(r">[^<]*<|aria-label=\"[^\"]*\"|href=\"[^\"]*\"", "", svg)
