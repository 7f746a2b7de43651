"""FINRA's daily short-sale volume under Regulation SHO: one pipe file a session and facility."""

import polars as pl

from microcap.sources import Raw, Source, Tables
from microcap.sources.piped_text import (
    header_of,
    market_symbol,
    piped_text,
    published_day,
    whole_number,
)
from microcap.sources.publication import known_after, short_volume_known
from microcap.sources.sec_rows import caveat_rows, eastern_day, parted

_NEEDED = ("date", "symbol", "shortvolume", "totalvolume", "market")
_WANTED = "a file of short-sale volume"
_CAVEATS = {
    "not short interest": "market makers who sell to a buyer before they have bought mark the sale "
    "short: a high share is how the facility works and no sign of new positions",
    "one tape's part": "only trades reported to FINRA's facilities are in it, and of them only "
    "those of regular hours that are published; volume on exchanges is not",
    "fractions rounded": "volumes with fractions of a share are rounded to whole shares",
}


def short_volume_read(raw: Raw) -> Tables:
    """Short and total volume per symbol of one session, caveats and rejects.

    Raises `Unreadable` where the number of rows is not the one that the last line gives.
    """
    text = piped_text(raw, _WANTED, _NEEDED)
    counts = [line for line in text.tail if line.isdigit()]
    raw.expect(
        bool(counts),
        f"{_WANTED} ends with the number of its rows; this one does not, it was cut off; get it "
        "again",
    )
    raw.expect(
        int(counts[-1]) == text.rows.height,
        f"{text.rows.height:,} rows are here and the last line says {int(counts[-1]):,}; the file "
        "was cut off or added to, get it again",
    )
    exempt = (
        whole_number("shortexemptvolume")
        if "shortexemptvolume" in text.rows.columns
        else pl.lit(None, pl.Int64)
    )
    frame = text.rows.select(
        "row",
        "market",
        symbol=market_symbol("symbol"),
        day=published_day("date"),
        short_volume=whole_number("shortvolume"),
        exempt_volume=exempt,
        total_volume=whole_number("totalvolume"),
    )
    frame = frame.join(known_after(frame["day"], short_volume_known), on="day", how="left")
    good, rejects = parted(
        "short_volume", frame.with_columns(assumed=pl.lit(True)), eastern_day(raw.fetched)
    )
    return {
        "short_volume": good,
        "caveats": caveat_rows("short_volume", _CAVEATS, raw.fetched),
        "rejects": rejects,
    }


def recognised(raw: Raw) -> bool:
    """Whether the first line names the columns of a file of short-sale volume."""
    return set(_NEEDED) <= set(header_of(raw))


SHORT_VOLUME = Source(
    name="finra_short_volume",
    read=short_volume_read,
    about="short-sale volume of a session as FINRA's facilities reported it",
    address="https://cdn.finra.org/equity/regsho/daily/CNMSshvolYYYYMMDD.txt",
    rhythm="every session, by 18:00 Eastern",
    licence="FINRA's terms of use: not for redistribution",
    tried_on="the publisher's description",
    recognise=recognised,
)
