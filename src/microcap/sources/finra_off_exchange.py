"""FINRA's weekly figures of trades away from the exchanges, by trading system or firm."""

from functools import partial

import polars as pl

from microcap.model.tables import MOMENT
from microcap.sources import Raw, Source, Tables
from microcap.sources.piped_text import (
    header_of,
    market_symbol,
    piped_text,
    published_day,
    whole_number,
)
from microcap.sources.publication import end_of_day, known_after, off_exchange_known
from microcap.sources.sec_rows import caveat_rows, eastern_day, parted

_NEEDED = ("issuesymbolidentifier", "totalweeklysharequantity")
_WEEKS = ("weekstartdate", "summarystartdate")
_WANTED = "a weekly file of off-exchange trades"
_CAVEATS = {
    "totals and parts": "a publisher's total and its parts by firm are both rows, `ATS total` and "
    "`ATS: ...`; they are never added to each other",
    "small firms together": "firms below a threshold are published as one line",
    "late by tier": "large NMS stocks come two weeks after the week, all others four",
}


def off_exchange_read(raw: Raw) -> Tables:
    """A week's shares per symbol and venue, caveats and rejects. Raises `Unreadable`."""
    rows = piped_text(raw, _WANTED, _NEEDED, trailers=False).rows
    held = rows.columns
    week = next((name for name in _WEEKS if name in held), "")
    raw.expect(
        bool(week),
        f"{_WANTED} has a column {' or '.join(_WEEKS)}; this one lacks both; get it again",
    )

    def said(name: str) -> pl.Expr:
        return pl.col(name) if name in held else pl.lit(None, pl.String)

    code = said("summarytypecode").fill_null("")
    kind = pl.when(code.str.starts_with("ATS")).then(pl.lit("ATS")).otherwise(pl.lit("OTC"))
    firm = pl.coalesce(said("marketparticipantname"), said("mpid"))
    tier = pl.coalesce(said("tieridentifier"), said("tierdescription")).fill_null("")
    monday = published_day(week).dt.truncate("1w")
    frame = rows.select(
        "row",
        symbol=market_symbol("issuesymbolidentifier"),
        day=monday,
        venue=pl.when(firm.is_null())
        .then(pl.concat_str(kind, pl.lit(" total")))
        .otherwise(pl.concat_str(kind, pl.lit(": "), firm)),
        shares=whole_number("totalweeklysharequantity"),
        trades=whole_number("totalweeklytradecount")
        if "totalweeklytradecount" in held
        else pl.lit(None, pl.Int64),
        first=tier.is_in(["T1", "NMS Tier 1", "Tier 1"]),
        said=published_day("initialpublisheddate")
        if "initialpublisheddate" in held
        else pl.lit(None, pl.Date),
    )
    frame = _with_moments(frame).drop("first", "said")
    good, rejects = parted("off_exchange", frame, eastern_day(raw.fetched))
    return {
        "off_exchange": good,
        "caveats": caveat_rows("off_exchange", _CAVEATS, raw.fetched),
        "rejects": rejects,
    }


def recognised(raw: Raw) -> bool:
    """Whether the first line names the columns of a weekly file."""
    names = header_of(raw)
    return set(_NEEDED) <= set(names) and any(name in names for name in _WEEKS)


def _with_moments(frame: pl.DataFrame) -> pl.DataFrame:
    """The end of the day that the publisher gives, else by the delay of the tier, assumed."""

    ruled = pl.concat(
        known_after(frame["day"], partial(off_exchange_known, first_tier=first)).select(
            "day", ruled="known_at", first=pl.lit(first)
        )
        for first in (True, False)
    )
    told = frame.select(day="said").drop_nulls().unique()["day"]
    joined = frame.join(
        known_after(told, end_of_day).rename({"day": "said", "known_at": "told"}),
        on="said",
        how="left",
    ).join(ruled, on=["day", "first"], how="left")
    known = pl.coalesce("told", "ruled").cast(MOMENT)
    return joined.with_columns(known_at=known, assumed=pl.col("told").is_null()).drop(
        "told", "ruled"
    )


OFF_EXCHANGE = Source(
    name="finra_off_exchange",
    read=off_exchange_read,
    about="weekly shares traded on alternative trading systems and by firms, away from exchanges",
    address="https://api.finra.org/data/group/otcMarket/name/weeklySummary",
    rhythm="weekly, two or four weeks late",
    licence="FINRA's terms of use: not for redistribution",
    tried_on="the publisher's description",
    recognise=recognised,
)
