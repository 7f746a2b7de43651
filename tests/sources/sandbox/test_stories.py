"""What was done to the names of the invented market, seen in its tables."""

from datetime import date, timedelta

import polars as pl
import pytest

from microcap.sources import Tables
from microcap.sources.sandbox.truth import Truth

Made = tuple[Tables, Truth]
# the calendar's library still reads its time zones in a way that the newest pandas warns of
pytestmark = pytest.mark.filterwarnings("ignore:Series.values returning:DeprecationWarning")


def _of(tables: Tables, name: str, **is_equal: str) -> pl.DataFrame:
    rows = tables[name].lazy().collect()
    for column, value in is_equal.items():
        rows = rows.filter(pl.col(column) == value)
    return rows.sort("day")


def _cap(tables: Tables, symbol: str, day: date) -> float:
    bar = _of(tables, "bars", symbol=symbol).filter(pl.col("day") <= day).row(-1, named=True)
    count = _of(tables, "share_counts", symbol=symbol, kind="vendor").filter(pl.col("day") <= day)
    return float(bar["close"]) * int(count["shares"].item(-1))


def test_the_troubled_name_has_all_its_troubles(made: Made) -> None:
    tables, truth = made
    hm = truth.of("ZZHM")
    assert [event.detail for event in hm.of_kind("reverse_split")] == ["1 for 15", "1 for 25"]
    filings = _of(tables, "filings", issuer=hm.issuer)
    items = ",".join(filings["items"].drop_nulls())
    assert {"3.01", "3.02", "4.01", "5.03"} <= set(items.split(","))
    assert {"10-K", "10-Q", "NT 10-Q", "424B5", "S-3"} <= set(filings["form"])
    texts = _of(tables, "documents", subject=hm.issuer)["text"]
    assert texts.str.contains("substantial doubt about the Company's ability").any()
    assert len(hm.of_kind("dilution")) >= 5
    paid = _of(tables, "news", symbol="ZZHM", kind="promotion")
    assert paid["text"].str.contains("compensated $40,000", literal=True).all()
    assert paid.height == 1


def test_the_spike_of_the_troubled_name_has_no_filing_within_six_sessions(made: Made) -> None:
    tables, truth = made
    (spike,) = truth.of("ZZHM").of_kind("spike_unexplained")
    bars = _of(tables, "bars", symbol="ZZHM")
    place = bars["day"].to_list().index(spike.day)
    low, high = bars["day"][place - 6], bars["day"][place + 6]
    filings = _of(tables, "filings", issuer="9900001")
    assert filings.filter(pl.col("day").is_between(low, high)).height == 0
    usual = bars["volume"].slice(place - 60, 60).median()
    assert isinstance(usual, float)
    assert bars["volume"][place] > 10 * usual


def test_the_clean_name_trades_every_day_and_every_loud_day_has_a_filing(made: Made) -> None:
    tables, truth = made
    bt = truth.of("ZZBT")
    bars = _of(tables, "bars", symbol="ZZBT")
    assert bars.height == 752
    usual = bars["volume"].rolling_median(90, min_samples=20).shift(1)
    loud = set(bars.filter(bars["volume"] > 5 * usual)["day"])
    filed = set(_of(tables, "filings", issuer=bt.issuer)["day"])
    assert len(loud) >= 4
    assert loud <= filed
    looks = _of(tables, "quotes", symbol="ZZBT")
    assert looks["day"].n_unique() >= 5
    wide = looks.select(
        spread=(pl.col("ask") - pl.col("bid")) / (pl.col("ask") + pl.col("bid")) * 2
    )
    # two ticks on some $20 beside the true 1.2 %, give or take 8 %
    assert wide["spread"].is_between(0.010, 0.0145).all()
    flows = _of(tables, "facts", issuer=bt.issuer, tag="NetCashProvidedByUsedInOperatingActivities")
    assert flows["value"].min() > 0  # type: ignore[operator]


def test_a_reverse_split_leaves_the_cap_where_it_was(made: Made) -> None:
    """Price times ratio, count divided by it: the cap moves by chance alone, not 5- to 50-fold."""
    tables, truth = made
    checked = 0
    for one in truth.securities:
        for event in one.of_kind("reverse_split"):
            if one.of_kind("stale_vendor_count"):
                continue
            before = _cap(tables, one.tickers[0], event.day - timedelta(days=1))
            assert _cap(tables, one.tickers[0], event.day) / before == pytest.approx(1, abs=0.35)
            checked += 1
    assert checked >= 20


def test_the_stale_vendor_still_shows_the_old_count_after_the_split(made: Made) -> None:
    tables, truth = made
    (one,) = truth.of_kind("stale_vendor_count")
    (event,) = one.of_kind("stale_vendor_count")
    counts = _of(tables, "share_counts", symbol=one.tickers[0], kind="vendor")
    before = counts.filter(pl.col("day") < event.day)["shares"].item(-1)
    after = counts.filter(pl.col("day") > event.day)
    old = int(one.of_kind("reverse_split")[0].detail.split(" for ")[1])
    assert after["shares"].item(0) == before
    assert after["shares"].item(1) == before // old
    assert (after["day"].item(1) - after["day"].item(0)).days > 50


def test_a_serial_diluter_says_so_in_its_filings_and_its_counts(made: Made) -> None:
    tables, truth = made
    for one in truth.of_kind("dilution"):
        offered = {event.day for event in one.of_kind("dilution")}
        assert len(offered) >= 5
        filings = _of(tables, "filings", issuer=one.issuer).filter(
            (pl.col("form") == "424B5") | (pl.col("items") == "3.02")
        )
        assert offered <= set(filings["day"])


