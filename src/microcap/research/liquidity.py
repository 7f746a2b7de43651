"""How it trades: the three lines (legal, partners, cost) first, then what they rest on.

1. `_values` evaluates every measure the chapter shows over the subject's panel, at once.
2. `_spread` takes the quote where one is fresh, else the consensus of the estimators; where
   nothing can be measured it says so, and such a name ranks as the most expensive.
3. The cost of the asked order follows from spread and impact, the way out from the volume.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from microcap.measures.impact import round_trip_cost
from microcap.measures.quotes import fair_value_mark
from microcap.measures.spread_watch import spread_watch
from microcap.model import catalogue
from microcap.model.errors import NoSuchThing, NotKnownThen
from microcap.model.figures import Figure, Status, cannot_tell, percent
from microcap.model.rules import rule
from microcap.model.tables import BarFlag
from microcap.model.venues import REFUSED, consequences, tradability, venue_on
from microcap.research.chapters import Liquidity, SpreadRow
from microcap.research.size import price_of
from microcap.research.spikes import spikes
from microcap.view.evaluate import evaluate
from microcap.view.moment import EASTERN
from microcap.view.subject import Subject, last_day

PARTICIPATION = 0.10
"""Share of a day's volume one may be without being the market (methods.md, section 3)."""
POSITION_IN_ORDERS = 10
"""The way out is shown for a position of this many orders."""
_FRESH_QUOTE = 5
"""A quote older than so many sessions no longer wins over the estimators (project default)."""
_ESTIMATORS = {
    "EDGE": "edge_90",
    "Corwin-Schultz": "cs_two_day_90",
    "Abdi-Ranaldo": "ar_two_day_90",
    "FHT": "fht_90",
}
_SHOWN = (
    "adv_shares_10", "adv_shares_90", "adv_usd_10", "adv_usd_90", "median_usd_90", "median_shares_90", "adv_ratio", "adv_conservative",
    "top1_share_90", "top2_share_10", "top2_share_90", "hhi_90", "effective_days_90", "adv_ex_top2_90",
    "zero_volume_share_90", "zero_return_share_90", "turnover_90", "traded_days_90", "rvol_20",
    "amihud_90", "amihud_zero_adjusted_90", "kyle_lambda_90", "roll_90", *_ESTIMATORS.values(), "spread_consensus_90",
    "cc_90", "parkinson_90", "garman_klass_90", "rogers_satchell_90", "yang_zhang_90", "cc_bounce_corrected_90", "atr_14",
    "max_drawdown_252", "worst_gap_252", "gap_quantile_252", "high_252_distance", "return_1", "return_5", "return_20", "return_250",
)  # fmt: skip
_OHLC_LABEL = "open, high and low are held for survivors only"


@dataclass(frozen=True)
class _Values:
    """The measures of one name, as figures."""

    figures: Mapping[str, Figure]

    def number(self, name: str) -> float | None:
        """The value, or null where it cannot be told."""
        value = self.figures[name].value
        return float(value) if isinstance(value, (int, float)) else None


def liquidity(subject: Subject, *, order_usd: float = 5000.0) -> Liquidity:
    """The liquidity chapter for an order of `order_usd` dollars."""
    values = _values(subject)
    price = price_of(subject)
    quote, looks = _quote(subject)
    spread, rows = _spread(subject, values, quote)
    found = spikes(subject)
    cost, cost_usd, impact = _cost(spread, values, price, order_usd)
    position, days = _exit(values, price, order_usd)
    return Liquidity(
        legal=_legal(subject),
        partners=_partners(subject, quote),
        cost=cost,
        cost_usd=cost_usd,
        money=_money_line(spread, impact),
        time=_time_line(values, price, order_usd),
        effort=_effort_line(spread),
        order_usd=order_usd,
        spread=spread,
        spreads=rows,
        spread_watch=_watch(subject, looks),
        quote=quote,
        volume={name: values.figures[name] for name in _SHOWN[:14]}
        | {"rvol_20": values.figures["rvol_20"]},
        verdict=_verdict(subject),
        spikes=found,
        spike_tally={
            label: sum(spike.label == label for spike in found)
            for label in ("explained", "led the news", "unexplained", "cannot tell")
        },
        impact=_impact(values, subject),
        zero_shares={
            name: values.figures[name]
            for name in (
                "zero_volume_share_90",
                "zero_return_share_90",
                "traded_days_90",
                "turnover_90",
            )
        },
        exit_days=days,
        position_shares=position,
        volatility={
            name: values.figures[name]
            for name in (
                "cc_90",
                "cc_bounce_corrected_90",
                "parkinson_90",
                "garman_klass_90",
                "rogers_satchell_90",
                "yang_zhang_90",
                "atr_14",
            )
        },
        drawdown={
            name: values.figures[name]
            for name in (
                "max_drawdown_252",
                "worst_gap_252",
                "gap_quantile_252",
                "high_252_distance",
                "return_1",
                "return_5",
                "return_20",
                "return_250",
            )
        },
        marks=_marks(subject, quote, price, spread),
        determinants=_determinants(subject, values),
        rules=_rules(subject, price),
        caveats=tuple(dict.fromkeys(f"{row['name']}: {row['says']}" for row in _caveats(subject))),
    )


