"""Dated lists of tickers, names and filers that somebody compiled from the SEC's own lists."""

from datetime import datetime

import polars as pl

from microcap.model.tables import MOMENT
from microcap.sources.compiled_parquet import compiled_source, issuer_column, open_moment
from microcap.sources.sec_rows import EASTERN, symbol_column, venue_column

_BREAKS_AFTER = 8
"""A spell ends when so many snapshots in a row lack it, so the end is known with the eighth."""

_FIELDS = {"category": "category", "sic": "sic", "stateOfIncorporation": "state"}


def _ticker_history(scan: pl.LazyFrame, fetched: datetime) -> dict[str, pl.LazyFrame]:
    spells = scan.select(
        symbol=symbol_column(pl.col("ticker")),
        issuer=issuer_column(),
        name=pl.col("name"),
        venue=venue_column(pl.col("exchange_first")),
        first="first_seen",
        last="last_seen",
        list="src",
    )
    bearer = ("symbol", "issuer", "name")
    seen = spells.select(
        *bearer, "venue", day="first", event=pl.lit("seen"), known_at=open_moment()
    )
    ended = spells.join(_snapshots(spells), left_on=("list", "last"), right_on=("list", "snapshot"))
    gone = ended.filter(pl.col("missed").is_not_null()).select(
        *bearer,
        venue=pl.lit(None, pl.String),
        day="last",
        event=pl.lit("gone"),
        known_at=_end_of(pl.col("missed")),
    )
    rows = pl.concat([seen, gone])
    return {
        "listings": rows.unique(
            ("symbol", "issuer", "day", "event"), keep="first", maintain_order=True
        )
    }


def _snapshots(spells: pl.LazyFrame) -> pl.LazyFrame:
    """The days of each list that the file proves, with the eighth such day after them.

    Days on which no spell began or ended are not in the file, so the eighth is never too early.
    """
    days = (
        pl.concat([spells.select("list", snapshot="first"), spells.select("list", snapshot="last")])
        .unique()
        .sort("list", "snapshot")
    )
    return days.with_columns(missed=pl.col("snapshot").shift(-_BREAKS_AFTER).over("list"))


def _end_of(day: pl.Expr) -> pl.Expr:
    midnight = day.cast(pl.Datetime("us")).dt.offset_by("1d")
    return midnight.dt.replace_time_zone(EASTERN).dt.convert_time_zone("UTC").cast(MOMENT)


def _names(scan: pl.LazyFrame, fetched: datetime) -> dict[str, pl.LazyFrame]:
    rows = (
        # of two names that begin on one day the one that was borne longer is kept
        scan.sort("cik", "start_date", "end_date", nulls_last=True)
        .select(
            issuer=issuer_column(),
            day="start_date",
            field=pl.lit("name"),
            value="name",
            known_at=open_moment(),
        )
        .unique(("issuer", "day"), keep="last", maintain_order=True)
    )
    return {"issuers": rows}


def _changes(scan: pl.LazyFrame, fetched: datetime) -> dict[str, pl.LazyFrame]:
    # None stands as a word in it
    told = scan.filter(pl.col("new").is_not_null() & ~pl.col("new").is_in(["None", ""]))
    venues = told.filter((pl.col("field") == "exchange") & pl.col("ticker").is_not_null()).select(
        symbol=symbol_column(pl.col("ticker")),
        issuer=issuer_column(),
        day="first_seen_new",
        event=pl.lit("venue"),
        name="name",
        venue=venue_column(pl.col("new")),
        known_at=open_moment(),
    )
    fields = told.filter(pl.col("field").is_in(list(_FIELDS))).select(
        issuer=issuer_column(),
        day="first_seen_new",
        field=pl.col("field").replace_strict(_FIELDS, return_dtype=pl.String),
        value=_without_breaks(pl.col("new")),
        known_at=open_moment(),
    )
    return {
        "listings": venues.unique(("symbol", "issuer", "day"), keep="last", maintain_order=True),
        "issuers": fields.unique(("issuer", "day", "field"), keep="last", maintain_order=True),
    }


def _without_breaks(text: pl.Expr) -> pl.Expr:
    return text.str.strip_prefix("<br>").str.replace_all("<br>", ", ", literal=True)


def _filers(scan: pl.LazyFrame, fetched: datetime) -> dict[str, pl.LazyFrame]:
    fields = {
        "entityType": "kind",
        "sic": "sic",
        "stateOfIncorporation": "state",
        "fiscalYearEnd": "fiscal_year_end",
        "category": "category",
    }
    rows = (
        scan.select(
            issuer=issuer_column(),
            day="last_seen",
            **{field: pl.col(key) for key, field in fields.items()},
        )
        .unpivot(
            list(fields.values()),
            index=["issuer", "day"],
            variable_name="field",
            value_name="value",
        )
        .filter(pl.col("value").is_not_null() & ~pl.col("value").is_in(["", "None"]))
        .with_columns(value=_without_breaks(pl.col("value")), known_at=open_moment())
    )
    return {"issuers": rows}


TICKER_HISTORY = compiled_source(
    "compiled_ticker_history",
    "cik ticker name exchange_first exchange_last first_seen last_seen n_snap src",
    _ticker_history,
    about="who bore which ticker from when to when, by snapshots of the SEC's lists 2021 to 2026",
    caveats=(
        "listings",
        {
            "snapshots with gaps": "snapshots may be weeks apart, so a ticker began on or before "
            "the day it was first seen; nothing is held from 2025-03-01 to 2025-08-15",
            "end known late": "a spell ends after eight snapshots without the ticker; its end "
            "counts as known on the eighth day after it that the file shows, and a spell of the "
            "last snapshots has no end",
            "before 2021-12-26": "names that were gone by then are not in it, and a ticker of "
            "before may have had another bearer",
        },
    ),
    licence="MIT",
)

COMPANY_NAMES = compiled_source(
    "compiled_company_names",
    "cik name start_date end_date src",
    _names,
    about="names of filers with the day of their first use",
    caveats=(
        "issuers",
        {
            "survivors": "former names are held only for filers still in the SEC's list",
            "ends left out": "a name's last day is that of a filing and may overlap the next; a "
            "name ends where the next one begins",
        },
    ),
    licence="MIT",
)

FILER_CHANGES = compiled_source(
    "compiled_filer_changes",
    "cik ticker name field last_seen_old first_seen_new old new src",
    _changes,
    about="changes of venue, filer status, industry and state, by snapshots of the SEC's lists",
    caveats=(
        "listings",
        {
            "venue lags": "the SEC's list shows a delisting a median of 14 days after the last "
            "bar; the day is that of the list",
            "lists of venues left out": "changes of a filer's whole list of venues are noisy (it "
            "was re-tagged in bulk on 2025-11-21 and 2026-07-14) and are not read; venue changes "
            "are held from 2021-12 to 2025-02 alone",
            "address left out": "the business address mixes states and countries and is not read",
        },
    ),
    licence="MIT",
)

LISTED_FILERS = compiled_source(
    "compiled_listed_filers",
    "cik name category entityType fiscalYearEnd sic stateOfIncorporation tickers first_seen "
    "last_seen",
    _filers,
    about="filers with a ticker, as last seen between August 2025 and July 2026",
    caveats=(
        "issuers",
        {
            "last state": "it holds the last state seen, so each value counts as known from the "
            "day it was last seen and not from the first",
        },
    ),
    licence="MIT",
)
