"""The short side of a name: positions, sales, fails, borrow, halts, and trades off the exchanges.

Short interest, short-sale volume and fails are three things: a position on a settlement date, the
sales of a session as one tape reports them, and what was sold and not delivered. None of them is
computed from another.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import polars as pl

from microcap.checks.fails_persist import longest_run
from microcap.model.figures import Figure, Status, cannot_tell, counted, percent
from microcap.model.halt_codes import halt_words
from microcap.research.actions import Actions, actions
from microcap.research.cap import standing
from microcap.research.identity import tradability_line
from microcap.research.short_interest import (
    ADV_SESSIONS,
    change,
    days_to_cover,
    float_or_vendors,
    position,
    published_days,
    row_figure,
    share_of,
)
from microcap.view.latest import last_moment
from microcap.view.market_structure import fails_of, halt_kind, open_halts, own_rows
from microcap.view.subject import Subject

_WINDOW = timedelta(days=92)
_YEAR = timedelta(days=365)
_BORROW_STALE = timedelta(days=7)
NOT_SHORT_INTEREST = (
    "short-sale volume is not short interest: a market maker who sells to a buyer before it has "
    "bought marks the sale short, and buys back within the day"
)


@dataclass(frozen=True, slots=True)
class HaltRow:
    """One halt: when, under which code, and what the code means."""

    day: date
    start_at: datetime
    end_at: datetime | None
    """Null where no end is held, or where it had not come by the moment."""
    code: str
    means: str
    kind: str
    known_at: datetime
    source: str


@dataclass(frozen=True, slots=True)
class ShortSide:
    """What is published of the short side of a name, each figure with its day and its source."""

    symbol: str
    security: str
    moment: datetime
    synthetic: bool
    tradability: str
    short_interest: Figure
    short_of_float: Figure
    short_of_outstanding: Figure
    short_change: Figure
    days_to_cover: Figure
    """By our mean day of 20 sessions."""
    days_to_cover_published: Figure
    short_volume_share: Figure
    """Of the last session published, on the widest tape held."""
    short_volume_share_20: Figure
    fails: Figure
    fails_of_outstanding: Figure
    fails_run: Figure
    threshold_days: Figure
    borrow_fee: Figure
    borrow_available: Figure
    off_exchange_share: Figure
    halts_of_the_year: Figure
    halts: tuple[HaltRow, ...]
    actions: Actions
    notes: tuple[str, ...]


def short_side(subject: Subject) -> ShortSide:
    """Everything published of the short side of a name, as known at the view's moment."""
    where = standing(subject)
    interest = own_rows(subject, "short_interest").sort("day")
    held = position(subject, interest)
    outstanding = where.shares
    floats, float_note = float_or_vendors(subject, where.float_shares)
    sales = _sales(own_rows(subject, "short_volume"))
    fails = fails_of(subject)
    borrow = own_rows(subject, "borrow").sort("at")
    year = _halts(subject)
    return ShortSide(
        symbol=subject.symbol,
        security=subject.security,
        moment=subject.view.moment,
        synthetic=subject.view.synthetic,
        tradability=tradability_line(subject),
        short_interest=held,
        short_of_float=share_of(held, floats, float_note),
        short_of_outstanding=share_of(held, outstanding, "shares outstanding"),
        short_change=change(subject, interest),
        days_to_cover=days_to_cover(subject, held),
        days_to_cover_published=published_days(interest, held),
        short_volume_share=_sold_short(sales, 1),
        short_volume_share_20=_sold_short(sales, ADV_SESSIONS),
        fails=_failing(subject, fails),
        fails_of_outstanding=share_of(_failing(subject, fails), outstanding, "shares outstanding"),
        fails_run=_run(subject, fails, outstanding),
        threshold_days=_threshold(subject),
        borrow_fee=_borrow(subject, borrow, "fee", "fraction a year"),
        borrow_available=_borrow(subject, borrow, "available", "shares"),
        off_exchange_share=_off_exchange(subject),
        halts_of_the_year=_halt_count(subject, year),
        halts=year,
        actions=actions(subject),
        notes=(NOT_SHORT_INTEREST,) if sales.height else (),
    )