def _caveats(subject: Subject) -> list[dict[str, Any]]:
    """Defects of the sources that touch the window of this name."""
    panel = subject.panel
    if panel.is_empty():
        return []
    first = panel["day"].min()
    held = set(subject.coverage("bars")["source"])
    rows = subject.view.caveats("bars").filter(
        pl.col("source").is_in(sorted(held))
        & (pl.col("until").is_null() | (pl.col("until") >= first))
    )
    survivors = bool(
        panel.select(((pl.col("flags") & int(BarFlag.OHLC_SURVIVORS)) > 0).any()).item()
    )
    return [
        row
        for row in rows.sort("name").iter_rows(named=True)
        if survivors or "survivors" not in row["name"]
    ]


def _values(subject: Subject) -> _Values:
    catalogue.load("measures")
    entries = catalogue.entries("measure")
    panel = subject.panel
    if panel.is_empty():
        missing = "bars of the last 260 sessions"
        return _Values({name: cannot_tell(entries[name].says["unit"], missing) for name in _SHOWN})
    row = evaluate(panel, {name: entries[name].function() for name in _SHOWN}).row(0, named=True)
    day = panel["day"].item(-1)
    traded = panel.tail(90).filter(~pl.col("stale")).height
    flags = _panel_flags(panel)
    figures = {}
    for name in _SHOWN:
        says = entries[name].says
        label = "ohlc_survivors" in flags and reads_range(says["needs"])
        if row[name] is None:
            figures[name] = cannot_tell(says["unit"], _why_not(name, panel, traded), n_used=traded)
            continue
        note = says["reference"] + (f"; {_OHLC_LABEL}" if label else "")
        if name == "zero_volume_share_90" and "no_trade_days_hidden" in flags:
            note += "; a lower bound: the publisher repeats the day before on days without trade and marks only some of them"
        figures[name] = Figure(
            float(row[name]),
            says["unit"],
            "estimated" if label or "lower bound" in note else "known",
            as_of=day,
            sources=("bars",),
            n_used=traded,
            note=note,
            flags=flags,
        )
    return _Values(figures)


def reads_range(needs: tuple[str, ...]) -> bool:
    """Whether a measure reads open, high or low."""
    return bool({"open", "high", "low"} & set(needs))


def _panel_flags(panel: pl.DataFrame) -> tuple[str, ...]:
    """What touches the last 90 rows, in words."""
    window = panel.tail(90)
    bits = 0
    for flag in window["flags"]:
        bits |= flag
    words = [
        ("split_suspected", bool(window["suspected"].any())),
        ("session_late", bool(bits & BarFlag.SESSION_LATE)),
        ("ohlc_survivors", bool(bits & BarFlag.OHLC_SURVIVORS)),
        ("volume_above_shares", bool(bits & BarFlag.VOLUME_ABOVE_SHARES)),
        ("suspended", bool((window["broken"] & ~window["suspected"]).any())),
        # a source that flags repeated rows is one that repeats rows
        ("no_trade_days_hidden", bool(bits & BarFlag.OHLC_SURVIVORS) or bool(bits & BarFlag.STALE)),
    ]
    return tuple(word for word, holds in words if holds)


