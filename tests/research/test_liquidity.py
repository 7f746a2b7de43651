"""Liquidity: quote or estimate or refusal, cost and way out, marks, and what may be sold."""

import math
from datetime import date
from pathlib import Path

import pytest

from checks.invented import DAY, Rows, bars, days_to, filing, held, listed
from microcap.model.tables import BarFlag
from microcap.research.chapters import Liquidity
from microcap.research.liquidity import liquidity
from research.tiny import halt, owned, quote, ranged, subject

SWING = [2.0 if index % 2 == 0 else 2.1 for index in range(61)]
"""Sixty returns, up 5 % and back in turn: 31 closes of 2.00 and 30 of 2.10."""
PAUSES = [(2.0, 2.0, 2.1, 2.1)[index % 4] for index in range(61)]
"""Sixty returns: 15 of +5 %, 15 of -4.7619 % and 30 of zero."""


def _chapter(folder: Path, moment: str = DAY.isoformat(), /, **tables: Rows) -> Liquidity:
    return liquidity(subject(folder, moment, **tables))


def test_a_fresh_quote_wins_over_the_estimates_and_keeps_their_range(tmp_path: Path) -> None:
    """(2.10 - 1.90) / 2.00 = 10 %."""
    chapter = _chapter(
        tmp_path, bars=ranged(SWING, 0.05), quotes=[quote(1.90, 2.10, "2024-06-28 11:00")]
    )
    estimates = [row.figure.value for row in chapter.spreads[:4] if row.figure.value is not None]
    assert chapter.spread.value == pytest.approx(0.10)
    assert chapter.spread.status == "known"
    assert (chapter.spread.low, chapter.spread.high) == (min(estimates), max(estimates))
    assert "a quote wins over estimates" in chapter.spread.note


@pytest.mark.parametrize(("sessions_ago", "status"), [(4, "known"), (6, "stale")])
def test_a_quote_goes_stale_after_five_sessions(
    tmp_path: Path, sessions_ago: int, status: str
) -> None:
    day = days_to(DAY, sessions_ago + 1)[0]
    chapter = _chapter(
        tmp_path, bars=ranged(SWING, 0.05), quotes=[quote(1.90, 2.10, f"{day} 11:00")]
    )
    assert chapter.quote.status == status
    assert chapter.spread.note.startswith("quoted" if status == "known" else "median of")


def test_a_crossed_or_one_sided_look_is_no_quote(tmp_path: Path) -> None:
    looks = [quote(2.10, 1.90, "2024-06-28 11:00"), quote(1.90, None, "2024-06-28 11:10")]
    chapter = _chapter(tmp_path, bars=bars(PAUSES), quotes=looks)
    assert chapter.quote.status == "cannot_tell"
    assert "microcap quote add ZZHM BID ASK" in chapter.quote.missing


def test_the_consensus_is_the_median_of_four_with_their_range(tmp_path: Path) -> None:
    chapter = _chapter(tmp_path, bars=ranged(PAUSES, 0.05))
    four = sorted(float(row.figure.value or 0) for row in chapter.spreads[:4])
    assert [row.method for row in chapter.spreads] == [
        "EDGE",
        "Corwin-Schultz",
        "Abdi-Ranaldo",
        "FHT",
        "Roll",
    ]
    assert chapter.spread.value == pytest.approx((four[1] + four[2]) / 2)
    assert (chapter.spread.low, chapter.spread.high) == (four[0], four[3])
    assert chapter.spread.status == "estimated"


def test_from_closes_alone_there_is_one_estimator_and_it_is_said(tmp_path: Path) -> None:
    """FHT: the sum of squares is 15 x 0.05^2 + 15 x 0.047619^2 = 0.0715136, the mean
    15 x (0.05 - 0.047619) / 60 = 0.00059524, so sigma = sqrt((0.0715136 - 60 x 0.00059524^2) / 59)
    = 0.034810; half of the returns are zero: 2 x 0.034810 x PhiInv(0.75) = 0.069621 x 0.674490
    = 0.046959."""
    chapter = _chapter(tmp_path, bars=bars(PAUSES))
    assert chapter.spread.value == pytest.approx(0.046959, abs=2e-6)
    assert "one estimator only, from closes" in chapter.spread.note
    edge = chapter.spreads[0].figure
    assert edge.missing == "open, high and low: held on 0 of the last 90 sessions, 20 wanted"


