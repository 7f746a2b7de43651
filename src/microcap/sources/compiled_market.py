"""Market structure that somebody compiled: OTC tiers, short interest, borrow, float, halts."""

from datetime import datetime

import polars as pl

from microcap.model.tables import MOMENT
from microcap.model.venues import Venue
from microcap.sources.compiled_parquet import compiled_source, open_moment, utc_column
from microcap.sources.piped_text import market_symbol
from microcap.sources.publication import known_after, short_interest_known

_TIERS = {
    "OTCQX International Premier": Venue.OTCQX_INTERNATIONAL,
    "OTCQX International": Venue.OTCQX_INTERNATIONAL,
    "OTCQX U.S. Premier": Venue.OTCQX,
    "OTCQX U.S.": Venue.OTCQX,
    "OTCQB": Venue.OTCQB,
    "Pink Current": Venue.PINK_CURRENT,
    "Pink Limited": Venue.PINK_LIMITED,
    "Pink No Information": Venue.PINK_NO_INFORMATION,
    "Expert Market": Venue.EXPERT,
}
_KINDS = {
    "Common Stock": "common",
    "Foreign Ordinary Shares": "common",
    "New York Registry Shs": "common",
    "ADRs": "adr",
    "Units": "unit",
    "Warrants": "warrant",
    "Preferred Stock": "preferred",
    "Fund": "fund",
    "ETFs": "fund",
}


def _tiers(scan: pl.LazyFrame, fetched: datetime) -> dict[str, pl.LazyFrame]:
    tiers = {tier: str(venue) for tier, venue in _TIERS.items()}
    rows = scan.select(
        symbol=market_symbol("symbol"),
        issuer=pl.concat_str(pl.lit("ticker:"), market_symbol("symbol")),
        day="as_of",
        event=pl.lit("tier"),
        name="security_name",
        venue=pl.col("tier").replace_strict(tiers, default=None, return_dtype=pl.String),
        kind=pl.col("sec_type").replace_strict(_KINDS, default=None, return_dtype=pl.String),
        known_at=open_moment(),
    )
    return {"listings": rows.unique(("symbol", "day"), keep="first", maintain_order=True)}


def _short_interest(scan: pl.LazyFrame, fetched: datetime) -> dict[str, pl.LazyFrame]:
    days = scan.select("settlement").unique().collect()["settlement"]
    moments = known_after(days, short_interest_known)
    rows = scan.select(
        symbol=market_symbol("ticker"), day="settlement", shares_short="short_shares"
    ).join(moments.lazy(), on="day", how="left", maintain_order="left")
    return {"short_interest": rows.with_columns(assumed=pl.lit(True))}


def _borrow(scan: pl.LazyFrame, fetched: datetime) -> dict[str, pl.LazyFrame]:
    at = utc_column("asof_utc")
    rows = scan.with_row_index("row", offset=1).select(
        pl.col("row").cast(pl.Int64),
        symbol=market_symbol("ticker"),
        day=at.dt.convert_time_zone("America/New_York").dt.date(),
        at=at,
        fee="fee_annual",
        rebate="rebate_annual",
        available=pl.col("available").cast(pl.Float64).round().cast(pl.Int64),
        known_at=at,
    )
    # of two rows of one ticker at one instant nobody can say which is the ticker's
    twice = pl.len().over("symbol", "at") > 1
    content = pl.format("symbol={} fee={} available={}", "symbol", "fee", "available")
    return {
        "borrow": rows.filter(~twice),
        "rejects": rows.filter(twice).select(
            "row",
            "day",
            table=pl.lit("borrow"),
            reason=pl.lit("two rows of one ticker at one instant differ"),
            content=content,
        ),
    }


def _float(scan: pl.LazyFrame, fetched: datetime) -> dict[str, pl.LazyFrame]:
    rows = scan.select(
        symbol=market_symbol("ticker"),
        item=pl.lit("float_shares"),
        period=pl.lit("instant"),
        day="as_of",
        value=pl.col("float_shares").cast(pl.Float64),
        unit=pl.lit("shares"),
        filed="as_of",
        vintage=pl.lit("as_filed"),
        known_at=pl.lit(None, MOMENT),
    )
    return {"fundamentals": rows.filter(pl.col("value") > 0)}


def _nothing(scan: pl.LazyFrame, fetched: datetime) -> dict[str, pl.LazyFrame]:
    return {}


OTC_TIERS = compiled_source(
    "compiled_otc_tiers",
    "symbol security_name tier price sec_type country as_of",
    _tiers,
    about="the tier of 12,290 OTC securities on 11 November 2020",
    caveats=(
        "listings",
        {
            "one day of 2020": "tiers were renamed in 2025 and names have moved since; it tells "
            "of its day alone",
            "no grey market": "securities that no one quotes are absent from the screener",
            "no issuer": "it names tickers and no CIK, and a ticker of 2020 may be another's now; "
            "it tells a venue and links nobody",
        },
    ),
    licence="the compiler states none; the tiers are OTC Markets Group's",
)

SHORT_INTEREST_PARTS = compiled_source(
    "compiled_short_interest",
    "ticker settlement short_shares",
    _short_interest,
    about="short interest of single settlement dates, and each ticker's last since June 2021",
    caveats=(
        "short_interest",
        {
            "no series": "two settlement dates and the last report of each ticker are held, not "
            "the dates between; a change against the date before cannot be told from it",
            "largest left out": "the largest count since 2021 is not adjusted for splits and is "
            "not read",
        },
    ),
    licence="the compiler states none; the records are FINRA's",
)

BORROW = compiled_source(
    "compiled_borrow",
    "asof_utc ticker borrow_annual rebate_annual fee_annual available",
    _borrow,
    about="fee and availability for borrowing some 900 small companies, one instant of January 2026",
    caveats=(
        "borrow",
        {
            "one broker": "one broker's rates and shares at one instant; others differ, and both "
            "change by the minute",
            "second rate left out": "beside fee and rebate, which add up to one rate of money, the "
            "file has a rate `borrow` of another lender; it is not read",
        },
    ),
    licence="the compiler states none",
)

VENDOR_FLOAT = compiled_source(
    "compiled_vendor_float",
    "ticker float_shares market_cap as_of",
    _float,
    about="float shares of some 7,000 tickers by a vendor, June 2026",
    caveats=(
        "fundamentals",
        {
            "a vendor's float": "the vendor does not say whom it leaves out; it stands as a "
            "vendor's figure `float_shares` and never replaces a float that is counted",
            "depositary shares": "for depositary receipts it counts the ordinary shares, so some "
            "floats exceed the shares that trade by far",
        },
    ),
    licence="the compiler states none",
)

CANADIAN_HALTS = compiled_source(
    "compiled_canadian_halts",
    "date symbol event text first_seen_utc",
    _nothing,
    about="headlines of halts and resumptions on Canadian exchanges: not read into halts",
    caveats=(
        "halts",
        {
            "Canadian halts not read": "its symbols are those of Canadian exchanges, many of which "
            "are other companies' tickers in the United States, and it tells days without hours",
        },
    ),
    licence="Apache-2.0",
)