def _why_not(name: str, panel: pl.DataFrame, traded: int) -> str:
    ranged = panel.tail(90).filter(pl.col("ohlc") & ~pl.col("stale")).height
    if (
        name
        in {
            "edge_90",
            "cs_two_day_90",
            "ar_two_day_90",
            "parkinson_90",
            "garman_klass_90",
            "rogers_satchell_90",
            "yang_zhang_90",
            "atr_14",
            "worst_gap_252",
            "gap_quantile_252",
        }
        and ranged < 20
    ):
        return f"open, high and low: held on {ranged} of the last 90 sessions, 20 wanted"
    if name == "roll_90" and traded >= 20:
        return "a negative covariance of successive price changes: without one Roll's measure is undefined"
    if name == "turnover_90":
        return "a share count beside the volume"
    return f"enough sessions with trade: {traded} of the last 90, {panel.height} rows are held"


def _quote(subject: Subject) -> tuple[Figure, pl.DataFrame]:
    """The last valid quote with its relative spread, and the user's and others' looks."""
    looks = subject.quotes
    valid = looks.filter((pl.col("bid") > 0) & (pl.col("ask") > pl.col("bid")))
    if valid.is_empty():
        return cannot_tell(
            "fraction",
            f"a two-sided quote; write one down: microcap quote add {subject.symbol} BID ASK",
        ), looks
    row = valid.row(-1, named=True)
    mid = (row["bid"] + row["ask"]) / 2
    age = subject.view.sessions.filter(pl.col("close_at") > row["at"]).height
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


def _spread(
    subject: Subject, values: _Values, quote: Figure
) -> tuple[Figure, tuple[SpreadRow, ...]]:
    rows = tuple(SpreadRow(method, values.figures[name]) for method, name in _ESTIMATORS.items())
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


def _watch(subject: Subject, looks: pl.DataFrame) -> Figure:
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
        sources=tuple(looks["source"].unique().to_list()),
        note=note,
        n_used=len(rows),
    )


def _verdict(subject: Subject) -> Figure:
    from microcap.measures.volume import liquidity_verdict

    panel = subject.panel.tail(90)
    volumes = panel["volume"].drop_nulls().to_list()
    if len(volumes) < 20:
        return cannot_tell("verdict", f"20 sessions of volume; {len(volumes)} are held")
    answer = liquidity_verdict(volume=volumes)
    if answer["verdict"] == "cannot_tell":
        return cannot_tell(
            "verdict", "volume above zero in the last 90 sessions", n_used=len(volumes)
        )
    said = ", ".join(answer["reasons"])
    return Figure(
        str(answer["verdict"]),
        "verdict",
        as_of=panel["day"].item(-1),
        sources=("bars",),
        n_used=len(volumes),
        note=said.replace("_", " "),
    )


def _legal(subject: Subject) -> Figure:
    """May shares bought in the market be sold? Halts, Expert and Grey say no; restricted lots wait."""
    now = subject.view.moment
    open_halt = subject.halts.filter(
        (pl.col("start_at") <= now) & (pl.col("end_at").is_null() | (pl.col("end_at") > now))
    )
    if open_halt.height:
        row = open_halt.row(-1, named=True)
        return Figure(
            "halted",
            "status",
            as_of=row["day"],
            known_at=row["known_at"],
            sources=(row["source"],),
            note=f"code {row['code']} since {row['start_at'].astimezone(EASTERN):%Y-%m-%d %H:%M} ET; the last price is not a mark",
        )
    venue = subject.venue
    if venue is not None and venue.value in REFUSED:
        return Figure(
            "limited",
            "status",
            as_of=venue.day,
            known_at=venue.known_at,
            sources=(venue.source,),
            note=f"{venue.value}: {tradability(venue.value, subject.view.day)}",
        )
    locked = subject.ownership.filter(
        (pl.col("kind") == "restricted")
        & (pl.col("sellable_from").is_null() | (pl.col("sellable_from") > subject.view.day))
    )
    if locked.height:
        total, until = round(locked["adjusted"].sum()), last_day(locked["sellable_from"])
        return Figure(
            "free",
            "status",
            as_of=last_day(locked["day"]),
            sources=tuple(locked["source"].unique().to_list()),
            note=f"{total:,} shares are restricted{f' until {until}' if until else ''}; those bought in the market are free",
        )
    return Figure(
        "free",
        "status",
        "estimated",
        as_of=subject.view.day,
        sources=("halts",) if subject.halts.height else (),
        note="no halt and no restricted holding in the record held, which proves no absence; shares bought from the company wait for Rule 144",
    )