def _sales(rows: pl.DataFrame) -> pl.DataFrame:
    """One row a session: the consolidated tape where it is held, else the facilities together."""
    if rows.is_empty():
        return rows
    wide = rows.filter(pl.col("market").str.contains(",", literal=True))
    single = rows.filter(~pl.col("market").str.contains(",", literal=True)).join(
        wide.select("day"), on="day", how="anti"
    )
    return (
        pl.concat([wide, single])
        .group_by("day")
        .agg(
            pl.col("short_volume", "total_volume").sum(),
            pl.col("known_at").max(),
            pl.col("source").first(),
            market=pl.col("market").unique().sort().str.join("+"),
        )
        .sort("day")
    )


def _sold_short(rows: pl.DataFrame, sessions: int) -> Figure:
    used = rows.tail(sessions) if rows.height else rows
    total = int(used["total_volume"].sum()) if used.height else 0
    if not total:
        return cannot_tell(
            "fraction", "FINRA's daily short-sale volume: microcap ingest files FILE"
        )
    short = int(used["short_volume"].sum())
    row = used.row(-1, named=True)
    note = f"{short:,} of the {total:,} shares that FINRA's facilities ({row['market']}) reported"
    note += "; not short interest" if sessions == 1 else f" on {counted(used.height, 'session')}"
    return row_figure(short / total, "fraction", row, note=note, n_used=used.height)


def _failing(subject: Subject, rows: pl.DataFrame) -> Figure:
    whole = subject.coverage("fails_to_deliver").filter(pl.col("complete"))
    until = whole["until"].max()
    if rows.height:
        row = rows.row(-1, named=True)
        shares = round(row["adjusted"])
        note = f"balance at {row['day']}, all firms, long and short sales"
        if isinstance(until, date) and until > row["day"]:
            note += f"; none is listed after, to {until}"
        return row_figure(shares, "shares", row, note=note)
    if isinstance(until, date):
        return Figure(
            0,
            "shares",
            as_of=until,
            known_at=last_moment(whole["known_at"]),
            sources=tuple(whole["source"].unique().sort()),
            note=f"no balance is listed in what is held, to {until}",
        )
    return cannot_tell("shares", "the SEC's fails-to-deliver archives: microcap ingest files FILE")


def _run(subject: Subject, rows: pl.DataFrame, outstanding: Figure) -> Figure:
    recent = rows.filter(pl.col("day") > subject.view.day - _WINDOW)
    if not isinstance(outstanding.value, int):
        return cannot_tell("days", outstanding.missing)
    if subject.coverage("fails_to_deliver").is_empty() and rows.is_empty():
        return cannot_tell("days", "the SEC's fails-to-deliver archives of the last three months")
    run = longest_run(recent, float(outstanding.value), subject.view.day)
    note = "settlement days in a row at the level of a threshold security, last three months"
    if run.is_empty():
        return Figure(
            0, "days", as_of=subject.view.day, sources=("fails_to_deliver",), note=f"none: {note}"
        )
    return row_figure(run.height, "days", run.row(-1, named=True), note=note)


def _threshold(subject: Subject) -> Figure:
    first = subject.view.day - _YEAR
    rows = own_rows(subject, "threshold_list").filter(pl.col("day") > first)
    days = rows["day"].unique().sort()
    if rows.is_empty():
        lists = subject.view.table("threshold_list", pl.col("day") > first).select("day").unique()
        held = lists.collect().height
        found = f"; not listed on {counted(held, 'day')} held" if held else ""
        return cannot_tell("days", f"every threshold list of its exchange for a year{found}")
    note = f"on a threshold list of {rows['market'][-1]}, {days[0]} to {days[-1]}, as far as held"
    return row_figure(len(days), "days", rows.row(-1, named=True), note=note)


def _borrow(subject: Subject, rows: pl.DataFrame, column: str, unit: str) -> Figure:
    given = rows.drop_nulls(column) if rows.height else rows
    if given.is_empty():
        return cannot_tell(unit, "a look at a broker's borrow: a file of yours through a mapping")
    row = given.row(-1, named=True)
    old = subject.view.moment - row["at"] > _BORROW_STALE
    note = f"one lender's, at {row['at']:%Y-%m-%d %H:%M} UTC"
    return row_figure(row[column], unit, row, "stale" if old else "known", note)


