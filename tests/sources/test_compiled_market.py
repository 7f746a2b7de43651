"""Compiled sets of market structure, as invented files with their columns."""

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from microcap.sources import Source, raw_from
from microcap.sources.compiled_market import (
    BORROW,
    CANADIAN_HALTS,
    OTC_TIERS,
    SHORT_INTEREST_PARTS,
    VENDOR_FLOAT,
)
from sources.market_files import FETCHED, rows_of

AT = datetime(2026, 1, 6, 18, 10, 19)


def _rows(folder: Path, source: Source, table: str, **columns: object) -> pl.DataFrame:
    path = folder / "set.parquet"
    pl.DataFrame(columns).write_parquet(path)
    return rows_of(source, raw_from(path, FETCHED), table)


@pytest.mark.parametrize(
    ("tier", "venue"),
    [
        ("OTCQX U.S. Premier", "OTCQX"),
        ("Pink Current", "PINK_CURRENT"),
        ("Expert Market", "EXPERT"),
        ("A tier of tomorrow", None),
    ],
)
def test_a_tier_becomes_a_venue_that_links_nobody(
    tmp_path: Path, tier: str, venue: str | None
) -> None:
    rows = _rows(
        *(tmp_path, OTC_TIERS, "listings"),
        symbol=["ZZHM"],
        security_name=["ZZ HLDGS"],
        tier=[tier],
        price=[0.1],
        sec_type=["ADRs"],
        country=["USA"],
        as_of=[date(2020, 11, 11)],
    )
    said = rows.select("symbol", "issuer", "event", "venue", "kind").row(0)
    assert said == ("ZZHM", "ticker:ZZHM", "tier", venue, "adr")


def test_short_interest_of_a_date_is_known_by_the_publishers_delay(tmp_path: Path) -> None:
    """15 May 2026 is a Friday; seven settlement days later, 25 May left out, is the 27th."""
    rows = _rows(
        *(tmp_path, SHORT_INTEREST_PARTS, "short_interest"),
        ticker=["ZZHM"],
        settlement=[date(2026, 5, 15)],
        short_shares=[7],
    )
    assert rows.select("shares_short", "known_at", "assumed").row(0) == (
        *(7, datetime(2026, 5, 28, 4, tzinfo=UTC)),
        True,
    )


def test_a_look_at_the_borrow_is_known_when_it_was_taken(tmp_path: Path) -> None:
    rows = _rows(
        *(tmp_path, BORROW, "borrow"),
        asof_utc=[AT],
        ticker=["ZZHM"],
        borrow_annual=[0.5],
        rebate_annual=[-0.2],
        fee_annual=[0.25],
        available=[None],
    )
    assert rows.select("day", "fee", "rebate", "available", "known_at").row(0) == (
        *(date(2026, 1, 6), 0.25, -0.2, None),
        AT.replace(tzinfo=UTC),
    )


def test_a_vendors_float_is_a_vendors_figure_and_no_share_count(tmp_path: Path) -> None:
    rows = _rows(
        *(tmp_path, VENDOR_FLOAT, "fundamentals"),
        ticker=["ZZHM", "ZZQX"],
        float_shares=[5_000_000, 0],
        market_cap=[None, 1.0],
        as_of=[date(2026, 6, 9)] * 2,
    )
    assert rows.select("symbol", "item", "value", "unit").rows() == [
        ("ZZHM", "float_shares", 5e6, "shares")
    ]


def test_canadian_halts_are_recognised_and_not_read_into_halts(tmp_path: Path) -> None:
    rows = _rows(
        *(tmp_path, CANADIAN_HALTS, "caveats"),
        date=[date(2021, 1, 4)],
        symbol=["ZZHM"],
        event=["halt"],
        text=["a headline"],
        first_seen_utc=[AT],
    )
    assert rows["name"].to_list() == ["Canadian halts not read"]