def _partners(subject: Subject, quote: Figure) -> Figure:
    looks = subject.quotes.filter(
        pl.col("bid_size").is_not_null() & pl.col("ask_size").is_not_null()
    )
    if quote.status == "known" and looks.height:
        row = looks.row(-1, named=True)
        return Figure(
            row["bid_size"] + row["ask_size"],
            "shares",
            as_of=row["day"],
            known_at=row["known_at"],
            sources=(row["source"],),
            note=f"{row['bid_size']:,} shown at the bid, {row['ask_size']:,} at the ask; depth behind them not held",
        )
    return cannot_tell("shares", "sizes at bid and ask, depth and market makers: no book is held")


def _cost(
    spread: Figure, values: _Values, price: Figure, order_usd: float
) -> tuple[Figure, Figure, float | None]:
    """Round trip of the order as a fraction of the price and in dollars, and its average impact."""
    volume, sigma = values.number("adv_conservative"), values.number("cc_90")
    if (
        not isinstance(spread.value, float)
        or not isinstance(price.value, float)
        or not volume
        or sigma is None
    ):
        parts = [figure.missing for figure in (spread, price) if figure.value is None]
        parts += ["a day's volume above zero"] if not volume else []
        parts += ["a volatility"] if sigma is None else []
        missing = "; ".join(parts) or "a day's volume and volatility"
        return cannot_tell("fraction", missing), cannot_tell("USD", missing), None
    shares = order_usd / price.value
    share_of_day = shares / volume
    total = float(
        round_trip_cost(
            effective_spread=spread.value,
            Q=shares,
            ADV=volume,
            sigma_daily=sigma,
            Y=1.0,
            commission_per_share=0.0,
            price=price.value,
        )
    )
    impact = total - spread.value
    flags = ("extrapolated",) if share_of_day > 1 else ()
    note = f"{shares:,.0f} shares, {percent(share_of_day, 1)} of a usual day: spread {percent(spread.value, 1)} + impact {percent(impact, 1)} (square-root law), commission 0"
    low = None if spread.low is None else min(spread.low, spread.value) + impact
    high = None if spread.high is None else max(spread.high, spread.value) + impact
    cost = Figure(
        total,
        "fraction",
        "estimated",
        low,
        high,
        as_of=spread.as_of,
        sources=tuple(dict.fromkeys((*spread.sources, "bars"))),
        note=note,
        flags=flags,
    )
    return (
        cost,
        Figure(
            total * order_usd,
            "USD",
            "estimated",
            as_of=spread.as_of,
            sources=cost.sources,
            note="there and back",
        ),
        impact,
    )


def _exit(values: _Values, price: Figure, order_usd: float) -> tuple[Figure, Figure]:
    if not isinstance(price.value, float):
        return cannot_tell("shares", price.missing), cannot_tell("sessions", price.missing)
    shares = max(1, round(POSITION_IN_ORDERS * order_usd / price.value))
    position = Figure(
        shares,
        "shares",
        "estimated",
        as_of=price.as_of,
        sources=price.sources,
        note=f"{POSITION_IN_ORDERS * order_usd:,.0f} USD at {price.value:g}",
    )
    volume = values.number("adv_conservative")
    if volume is None:
        return position, cannot_tell("sessions", values.figures["adv_conservative"].missing)
    if volume == 0:
        return position, Figure(None, "sessions", "unbounded", note="no volume to sell into")
    return position, Figure(
        shares / (PARTICIPATION * volume),
        "sessions",
        "estimated",
        as_of=price.as_of,
        sources=("bars",),
        note=f"at {percent(PARTICIPATION, 0)} of the smaller of the 20-day mean and the 90-day median, {volume:,.0f} shares",
    )


