"""The whole equities folder in a lake: what its README and the publisher's own figures say.

Bytes: data/equities of the shared records. Counts of rows, splits and names are those of its
README or are taken from its Parquet files here, beside the lake.
"""

import re
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from microcap.model.definitions import size_tier
from microcap.model.errors import NotKnownThen
from microcap.model.tables import BarFlag
from microcap.research.liquidity import liquidity
from microcap.research.screen import screen
from microcap.research.size import size
from microcap.research.universe import caps, members
from microcap.view.subject import Subject
from microcap.view.view import View
from real.conftest import RealLake

pytestmark = pytest.mark.real

JUNE = date(2024, 6, 28)


@pytest.fixture(scope="session")
def june(real_lake: RealLake) -> View:
    """The lake as of 2024-06-28."""
    return real_lake.records.as_of(JUNE.isoformat())


@pytest.fixture(scope="session")
def universe(june: View) -> pl.DataFrame:
    """Every name of 2024-06-28 with its cap interval and tiers."""
    return caps(june, members(june, june.panel(260)))


def _subject(lake: RealLake, symbol: str, day: str) -> Subject:
    return Subject(lake.records.as_of(day), symbol)


def _returns(subject: Subject) -> pl.DataFrame:
    before = pl.when(~pl.col("broken")).then(pl.col("close").shift())
    return subject.panel.select("day", change=pl.col("close") / before - 1).drop_nulls()


def test_every_bar_but_one_is_in_the_lake_within_two_gigabytes(real_lake: RealLake) -> None:
    """5,324,561 + 2,944,584 + 1,953,315 rows, less the one that is not above zero."""
    assert real_lake.rows["bars"] == 5_324_561 + 2_944_584 + 1_953_315 - 1
    assert real_lake.rejected["low is below 0"] == 1
    assert real_lake.refused == []
    assert real_lake.peak < 2 * 2**30


def test_the_publishers_splits_are_all_there(real_lake: RealLake, shared: Path) -> None:
    """2,125 events in the main panel, 257 of them 1 for 50 or steeper; 98 are no sure split."""
    splits = real_lake.records.as_of("2026-11-01").splits()
    of_file = pl.col("evidence").str.starts_with("the file's factor")
    events = splits.filter(of_file & (pl.col("day") >= date(2021, 1, 29)))
    listed = events.filter(pl.col("status") == "listed")
    assert (events.height, listed.height) == (2125, 2125 - 98)
    unsure = events.filter(pl.col("status") == "suspected")
    assert unsure["evidence"].str.ends_with(": not applied").all()
    assert unsure.filter(pl.col("new_shares") * 2.3 <= pl.col("old_shares")).is_empty()
    steep = listed.filter(pl.col("new_shares") * 49.5 <= pl.col("old_shares"))
    assert steep.height == 257


def test_suspected_splits_are_no_falling_prices(real_lake: RealLake) -> None:
    splits = real_lake.records.as_of("2026-11-01").splits()
    no_list = pl.col("evidence").str.ends_with("no list has a split")
    suspected = splits.filter((pl.col("status") == "suspected") & no_list)
    assert suspected.height == 49
    folds = [
        float(fold.group(1))
        for text in suspected["evidence"]
        if (fold := re.search(r"moved (\S+)-fold", text)) is not None
    ]
    assert len(folds) == 49
    assert min(folds) > 1.8
    assert suspected.filter(pl.col("new_shares") >= pl.col("old_shares")).is_empty()


def test_mullen_had_split_three_times_by_january_2024(real_lake: RealLake) -> None:
    """1 for 25, 1 for 9, 1 for 100. The largest move is the split day's own: 20.52 after
    0.1152 x 100 = 11.52 is 20.52 / 11.52 - 1 = 0.78125."""
    subject = _subject(real_lake, "MULN", "2024-01-05")
    splits = subject.splits.select("day", "new_shares", "old_shares").rows()
    assert splits == [
        (date(2023, 5, 4), 1, 25),
        (date(2023, 8, 11), 1, 9),
        (date(2023, 12, 21), 1, 100),
    ]
    largest = _returns(subject).sort(pl.col("change").abs()).row(-1)
    assert largest == (date(2023, 12, 21), pytest.approx(0.78125))