@pytest.mark.parametrize(
    "closes", [[2.0] * 61, SWING, [2.0] * 19], ids=["one price", "no zero return", "19 sessions"]
)
def test_a_spread_that_nothing_can_measure_is_refused_and_never_zero(
    tmp_path: Path, closes: list[float]
) -> None:
    chapter = _chapter(tmp_path, bars=bars(closes))
    assert (chapter.spread.value, chapter.spread.status) == (None, "cannot_tell")
    assert "ranks as the most expensive" in chapter.spread.missing
    assert (chapter.cost.value, chapter.cost_usd.value) == (None, None)
    assert chapter.effort.startswith("high: a spread that cannot be measured")


def _looks(middles: list[tuple[float, float]]) -> Rows:
    days = days_to(DAY, len(middles))
    return [quote(bid, ask, f"{day} 11:00") for day, (bid, ask) in zip(days, middles, strict=True)]


@pytest.mark.parametrize(
    ("looks", "verdict"),
    [
        # spreads of 10, 12, 10, 12 and 10 %: (12 - 10) / 10 = 0.2
        ([(1.90, 2.10), (1.88, 2.12), (1.90, 2.10), (1.88, 2.12), (1.90, 2.10)], "consistent"),
        # 10, 20, 10, 20 and 10 %: (20 - 10) / 10 = 1
        ([(1.90, 2.10), (1.80, 2.20), (1.90, 2.10), (1.80, 2.20), (1.90, 2.10)], "fluctuates"),
        ([(1.90, 2.10)] * 4, None),
    ],
)
def test_the_spread_is_watched_over_five_looks_on_five_sessions(
    tmp_path: Path, looks: list[tuple[float, float]], verdict: str | None
) -> None:
    watch = _chapter(tmp_path, quotes=_looks(looks)).spread_watch
    assert watch.value == verdict
    if verdict is None:
        assert watch.missing.startswith("enough looks: 4 of the 5 on 5 sessions wanted")


def test_a_look_before_ten_does_not_count(tmp_path: Path) -> None:
    """Five looks, one of them at 09:45."""
    early = quote(1.90, 2.10, "2024-06-28 09:45")
    looks = [*_looks([(1.90, 2.10)] * 5)[:4], early]
    assert "4 of the 5" in _chapter(tmp_path, quotes=looks).spread_watch.missing


def test_under_a_wide_spread_every_mark_is_shown(tmp_path: Path) -> None:
    """2.35 x 4.10: middle 3.225; by sizes (2.35 x 100 + 4.10 x 300) / 400 = 3.6625; the last of
    2.00 held within the quote is 2.35; the spread is 54 % of the middle, so a long position is
    marked at the bid, give or take (4.10 - 2.35) / 2 = 0.875."""
    chapter = _chapter(
        tmp_path, bars=bars([2.0] * 30), quotes=[quote(2.35, 4.10, "2024-06-28 11:00", (300, 100))]
    )
    marks = {name: figure.value for name, figure in chapter.marks.items()}
    assert chapter.spread.value == pytest.approx(1.75 / 3.225)
    assert marks["mid"] == pytest.approx(3.225)
    assert marks["microprice"] == pytest.approx(3.6625)
    assert marks["last_clamped"] == pytest.approx(2.35)
    assert (marks["conservative_long"], marks["mark"]) == (2.35, 2.35)
    assert marks["uncertainty"] == pytest.approx(0.875)


def test_without_a_quote_the_mark_is_the_last_price_with_half_the_estimate(
    tmp_path: Path,
) -> None:
    """The last close is 2.00; half of FHT's 4.6959 % of it is 0.046959."""
    mark = _chapter(tmp_path, bars=bars(PAUSES)).marks["last"]
    assert (mark.value, mark.status) == (2.0, "estimated")
    assert mark.low == pytest.approx(1.953041, abs=1e-5)
    assert mark.high == pytest.approx(2.046959, abs=1e-5)


def test_the_cost_is_the_spread_and_twice_the_average_impact(tmp_path: Path) -> None:
    """sigma = ln(1.05) x sqrt(60/59) = 0.0492018; the conservative volume is 1,000 shares; at 2.00
    an order of 500 USD is 250 shares, a quarter of a day: 2/3 x 0.0492018 x sqrt(0.25) = 0.0164006
    there and again back; with a quoted 10 % that is 0.1328012, 66.40 USD."""
    chapter = liquidity(
        subject(
            tmp_path,
            bars=bars(SWING, [1000] * 61),
            quotes=[quote(1.90, 2.10, "2024-06-28 11:00")],
        ),
        order_usd=500.0,
    )
    assert chapter.cost.value == pytest.approx(0.1328012, abs=1e-6)
    assert chapter.cost_usd.value == pytest.approx(66.40, abs=0.005)
    assert "250 shares, 25.0 % of a usual day" in chapter.cost.note


