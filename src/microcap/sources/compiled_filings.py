"""Lists of filings that somebody compiled; none is complete, so none proves an absence."""

from collections.abc import Callable
from datetime import datetime

import polars as pl

from microcap.sources.compiled_parquet import (
    compiled_source,
    issuer_column,
    issuer_spans,
    open_moment,
    utc_column,
)
from microcap.sources.sec_rows import accession_column, before_its_day, public_moment

_Tables = Callable[[pl.LazyFrame, datetime], dict[str, pl.LazyFrame]]


def _filings(
    why: str,
    *,
    cik: str = "cik",
    accepted: pl.Expr | None = None,
    **columns: pl.Expr,
) -> _Tables:
    """Rows of `filings` and their coverage; `accepted` is the acceptance in UTC where held."""

    def tables(scan: pl.LazyFrame, fetched: datetime) -> dict[str, pl.LazyFrame]:
        moment = open_moment() if accepted is None else accepted
        rows = (
            scan.filter(pl.col(cik).is_not_null())
            .with_columns(_accepted=moment)
            .select(
                issuer=issuer_column(cik),
                accession=accession_column(pl.col("acc")),
                form=pl.col("form").cast(pl.String),
                day="filed",
                known_at=public_moment(pl.col("_accepted"), pl.col("filed")),
                assumed=before_its_day(pl.col("_accepted"), pl.col("filed")),
                **columns,
            )
            .unique(("issuer", "accession"), keep="first", maintain_order=True)
        )
        return {"filings": rows, "coverage": issuer_spans(rows, "filings", "day", fetched, why)}

    return tables


def _seen() -> pl.Expr:
    """Acceptance where its clock is sure, else the second the filing was seen on EDGAR."""
    sure = (pl.col("clock") != "unsure") & ~before_its_day(
        utc_column("accepted_utc"), pl.col("filed")
    )
    return pl.when(sure).then(utc_column("accepted_utc")).otherwise(utc_column("detected_utc"))


_SNAPSHOTS = (
    "a union of snapshots of changing universes: two thirds of the 10-K and 10-Q inside a "
    "company's own span are in it; Forms 3 and 4, 13D, 13G, NT, 25, 15, S-1 are not"
)
_PHRASES = "only filings whose text has one of some 200 phrases; about one real 8-K in four"

FILINGS_SNAPSHOTS = compiled_source(
    "compiled_filings_snapshots",
    "acc cik ticker company form filed primary_doc items accepted_utc",
    _filings(
        _SNAPSHOTS,
        accepted=utc_column("accepted_utc"),
        items=pl.col("items"),
        document=pl.col("primary_doc"),
    ),
    about="filings of some 1,100 small companies, October 2024 to November 2025",
    caveats=(
        "filings",
        {
            "not complete": f"{_SNAPSHOTS}; its silence is no evidence",
            "half without time": "half of the rows have no acceptance time and count as known at "
            "the next session's opening",
            "bank notes": "most 424B2 rows are structured notes of banks, not offerings of shares",
            "document may be an exhibit": "the document named as primary is now and then an "
            "exhibit",
        },
    ),
)

EVENTS_8K = compiled_source(
    "compiled_events_8k",
    "acc cik form filed report_date accepted_et accepted_utc items has_press_release primary_doc",
    _filings(
        "8-Ks of 427 tickers within the look-back of a few snapshots",
        accepted=utc_column("accepted_utc"),
        report_day=pl.col("report_date"),
        items=pl.col("items"),
        document=pl.col("primary_doc"),
    ),
    about="8-Ks of some 430 small companies with their items, October 2024 to November 2025",
    caveats=(
        "filings",
        {
            "not complete": "8-Ks of 427 tickers within the look-back of a few snapshots",
            "labels left out": "the compiler's keyword labels of dilution are rules and no facts; "
            "they are not read",
        },
    ),
)

FILINGS_BY_PHRASE = compiled_source(
    "compiled_filings_by_phrase",
    "acc cik filed form phrases docs",
    _filings(_PHRASES),
    about="filings whose text has one of some 200 phrases, 2015 to 2025",
    caveats=(
        "filings",
        {
            "chosen by content": f"{_PHRASES}, and the share changes from year to year; a positive "
            "counts, an absence and a rate do not",
            "no time": "only the filing date is held; a row counts as known at the next opening",
        },
    ),
    licence="MIT",
)

FILINGS_XBRL = compiled_source(
    "compiled_filings_xbrl",
    "cik acc form filed fy fp last_period n_facts",
    _filings("only filings that a tagged number quotes"),
    about="the filings that the tagged numbers of some 520 companies quote, 2009 to 2025",
    caveats=(
        "filings",
        {
            "tagged filings only": "annual and quarterly reports and what else carries tagged "
            "numbers; their `fy` and `fp` describe the filing, not the number, and are not read",
        },
    ),
)

REVERSE_SPLIT_8K = compiled_source(
    "compiled_reverse_split_filings",
    "acc cik company ticker form filed effective_date ratio_display rounding_policy reason",
    _filings("only filings that a rule took for news of a reverse split"),
    about="filings that speak of a reverse split, December 2025 and January 2026",
    caveats=(
        "filings",
        {
            "chosen by content": "only filings that a rule took for news of a reverse split; their "
            "ratio and effective date were read by that rule and are not taken over",
        },
    ),
)

FORMS_345 = compiled_source(
    "compiled_forms_345",
    "acc filed period form issuer_cik issuer symbol",
    _filings("only Forms 3, 4 and 5 of one quarter", cik="issuer_cik", report_day=pl.col("period")),
    about="Forms 3, 4 and 5 of the third quarter of 2024, by issuer",
    caveats=(
        "filings",
        {
            "without the trades": "purchases, sales and the names of insiders are not in the file; "
            "a row says that a report was filed and nothing of what it reports",
            "no time": "only the filing date is held; a row counts as known at the next opening",
        },
    ),
    licence="public domain",
)

ACCEPTANCE_TIMES = compiled_source(
    "compiled_acceptance_times",
    "acc cik cik_from form filed accepted_utc clock detected_utc bytes",
    _filings(
        "only the eighth of all rows whose filer is known", accepted=_seen(), size=pl.col("bytes")
    ),
    about="every filing EDGAR published August to November 2025, to the second it was seen",
    caveats=(
        "filings",
        {
            "filer mostly unknown": "seven rows of eight name no filer and are left out; of some "
            "the filer is told by the accession number and may not be the subject",
            "mixed clocks": "the compiler shifted times that were Eastern; where it was unsure, "
            "and for what was published on a later day, the second the filing was seen counts",
        },
    ),
    licence="MIT",
)
