"""Compiled tables: known by their columns, mapped to what a view may know and when."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from microcap.model.errors import Unreadable
from microcap.sources import raw_from
from microcap.sources.compiled_figures import split_ratio
from microcap.sources.published import recognise

NOW = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)


def read(tmp_path: Path, **columns: Sequence[object]) -> dict[str, pl.DataFrame]:
    path = tmp_path / "any name.parquet"
    pl.DataFrame(columns, strict=False).write_parquet(path)
    source = recognise(path)
    assert source is not None
    tables = source.read(raw_from(path, NOW))
    return {name: rows.lazy().collect() for name, rows in tables.items()}


def history(tmp_path: Path, spells: list[tuple[str, date, date]]) -> pl.DataFrame:
    count = len(spells)
    return read(
        tmp_path,
        cik=[9900001] * count,
        ticker=[ticker for ticker, _, _ in spells],
        name=["Brimlow Kettle Works, Inc."] * count,
        exchange_first=["Nasdaq"] * count,
        exchange_last=["OTC"] * count,
        first_seen=[first for _, first, _ in spells],
        last_seen=[last for _, _, last in spells],
        n_snap=[5] * count,
        src=["one list"] * count,
    )["listings"]


def test_a_ticker_is_seen_first_and_gone_eight_snapshots_after_it_was_last_seen(
    tmp_path: Path,
) -> None:
    """OSTR last on Jan 1; BRLW's spells prove snapshots on Jan 2 to 9, the eighth is Jan 9.

    Known at the end of that day: 2024-01-10 00:00 Eastern, 05:00 UTC. BRLW's own last spell
    ends with the newest snapshot and has not ended.
    """
    days = [date(2024, 1, day) for day in range(2, 10)]
    spells = [("OSTR", date(2023, 6, 1), date(2024, 1, 1))]
    spells += [("BRLW", day, day) for day in days]
    listings = history(tmp_path, spells)
    assert listings.filter(pl.col("event") == "gone").select(
        "symbol", "day", "venue", "known_at"
    ).rows() == [("OSTR", date(2024, 1, 1), None, datetime(2024, 1, 10, 5, tzinfo=UTC))]
    seen = listings.filter(pl.col("symbol") == "OSTR", pl.col("event") == "seen")
    assert seen.select("issuer", "day", "venue", "known_at").rows() == [
        ("9900001", date(2023, 6, 1), "NASDAQ", None)
    ]


def test_a_name_ends_where_the_next_begins_and_the_longer_of_two_on_a_day_is_kept(
    tmp_path: Path,
) -> None:
    names = read(
        tmp_path,
        cik=[9900001] * 3,
        name=["Ostrey Acquisition Corp", "OSTREY CORP", "Brimlow Kettle Works, Inc."],
        start_date=[date(2021, 2, 8), date(2021, 2, 8), date(2022, 8, 30)],
        end_date=[date(2022, 8, 29), date(2021, 2, 9), None],
        src=["one list"] * 3,
    )["issuers"]
    assert names.select("issuer", "day", "field", "value").rows() == [
        ("9900001", date(2021, 2, 8), "name", "Ostrey Acquisition Corp"),
        ("9900001", date(2022, 8, 30), "name", "Brimlow Kettle Works, Inc."),
    ]


def test_a_change_of_venue_is_a_listing_and_of_industry_a_field_of_the_issuer(
    tmp_path: Path,
) -> None:
    tables = read(
        tmp_path,
        cik=[9900001] * 4,
        ticker=["BRLW", None, None, None],
        name=["Brimlow Kettle Works, Inc."] * 4,
        field=["exchange", "sic", "exchanges", "category"],
        last_seen_old=[date(2024, 3, 1)] * 4,
        first_seen_new=[date(2024, 3, 4)] * 4,
        old=["Nasdaq", "6770", "Nasdaq", None],
        new=["OTC", "3990", "OTC, OTC", "<br>Emerging growth company"],
        src=["one list"] * 4,
    )
    assert tables["listings"].select("symbol", "day", "event", "venue").rows() == [
        ("BRLW", date(2024, 3, 4), "venue", "OTC")
    ]
    assert tables["issuers"].select("field", "value").rows() == [
        ("sic", "3990"),
        ("category", "Emerging growth company"),
    ]


def test_the_last_state_of_a_filer_counts_from_the_day_it_was_last_seen(tmp_path: Path) -> None:
    issuers = read(
        tmp_path,
        cik=[9900001],
        name=["Brimlow Kettle Works, Inc."],
        category=["Non-accelerated filer<br>Smaller reporting company"],
        entityType=["operating"],
        fiscalYearEnd=["1231"],
        sic=[None],
        stateOfIncorporation=["NV"],
        tickers=["BRLW"],
        first_seen=[date(2025, 8, 16)],
        last_seen=[date(2026, 7, 23)],
    )["issuers"]
    assert sorted(issuers.select("field", "value").rows()) == [
        ("category", "Non-accelerated filer, Smaller reporting company"),
        ("fiscal_year_end", "1231"),
        ("kind", "operating"),
        ("state", "NV"),
    ]
    assert issuers["day"].unique().to_list() == [date(2026, 7, 23)]


def test_an_unsure_acceptance_counts_from_the_second_the_filing_was_seen(tmp_path: Path) -> None:
    """The third row names no filer; the second was accepted the evening before its date."""
    tables = read(
        tmp_path,
        acc=["000990000125000001", "000990000125000002", "000990000125000003"],
        cik=[9900001, 9900001, None],
        cik_from=["filing", "filing", None],
        form=["8-K", "10-Q", "4"],
        filed=[date(2025, 9, 3), date(2025, 9, 4), date(2025, 9, 3)],
        accepted_utc=[
            datetime(2025, 9, 3, 12, 0),
            datetime(2025, 9, 3, 22, 30),
            datetime(2025, 9, 3, 12, 0),
        ],
        clock=["unsure", "utc", "utc"],
        detected_utc=[
            datetime(2025, 9, 3, 16, 0, 9),
            datetime(2025, 9, 4, 10, 1),
            datetime(2025, 9, 3, 12, 1),
        ],
        bytes=[1000, 2000, 3000],
    )
    assert tables["filings"].select("accession", "known_at", "size").rows() == [
        ("0009900001-25-000001", datetime(2025, 9, 3, 16, 0, 9, tzinfo=UTC), 1000),
        ("0009900001-25-000002", datetime(2025, 9, 4, 10, 1, tzinfo=UTC), 2000),
    ]
    span = tables["coverage"].select("subject", "day", "until", "complete", "absent_means")
    assert span.rows() == [("9900001", date(2025, 9, 3), date(2025, 9, 4), False, "unknown")]


def test_a_list_that_is_not_complete_says_so_for_every_issuer(tmp_path: Path) -> None:
    tables = read(
        tmp_path,
        acc=["000990000124000001", "000990000124000001"],
        cik=[9900001, 9900001],
        filed=[date(2024, 9, 3), date(2024, 9, 3)],
        form=["8-K", "8-K"],
        phrases=["layoffs", "tariffs"],
        docs=["a.htm", "a.htm"],
    )
    assert tables["filings"].select("accession", "known_at").rows() == [
        ("0009900001-24-000001", None)
    ]
    assert tables["coverage"]["complete"].to_list() == [False]


def test_a_quote_is_known_when_fetched_and_never_before_its_own_time(tmp_path: Path) -> None:
    """14:00 UTC is 09:00 Eastern in November, before the open; 20:59 is 15:59; 21:30 is 16:30."""
    times = [datetime(2025, 11, 5, hour, minute) for hour, minute in ((14, 0), (20, 59), (21, 30))]
    quotes = read(
        tmp_path,
        ticker=["brlw"] * 3,
        cik=[9900001] * 3,
        bid=[1.0, 1.1, 1.2],
        ask=[1.1, 1.2, 1.3],
        bid_size=[1, 2, 3],
        ask_size=[4, 5, 6],
        quote_utc=times,
        fetched_utc=[datetime(2025, 11, 5, 14, 30), datetime(2025, 11, 5, 20, 57), times[2]],
        regular=[False, True, False],
        stale_min=[30, 0, 0],
    )["quotes"].sort("at")
    assert quotes.select("symbol", "session", "known_at").rows() == [
        ("BRLW", "pre", datetime(2025, 11, 5, 14, 30, tzinfo=UTC)),
        ("BRLW", "regular", datetime(2025, 11, 5, 20, 59, tzinfo=UTC)),
        ("BRLW", "post", datetime(2025, 11, 5, 21, 30, tzinfo=UTC)),
    ]


def test_only_completed_splits_are_read_and_ratios_are_two_integers(tmp_path: Path) -> None:
    splits = read(
        tmp_path,
        symbol=["BRLW", "TVN", "QPEAT"],
        effective_date=[date(2024, 5, 1), None, date(2024, 6, 3)],
        old_per_new=[25.0, None, 0.2],
        status=["Complete", "Vote Approved", "Complete"],
        current_float_m=[1.0, 2.0, 3.0],
    )["splits"]
    assert splits.select("symbol", "new_shares", "old_shares", "status", "imprecise").rows() == [
        ("BRLW", 1, 25, "listed", False),
        ("QPEAT", 5, 1, "listed", False),
    ]


@pytest.mark.parametrize(
    ("old_per_new", "expected"),
    [
        (25.0, (1, 25, False)),
        (0.5, (2, 1, False)),
        (6.25, (4, 25, False)),
        (9.33, (3, 28, False)),
        (7.97, (100, 797, True)),
        (0.0, (None, None, True)),
        (None, (None, None, True)),
    ],
)
def test_a_ratio_is_the_smallest_integers_within_a_thousandth(
    old_per_new: float | None, expected: tuple[int | None, int | None, bool]
) -> None:
    """9.33: 28 for 3 is 9.3333, 0.04 % off. 7.97: 8 for 1 is 0.38 % off, and no other is near."""
    assert split_ratio(old_per_new) == expected


def test_a_parquet_file_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "names.parquet"
    pl.DataFrame({"cik": [1], "name": ["A"]}).write_parquet(path)
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(Unreadable, match="not a whole Parquet file"):
        recognise(path)


def test_a_parquet_file_of_other_columns_is_not_recognised(tmp_path: Path) -> None:
    path = tmp_path / "cik_ticker_history.parquet"
    pl.DataFrame({"cik": [1], "ticker": ["A"]}).write_parquet(path)
    assert recognise(path) is None