def _off_exchange(subject: Subject) -> Figure:
    """Off-exchange shares of the newest week over our volume of that week."""
    rows = own_rows(subject, "off_exchange")
    if rows.is_empty():
        return cannot_tell(
            "fraction", "FINRA's weekly off-exchange figures: microcap ingest files FILE"
        )
    week = rows["day"].max()
    assert isinstance(week, date)
    mine = rows.filter(pl.col("day") == week)
    shares = 0
    for kind in ("ATS", "OTC"):
        total = mine.filter(pl.col("venue") == f"{kind} total")
        parts = mine.filter(pl.col("venue").str.starts_with(f"{kind}: "))
        shares += int((total if total.height else parts)["shares"].sum())
    other = mine.filter(~pl.col("venue").str.contains(r"^(?:ATS|OTC)(?:: | total$)"))
    shares += int(other["shares"].sum())
    panel = subject.panel.filter(
        (pl.col("day") >= week) & (pl.col("day") < week + timedelta(days=7))
    )
    if panel.is_empty() or panel["volume_raw"].null_count() or not panel["volume_raw"].sum():
        return cannot_tell("fraction", f"bars with volume of the week of {week}")
    volume = float(panel["volume_raw"].sum())
    kinds = {venue.partition(":")[0].removesuffix(" total") for venue in mine["venue"]}
    missing = [kind for kind in ("ATS", "OTC") if kind not in kinds]
    note = f"{shares:,} of {volume:,.0f} shares in the week of {week}"
    note += f"; {missing[0]} not held" if len(missing) == 1 else ""
    row = mine.row(-1, named=True)
    flags = ("above_volume",) if shares > volume else ()
    status: Status = "disputed" if flags else "estimated" if missing else "known"
    return row_figure(shares / volume, "fraction", row, status, note, flags=flags)


def _halts(subject: Subject) -> tuple[HaltRow, ...]:
    """Halts that began within a year, newest first; an end that had not come is not shown."""
    now = subject.view.moment
    rows = own_rows(subject, "halts").filter(
        (pl.col("day") > subject.view.day - _YEAR) & (pl.col("start_at") <= now)
    )
    return tuple(
        HaltRow(
            row["day"],
            row["start_at"],
            row["end_at"] if row["end_at"] is not None and row["end_at"] <= now else None,
            row["code"],
            halt_words(row["code"], row["day"]),
            halt_kind(row["code"]),
            row["known_at"],
            row["source"],
        )
        for row in rows.sort("start_at", descending=True).iter_rows(named=True)
    )


def _halt_count(subject: Subject, rows: tuple[HaltRow, ...]) -> Figure:
    first = subject.view.day - _YEAR
    whole = subject.holds_complete("halts", first, subject.view.day)
    if not rows and not whole:
        return cannot_tell("count", "an exchange's list of halts for the whole year")
    now = open_halts(subject).height
    note = f"{now} not ended" if now else ("" if whole else "at least; the lists held are a part")
    return Figure(
        len(rows),
        "count",
        "known" if whole else "estimated",
        as_of=rows[0].day if rows else subject.view.day,
        known_at=rows[0].known_at if rows else None,
        sources=tuple(dict.fromkeys(row.source for row in rows)) or ("halts",),
        note=note,
    )


def short_words(value: ShortSide) -> str:
    """The short side in one line, for a dossier: what is known of it, or that nothing is."""
    said = []
    if isinstance(value.short_interest.value, int):
        share = value.short_of_float if value.short_of_float.value else value.short_of_outstanding
        of = "the float" if share is value.short_of_float else "the shares"
        part = f", {percent(float(share.value))} of {of}" if share.value is not None else ""
        said.append(f"{value.short_interest.value:,} shares short{part}")
    if isinstance(value.days_to_cover.value, float):
        said.append(f"{value.days_to_cover.value:,.1f} days to cover")
    if isinstance(value.borrow_fee.value, float):
        said.append(f"borrow {percent(value.borrow_fee.value)} a year")
    if isinstance(value.fails_run.value, int) and value.fails_run.value:
        said.append(f"fails at threshold level on {counted(value.fails_run.value, 'day')} in a row")
    if value.halts:
        said.append(f"{counted(len(value.halts), 'halt')} in a year")
    return "; ".join(said) or "cannot tell: nothing is held of short positions, fails or borrow"