def test_the_cover_page_agrees_with_the_fact_it_is_taken_from(made: Made) -> None:
    tables, truth = made
    one = truth.of_kind("dilution")[0]
    covers = _of(tables, "share_counts", symbol=one.tickers[0], kind="cover")
    tagged = _of(tables, "facts", issuer=one.issuer, tag="EntityCommonStockSharesOutstanding")
    assert covers["shares"].to_list() == tagged["value"].cast(pl.Int64).to_list()
    assert covers["known_at"].to_list() == tagged["known_at"].to_list()


def test_assets_are_liabilities_and_equity_in_every_balance(made: Made) -> None:
    facts = made[0]["facts"].lazy().collect()
    tags = ["Assets", "Liabilities", "StockholdersEquity"]
    balances = facts.filter(pl.col("tag").is_in(tags)).pivot(
        "tag", index=["accession", "day"], values="value"
    )
    assert balances.height > 5000
    assert (balances["Assets"] - balances["Liabilities"] == balances["StockholdersEquity"]).all()


def test_the_dead_have_no_bar_after_their_death_and_a_form_25(made: Made) -> None:
    tables, truth = made
    for one in (one for one in truth.securities if one.kind.startswith("death")):
        (death,) = one.of_kind("death")
        bars = _of(tables, "bars", symbol=one.tickers[0])
        # a ticker that was reused has the bars of its second bearer later on
        assert bars.filter(
            pl.col("day").is_between(death.day, death.day + timedelta(days=90), closed="right")
        ).is_empty()
        assert "25-NSE" in set(_of(tables, "filings", issuer=one.issuer)["form"])
        gone = _of(tables, "listings", issuer=one.issuer, event="gone")
        assert gone["day"].to_list() == [death.day]


def test_a_reused_ticker_names_two_issuers_one_after_the_other(made: Made) -> None:
    tables, truth = made
    (heir,) = truth.of_kind("reuse")
    (ticker,) = heir.tickers
    assert heir.security == f"{ticker}#2"
    seen = _of(tables, "listings", symbol=ticker, event="seen")
    assert seen["issuer"].to_list() == [truth.of(ticker).issuer, heir.issuer]


def test_a_rename_keeps_the_count_and_the_issuer(made: Made) -> None:
    tables, truth = made
    (one,) = truth.of_kind("rename")
    old, new = one.tickers
    last = _of(tables, "share_counts", symbol=old, kind="vendor")["shares"].item(-1)
    assert _of(tables, "share_counts", symbol=new, kind="vendor")["shares"].item(0) == last
    ended = _of(tables, "bars", symbol=old)["day"].item(-1)
    assert 0 < (_of(tables, "bars", symbol=new)["day"].item(0) - ended).days <= 5
    names = _of(tables, "issuers", issuer=one.issuer, field="name")["value"].to_list()
    assert names == [one.name, "Renorvale Holdings, Inc."]


def test_a_pump_is_paid_for_rises_and_falls_back(made: Made) -> None:
    tables, truth = made
    pumped = truth.of_kind("pump_and_dump")
    assert len(pumped) == 4
    for one in pumped:
        (pump,) = one.of_kind("pump_and_dump")
        bars = _of(tables, "bars", symbol=one.tickers[0])
        before = bars.filter(pl.col("day") < pump.day)["close"].item(-1)
        after = bars.filter(pl.col("day") >= pump.day)["close"]
        assert after.head(6).max() > 2.5 * before
        assert after.item(11) < 0.6 * after.head(6).max()  # type: ignore[operator]
        paid = _of(tables, "news", symbol=one.tickers[0], kind="promotion")
        assert paid["text"].str.contains("We have been compensated").all()
        assert pump.day in set(paid["day"])


def test_no_bar_falls_into_a_suspension(made: Made) -> None:
    tables, _ = made
    long = tables["halts"].lazy().collect().filter(pl.col("code").is_in(["H10", "T12"]))
    assert long.height >= 3
    for halt in long.iter_rows(named=True):
        bars = _of(tables, "bars", symbol=halt["symbol"])
        ends = halt["end_at"].date()
        assert bars.filter((pl.col("day") >= halt["day"]) & (pl.col("day") < ends)).is_empty()


def test_thin_names_leave_days_out_or_carry_the_close_with_volume_zero(made: Made) -> None:
    bars = made[0]["bars"].lazy().collect()
    zero = bars.filter(pl.col("volume") == 0)
    assert zero.height > 500
    flat = (pl.col("open") == pl.col("close")) & (pl.col("high") == pl.col("low"))
    assert zero.filter(~flat).is_empty()
    lived = bars.group_by("symbol").agg(
        pl.len(), first=pl.col("day").min(), last=pl.col("day").max()
    )
    whole = lived.filter(
        (pl.col("first") == date(2023, 1, 3)) & (pl.col("last") == date(2025, 12, 31))
    )
    assert whole.filter(pl.col("len") < 740).height > 20


def test_restricted_shares_have_a_day_on_which_they_may_be_sold(made: Made) -> None:
    rows = _of(made[0], "ownership", kind="restricted")
    assert rows.height == 4
    # Rule 144: six months for an issuer that reports
    held = (rows["sellable_from"] - rows["day"]).dt.total_days()
    assert set(held) == {183}
