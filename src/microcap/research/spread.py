"""What the spread is: the user's quote, the estimators, the looks, and what a share is marked at."""

import polars as pl

from microcap.measures.quotes import fair_value_mark
from microcap.measures.spread_watch import spread_watch
from microcap.model.figures import Figure, Status, cannot_tell, percent
from microcap.model.venues import REFUSED, tradability
from microcap.research.chapters import SpreadRow
from microcap.research.measured import Values
from microcap.view.moment import EASTERN
from microcap.view.subject import Subject

ESTIMATORS = {
    "EDGE": "edge_90",
    "Corwin-Schultz": "cs_two_day_90",
    "Abdi-Ranaldo": "ar_two_day_90",
    "FHT": "fht_90",
}
"""The estimators of the consensus: method and measure."""
_FRESH_QUOTE = 5
"""A quote older than so many sessions no longer wins over the estimators (project default)."""


def last_quote(subject: Subject) -> tuple[Figure, pl.DataFrame]:
    """The last valid quote with its relative spread, and the user's and others' looks."""
    looks = subject.quotes
    venue = subject.venue
    if venue is not None and venue.value in REFUSED:
        missing = (
            f"a quote that is shown to the public: {tradability(venue.value, subject.view.day)}"
        )
        return cannot_tell("fraction", missing), looks
    valid = looks.filter((pl.col("bid") > 0) & (pl.col("ask") > pl.col("bid")))
    if valid.is_empty():
        return cannot_tell(
            "fraction",
            f"a two-sided quote; write one down: microcap quote add {subject.symbol} BID ASK",
        ), looks
    row = valid.row(-1, named=True)
    mid = (row["bid"] + row["ask"]) / 2
    age = subject.view.sessions.filter(pl.col("day") > row["day"]).height
    status: Status = "stale" if age > _FRESH_QUOTE else "known"
    size = (
        f", {row['bid_size']} x {row['ask_size']} shares"
        if row["bid_size"] and row["ask_size"]
        else ""
    )
    note = f"{row['bid']:g} x {row['ask']:g}{size}, {row['at'].astimezone(EASTERN):%Y-%m-%d %H:%M} ET, {age} session{'s' if age != 1 else ''} ago"
    return Figure(
        (row["ask"] - row["bid"]) / mid,
        "fraction",
        status,
        as_of=row["day"],
        known_at=row["known_at"],
        sources=(row["source"],),
        note=note,
    ), looks


def spread_of(
    subject: Subject, values: Values, quote: Figure
) -> tuple[Figure, tuple[SpreadRow, ...]]:
    rows = tuple(SpreadRow(method, values.figures[name]) for method, name in ESTIMATORS.items())
    rows += (SpreadRow("Roll", values.figures["roll_90"]),)
    held = {
        row.method: float(row.figure.value)
        for row in rows[:4]
        if isinstance(row.figure.value, float)
    }
    low, high = (min(held.values()), max(held.values())) if held else (None, None)
    if isinstance(quote.value, float) and quote.status == "known":
        return Figure(
            quote.value,
            "fraction",
            low=low,
            high=high,
            as_of=quote.as_of,
            known_at=quote.known_at,
            sources=quote.sources,
            note=f"quoted, {quote.note}; a quote wins over estimates",
        ), rows
    consensus = values.figures["spread_consensus_90"]
    traded = values.number("traded_days_90")
    if isinstance(consensus.value, float) and held and (len(held) > 1 or consensus.value > 0):
        note = f"median of {', '.join(held)} over 90 sessions"
        if len(held) == 1:
            note += "; one estimator only, from closes"
        return Figure(
            consensus.value,
            "fraction",
            "estimated",
            low,
            high,
            as_of=consensus.as_of,
            sources=("bars",),
            n_used=int(traded or 0),
            note=note,
            flags=consensus.flags,
        ), rows
    return cannot_tell(
        "fraction",
        "a fresh quote, or bars enough for an estimator; such a spread ranks as the most expensive",
    ), rows


def watched(subject: Subject, looks: pl.DataFrame) -> Figure:
    """Whether the spread is consistent over the looks of the last 20 sessions."""
    rows = [
        {"at": row["at"].astimezone(EASTERN).isoformat(), "bid": row["bid"], "ask": row["ask"]}
        for row in looks.iter_rows(named=True)
        if row["bid"] and row["ask"] and row["ask"] > row["bid"]
    ]
    if not rows:
        return cannot_tell(
            "verdict",
            "looks at the quote: five on five sessions between 10:00 and 15:45 ET are wanted",
        )
    days = [day.isoformat() for day in subject.view.sessions["day"].tail(60)]
    answer = spread_watch(looks=rows, asof=subject.view.last_session.isoformat(), sessions=days)
    verdict = str(answer["verdict"])
    note = ", ".join(
        percent((row["ask"] - row["bid"]) / (row["ask"] + row["bid"]) * 2) for row in rows[-5:]
    )
    if verdict == "too_few_looks":
        return cannot_tell(
            "verdict",
            f"enough looks: {answer['looks_used']} of the 5 on 5 sessions wanted; seen {note}",
        )
    return Figure(
        verdict,
        "verdict",
        as_of=looks["day"].item(-1),
        sources=tuple(looks["source"].unique().sort().to_list()),
        note=note,
        n_used=len(rows),
    )


def marks(subject: Subject, quote: Figure, price: Figure, spread: Figure) -> dict[str, Figure]:
    """Four marks under the quote, or the last price with half the estimated spread around it."""
    if quote.status == "known":
        row = subject.quotes.filter((pl.col("bid") > 0) & (pl.col("ask") > pl.col("bid"))).row(
            -1, named=True
        )
        age = (
            subject.view.sessions.filter(pl.col("day") > price.as_of).height
            if price.as_of
            else None
        )
        answer = fair_value_mark(
            bid=row["bid"],
            ask=row["ask"],
            bid_size=row["bid_size"],
            ask_size=row["ask_size"],
            last=float(price.value) if isinstance(price.value, float) else None,
            last_age_days=age,
            position="long",
        )
        return {
            name: Figure(
                float(value),
                "USD/share",
                as_of=row["day"],
                known_at=row["known_at"],
                sources=(row["source"],),
            )
            for name, value in answer.items()
            if isinstance(value, (int, float)) and not isinstance(value, bool)
        }
    if not isinstance(price.value, float):
        return {"last": price}
    half = price.value * spread.value / 2 if isinstance(spread.value, float) else None
    note = "the last price; where in the spread it lies cannot be told" + (
        "" if half is None else f", +/- {half:.4g} by the estimated spread"
    )
    return {
        "last": Figure(
            price.value,
            "USD/share",
            "estimated" if price.status == "known" else price.status,
            None if half is None else price.value - half,
            None if half is None else price.value + half,
            as_of=price.as_of,
            known_at=price.known_at,
            sources=price.sources,
            note=note,
        )
    }
