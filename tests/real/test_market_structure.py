"""Market structure of the shared records, with values that were read in the files by eye."""

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from microcap.sources import Source, raw_from
from microcap.sources.published import recognise

NOW = datetime(2026, 11, 21, tzinfo=UTC)
HEIGHTS = {
    "borrow_2026_01.parquet": ("borrow", 915),
    "float_yahoo_2026_06.parquet": ("fundamentals", 7_075),
    "halts_us_sample_2026_06_03.csv": ("halts", 38),
    "otc_tiers_2020_11.parquet": ("listings", 12_290),
    "short_interest_last.parquet": ("short_interest", 24_441),
    "short_interest_snapshots.parquet": ("short_interest", 22_795),
}


def _read(path: Path) -> tuple[Source, dict[str, pl.DataFrame]]:
    source = recognise(path)
    assert source is not None
    tables = source.read(raw_from(path, NOW))
    return source, {name: frame.lazy().collect() for name, frame in tables.items()}


def _market(shared: Path, name: str) -> dict[str, pl.DataFrame]:
    return _read(shared / "data" / "market_structure" / name)[1]


@pytest.mark.real
@pytest.mark.parametrize("name", HEIGHTS)
def test_each_file_is_recognised_and_gives_so_many_rows(shared: Path, name: str) -> None:
    """The sample of halts has 40 rows, of which PW and SILO are the same halt twice; the borrow
    has 917, and one of them twice with other rates: both are rejects."""
    table, height = HEIGHTS[name]
    source, tables = _read(shared / "data" / "market_structure" / name)
    assert tables[table].height == height
    assert source.tried_on == "recorded bytes"


@pytest.mark.real
def test_of_a_halt_written_twice_the_row_with_the_resumption_is_kept(shared: Path) -> None:
    """SILO was halted on 2 June 2026 at 19:50 Eastern and resumed on the 3rd at 09:00."""
    rows = _market(shared, "halts_us_sample_2026_06_03.csv")["halts"]
    silo = rows.filter(pl.col("symbol") == "SILO").select("code", "start_at", "end_at")
    assert silo.rows() == [
        ("T1", datetime(2026, 6, 2, 23, 50, tzinfo=UTC), datetime(2026, 6, 3, 13, 0, tzinfo=UTC))
    ]
    assert rows.filter(pl.col("end_at").is_null())["symbol"].sort().to_list() == ["ICCM", "WXM"]
    assert set(rows["code"]) == {"LUDP", "T1", "M1"}


@pytest.mark.real
def test_the_names_in_tripled_quotes_are_one_cell(shared: Path) -> None:
    """LSE's row has a company name with a comma in it; its pause was eleven minutes long."""
    rows = _market(shared, "halts_us_sample_2026_06_03.csv")["halts"]
    one = rows.filter(pl.col("symbol") == "LSE").row(0, named=True)
    assert (one["end_at"] - one["start_at"]).total_seconds() == 11 * 60 + 20


@pytest.mark.real
def test_tiers_of_the_screener_become_venues(shared: Path) -> None:
    """Four names of OTCQX are two venues: 92 + 252 and 85 + 74."""
    rows = _market(shared, "otc_tiers_2020_11.parquet")["listings"]
    assert dict(rows["venue"].value_counts().rows()) == {
        "PINK_CURRENT": 7_206,
        "PINK_NO_INFORMATION": 2_820,
        "OTCQB": 930,
        "EXPERT": 727,
        "OTCQX_INTERNATIONAL": 344,
        "OTCQX": 159,
        "PINK_LIMITED": 104,
    }


@pytest.mark.real
def test_short_interest_of_mid_may_is_known_at_the_end_of_27_may_2026(shared: Path) -> None:
    rows = _market(shared, "short_interest_last.parquet")["short_interest"]
    one = rows.filter(pl.col("symbol") == "A").row(0, named=True)
    assert (one["day"], one["shares_short"]) == (date(2026, 5, 15), 5_502_353)
    assert one["known_at"] == datetime(2026, 5, 28, 4, tzinfo=UTC)


@pytest.mark.real
def test_the_dearest_borrow_is_told_as_a_fraction(shared: Path) -> None:
    """SOBR's fee was 942 per cent a year."""
    rows = _market(shared, "borrow_2026_01.parquet")["borrow"].sort("fee")
    assert rows.select("symbol", "available").row(-1) == ("SOBR", 20_000)
    assert rows["fee"].item(-1) == pytest.approx(9.419403)


@pytest.mark.real
def test_canadian_halts_are_recognised_and_kept_out(shared: Path) -> None:
    tables = _market(shared, "halts_canada_2020_2022.parquet")
    assert "halts" not in tables
    assert tables["caveats"]["name"].to_list() == ["Canadian halts not read"]


@pytest.mark.real
@pytest.mark.parametrize(
    ("name", "kind", "numbers", "issuers"),
    [
        ("sec-litigation-releases", "litigation_release", ["LR-26609"], ["1795579"]),
        (
            "sec-administrative-proceedings",
            "administrative_proceeding",
            ["34-106124"],
            ["1926349"],
        ),
        (
            "sec-enforcement-actions",
            "enforcement_action",
            ["2026-73", "2026-73 (2)"],
            ["1852894", "1885404"],
        ),
        ("aaers", "accounting_release", ["AAER-4597"], [None]),
    ],
)
def test_each_release_is_read_with_its_number_and_ciks(
    shared: Path, name: str, kind: str, numbers: list[str], issuers: list[str | None]
) -> None:
    rows = _read(shared / "data" / "edgar" / "secapi" / f"{name}.json")[1]["regulatory_actions"]
    assert rows["kind"].unique().to_list() == [kind]
    assert rows["identifier"].to_list() == numbers
    assert rows["issuer"].to_list() == issuers


@pytest.mark.real
def test_the_target_of_a_trade_is_named_as_that(shared: Path) -> None:
    path = shared / "data" / "edgar" / "secapi" / "sec-litigation-releases.json"
    row = _read(path)[1]["regulatory_actions"].row(0, named=True)
    assert row["respondents"].startswith("Calliditas Therapeutics AB (target of insider trading); ")
    assert row["known_at"] == datetime(2026, 8, 11, 21, 11, 14, tzinfo=UTC)
