"""The listing clock: how near a price is to losing its exchange, rule by rule (D16).

1. `listing_clock` takes the raw closes and the splits known at the moment.
2. `clock_rows` measures each rule that is in force; a proposal decides nothing.
3. `_notices` joins what the company reported of it (Form 8-K, item 3.01).

Where the venue is not known, each rule is measured *as if listed there*.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from microcap.model.business_days import months_after
from microcap.model.errors import NoSuchThing, NotKnownThen
from microcap.model.figures import Figure, Status, cannot_tell
from microcap.model.tables import BarFlag
from microcap.model.venues import venue_on
from microcap.model.verdicts import Evidence
from microcap.research.clock_rows import OLD, ClockRow, Tape, rows_of
from microcap.view.subject import Subject

SESSIONS = 620
"""Two and a half years: two periods to cure, and the run before them."""
_BAD = int(BarFlag.SESSION_LATE | BarFlag.RESCALED | BarFlag.NOT_A_SESSION)
_EXCHANGES: Mapping[str, tuple[str, ...]] = {
    "Nasdaq": ("NASDAQ", "NASDAQ_GS", "NASDAQ_GM", "NASDAQ_CM"),
    "NYSE": ("NYSE",),
    "NYSE American": ("NYSE_AMERICAN",),
}


@dataclass(frozen=True)
class ListingClock:
    """What the price rules of the exchanges say of a name, as far as they can be measured."""

    venue: Figure
    rows: tuple[ClockRow, ...]
    notices: tuple[Evidence, ...]
    last_close: Figure
    used: int
    dropped: int
    """Rows left out because the publisher's figures of that day are not its own."""
    carried: int
    """Days without trade, counted by the close before them."""
    notes: tuple[str, ...]


def listing_clock(subject: Subject) -> ListingClock:
    """The clock of every price rule that may hold for a name, as known at the moment."""
    day, said = subject.view.day, subject.venue
    venue = (
        Figure(said.value, "venue", as_of=said.day, known_at=said.known_at, sources=(said.source,))
        if said is not None
        else cannot_tell("venue", "a dated list that names the venue")
    )
    where = _exchanges(said.value if said else None, day)
    tape = _tape(subject)
    rows: list[ClockRow] = []
    for exchange, listed in where:
        rows += rows_of(exchange, listed, tape, day)
    notes = (
        []
        if where
        else [f"no price rule of an exchange is held for {said.value if said else 'it'}"]
    )
    if not tape.splits_held:
        notes.append(
            "no complete list of splits is held, so that a time to cure may be refused unseen"
        )
    return ListingClock(
        venue,
        tuple(rows),
        _notices(subject),
        _last_close(tape),
        len(tape.closes),
        tape.dropped,
        tape.carried,
        tuple(notes),
    )


def _exchanges(venue: str | None, day: date) -> list[tuple[str, bool]]:
    """The exchanges whose rules are measured, and whether it is known to be listed there."""
    if venue is None:
        return [(exchange, False) for exchange in _EXCHANGES]
    try:
        meant = {str(one) for one in venue_on(venue, day).venues}
    except (NoSuchThing, NotKnownThen):
        meant = {venue}
    return [(name, True) for name, venues in _EXCHANGES.items() if meant & set(venues)]


def _tape(subject: Subject) -> Tape:
    panel, view = subject.panel_of(SESSIONS), subject.view
    bad = (pl.col("flags") & _BAD) > 0
    kept = panel.filter(~bad & pl.col("close_raw").is_not_null())
    gaps = kept.filter(pl.col("broken") & ~pl.col("suspected"))["day"]
    first = months_after(view.day, -24)
    splits = subject.splits.filter((pl.col("status") == "listed") & (pl.col("day") <= view.day))
    suspected = subject.splits.filter(
        (pl.col("status") == "suspected") & (pl.col("day") > first) & (pl.col("day") <= view.day)
    )
    last = panel["day"].max()
    return Tape(
        tuple(kept.select("day", "close_raw").iter_rows()),
        tuple(
            splits.select("day", "new_shares", "old_shares").unique(maintain_order=True).iter_rows()
        ),
        subject.holds_complete("splits", first, view.last_session) and suspected.is_empty(),
        frozenset(gaps),
        panel.height - kept.height,
        kept.filter(pl.col("stale")).height,
        view.sessions.filter(pl.col("day") > last).height if last is not None else 0,
    )


def _last_close(tape: Tape) -> Figure:
    if not tape.closes:
        return cannot_tell("USD/share", "a raw close of the last sessions")
    day, close = tape.closes[-1]
    status: Status = "stale" if tape.silent > OLD else "known"
    return Figure(close, "USD/share", status, as_of=day, sources=("bars",), note="raw close")


def _notices(subject: Subject) -> tuple[Evidence, ...]:
    """The company's own reports of a listing notice or a transfer, of the last two years."""
    first = months_after(subject.view.day, -24)
    listed = pl.col("items").str.replace_all(" ", "").str.split(",").list.contains("3.01")
    rows = subject.filings.filter(
        pl.col("form").str.starts_with("8-K") & listed.fill_null(False) & (pl.col("day") > first)
    )
    return tuple(
        Evidence(
            row["accession"],
            f"{row['form']} item 3.01, filed {row['day']}",
            row["day"],
            row["known_at"],
        )
        for row in rows.sort("day", descending=True).iter_rows(named=True)
    )
