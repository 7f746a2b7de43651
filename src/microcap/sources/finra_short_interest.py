"""FINRA's short interest of a settlement date: one pipe file twice a month, every market."""

import polars as pl

from microcap.sources import Raw, Source, Tables
from microcap.sources.piped_text import (
    header_of,
    market_symbol,
    piped_text,
    published_day,
    whole_number,
)
from microcap.sources.publication import known_after, short_interest_known, whole_days
from microcap.sources.sec_rows import caveat_rows, eastern_day, parted

_NEEDED = ("symbolcode", "currentshortpositionquantity", "settlementdate")
_WANTED = "a file of short interest"
_NO_VOLUME = 999.99
"""What the publisher writes for days to cover where nothing was traded."""
_CAVEATS = {
    "not adjusted for splits": "a count is of the shares of its settlement date; the previous one "
    "beside it may have been restated for a split by the publisher",
    "positions, not sales": "an open position of the settlement date; it says nothing of when or "
    "why it was opened, and market makers' hedges are in it",
    "publication assumed": "the file does not say when it came out; it counts as known at the end "
    "of the seventh settlement day",
}


def short_interest_read(raw: Raw) -> Tables:
    """Open short positions of one settlement date, coverage, caveats and rejects.

    Raises `Unreadable` for a file of other columns, and for one that is cut off within a line.
    """
    rows = piped_text(raw, _WANTED, _NEEDED, trailers=False).rows
    held = rows.columns

    def optional(name: str) -> pl.Expr:
        return whole_number(name) if name in held else pl.lit(None, pl.Int64)

    volume = optional("averagedailyvolumequantity")
    days = (
        pl.col("daystocoverquantity").cast(pl.Float64, strict=False)
        if "daystocoverquantity" in held
        else pl.lit(None, pl.Float64)
    )
    frame = rows.select(
        "row",
        symbol=market_symbol("symbolcode"),
        day=published_day("settlementdate"),
        shares_short=whole_number("currentshortpositionquantity"),
        previous_short=optional("previousshortpositionquantity"),
        average_volume=volume,
        days_to_cover=pl.when((volume > 0) & (days < _NO_VOLUME)).then(days),
    )
    frame = frame.join(known_after(frame["day"], short_interest_known), on="day", how="left")
    good, rejects = parted(
        "short_interest", frame.with_columns(assumed=pl.lit(True)), eastern_day(raw.fetched)
    )
    moments = good.select("day", "known_at").unique().sort("day").rows()
    return {
        "short_interest": good,
        "coverage": whole_days(
            "short_interest",
            [(day, day, known) for day, known in moments],
            "the publisher's whole file of the settlement date",
        ),
        "caveats": caveat_rows("short_interest", _CAVEATS, raw.fetched),
        "rejects": rejects,
    }


def recognised(raw: Raw) -> bool:
    """Whether the first line names the columns of a file of short interest."""
    return set(_NEEDED) <= set(header_of(raw))


SHORT_INTEREST = Source(
    name="finra_short_interest",
    read=short_interest_read,
    about="open short positions by settlement date, listed and OTC",
    address="https://cdn.finra.org/equity/otcmarket/biweekly/shrtYYYYMMDD.csv",
    rhythm="twice a month, seven settlement days late",
    licence="FINRA's terms of use: not for redistribution",
    tried_on="the publisher's description",
    recognise=recognised,
)
