"""The rows of the listing clock: each price rule of an exchange, measured on a tape of closes.

`rows_of` gives the rules of one exchange: `_nasdaq`, `_nyse` and `_american` measure those in
force, `_proposed` shows what decides nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from microcap.measures.listing_deficiency import (
    Close,
    PriceRun,
    Split,
    average_run,
    bid_run,
    cure_refused,
)
from microcap.model.business_days import months_after
from microcap.model.errors import NotKnownThen
from microcap.model.figures import Figure, Status, cannot_tell, counted
from microcap.model.rules import Rule, beside, rule

_RECENT = timedelta(days=365)
OLD = 5
"""Sessions without a row after which the clock stands still (as in the universe of a day)."""

ClockState = Literal[
    "clear",
    "counting",
    "deficient",
    "no_time_to_cure",
    "past_the_deadline",
    "suspension",
    "cured",
    "no_rule",
    "proposed",
    "cannot_tell",
]


@dataclass(frozen=True)
class ClockRow:
    """One rule of one exchange: how far the count is, the days, and what would end it."""

    exchange: str
    rule: str
    label: str
    listed_there: bool
    """False where the venue is not known, so that the rule is measured as if it were listed there."""
    state: ClockState
    count: Figure
    needed: int | None
    first_day: date | None
    deficient_on: date | None
    deadline: date | None
    second_deadline: date | None
    """The end of a second period, which the exchange may grant and need not."""
    cured_on: date | None
    would_cure: str
    note: str
    source: str


@dataclass(frozen=True)
class Tape:
    """Raw closes and reverse splits as known, and what of them was left out."""

    closes: tuple[Close, ...]
    splits: tuple[Split, ...]
    splits_held: bool
    restarts: frozenset[date]
    dropped: int
    carried: int
    silent: int
    """Sessions since the last row."""


@dataclass(frozen=True)
class _Asked:
    """What a rule asks, and what follows from it for a run."""

    exchange: str
    rule: Rule
    listed: bool
    needed: int
    enough: int
    """Closes from which on the record says something of the rule."""
    would: str
    refusal: str | None = None
    """The rule by which reverse splits leave no time to cure; null where there is no such time."""
    deadline: date | None = None
    second: date | None = None


def rows_of(exchange: str, listed: bool, tape: Tape, day: date) -> list[ClockRow]:
    """The rules of one exchange on a day: those in force measured, proposals beside them."""
    if exchange == "Nasdaq":
        return [
            *_nasdaq(tape, listed, day),
            *_proposed(exchange, "nasdaq_market_value", listed, day),
        ]
    if exchange == "NYSE":
        return [_nyse(tape, listed, day)]
    return [
        *_american(listed, day),
        *_proposed(exchange, "nyse_american_minimum_price", listed, day),
    ]


def _nasdaq(tape: Tape, listed: bool, day: date) -> list[ClockRow]:
    minimum, cured = rule("nasdaq_minimum_bid", day), _numbers(rule("nasdaq_bid_cured", day))
    periods, lowest = _numbers(rule("nasdaq_cure_period", day)), rule("nasdaq_lowest_price", day)
    asked, floor = _numbers(minimum), _numbers(lowest)
    run = bid_run(
        tape.closes,
        below=asked["bid_below"],
        sessions=int(asked["business_days"]),
        cured_sessions=int(cured["business_days"]),
        restarts=tape.restarts,
    )
    first = timedelta(days=periods["first_days"])
    deadline = run.deficient_on + first if run.deficient_on else None
    bid = _Asked(
        "Nasdaq",
        minimum,
        listed,
        int(asked["business_days"]),
        int(asked["business_days"]) + int(cured["business_days"]),
        f"a closing bid of ${cured['bid_at_least']:.2f} or more on {cured['business_days']} "
        f"business days in a row ({run.above} so far); a split that breaks another standard "
        "does not cure",
        "nasdaq_no_cure_after_split",
        deadline,
        deadline + timedelta(days=periods["second_days_up_to"]) if deadline else None,
    )
    low = bid_run(
        tape.closes,
        below=floor["price_at_most"],
        sessions=int(floor["days"]),
        cured_sessions=1,
        at_most=True,
        restarts=tape.restarts,
    )
    would = f"a closing bid above ${floor['price_at_most']:.2f} before the count is full"
    bottom = _Asked("Nasdaq", lowest, listed, int(floor["days"]), int(floor["days"]), would)
    return [_row(bid, run, tape, day), _row(bottom, low, tape, day)]


def _nyse(tape: Tape, listed: bool, day: date) -> ClockRow:
    minimum, cured = rule("nyse_minimum_price", day), _numbers(rule("nyse_price_cured", day))
    asked = _numbers(minimum)
    sessions = int(asked["trading_days"])
    run = average_run(tape.closes, below=asked["average_close_below"], sessions=sessions)
    months = int(asked["cure_months"])
    would = (
        f"on {cured['on']}, a close and an average of {cured['trading_days']} closes "
        f"of ${cured['close_at_least']:.2f} or more"
    )
    return _row(
        _Asked(
            "NYSE",
            minimum,
            listed,
            1,
            sessions,
            would,
            "nyse_no_cure_after_split",
            months_after(run.deficient_on, months) if run.deficient_on else None,
        ),
        run,
        tape,
        day,
    )


def _row(asked: _Asked, run: PriceRun, tape: Tape, day: date) -> ClockRow:
    refused = _refused(asked.refusal, run.deficient_on, tape)
    state = _state(asked, run, tape, refused, day)
    runs = state in ("deficient", "past_the_deadline")
    notes = [refused] if refused else []
    if run.average is not None:
        notes.append(f"average of the last {asked.enough} closes ${run.average:.4f}")
        if any(
            tape.closes[-asked.enough][0] < ex <= tape.closes[-1][0] for ex, _, _ in tape.splits
        ):
            notes.append("a split lies within these days, whose closes are taken as traded")
    return ClockRow(
        asked.exchange,
        asked.rule.name,
        asked.rule.label,
        asked.listed,
        state,
        _count(asked, run, tape, state),
        asked.needed,
        run.first,
        run.deficient_on,
        asked.deadline if runs else None,
        asked.second if runs else None,
        run.cured_on if state == "cured" else None,
        asked.would if state not in ("clear", "cured", "cannot_tell") else "",
        "; ".join(notes),
        asked.rule.source,
    )


def _state(asked: _Asked, run: PriceRun, tape: Tape, refused: str, day: date) -> ClockState:
    if run.deficient_on is not None:
        if asked.refusal is None:
            return "suspension"
        if refused:
            return "no_time_to_cure"
        late = asked.deadline is not None and day > asked.deadline
        return "past_the_deadline" if late else "deficient"
    if run.length:
        return "counting"
    # a deficiency of before a short record could run still
    if len(tape.closes) < asked.enough:
        return "cannot_tell"
    return "cured" if run.cured_on and day - run.cured_on <= _RECENT else "clear"


def _count(asked: _Asked, run: PriceRun, tape: Tape, state: ClockState) -> Figure:
    if state == "cannot_tell":
        missing = f"{asked.enough} raw closes in a row; held: {len(tape.closes)}"
        return cannot_tell("sessions", missing)
    notes = []
    if tape.silent > OLD:
        notes.append(f"no row for {counted(tape.silent, 'session')}")
    if run.reaches_back:
        notes.append("at least: it began with the record")
    sure: Status = "estimated" if run.reaches_back or tape.dropped else "known"
    return Figure(
        run.length,
        "sessions",
        "stale" if tape.silent > OLD else sure,
        low=float(run.length) if run.reaches_back else None,
        as_of=tape.closes[-1][0],
        sources=("bars",),
        note="; ".join(notes),
        n_used=len(tape.closes),
        n_dropped=tape.dropped,
    )


def _refused(name: str | None, deficient: date | None, tape: Tape) -> str:
    """Why no time to cure is given, by the rule in force on the day of the deficiency."""
    if name is None or deficient is None:
        return ""
    try:
        held = _numbers(rule(name, deficient))
    except NotKnownThen:
        return ""
    return cure_refused(
        tape.splits,
        deficient,
        months=int(held["within_months_of_a_split"]),
        cumulative=held["cumulative_old_per_new"],
        cumulative_months=int(held["cumulative_months"]),
    )


def _american(listed: bool, day: date) -> list[ClockRow]:
    held = rule("nyse_american_minimum_price", day)
    return [_words("NYSE American", held, listed, "no_rule", str(held.value))]


def _proposed(exchange: str, name: str, listed: bool, day: date) -> list[ClockRow]:
    return [
        _words(exchange, one, listed, "proposed", f"announced by {one.known}; decides nothing")
        for one in beside(name, day)
    ]


def _words(exchange: str, of: Rule, listed: bool, state: ClockState, note: str) -> ClockRow:
    count = Figure(None, "sessions", "not_applicable", note=note)
    return ClockRow(
        exchange,
        of.name,
        of.label,
        listed,
        state,
        count,
        None,
        None,
        None,
        None,
        None,
        None,
        "",
        note,
        of.source,
    )


def _numbers(of: Rule) -> dict[str, Any]:
    value = of.value
    return dict(value) if isinstance(value, Mapping) else {}
