"""The SEC's fails-to-deliver balances: half a month in a pipe file, mostly zipped."""

import io
import zipfile
import zlib

import polars as pl

from microcap.model.errors import Unreadable
from microcap.sources import Raw, Source, Tables
from microcap.sources.piped_text import (
    column_name,
    header_of,
    market_symbol,
    piped_text,
    published_day,
    whole_number,
)
from microcap.sources.publication import fails_known, half_month, known_after, whole_days
from microcap.sources.sec_rows import caveat_rows, eastern_day, parted

_NEEDED = ("settlement_date", "cusip", "symbol", "quantity_fails", "price")
_WANTED = "a file of fails to deliver"
_LARGEST = 256 * 2**20
_CAVEATS = {
    "a balance, not a flow": "each figure is what was open at the end of that settlement date, new "
    "and old fails of all firms together; a day's figure cannot be told from the day before's",
    "long and short": "fails come from sales of shares that were owned as well as from short sales",
    "no fail, no row": "a security without an open fail on a date has no row of that date",
    "price of the day before": "the price is the close of the day before, a dot where none is held",
}


def fails_read(raw: Raw) -> Tables:
    """Balances of half a month, coverage, caveats and rejects.

    Raises `Unreadable` for a damaged archive, and where the number of rows or the sum of shares
    is not the one that the trailer gives.
    """
    text = piped_text(raw, _WANTED, _NEEDED, body=_body(raw))
    frame = text.rows.select(
        "row",
        "cusip",
        symbol=market_symbol("symbol"),
        day=published_day("settlement_date"),
        shares_failing=whole_number("quantity_fails"),
        price=pl.col("price").cast(pl.Float64, strict=False),
    )
    said = {
        line.rpartition(" ")[0].lower(): line.rpartition(" ")[2].replace(",", "")
        for line in text.tail
    }
    _expect_total(raw, said, "trailer record count", frame.height)
    _expect_total(raw, said, "trailer total quantity of shares", int(frame["shares_failing"].sum()))
    frame = frame.join(known_after(frame["day"], fails_known), on="day", how="left")
    good, rejects = parted(
        "fails_to_deliver", frame.with_columns(assumed=pl.lit(True)), eastern_day(raw.fetched)
    )
    spans = {half_month(day): known for day, known in good.select("day", "known_at").iter_rows()}
    return {
        "fails_to_deliver": good,
        "coverage": whole_days(
            "fails_to_deliver",
            [(first, last, known) for (first, last), known in sorted(spans.items())],
            "the publisher's whole file of the half month, by its trailer",
        ),
        "caveats": caveat_rows("fails_to_deliver", _CAVEATS, raw.fetched),
        "rejects": rejects,
    }


def recognised(raw: Raw) -> bool:
    """Whether the first line, or that of the archive's one text, names the columns of fails."""
    if set(_NEEDED) <= set(header_of(raw)):
        return True
    with raw.path.open("rb") as file:
        if file.read(4) != b"PK\x03\x04":
            return False
    try:
        with zipfile.ZipFile(raw.path) as archive:
            members = archive.infolist()
            if len(members) != 1 or members[0].flag_bits & 1:
                return False
            with archive.open(members[0]) as stream:
                first = stream.read(512).decode("latin-1").partition("\n")[0]
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError):
        return False
    return set(_NEEDED) <= {column_name(title) for title in first.split("|")}


def _body(raw: Raw) -> bytes:
    with raw.path.open("rb") as file:
        if file.read(4) != b"PK\x03\x04":
            return raw.body(_LARGEST)
    try:
        with zipfile.ZipFile(raw.path) as archive:
            members = archive.infolist()
            raw.expect(len(members) == 1, f"{len(members)} files are in it and one belongs there")
            with archive.open(members[0]) as stream:
                body = io.BytesIO(stream.read(_LARGEST + 1)).getvalue()
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise Unreadable(
            f"{raw.name}: not a whole zip archive ({str(error)[:80]}); get it again from the SEC"
        ) from None
    raw.expect(len(body) <= _LARGEST, f"unpacks to more than {_LARGEST:,} bytes; it is no list")
    return body


def _expect_total(raw: Raw, said: dict[str, str], name: str, found: int) -> None:
    total = said.get(name, "")
    raw.expect(
        total.isdigit(),
        f"{_WANTED} ends with its {name}; this one does not, it was cut off; get it again",
    )
    raw.expect(
        int(total) == found,
        f"the {name} is {int(total):,} and {found:,} are here; the file was cut off or changed, "
        "get it again",
    )


FAILS_TO_DELIVER = Source(
    name="sec_fails_to_deliver",
    read=fails_read,
    about="balances of fails to deliver by settlement date",
    address="https://www.sec.gov/files/data/fails-deliver-data/cnsfailsYYYYMMa.zip",
    rhythm="twice a month: at the month's end, and about the 15th of the next",
    licence="public domain",
    tried_on="the publisher's description",
    recognise=recognised,
)
