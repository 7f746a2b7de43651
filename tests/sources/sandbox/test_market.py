"""The invented market: the same every time, within its tables, and as large as it says."""

import hashlib
from datetime import date

import polars as pl
import pytest

from microcap.model.errors import Contradiction
from microcap.model.tables import CONTRADICTIONS, TABLES
from microcap.sources import Tables
from microcap.sources.sandbox import SYNTHETIC, market
from microcap.sources.sandbox.truth import Truth

Made = tuple[Tables, Truth]
# the calendar's library still reads its time zones in a way that the newest pandas warns of
pytestmark = pytest.mark.filterwarnings("ignore:Series.values returning:DeprecationWarning")
_FILLED_BY_INGEST = {"assumed", "revision", "withdrawn", "source", "raw"}


def _frame(tables: Tables, name: str) -> pl.DataFrame:
    return tables[name].lazy().collect()


def _digest(tables: Tables) -> dict[str, str]:
    return {
        name: hashlib.sha256(_frame(tables, name).write_csv().encode()).hexdigest()
        for name in tables
    }


def test_the_same_seed_gives_the_same_bytes_and_the_same_truth(made: Made) -> None:
    tables, truth = made
    again, true_again = market(seed=7)
    assert _digest(again) == _digest(tables)
    assert true_again == truth


def test_another_seed_gives_another_market(made: Made) -> None:
    tables, truth = made
    other, other_truth = market(seed=8)
    assert _digest(other)["bars"] != _digest(tables)["bars"]
    assert len(other_truth.securities) == len(truth.securities) == 400


def test_too_short_a_market_is_refused_with_what_to_do() -> None:
    with pytest.raises(Contradiction, match="ask for two years or more"):
        market(first=date(2024, 1, 2), last=date(2024, 6, 28))


@pytest.mark.parametrize(
    "name",
    [
        *("bars", "share_counts", "splits", "listings", "issuers", "filings", "facts"),
        *(
            "filing_documents",
            "documents",
            "news",
            "halts",
            "quotes",
            "ownership",
            "coverage",
            "caveats",
        ),
    ],
)
def test_a_table_fits_its_declaration(made: Made, name: str) -> None:
    table, rows = TABLES[name], _frame(made[0], name)
    declared = table.schema
    assert rows.height > 0
    assert {column: declared[column] for column in rows.columns} == dict(rows.schema)
    absent = set(declared) - set(rows.columns) - _FILLED_BY_INGEST
    assert absent == set()
    for column in table.columns:
        if column.name not in rows.columns:
            continue
        values = rows[column.name]
        if not column.nullable:
            assert values.null_count() == 0, column.name
        if column.low is not None:
            assert rows.filter(pl.col(column.name) < column.low).height == 0, column.name
        if column.dtype == pl.Float64:
            assert rows.filter(~pl.col(column.name).is_finite()).height == 0, column.name
    key = [column for column in table.key if column in rows.columns]
    assert rows.select(key).is_duplicated().sum() == 0
    for reason, test in CONTRADICTIONS.get(name, ()):
        assert rows.filter(test).height == 0, reason
    told = rows.filter(
        pl.col("known_at").dt.convert_time_zone("America/New_York").dt.date() < pl.col("day")
    )
    assert told.height == 0


def test_a_bar_is_known_at_the_close_of_its_session_and_contains_its_prices(made: Made) -> None:
    bars = _frame(made[0], "bars")
    eastern = pl.col("known_at").dt.convert_time_zone("America/New_York")
    # 13:00 on early closes, else 16:00
    assert set(bars.select(eastern.dt.hour())["known_at"]) == {13, 16}
    inside = pl.col("low") <= pl.min_horizontal("open", "close")
    inside &= pl.col("high") >= pl.max_horizontal("open", "close")
    assert bars.filter(~inside).height == 0
    tick = pl.when(pl.col("close") >= 1).then(100).otherwise(10_000)
    off = (pl.col("close") * tick - (pl.col("close") * tick).round()).abs() > 1e-6
    assert bars.filter(off).height == 0


def test_the_market_has_as_many_of_each_kind_as_it_says(made: Made) -> None:
    tables, truth = made
    otc = {"OTCQX", "OTCQB", "PINK_CURRENT", "EXPERT"}
    assert sum(one.venue in otc for one in truth.securities) == 30
    assert len(truth.of_kind("foreign")) == 20
    assert sum(one.kind.startswith("death") for one in truth.securities) == 10
    assert len(truth.of_kind("spac_remnant")) == 5
    silent = {one.issuer for one in truth.securities} - set(_frame(tables, "filings")["issuer"])
    assert len(silent) == 5
    forms = _frame(tables, "filings").filter(
        pl.col("issuer").is_in([one.issuer for one in truth.of_kind("foreign")])
    )["form"]
    assert set(forms) == {"20-F", "6-K"}


def test_pink_current_ends_on_the_last_day_of_june_2025(made: Made) -> None:
    """OTC Markets closed Pink Current on 2025-07-01: OTCID or Pink Limited from then on."""
    listings = _frame(made[0], "listings")
    pink = set(listings.filter(pl.col("venue") == "PINK_CURRENT")["symbol"])
    moved = listings.filter(pl.col("event") == "venue")
    assert set(moved["symbol"]) == pink
    assert set(moved["day"]) == {date(2025, 7, 1)}
    assert set(moved["venue"]) == {"OTCID", "PINK_LIMITED"}


def test_caps_lie_where_micro_caps_lie(made: Made) -> None:
    """Between $3M and $600M on the first day, most of them under $300M."""
    tables, _ = made
    first = _frame(tables, "bars").filter(pl.col("day") == date(2023, 1, 3))
    counts = _frame(tables, "share_counts").filter(
        (pl.col("kind") == "vendor") & (pl.col("day") == date(2023, 1, 3))
    )
    caps = first.join(counts, on="symbol").select(cap=pl.col("close") * pl.col("shares"))["cap"]
    assert caps.is_between(3e6, 600e6).all()
    assert (caps < 300e6).sum() > 0.9 * caps.len()
    assert (caps < 50e6).sum() > 100


def test_nothing_of_the_almost_unknown_name_is_held_but_a_bar_and_a_listing(made: Made) -> None:
    tables, truth = made
    unknown = truth.of("ZZQX")
    assert unknown.kind == "almost_unknown"
    held = {
        name
        for name in tables
        for column in ("symbol", "issuer", "subject")
        if column in _frame(tables, name).columns
        and _frame(tables, name).filter(pl.col(column).is_in(["ZZQX", unknown.issuer])).height
    }
    assert held == {"bars", "listings"}
    assert _frame(tables, "bars").filter(pl.col("symbol") == "ZZQX").height == 1
    assert _frame(tables, "listings").filter(pl.col("symbol") == "ZZQX")["venue"].to_list() == [
        "EXPERT"
    ]


def test_the_non_reporting_have_bars_and_no_word_on_their_filings(made: Made) -> None:
    tables, truth = made
    for one in truth.of_kind("non_reporting"):
        said = _frame(tables, "coverage").filter(
            pl.col("subject").is_in([one.issuer, *one.tickers])
        )
        assert said["table"].to_list() == ["bars"]
        assert said["absent_means"].to_list() == ["no_trade"]


def test_everything_is_labelled_synthetic(made: Made) -> None:
    tables, truth = made
    assert SYNTHETIC == "sandbox"
    caveat = _frame(tables, "caveats").row(0, named=True)
    assert caveat["name"] == "synthetic"
    assert all(ticker.startswith("ZZ") for one in truth.securities for ticker in one.tickers)
    assert all(one.issuer.startswith("99") for one in truth.securities)
