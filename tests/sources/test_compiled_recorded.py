"""The compiled sets themselves: every row is read, counted here by plain polars."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from microcap.model.tables import BOOKKEEPING, TABLES
from microcap.sources import raw_from
from microcap.sources.published import recognise

pytestmark = pytest.mark.real
NOW = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
Count = Callable[[pl.LazyFrame], pl.LazyFrame]


def everything(scan: pl.LazyFrame) -> pl.LazyFrame:
    return scan


SETS: list[tuple[str, str, str, Count]] = [
    ("reference/company_names", "compiled_company_names", "issuers",
     lambda scan: scan.unique(["cik", "start_date"])),
    ("reference/filer_changes_2021_2026", "compiled_filer_changes", "listings",
     lambda scan: scan.filter(pl.col("field") == "exchange")),
    ("facts/companyfacts_518", "compiled_companyfacts", "facts", everything),
    ("quotes/quotes_microcap_2025_11", "compiled_quotes", "quotes",
     lambda scan: scan.unique(["ticker", "quote_utc"])),
    ("market_structure/reverse_splits_2019_2026", "compiled_reverse_splits", "splits",
     lambda scan: scan.filter(pl.col("status") == "Complete")),
    ("edgar_index/filings_microcap_2024_2025", "compiled_filings_snapshots", "filings", everything),
    ("edgar_index/events_8k_2024_2025", "compiled_events_8k", "filings", everything),
    ("edgar_index/filings_by_phrase_2015_2025", "compiled_filings_by_phrase", "filings",
     everything),
    ("edgar_index/filings_xbrl_518", "compiled_filings_xbrl", "filings", everything),
    ("edgar_index/filings_8k_2025_12_2026_01", "compiled_reverse_split_filings", "filings",
     everything),
    ("edgar_index/form345_submissions_2024q3", "compiled_forms_345", "filings", everything),
    ("edgar_index/acceptance_times_2025_08_12", "compiled_acceptance_times", "filings",
     lambda scan: scan.filter(pl.col("cik").is_not_null())),
]  # fmt: skip


@pytest.mark.parametrize(("file", "source", "table", "count"), SETS, ids=[s[1] for s in SETS])
def test_every_row_of_a_compiled_set_is_read(
    file: str, source: str, table: str, count: Count, shared: Path
) -> None:
    path = shared / "data" / f"{file}.parquet"
    found = recognise(path)
    assert found is not None
    assert found.name == source
    rows = found.read(raw_from(path, NOW))[table].lazy()
    expected = count(pl.scan_parquet(path)).select(pl.len()).collect().item()
    book = {column.name for column in BOOKKEEPING}
    needed = [c.name for c in TABLES[table].columns if not c.nullable and c.name not in book]
    eastern = pl.col("known_at").dt.convert_time_zone("America/New_York").dt.date()
    facts = rows.select(
        pl.len(),
        nulls=pl.sum_horizontal(pl.col(needed).is_null().sum()),
        early=(eastern < pl.col("day")).sum(),
    ).collect(engine="streaming")
    assert facts.rows() == [(expected, 0, 0)]


def test_the_ticker_history_gives_every_spell_and_the_end_of_those_that_ended(
    shared: Path,
) -> None:
    """A spell whose last day is the newest of its list has not ended."""
    path = shared / "data/reference/cik_ticker_history.parquet"
    source = recognise(path)
    assert source is not None
    listings = source.read(raw_from(path, NOW))["listings"].lazy().collect()
    spells = pl.read_parquet(path)
    newest = pl.col("last_seen").max().over("src")
    assert listings.filter(event="seen").height == spells.height
    gone = listings.filter(event="gone")
    assert 0 < gone.height <= spells.filter(pl.col("last_seen") < newest).height
    assert (gone["known_at"].dt.date() > gone["day"]).all()
    renamed = listings.filter(pl.col("issuer") == "749647").sort("day")
    assert renamed["symbol"].to_list()[:2] == ["CLSN", "IMNN"]


def test_the_compiled_facts_of_a_company_are_those_of_its_recorded_answer(shared: Path) -> None:
    """Eleven companies are held both ways; the rows are the same, number by number."""
    compiled_path = shared / "data/facts/companyfacts_518.parquet"
    compiled = recognise(compiled_path)
    assert compiled is not None
    every = compiled.read(raw_from(compiled_path, NOW))["facts"].lazy()
    columns = ["taxonomy", "tag", "unit", "start", "day", "value", "accession", "form", "filed"]
    for path in sorted((shared / "data/facts/companyfacts_raw").iterdir()):
        source = recognise(path)
        assert source is not None
        answer = source.read(raw_from(path, NOW))["facts"].lazy().collect()
        issuer = answer["issuer"][0]
        held = every.filter(pl.col("issuer") == issuer).select(columns).collect()
        assert held.sort(columns).equals(answer.select(columns).sort(columns)), path.name


def test_the_cover_page_file_is_left_out_because_its_numbers_are_in_the_facts(
    shared: Path,
) -> None:
    path = shared / "data/facts/cover_page_518.parquet"
    source = recognise(path)
    assert source is not None
    assert list(source.read(raw_from(path, NOW))) == ["caveats"]
    cover = pl.scan_parquet(path).select("cik", "tag", "acc", "end", pl.col("val"))
    facts = pl.scan_parquet(shared / "data/facts/companyfacts_518.parquet").with_columns(
        pl.col("tag").cast(pl.String)
    )
    left = cover.join(facts, on=["cik", "tag", "acc", "end", "val"], how="anti")
    assert left.select(pl.len()).collect(engine="streaming").item() == 0


def test_the_last_state_of_every_listed_filer_is_read(shared: Path) -> None:
    path = shared / "data/reference/listed_filers_2025_2026.parquet"
    source = recognise(path)
    assert source is not None
    issuers = source.read(raw_from(path, NOW))["issuers"].lazy().collect()
    filers = pl.read_parquet(path)
    assert issuers.filter(field="kind").height == filers["entityType"].is_not_null().sum()
    assert issuers.filter(field="sic").height == filers["sic"].is_not_null().sum()


def test_what_was_accepted_the_evening_before_was_first_seen_after_0600_of_its_date(
    shared: Path,
) -> None:
    """The rule of `public_moment`, against the seconds at which filings were seen on EDGAR."""
    path = shared / "data/edgar_index/acceptance_times_2025_08_12.parquet"
    eastern = (
        pl.col("accepted_utc", "detected_utc")
        .dt.replace_time_zone("UTC")
        .dt.convert_time_zone("America/New_York")
    )
    rows = pl.scan_parquet(path).with_columns(eastern)
    evening = rows.filter(pl.col("accepted_utc").dt.date() < pl.col("filed")).collect()
    seen = evening["detected_utc"]
    assert evening.height == 18_085
    assert (seen.dt.date() == evening["filed"]).all()
    assert seen.dt.hour().min() == 6
    assert (seen.dt.hour() == 6).sum() == 17_953
