"""Tagged numbers, quotes and announced splits that somebody compiled."""

from datetime import datetime, time
from math import gcd

import polars as pl

from microcap.sources.compiled_parquet import (
    compiled_source,
    issuer_column,
    issuer_spans,
    open_moment,
    utc_column,
)
from microcap.sources.sec_companyfacts import CAVEATS
from microcap.sources.sec_rows import EASTERN, accession_column, symbol_column

_SMALL_NEW = 20
_PRECISE = 1e-3
"""A ratio within 0.1 % of one with so few new shares is that ratio."""
_PARTS = 1000


def _facts(scan: pl.LazyFrame, fetched: datetime) -> dict[str, pl.LazyFrame]:
    text = {
        name: pl.col(column).cast(pl.String)
        for name, column in (
            ("taxonomy", "tax"),
            ("tag", "tag"),
            ("unit", "unit"),
            ("form", "form"),
        )
    }
    rows = scan.select(
        issuer=issuer_column(),
        start="start",
        day="end",
        value="val",
        accession=accession_column(pl.col("acc")),
        filed="filed",
        vintage=pl.lit("as_filed"),
        known_at=open_moment(),
        **text,
    )
    why = "every number without dimensions of one download in December 2025, to the newest in it"
    spans = issuer_spans(
        scan.select("filed", issuer=issuer_column()), "facts", "filed", fetched, why, complete=True
    )
    return {"facts": rows, "coverage": spans}


def _nothing(scan: pl.LazyFrame, fetched: datetime) -> dict[str, pl.LazyFrame]:
    return {}


def _quotes(scan: pl.LazyFrame, fetched: datetime) -> dict[str, pl.LazyFrame]:
    at, seen = utc_column("quote_utc"), utc_column("fetched_utc")
    local = at.dt.convert_time_zone(EASTERN)
    out_of_hours = (
        pl.when(local.dt.time() < time(9, 30)).then(pl.lit("pre")).otherwise(pl.lit("post"))
    )
    rows = scan.sort("fetched_utc").select(
        symbol=symbol_column(pl.col("ticker")),
        day=local.dt.date(),
        at=at,
        bid="bid",
        ask="ask",
        bid_size="bid_size",
        ask_size="ask_size",
        session=pl.when("regular").then(pl.lit("regular")).otherwise(out_of_hours),
        # the provider's clock runs up to six minutes ahead of the one that fetched
        known_at=pl.max_horizontal(at, seen),
    )
    return {"quotes": rows.unique(("symbol", "at"), keep="first", maintain_order=True)}


def _splits(scan: pl.LazyFrame, fetched: datetime) -> dict[str, pl.LazyFrame]:
    done = scan.filter(pl.col("status") == "Complete").collect()
    ratios = [split_ratio(old_per_new) for old_per_new in done["old_per_new"]]
    integers = pl.DataFrame(
        ratios,
        schema={"new_shares": pl.Int64, "old_shares": pl.Int64, "imprecise": pl.Boolean},
        orient="row",
    )
    rows = done.select(
        symbol=symbol_column(pl.col("symbol")),
        day="effective_date",
        status=pl.lit("listed"),
        evidence=pl.format("announced: {} old shares for one new", pl.col("old_per_new")),
        known_at=open_moment(),
    )
    return {"splits": pl.concat([rows, integers], how="horizontal").lazy()}


def split_ratio(old_per_new: float | None) -> tuple[int | None, int | None, bool]:
    """New shares, old shares, and whether no ratio of small integers is within 0.1 %.

    6.25 old shares for one new is 4 for 25. A ratio that is missing or not above zero has no
    integers.
    """
    if old_per_new is None or not 0 < old_per_new < 1e9:
        return None, None, True
    for new in range(1, _SMALL_NEW + 1):
        old = round(old_per_new * new)
        if old >= 1 and abs(old / new / old_per_new - 1) <= _PRECISE:
            return new, old, False
    old = round(old_per_new * _PARTS)
    if old < 1:
        return None, None, True
    common = gcd(old, _PARTS)
    return _PARTS // common, old // common, True


FACTS = compiled_source(
    "compiled_companyfacts",
    "cik tax tag unit start end val form filed acc",
    _facts,
    about="every tagged number of 518 companies that announced a reverse split, 2009 to 2025",
    caveats=(
        "facts",
        {
            **CAVEATS,
            "chosen for trouble": "every company in it reverse-split or planned to; a rate "
            "measured on it says nothing of other companies",
            "two unreadable": "two of the 520 companies could not be read by the compiler",
            "dates of typing errors": "some 700 numbers are about a day after they were filed; "
            "those whose day had not come are rejects",
        },
    ),
)

COVER_PAGE = compiled_source(
    "compiled_cover_page",
    "cik tag unit end val form filed acc fy fp",
    _nothing,
    about="cover-page share counts and public float: a part of the tagged numbers, not read again",
    caveats=(
        "facts",
        {
            "cover page not read": "its rows are a part of the file of all tagged numbers, with "
            "the same keys; bring that file",
        },
    ),
)

QUOTES = compiled_source(
    "compiled_quotes",
    "ticker cik bid ask bid_size ask_size quote_utc fetched_utc regular stale_min",
    _quotes,
    about="two-sided quotes of some 1,200 small companies, November 2025",
    caveats=(
        "quotes",
        {
            "truncated": "no crossed, locked or very wide quote is in it, so its spreads are a "
            "floor and not the distribution of all micro-caps",
            "stale": "some quotes were weeks old when they were fetched; a row counts as known "
            "when it was fetched",
            "size unit unknown": "the sizes are lots or shares, and the file does not say which",
        },
    ),
)

REVERSE_SPLITS = compiled_source(
    "compiled_reverse_splits",
    "symbol effective_date old_per_new status current_float_m",
    _splits,
    about="announced reverse splits, 2019 to January 2026",
    caveats=(
        "splits",
        {
            "thin in 2021": "it lists 43 splits of 2021; of the splits that a panel of prices "
            "shows, 228 are not in it",
            "two decimals": "ratios are written with two decimals; one that fits no small "
            "integers is marked imprecise",
            "completed only": "votes and plans have no ratio or day and are not read; the float "
            "in it is that of January 2026 and is not read",
        },
    ),
)