def test_an_order_above_a_days_volume_is_flagged_as_extrapolated(tmp_path: Path) -> None:
    """5,000 USD at 2.00 are 2,500 shares of 1,000 a day."""
    chapter = _chapter(
        tmp_path, bars=bars(SWING, [1000] * 61), quotes=[quote(1.90, 2.10, "2024-06-28 11:00")]
    )
    assert chapter.cost.flags == ("extrapolated",)


def test_the_way_out_of_ten_orders_is_sessions_at_a_tenth_of_the_volume(tmp_path: Path) -> None:
    """Ten orders of 500 USD at 2.00 are 2,500 shares; a tenth of 1,000 a day: 25 sessions."""
    chapter = liquidity(subject(tmp_path, bars=bars(SWING, [1000] * 61)), order_usd=500.0)
    assert chapter.position_shares.value == 2500
    assert chapter.exit_days.value == pytest.approx(25.0)


def test_without_volume_the_way_out_has_no_bound(tmp_path: Path) -> None:
    chapter = _chapter(tmp_path, bars=bars([2.0] * 60, [0] * 60))
    assert (chapter.exit_days.value, chapter.exit_days.status) == (None, "unbounded")


def test_without_bars_enough_the_way_out_cannot_be_told(tmp_path: Path) -> None:
    chapter = _chapter(tmp_path, bars=bars([2.0] * 5))
    assert (chapter.exit_days.value, chapter.exit_days.status) == (None, "cannot_tell")


def test_the_dollars_to_move_the_price_follow_the_square_root(tmp_path: Path) -> None:
    """125,000 USD in 61 days are 2,049.18 a day (31 x 2.00 + 30 x 2.10 = 125); sigma 0.0492018:
    2,049.18 x (0.01 / 0.0492018)^2 = 84.65 for 1 %. For 5 % it would be 1.03 days: refused."""
    impact = _chapter(tmp_path, bars=bars(SWING, [1000] * 61)).impact
    assert impact["usd_to_move_1"].value == pytest.approx(84.65, abs=0.005)
    assert impact["usd_to_move_5"].status == "cannot_tell"
    assert "1.0 days' volume" in impact["usd_to_move_5"].missing


def test_the_usual_volume_is_told_in_shares_and_dollars(tmp_path: Path) -> None:
    """Eighty days of 1,000 and ten of 500: (80 x 1,000 + 10 x 500) / 90 = 944.44; 500 / 944.44."""
    chapter = _chapter(tmp_path, bars=bars([2.0] * 90, [1000] * 80 + [500] * 10))
    volume = {name: figure.value for name, figure in chapter.volume.items()}
    assert volume["adv_shares_10"] == pytest.approx(500)
    assert volume["adv_shares_90"] == pytest.approx(944.4444, abs=1e-3)
    assert volume["adv_usd_90"] == pytest.approx(1888.8889, abs=1e-3)
    assert volume["median_shares_90"] == pytest.approx(1000)
    assert volume["adv_ratio"] == pytest.approx(0.529412, abs=1e-5)
    assert chapter.verdict.value == "sporadic"


def test_an_even_volume_is_consistent(tmp_path: Path) -> None:
    assert _chapter(tmp_path, bars=bars(SWING, [1000] * 61)).verdict.value == "consistent"


def test_a_name_under_a_halt_is_halted(tmp_path: Path) -> None:
    legal = _chapter(tmp_path, halts=[halt("2024-06-27 11:00", None, "T12")]).legal
    assert legal.value == "halted"
    assert "code T12 since 2024-06-27 11:00 ET" in legal.note


def test_a_halt_that_ended_is_none(tmp_path: Path) -> None:
    legal = _chapter(tmp_path, halts=[halt("2024-06-27 11:00", "2024-06-28 10:00")]).legal
    assert (legal.value, legal.status) == ("free", "estimated")


@pytest.mark.parametrize("venue", ["EXPERT", "GREY"])
def test_the_expert_and_the_grey_market_are_limited(tmp_path: Path, venue: str) -> None:
    legal = _chapter(tmp_path, listings=listed(venue, day=date(2023, 1, 3))).legal
    assert legal.value == "limited"
    assert "orders are refused by default" in legal.note


def test_restricted_shares_leave_those_of_the_market_free(tmp_path: Path) -> None:
    rows = [owned("a lender", "restricted", 900_000, date(2024, 5, 10), date(2024, 12, 1))]
    legal = _chapter(tmp_path, ownership=rows).legal
    assert legal.value == "free"
    assert legal.note.startswith("900,000 shares are restricted until 2024-12-01")


def test_sizes_at_both_sides_are_the_partners_one_sees(tmp_path: Path) -> None:
    """300 at the bid and 100 at the ask."""
    looks = [quote(1.90, 2.10, "2024-06-28 11:00", (300, 100))]
    assert _chapter(tmp_path, quotes=looks).partners.value == 400


