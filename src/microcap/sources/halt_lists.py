"""Trading halts of all US exchanges: NYSE's and Nasdaq's lists, and Nasdaq's feed.

The files tell Eastern times. A halt stands in a list once without a resumption and once with it;
of such rows the one that tells more is kept. An end that the list does not give stays null.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from microcap.model.halt_codes import code_words
from microcap.model.tables import MOMENT
from microcap.sources import Raw, Source, Tables
from microcap.sources.piped_text import column_name, header_of, market_symbol
from microcap.sources.sec_payload import head
from microcap.sources.sec_rows import EASTERN, caveat_rows, eastern_day, parted

_LIMIT = 64 * 2**20
_WANTED = "a list of trading halts"
_NAMES = {
    "symbol": ("symbol", "issue_symbol", "issuesymbol"),
    "reason": ("reason", "reason_code", "reason_codes", "reasoncode"),
    "date": ("halt_date", "haltdate"),
    "time": ("halt_time", "halttime"),
    "resume_date": ("resume_date", "resumption_date", "resumptiondate"),
    "resume_time": ("nyse_resume_time", "resumption_trade_time", "resumptiontradetime"),
}
_NASDAQ = "{http://www.nasdaqtrader.com/}"
_CAVEATS = {
    "a window": "a list holds the halts of its days alone; its silence on others is no evidence",
    "resumption may be missing": "an empty resumption says that none was known when the list was "
    "made; a later list, or a bar with trade, tells that trading resumed",
    "resumption on the list's market": "the resumption is the time of the market that publishes "
    "the list; other markets may differ by seconds",
}


def halt_list_read(raw: Raw) -> Tables:
    """Halts of a comma list, caveats and rejects. Raises `Unreadable`."""
    text = raw.body(_LIMIT).decode("utf-8-sig", errors="replace")
    lines = list(csv.reader(io.StringIO(text)))
    raw.expect(bool(lines), f"the file is empty, not {_WANTED}; get it again")
    names = [column_name(title) for title in lines[0]]
    missing = [key for key in ("symbol", "reason", "date", "time") if not _held(names, key)]
    raw.expect(
        not missing,
        f"{_WANTED} has a column for {', '.join(missing)}; this one has not; get it again",
    )
    rows = [line for line in lines[1:] if any(cell.strip() for cell in line)]
    raw.expect(
        all(len(line) == len(names) for line in rows),
        f"a line has not the {len(names)} cells of the first; the file was cut off, get it again",
    )
    return _tables(raw, (dict(zip(names, line, strict=True)) for line in rows))


def halt_feed_read(raw: Raw) -> Tables:
    """Halts of Nasdaq's feed, caveats and rejects.

    Raises `Unreadable` for XML that is cut off, and for one that declares types or entities.
    """
    from lxml import etree  # type: ignore[import-untyped]

    body = raw.body(_LIMIT)
    raw.expect(b"<!" not in body[:2000].replace(b"<!--", b""), "the feed declares no types")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as error:
        raw.expect(False, f"the feed of halts cannot be read as XML ({error.msg}); get it again")
    return _tables(raw, (_item(item) for item in root.iter("item")))


def list_recognised(raw: Raw) -> bool:
    """Whether the first line names the columns of a list of halts."""
    names = header_of(raw, ",")
    return all(_held(names, key) for key in ("symbol", "reason", "date", "time", "resume_date"))


def feed_recognised(raw: Raw) -> bool:
    """Whether the bytes begin like Nasdaq's feed of halts."""
    start = head(raw)
    return "<rss" in start and "nasdaqtrader.com" in start and "HaltDate" in start


def _held(names: Iterable[str], key: str) -> str:
    held = set(names)
    return next((name for name in _NAMES[key] if name in held), "")


def _item(item: Any) -> dict[str, str]:
    return {
        child.tag.removeprefix(_NASDAQ).lower(): child.text or ""
        for child in item
        if isinstance(child.tag, str) and child.tag.startswith(_NASDAQ)
    }


def _tables(raw: Raw, rows: Iterable[Mapping[str, str]]) -> Tables:
    frame = pl.DataFrame(
        [_row(number, row) for number, row in enumerate(rows, 1)],
        schema={
            "row": pl.Int64,
            "content": pl.String,
            "symbol": pl.String,
            "code": pl.String,
            "day": pl.Date,
            "start_at": MOMENT,
            "end_at": MOMENT,
        },
        orient="row",
    )
    halts = frame.with_columns(
        symbol=market_symbol("symbol").replace("", None), known_at=pl.col("start_at")
    )
    good, rejects = parted("halts", halts, eastern_day(raw.fetched))
    fullest = good.sort("end_at", nulls_last=True, maintain_order=True)
    return {
        "halts": fullest.unique(("symbol", "start_at"), keep="first", maintain_order=True).sort(
            "start_at", "symbol"
        ),
        "caveats": caveat_rows("halts", _CAVEATS, raw.fetched),
        "rejects": rejects,
    }


def _row(number: int, row: Mapping[str, str]) -> tuple[object, ...]:
    names = list(row)

    def cell(key: str) -> str:
        name = _held(names, key)
        return (row[name] or "").strip().strip('"').strip() if name else ""

    reason = cell("reason")
    code = code_words().get(reason.lower(), reason) or None
    return (
        number,
        ", ".join(str(value)[:60] for value in row.values())[:400],
        cell("symbol") or None,
        code,
        eastern_day(day) if (day := _moment(cell("date"), "00:00:00")) else None,
        _moment(cell("date"), cell("time")),
        _moment(cell("resume_date"), cell("resume_time")),
    )


def _moment(day: str, clock: str) -> datetime | None:
    """An Eastern day and time as a moment; null where either cannot be read."""
    if not re.fullmatch(r"\d{1,2}:\d{2}:\d{2}(?:\.\d+)?", clock):
        return None
    for form in ("%Y-%m-%d %H:%M:%S", "%m/%d/%Y %H:%M:%S"):
        try:
            local = datetime.strptime(f"{day} {clock.partition('.')[0]}", form)
        except ValueError:
            continue
        return local.replace(tzinfo=ZoneInfo(EASTERN)).astimezone(UTC)
    return None


HALT_LIST = Source(
    name="exchange_halts",
    read=halt_list_read,
    about="trading halts and pauses of all US exchanges, with reason and resumption",
    address="https://www.nyse.com/trade-halt and https://www.nasdaqtrader.com/trader.aspx?id=TradeHalts",
    rhythm="within the minute",
    licence="the exchange's terms of use",
    tried_on="recorded bytes",
    recognise=list_recognised,
)

HALT_FEED = Source(
    name="nasdaq_halt_feed",
    read=halt_feed_read,
    about="trading halts and pauses of the day, with code and resumption",
    address="https://www.nasdaqtrader.com/rss.aspx?feed=tradehalts",
    rhythm="within the minute",
    licence="the exchange's terms of use",
    tried_on="the publisher's description",
    recognise=feed_recognised,
)
