"""Threshold lists of Regulation SHO, as Nasdaq, NYSE and other exchanges publish them each day."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import polars as pl

from microcap.model.tables import MOMENT
from microcap.sources import Raw, Source, Tables
from microcap.sources.piped_text import header_of, market_symbol, piped_text
from microcap.sources.sec_rows import EASTERN, caveat_rows, eastern_day, parted

_NEEDED = ("symbol", "security_name", "market_category", "reg_sho_threshold_flag")
_WANTED = "a threshold list"
_MARKETS = {
    **dict.fromkeys(("Q", "G", "S", "R", "NASDAQ"), "Nasdaq"),
    **dict.fromkeys(("N", "NYSE"), "NYSE"),
    **dict.fromkeys(("A", "AMEX", "NYSE MKT", "NYSE AMERICAN"), "NYSE American"),
    **dict.fromkeys(("P", "ARCA", "NYSE ARCA"), "NYSE Arca"),
    **dict.fromkeys(("Z", "BATS", "BZX", "CBOE"), "Cboe"),
    **dict.fromkeys(("U", "OTC", "OTCBB", "OTHER OTC"), "OTC"),
}
"""The lists' letters and words for a market; another one is kept as it is written."""
_CAVEATS = {
    "one market a list": "each exchange lists its own securities, FINRA those traded over the "
    "counter; that a name is not on one list says nothing of the others",
    "five days late by design": "a security comes onto a list after five settlement days of fails "
    "and leaves it after five without",
}


def threshold_read(raw: Raw) -> Tables:
    """Securities on the list of a settlement day, caveats and rejects.

    Raises `Unreadable` where the moment of creation does not end the file: then it was cut off.
    """
    text = piped_text(raw, _WANTED, _NEEDED)
    last = text.tail[-1].strip("|") if text.tail else _stamp_in_row(text.rows)
    found = re.fullmatch(r"(20\d{6})(\d{6})?", last)
    raw.expect(
        found is not None,
        f"{_WANTED} ends with the moment of its creation; this one ends with {last[:40]!r}, it was "
        "cut off; get it again",
    )
    assert found is not None
    rows = text.rows if text.tail else text.rows.head(-1)
    named = re.search(r"(20\d{6})", raw.name)
    day = _day(raw, named[1] if named else found[1])
    known = None
    if found[2]:
        try:
            made = datetime.strptime(found[1] + found[2], "%Y%m%d%H%M%S")
        except ValueError:
            made = None
        known = made.replace(tzinfo=ZoneInfo(EASTERN)) if made else None
    category = pl.col("market_category").str.to_uppercase()
    frame = rows.filter(pl.col("reg_sho_threshold_flag").fill_null("Y").str.to_uppercase() == "Y")
    frame = frame.select(
        "row",
        symbol=market_symbol("symbol"),
        day=pl.lit(day.date()),
        market=category.replace(_MARKETS),
        known_at=pl.lit(known).cast(MOMENT),
    )
    good, rejects = parted("threshold_list", frame, eastern_day(raw.fetched))
    return {
        "threshold_list": good,
        "caveats": caveat_rows("threshold_list", _CAVEATS, raw.fetched),
        "rejects": rejects,
    }


def recognised(raw: Raw) -> bool:
    """Whether the first line names the columns of a threshold list."""
    return set(_NEEDED) <= set(header_of(raw, "|"))


def _stamp_in_row(rows: pl.DataFrame) -> str:
    """A creation moment that is followed by empty cells stands where a row would."""
    return str(rows["symbol"].item(-1) or "") if rows.height else ""


def _day(raw: Raw, digits: str) -> datetime:
    try:
        return datetime.strptime(digits, "%Y%m%d")
    except ValueError:
        raw.expect(False, f"{digits} is no day; {_WANTED} is dated by its name or its last line")
        raise


THRESHOLD_LISTS = Source(
    name="threshold_lists",
    read=threshold_read,
    about="securities on an exchange's threshold list of Regulation SHO",
    address="https://www.nasdaqtrader.com/dynamic/symdir/regsho/nasdaqthYYYYMMDD.txt",
    rhythm="every settlement day, about 23:00 Eastern",
    licence="the exchange's terms of use",
    tried_on="the publisher's description",
    recognise=recognised,
)