def test_mullens_cap_is_an_interval_in_dispute(real_lake: RealLake) -> None:
    """13.40 a share. The publisher's count of December 22 is 4,130,976: 55,355,078.40; that of
    the day before 168,541: 2,258,449.40."""
    cap = size(_subject(real_lake, "MULN", "2024-01-05")).cap
    assert cap.status == "disputed"
    assert [cap.low, cap.high] == pytest.approx([2_258_449.4, 55_355_078.4])
    assert cap.value == pytest.approx(13.4 * 4_130_976)


def test_mullen_has_seven_splits_under_its_ticker_and_two_under_the_next(
    real_lake: RealLake,
) -> None:
    subject = _subject(real_lake, "MULN", "2026-01-02")
    assert subject.symbols == ["NETE", "MULN", "BINI"]
    splits = subject.splits.group_by("symbol", maintain_order=True).agg("old_shares").rows()
    assert splits == [("MULN", [25, 9, 100, 100, 60, 100, 100]), ("BINI", [250, 250])]


def test_top_rose_sixteen_fold_in_two_sessions_and_fell_back(real_lake: RealLake) -> None:
    panel = _subject(real_lake, "TOP", "2023-05-05").panel
    closes = dict(panel.select("day", "close").iter_rows())
    before, top = closes[date(2023, 4, 26)], closes[date(2023, 4, 28)]
    assert 15 < top / before < 18
    assert closes[date(2023, 5, 5)] == 10.99
    assert closes[date(2023, 5, 5)] < top / 2
    assert not panel["broken"].any()


def test_volume_of_several_times_the_shares_is_kept_with_a_flag(real_lake: RealLake) -> None:
    """CTNT on 2024-05-14: more shares traded than the publisher counts."""
    panel = _subject(real_lake, "CTNT", "2024-05-20").panel
    row = panel.filter(pl.col("day") == date(2024, 5, 14)).row(0, named=True)
    assert row["volume"] > 4 * row["shares"]
    assert row["flags"] & BarFlag.VOLUME_ABOVE_SHARES
    assert not row["broken"]


def test_a_renamed_company_is_one_history(real_lake: RealLake) -> None:
    """CLSN until 2022-09-20, IMNN from the next session on."""
    subject = _subject(real_lake, "IMNN", "2022-12-30")
    assert subject.symbols == ["CLSN", "IMNN"]
    assert subject.spells["day"].to_list()[-1] == date(2022, 9, 21)
    symbols = dict(subject.panel.select("day", "symbol").iter_rows())
    assert (symbols[date(2022, 9, 20)], symbols[date(2022, 9, 21)]) == ("CLSN", "IMNN")
    assert not subject.panel["broken"].any()


def test_a_ticker_of_later_is_not_known_and_the_rename_is_told(real_lake: RealLake) -> None:
    with pytest.raises(NotKnownThen, match="CLSN was renamed IMNN on 2022-09-21"):
        _subject(real_lake, "IMNN", "2022-01-01")
    assert _subject(real_lake, "CLSN", "2022-01-01").symbol == "CLSN"