def test_sizes_of_an_older_look_are_not_those_of_the_quote_that_is_shown(tmp_path: Path) -> None:
    looks = [
        quote(1.90, 2.10, "2024-06-27 11:00", (300, 100)),
        quote(1.95, 2.05, "2024-06-28 11:00"),
    ]
    assert _chapter(tmp_path, quotes=looks).partners.status == "cannot_tell"


@pytest.mark.parametrize("venue", ["EXPERT", "GREY"])
def test_where_no_quote_is_shown_to_the_public_none_gives_a_number(
    tmp_path: Path, venue: str
) -> None:
    """methods.md, section 1: there a method that rests on a quote gives no number."""
    chapter = _chapter(
        tmp_path,
        listings=listed(venue, day=date(2023, 1, 3)),
        quotes=[quote(1.90, 2.10, "2024-06-28 11:00", (300, 100))],
    )
    figures = (chapter.quote, chapter.spread, chapter.partners, chapter.cost)
    assert {figure.value for figure in figures} == {None}
    assert set(chapter.marks) == {"last"}


def test_a_range_of_survivors_carries_the_label_and_is_an_estimate(tmp_path: Path) -> None:
    rows = [{**row, "flags": int(BarFlag.OHLC_SURVIVORS)} for row in ranged(PAUSES, 0.05)]
    chapter = _chapter(tmp_path, bars=rows)
    edge = chapter.spreads[0].figure
    assert edge.status == "estimated"
    assert "open, high and low are held for survivors only" in edge.note
    assert chapter.spreads[3].method == "FHT"
    assert "survivors" not in chapter.spreads[3].figure.note


def test_the_share_of_days_without_trade_is_a_lower_bound_where_such_days_are_hidden(
    tmp_path: Path,
) -> None:
    """Six of sixty rows repeat the row before: 10 %, at least."""
    rows = [
        {**row, "flags": int(BarFlag.STALE) if index % 10 == 5 else 0}
        for index, row in enumerate(bars([2.0] * 60))
    ]
    share = _chapter(tmp_path, bars=rows).zero_shares["zero_volume_share_90"]
    assert share.value == pytest.approx(0.10)
    assert share.status == "estimated"
    assert "a lower bound" in share.note


def test_where_days_without_trade_are_shown_the_share_is_no_bound(tmp_path: Path) -> None:
    """Six of sixty rows have no volume."""
    volumes = [0 if index % 10 == 5 else 1000 for index in range(60)]
    chapter = _chapter(tmp_path, bars=bars([2.0] * 60, volumes))
    share = chapter.zero_shares["zero_volume_share_90"]
    assert share.value == pytest.approx(0.10)
    assert share.status == "known"


@pytest.mark.parametrize(
    "tables",
    [
        {},
        {"bars": bars([2.0] * 60, [0] * 60)},
        {"bars": bars(PAUSES)},
        {"quotes": [quote(2.35, 4.10, "2024-06-28 11:00")]},
    ],
    ids=["one bar", "no volume", "closes", "a quote"],
)
def test_money_time_and_effort_always_say_something(
    tmp_path: Path, tables: dict[str, Rows]
) -> None:
    chapter = _chapter(tmp_path, **tables)
    lines = (chapter.money, chapter.time, chapter.effort)
    assert all(len(line) > 10 for line in lines)
    assert not any("nan" in line.lower() for line in lines)
    assert chapter.legal.value == "free"


def test_every_number_of_the_chapter_is_finite_and_says_what_is_missing(tmp_path: Path) -> None:
    chapter = _chapter(tmp_path, bars=bars([2.0]))
    figures = [
        *chapter.volume.values(),
        *chapter.impact.values(),
        *chapter.zero_shares.values(),
        *chapter.volatility.values(),
        *chapter.drawdown.values(),
    ]
    assert all(figure.missing for figure in figures if figure.value is None)
    assert all(math.isfinite(figure.value) for figure in figures if isinstance(figure.value, float))


def test_the_tally_counts_each_label(tmp_path: Path) -> None:
    """Two spikes, of 7 May and of 21 June 2024; an 8-K on the second."""
    days = days_to(DAY, 60)
    volumes = [9000 if day in (date(2024, 5, 7), date(2024, 6, 21)) else 1000 for day in days]
    chapter = _chapter(
        tmp_path,
        bars=bars([2.0] * 60, volumes),
        listings=listed(),
        filings=[filing("8-K", date(2024, 6, 20))],
        coverage=[held()],
    )
    assert chapter.spike_tally == {
        "explained": 1,
        "led the news": 0,
        "unexplained": 1,
        "cannot tell": 0,
    }