def _impact(values: _Values, subject: Subject) -> dict[str, Figure]:
    from microcap.measures.impact import dollars_to_move

    figures = {
        name: values.figures[name]
        for name in ("amihud_90", "amihud_zero_adjusted_90", "kyle_lambda_90")
    }
    dollars, sigma = values.number("adv_usd_90"), values.number("cc_90")
    for move in (0.01, 0.05):
        name = f"usd_to_move_{move * 100:.0f}"
        if not dollars or not sigma:
            figures[name] = cannot_tell("USD", "a dollar volume and a volatility above zero")
            continue
        # square-root law: x = sigma sqrt(Q / ADV), so Q = ADV (x / sigma)^2
        share = (move / sigma) ** 2
        if share > 1:
            figures[name] = cannot_tell(
                "USD",
                f"a move of {percent(move, 0)} would take {share:.1f} days' volume, beyond the square-root law's range",
                flags=("extrapolated",),
            )
            continue
        value = float(dollars_to_move(move=move, sigma_daily=sigma, adv_dollar=dollars)["dollars"])
        figures[name] = Figure(
            value,
            "USD",
            "estimated",
            as_of=values.figures["adv_usd_90"].as_of,
            sources=("bars",),
            note=f"{percent(share, 1)} of a mean day's dollars, by the square-root law; bought within a day",
        )
    return figures


def _marks(subject: Subject, quote: Figure, price: Figure, spread: Figure) -> dict[str, Figure]:
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


def _money_line(spread: Figure, impact: float | None) -> str:
    if not isinstance(spread.value, float) or impact is None:
        return "cannot tell: " + (spread.missing or "volume or volatility is missing")
    return f"spread {percent(spread.value, 1)}, impact {percent(impact, 1)}, commission $0 where the broker takes none"


def _time_line(values: _Values, price: Figure, order_usd: float) -> str:
    volume = values.number("adv_conservative")
    if not volume or not isinstance(price.value, float):
        return "cannot tell: no usual day's volume"
    days = order_usd / price.value / (PARTICIPATION * volume)
    return f"{max(days, 0.01):.2g} sessions for the order at {percent(PARTICIPATION, 0)} of a usual day"


def _effort_line(spread: Figure) -> str:
    """How much watching a patient limit order asks for, by the size of the spread."""
    if not isinstance(spread.value, float):
        return "high: a spread that cannot be measured is met by hand, order by order"
    if spread.value < 0.01:
        return "low: a limit at the far side is met within the day"
    if spread.value < 0.03:
        return "some: a limit inside the spread, looked at a few times a day"
    if spread.value < 0.10:
        return "high: patient limit orders, re-quoted for days"
    return "very high: the last price says little; weeks of resting orders"


def _determinants(subject: Subject, values: _Values) -> tuple[str, ...]:
    """What makes it liquid or not: information, size, exchange, float."""
    filings, news = subject.filings.height, subject.news.height
    information = (
        f"{filings:,} filings and {news:,} releases or headlines held"
        if filings or news
        else "information: cannot tell, no filings or news held"
    )
    venue = subject.venue
    exchange = (
        f"venue: {venue.value}, by the list of {venue.day}"
        if venue
        else "venue: cannot tell, no dated list held"
    )
    return (information, exchange)


def _rules(subject: Subject, price: Figure) -> tuple[str, ...]:
    """Dated rules that bind an order in this name today."""
    lines: list[str] = []
    day = subject.view.day
    venue = subject.venue
    if venue is not None:
        try:
            where = venue_on(venue.value, day)
            if where.venue is not None:
                lines.append(consequences(where.venue).liquidity)
        except (NoSuchThing, NotKnownThen):
            lines.append(f"venue {venue.value}: no rule table for it")
    if isinstance(price.value, float):
        tick = "0.01" if price.value >= 1 else "0.0001"
        lines.append(f"tick {tick} USD at this price ({_source('tick_size', day)})")
    return tuple(lines)


def _source(name: str, day: date) -> str:
    try:
        return rule(name, day).source
    except (NoSuchThing, NotKnownThen):
        return "Reg NMS Rule 612"