def test_our_micro_caps_are_the_publishers_but_for_what_the_split_and_silence_explain(
    universe: pl.DataFrame, june: View, shared: Path
) -> None:
    """README: 1,073 micro-caps by cap on 2024-06-28. One of them, NUWE, split that day, and its
    count was still the old one. 87 had a row and no count that night and are taken by their last
    count; six had no row and are taken by their last row, at most five sessions old (five of them
    had no count then either): 1,073 - 1 + 87 + 6 = 1,165."""
    panel = pl.scan_parquet(shared / "data/equities/daily_2021_2026.parquet")
    that_night = (
        panel.filter(pl.col("date") == JUNE)
        .select(
            symbol=pl.col("symbol").str.replace_all(r"[/^. ]", "-"), shares="shares", close="close"
        )
        .collect()
    )
    theirs = {
        symbol
        for symbol, shares, close in that_night.iter_rows()
        if shares and size_tier(float(close) * shares) == "micro"
    }
    assert len(theirs) == 1073
    ours = universe.filter(pl.col("tier") == "micro")
    names = set(ours["symbol"])
    assert len(names) == ours.height == 1165
    assert theirs - names == {"NUWE"}
    split = june.splits(["NUWE"]).filter(pl.col("day") == JUNE)
    assert split.height == 1
    extra = ours.filter(pl.col("symbol").is_in(names - theirs))
    absent = extra.filter(~pl.col("symbol").is_in(that_night["symbol"].to_list()))
    assert set(absent["symbol"]) == {"ADTH", "APCA", "CCTS", "COOL", "FEXD", "MACA"}
    assert absent["sessions_since_bar"].is_between(1, 5).all()
    silent = extra.join(absent, on="security", how="anti")
    assert silent.height == 87
    assert silent["count_stale"].all()
    counted = set(that_night.drop_nulls("shares").filter(pl.col("shares") > 0)["symbol"])
    assert not counted & set(extra["symbol"])


def test_the_universe_says_of_each_name_what_its_own_chapter_says(
    universe: pl.DataFrame, june: View
) -> None:
    """Names that split within 180 days, up to 60, and others up to 60 in all."""
    split = june.splits().filter(
        (pl.col("day") <= JUNE)
        & (pl.col("day") > date(2024, 1, 1))
        & (pl.col("status") == "listed")
    )
    recent = universe.filter(pl.col("security").is_in(split["security"].unique().to_list()))
    others = universe.join(recent, on="security", how="anti").gather_every(97)
    sample = pl.concat([recent.head(45), others]).head(60)
    assert sample.height == 60
    wrong = []
    for row in sample.iter_rows(named=True):
        chapter = size(Subject(june, row["symbol"]))
        one = (chapter.cap.value, chapter.cap.low, chapter.cap.high)
        told = None if chapter.tier.value is None else chapter.tier.value
        all_at_once = (row["cap"], row["cap_low"], row["cap_high"])
        if row["cap"] is None:
            agrees = chapter.cap.value is None and row["tier"] == "unknown"
        else:
            agrees = one == pytest.approx(all_at_once, rel=1e-6) and told == row["tier"]
        if not agrees:
            wrong.append((row["symbol"], one, all_at_once, told, row["tier"]))
    assert wrong == []


def test_the_screen_measures_what_the_dossier_measures(june: View) -> None:
    shown = screen(june, "tier = 'micro' and adv_usd_90 > 50000", limit=None)
    rows = list(shown.rows)[::60]
    assert len(rows) > 10
    for row in rows:
        figure = liquidity(Subject(june, str(row["symbol"]))).volume["adv_usd_90"]
        assert figure.value == pytest.approx(row["adv_usd_90"], rel=1e-9)


def test_days_of_the_late_windows_are_flagged(real_lake: RealLake) -> None:
    view = real_lake.records.as_of("2025-10-31")
    rows = view.table("bars", (pl.col("month") == "2025-10") & (pl.col("series") == "raw"))
    late = rows.group_by("day").agg(late=((pl.col("flags") & int(BarFlag.SESSION_LATE)) > 0).mean())
    told = dict(late.sort("day").collect().iter_rows())
    assert {day for day, share in told.items() if share > 0} == {
        day for day in told if date(2025, 10, 7) <= day <= date(2025, 10, 31)
    }
    assert set(told.values()) == {0.0, 1.0}
