"""Size: which count a cap rests on, how far it is in doubt, tiers, floats, price flags."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import DAY, Row, bars, days_to, listed, split
from microcap.research.chapters import Size
from microcap.research.size import size
from research.tiny import again, cover, fact, owned, subject, vendor

MAY, JUNE = date(2024, 5, 10), date(2024, 6, 10)


def _used(chapter: Size) -> tuple[str, int]:
    return next((row.kind, row.as_stated) for row in chapter.counts if row.used)


def test_the_cap_is_the_raw_close_times_the_cover_pages_count(tmp_path: Path) -> None:
    """2.35 x 12,500,000 = 29,375,000 (CAP-1), below 50 million: nano."""
    chapter = size(
        subject(
            tmp_path,
            bars=bars([2.35]),
            listings=listed(),
            facts=[cover(12_500_000, MAY)],
        )
    )
    assert chapter.cap.value == pytest.approx(29_375_000)
    assert (chapter.cap.status, chapter.tier.value) == ("known", "nano")
    assert chapter.doubts == ()


def test_a_fresh_cover_page_wins_over_a_vendors_count_that_agrees(tmp_path: Path) -> None:
    """10,400,000 is 4 % above 10,000,000: within 5 % the two are one count."""
    chapter = size(
        subject(
            tmp_path,
            listings=listed(),
            facts=[cover(10_000_000, MAY)],
            share_counts=[vendor(10_400_000, JUNE)],
        )
    )
    assert _used(chapter) == ("cover", 10_000_000)
    assert chapter.shares.status == "known"


def test_a_vendors_count_that_is_newer_and_larger_wins_over_the_cover_page(tmp_path: Path) -> None:
    """15 million against 10 million: the cover page is 33 % below the count in use."""
    chapter = size(
        subject(
            tmp_path,
            listings=listed(),
            facts=[cover(10_000_000, MAY)],
            share_counts=[vendor(15_000_000, JUNE)],
        )
    )
    assert _used(chapter) == ("vendor", 15_000_000)
    assert (chapter.shares.low, chapter.shares.high) == (10_000_000, 15_000_000)
    assert chapter.shares.status == "disputed"
    assert "larger: shares issued since are in no cover page yet" in chapter.shares.note


def test_a_vendors_count_that_is_newer_and_smaller_does_not_win(tmp_path: Path) -> None:
    """7 million against 10 million: -30 %, both ends are shown."""
    chapter = size(
        subject(
            tmp_path,
            listings=listed(),
            facts=[cover(10_000_000, MAY)],
            share_counts=[vendor(7_000_000, JUNE)],
        )
    )
    assert _used(chapter) == ("cover", 10_000_000)
    assert (chapter.shares.low, chapter.shares.high) == (7_000_000, 10_000_000)
    assert any("-30 % against the one used" in doubt for doubt in chapter.doubts)


@pytest.mark.parametrize(
    ("day", "status", "flags"),
    [
        (date(2024, 2, 29), "known", ()),  # 120 days before 28 June 2024
        (date(2024, 2, 28), "stale", ("stale_shares",)),
    ],
)
def test_a_cover_page_older_than_120_days_is_stale(
    tmp_path: Path, day: date, status: str, flags: tuple[str, ...]
) -> None:
    """March 31 + April 30 + May 31 + June 28 = 120 days after 29 February."""
    chapter = size(subject(tmp_path, listings=listed(), facts=[cover(10_000_000, day)]))
    assert (chapter.shares.status, chapter.shares.flags) == (status, flags)
    assert chapter.cap.value == pytest.approx(20_000_000)


def test_a_split_after_the_cover_page_divides_its_count(tmp_path: Path) -> None:
    """CAP-4: 60,000,000 at 1:20 are 3,000,000; at 4 USD they are worth 12,000,000."""
    chapter = size(
        subject(
            tmp_path,
            bars=bars([4.0]),
            listings=listed(),
            facts=[cover(60_000_000, MAY)],
            splits=[split(JUNE, 1, 20)],
        )
    )
    assert (chapter.shares.value, chapter.cap.value) == (3_000_000, 12_000_000.0)
    assert "60,000,000 as stated, in today's shares after splits" in chapter.shares.note


def test_a_cover_page_filed_after_the_split_is_not_divided_again(tmp_path: Path) -> None:
    row = cover(3_000_000, MAY, filed=date(2024, 6, 12))
    chapter = size(subject(tmp_path, listings=listed(), facts=[row], splits=[split(JUNE, 1, 20)]))
    assert chapter.shares.value == 3_000_000


def test_a_vendors_count_of_before_a_split_is_divided_by_it(tmp_path: Path) -> None:
    """20,000,000 at 1:10 are 2,000,000 shares."""
    chapter = size(
        subject(
            tmp_path,
            share_counts=[vendor(20_000_000, date(2024, 1, 10))],
            splits=[split(JUNE, 1, 10)],
        )
    )
    assert (chapter.shares.value, chapter.shares.status) == (2_000_000, "known")


def test_a_vendor_that_divided_three_days_early_is_not_divided_twice(tmp_path: Path) -> None:
    chapter = size(
        subject(
            tmp_path,
            share_counts=[
                vendor(20_000_000, date(2024, 1, 10)),
                vendor(2_000_000, date(2024, 6, 7)),
            ],
            splits=[split(JUNE, 1, 10)],
        )
    )
    assert (chapter.shares.value, chapter.shares.status) == (2_000_000, "known")


def test_counts_that_disagree_around_a_split_make_an_interval_with_the_reason(
    tmp_path: Path,
) -> None:
    """20,000,000 at 1:10 are 2,000,000; the vendor says 1,000,000 and then 4,000,000 after it."""
    chapter = size(
        subject(
            tmp_path,
            share_counts=[
                vendor(20_000_000, date(2024, 1, 10)),
                vendor(1_000_000, date(2024, 6, 11)),
                vendor(4_000_000, date(2024, 6, 20)),
            ],
            splits=[split(JUNE, 1, 10)],
        )
    )
    assert chapter.shares.value == 4_000_000
    assert (chapter.cap.low, chapter.cap.value, chapter.cap.high) == (2e6, 8e6, 8e6)
    assert chapter.cap.status == "disputed"
    assert (
        "2,000,000 (2024-01-10) > 1,000,000 (2024-06-11) > 4,000,000 (2024-06-20)"
        in chapter.doubts[0]
    )
    assert "the 1:10 split of 2024-06-10" in chapter.doubts[0]


def test_a_count_that_moved_fivefold_without_a_split_is_in_doubt(tmp_path: Path) -> None:
    """10,000,000 / 2,000,000 = 5."""
    chapter = size(
        subject(tmp_path, share_counts=[vendor(2_000_000, MAY), vendor(10_000_000, JUNE)])
    )
    assert (chapter.shares.low, chapter.shares.high) == (2_000_000, 10_000_000)
    assert "moved 5-fold on 2024-06-10 without a split" in chapter.doubts[0]


def test_a_vendor_that_fell_silent_leaves_a_stale_count(tmp_path: Path) -> None:
    chapter = size(subject(tmp_path, share_counts=[vendor(2_000_000, MAY), vendor(None, JUNE)]))
    assert (chapter.shares.value, chapter.shares.status) == (2_000_000, "stale")
    assert "the vendor has given none since 2024-06-10" in chapter.shares.note


def test_a_vendors_count_that_has_not_changed_for_a_year_is_not_stale(tmp_path: Path) -> None:
    chapter = size(subject(tmp_path, share_counts=[vendor(2_000_000, date(2023, 6, 1))]))
    assert chapter.shares.status == "known"


def test_ordinary_shares_are_counted_in_depositary_shares(tmp_path: Path) -> None:
    """50,000,000 ordinary shares at 10 for one ADS are 5,000,000; at 3 USD 15,000,000."""
    adr = [{**listed()[0], "kind": "adr", "ordinary_per_adr": 10.0}]
    chapter = size(
        subject(tmp_path, bars=bars([3.0]), listings=adr, facts=[cover(50_000_000, MAY)])
    )
    assert (chapter.shares.value, chapter.cap.value) == (5_000_000, 15_000_000.0)
    assert "in depositary shares, 10 ordinary shares each" in chapter.shares.note


def test_depositary_shares_without_a_ratio_are_a_doubt(tmp_path: Path) -> None:
    adr = [{**listed()[0], "kind": "adr"}]
    chapter = size(subject(tmp_path, listings=adr, facts=[cover(50_000_000, MAY)]))
    assert any("the ratio is not held" in doubt for doubt in chapter.doubts)


def test_a_weighted_average_alone_is_an_estimate(tmp_path: Path) -> None:
    row = fact(
        "WeightedAverageNumberOfSharesOutstandingBasic",
        9_000_000,
        date(2024, 3, 31),
        start=date(2024, 1, 1),
        unit="shares",
        filed=MAY,
    )
    chapter = size(subject(tmp_path, listings=listed(), facts=[row]))
    assert (chapter.shares.value, chapter.shares.status) == (9_000_000, "estimated")
    assert chapter.cap.status == "estimated"


def test_the_balance_sheet_comes_after_an_old_cover_page(tmp_path: Path) -> None:
    chapter = size(
        subject(
            tmp_path,
            listings=listed(),
            facts=[
                cover(8_000_000, date(2023, 5, 10)),
                fact("CommonStockSharesOutstanding", 8_100_000, MAY, unit="shares"),
            ],
        )
    )
    assert _used(chapter) == ("cover", 8_000_000)
    assert chapter.shares.status == "stale"


def test_without_a_count_there_is_no_cap_and_never_a_zero(tmp_path: Path) -> None:
    chapter = size(subject(tmp_path))
    figures = (chapter.shares, chapter.cap, chapter.tier, chapter.tier_stable, chapter.float_shares)
    assert {(figure.value, figure.status) for figure in figures} == {(None, "cannot_tell")}
    assert chapter.cap.missing == "a share count of any kind"
    assert {row.best for row in chapter.tiers} <= {"unknown", "cannot tell"}


def test_more_shares_traded_on_a_mean_day_than_are_counted_disputes_the_count(
    tmp_path: Path,
) -> None:
    """Twenty days of 3,000,000 shares against 2,000,000 counted."""
    chapter = size(
        subject(
            tmp_path,
            bars=bars([2.0] * 20, [3_000_000] * 20),
            share_counts=[vendor(2_000_000, MAY)],
        )
    )
    assert chapter.shares.status == "disputed"
    assert chapter.shares.flags == ("volume_above_shares",)
    assert "3,000,000 shares trade on a mean day" in chapter.doubts[0]


def _holdings(day: date = MAY) -> list[Row]:
    return [
        owned("a director", "officers_directors", 3_100_000, day),
        owned("a fund", "holder_10pct", 2_000_000, day),
        owned("a lender", "restricted", 900_000, day),
    ]


def test_the_float_is_told_three_ways(tmp_path: Path) -> None:
    """FLOAT-1: 12.5m - 3.1m - 2.0m - 0.9m = 6.5m; by the guide 12.5m - 3.1m - 0.9m = 8.5m; by
    the essay 12.5m - 3.1m = 9.4m."""
    chapter = size(
        subject(tmp_path, listings=listed(), facts=[cover(12_500_000, MAY)], ownership=_holdings())
    )
    assert chapter.float_shares.value == 6_500_000
    assert chapter.float_by_guide.value == 8_500_000
    assert chapter.float_by_essay.value == 9_400_000
    assert "52.0 %" in chapter.float_shares.note


def test_holdings_of_before_a_split_are_brought_over_it(tmp_path: Path) -> None:
    """At 1:10, 6.0m held of before the split are 0.6m of 1.25m: 0.65m are free."""
    chapter = size(
        subject(
            tmp_path,
            listings=listed(),
            facts=[cover(12_500_000, MAY)],
            ownership=_holdings(),
            splits=[split(JUNE, 1, 10)],
        )
    )
    assert chapter.shares.value == 1_250_000
    assert chapter.float_shares.value == 650_000


def test_holdings_above_the_shares_counted_cannot_tell_a_float(tmp_path: Path) -> None:
    """3.1m + 2.0m + 0.9m = 6.0m of 5.0m; 5.0m - 3.1m = 1.9m by the essay."""
    chapter = size(
        subject(tmp_path, listings=listed(), facts=[cover(5_000_000, MAY)], ownership=_holdings())
    )
    assert chapter.float_shares.value is None
    assert (
        chapter.float_shares.missing == "holdings of 6,000,000 exceed the 5,000,000 shares counted"
    )
    assert chapter.float_by_essay.value == 1_900_000


def test_the_public_float_of_a_cover_page_is_dollars_and_no_share_count(tmp_path: Path) -> None:
    row = fact("EntityPublicFloat", 7_500_000, MAY, taxonomy="dei", form="10-K")
    chapter = size(subject(tmp_path, listings=listed(), facts=[row]))
    assert (chapter.public_float_usd.value, chapter.public_float_usd.unit) == (7_500_000.0, "USD")
    assert chapter.shares.status == "cannot_tell"


@pytest.mark.parametrize(
    ("close", "venue", "rule", "flag"),
    [
        (0.80, "NASDAQ_CM", "no", "yes"),  # PENNY-1: a listed stock of 0.80 is outside the rule
        (0.80, "OTCQB", "yes", "yes"),
        (0.80, None, None, "yes"),
        (5.00, "OTCQB", "no", "no"),
        (4.99, "OTCQB", "yes", "yes"),
    ],
)
def test_the_penny_stock_rule_and_the_low_price_are_two_things(
    tmp_path: Path, close: float, venue: str | None, rule: str | None, flag: str
) -> None:
    """17 CFR 240.3a51-1: at 5.00 or above it is none; below, a listed one is normally outside."""
    chapter = size(subject(tmp_path, bars=bars([close]), listings=listed(venue)))
    assert (chapter.penny_stock.value, chapter.low_priced.value) == (rule, flag)


def test_a_cap_exactly_at_an_edge_is_called_a_boundary_by_those_who_left_it_open(
    tmp_path: Path,
) -> None:
    """2.00 x 25,000,000 = 50,000,000: micro by the default, left open by the guide."""
    chapter = size(subject(tmp_path, listings=listed(), facts=[cover(25_000_000, MAY)]))
    rows = {row.definition: row for row in chapter.tiers}
    assert (chapter.tier.value, rows["default"].best) == ("micro", "micro")
    assert rows["guide"].status == "boundary"
    assert rows["daytrader"].status == "boundary"
    assert rows["russell"].status == "cannot_tell"


def test_an_interval_over_an_edge_disputes_the_tier(tmp_path: Path) -> None:
    """2 USD x 20m = 40m is nano, 2 USD x 30m = 60m is micro."""
    chapter = size(
        subject(
            tmp_path,
            listings=listed(),
            facts=[cover(20_000_000, MAY)],
            share_counts=[vendor(30_000_000, JUNE)],
        )
    )
    assert (chapter.tier.value, chapter.tier.status) == ("micro", "disputed")
    assert chapter.tier.note == "nano at the low end, micro at the high"


def test_the_tier_changes_at_once_in_the_history_and_after_20_sessions_in_the_stable_one(
    tmp_path: Path,
) -> None:
    """10m shares: 30 sessions at 4 USD are nano, then at 6 USD micro: 19 do not turn it, 20 do."""
    count = [vendor(10_000_000, date(2023, 12, 1))]
    closes = [4.0] * 30 + [6.0] * 20
    days = days_to(DAY, 50)
    now = subject(tmp_path, bars=bars(closes), share_counts=count)
    before = again(tmp_path, days[-2].isoformat())
    assert size(now).tier_history == ((days[0], "nano"), (days[30], "micro"))
    assert size(now).tier_stable.value == "micro"
    assert size(before).tier_stable.value == "nano"
    assert size(before).tier.value == "micro"


@pytest.mark.parametrize(("missed", "status"), [(0, "known"), (5, "known"), (6, "stale")])
def test_a_price_is_stale_after_more_than_five_sessions_without_a_row(
    tmp_path: Path, missed: int, status: str
) -> None:
    days = days_to(DAY, missed + 1)
    price = size(subject(tmp_path, bars=bars([2.0] * 30, last=days[0]))).price
    assert (price.value, price.status, price.as_of) == (2.0, status, days[0])


def test_a_day_without_trade_is_no_price(tmp_path: Path) -> None:
    """The last six rows repeat the close with no volume: the price is of the session before."""
    days = days_to(DAY, 7)
    price = size(subject(tmp_path, bars=bars([2.0] * 7, [100] + [0] * 6))).price
    assert (price.status, price.as_of) == ("stale", days[0])
    assert "6 sessions without a trade or a row since" in price.note
