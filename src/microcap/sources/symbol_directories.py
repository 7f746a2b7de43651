"""Nasdaq's symbol directories: what is listed where, by ticker alone, several times a day.

They name no issuer, so their rows of `listings` are of the event `tier`: they tell a ticker's
venue on a day and link it to nobody. `issuer` is then the ticker itself, marked as such.
"""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import polars as pl

from microcap.model.tables import MOMENT
from microcap.model.venues import Venue
from microcap.sources import Raw, Source, Tables
from microcap.sources.piped_text import header_of, market_symbol, piped_text
from microcap.sources.sec_rows import EASTERN, caveat_rows, eastern_day, parted

_WANTED = "a symbol directory"
_LISTED = ("symbol", "security_name", "market_category", "test_issue", "financial_status")
_OTHERS = ("act_symbol", "security_name", "exchange", "test_issue")
_TIERS = {"Q": Venue.NASDAQ_GS, "G": Venue.NASDAQ_GM, "S": Venue.NASDAQ_CM}
_EXCHANGES = {
    "A": Venue.NYSE_AMERICAN,
    "N": Venue.NYSE,
    "P": Venue.NYSE_ARCA,
    "Z": Venue.CBOE,
}
_CAVEATS = {
    "today's list": "the directory is that of its creation; earlier days are other files",
    "no issuer": "it names tickers and no CIK, so it links nobody: it tells a venue alone",
    "status not read": "Nasdaq's letter for deficient, delinquent or bankrupt is not kept",
}


def directory_read(raw: Raw) -> Tables:
    """Venue of each ticker on the day of creation, caveats and rejects.

    Raises `Unreadable` where the line of the creation time does not end the file.
    """
    names = header_of(raw, "|")
    others = set(_OTHERS) <= set(names)
    text = piped_text(raw, _WANTED, _OTHERS if others else _LISTED)
    rows, made = _created(raw, text.rows, text.tail)
    ticker, market = ("act_symbol", "exchange") if others else ("symbol", "market_category")
    venues = {letter: str(venue) for letter, venue in (_EXCHANGES if others else _TIERS).items()}
    fund = (
        pl.when(pl.col("etf") == "Y").then(pl.lit("fund"))
        if "etf" in rows.columns
        else pl.lit(None, pl.String)
    )
    frame = rows.filter(pl.col("test_issue").fill_null("N") != "Y").select(
        "row",
        symbol=market_symbol(ticker),
        issuer=pl.concat_str(pl.lit("ticker:"), market_symbol(ticker)),
        day=pl.lit(eastern_day(made)),
        event=pl.lit("tier"),
        name="security_name",
        venue=pl.col(market).replace_strict(venues, default=None, return_dtype=pl.String),
        kind=fund,
        known_at=pl.lit(made).cast(MOMENT),
    )
    good, rejects = parted("listings", frame, eastern_day(raw.fetched))
    return {
        "listings": good.unique(("symbol", "day"), keep="first", maintain_order=True),
        "caveats": caveat_rows("listings", _CAVEATS, raw.fetched),
        "rejects": rejects,
    }


def recognised(raw: Raw) -> bool:
    """Whether the first line names the columns of one of the two directories."""
    names = set(header_of(raw, "|"))
    return set(_LISTED) <= names or set(_OTHERS) <= names


def _created(raw: Raw, rows: pl.DataFrame, tail: tuple[str, ...]) -> tuple[pl.DataFrame, datetime]:
    """The rows before the line of creation (`File Creation Time: 0628202417:03|||`), and its moment."""
    last = tail[-1] if tail else str(rows[rows.columns[1]].item(-1) or "") if rows.height else ""
    found = re.search(r"File Creation Time:\s*(\d{8})(\d{2}):?(\d{2})", last)
    raw.expect(
        found is not None,
        f"{_WANTED} ends with its creation time; this one does not, it was cut off; get it again",
    )
    assert found is not None
    try:
        local = datetime.strptime("".join(found.groups()), "%m%d%Y%H%M")
    except ValueError:
        raw.expect(False, f"{found[0]!r} is no moment; get the directory again")
        raise
    moment = local.replace(tzinfo=ZoneInfo(EASTERN)).astimezone(UTC)
    return (rows if tail else rows.head(-1)), moment


SYMBOL_DIRECTORIES = Source(
    name="nasdaq_symbol_directories",
    read=directory_read,
    about="tickers listed on Nasdaq by tier, and on the other exchanges",
    address="https://www.nasdaqtrader.com/dynamic/symdir/nasdaqlisted.txt and otherlisted.txt",
    rhythm="several times a day",
    licence="the exchange's terms of use",
    tried_on="the publisher's description",
    recognise=recognised,
)
