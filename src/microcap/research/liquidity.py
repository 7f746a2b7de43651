"""How it trades: the three lines (legal, partners, cost) first, then what they rest on.

1. `measured.values_of` evaluates every measure the chapter shows over the subject's panel, at once.
2. `spread.spread_of` takes the quote where one is fresh, else the consensus of the estimators;
   where nothing can be measured it says so, and such a name ranks as the most expensive.
3. `way_out` follows from spread, impact and volume: the cost of the order, the days to leave.
"""

from datetime import date
from typing import Any

import polars as pl

from microcap.model.errors import NoSuchThing, NotKnownThen
from microcap.model.figures import Figure, cannot_tell, counted, percent
from microcap.model.rules import rule
from microcap.model.tables import BarFlag
from microcap.model.venues import REFUSED, consequences, tradability, venue_on
from microcap.research.cap import Standing, price_of, standing
from microcap.research.chapters import Liquidity
from microcap.research.measured import values_of
from microcap.research.spikes import event_shares, spikes
from microcap.research.spread import ESTIMATORS, last_quote, marks, spread_of, watched
from microcap.research.way_out import (
    effort_line,
    money_line,
    pushes,
    round_trip,
    time_line,
    way_out,
)
from microcap.view.latest import last_day
from microcap.view.moment import EASTERN
from microcap.view.subject import Subject

_SHOWN = (
    "adv_shares_10", "adv_shares_90", "adv_usd_10", "adv_usd_90", "median_usd_90", "median_shares_90", "adv_ratio", "adv_conservative",
    "top1_share_90", "top2_share_10", "top2_share_90", "hhi_90", "effective_days_90", "adv_ex_top2_90",
    "zero_volume_share_90", "zero_return_share_90", "turnover_90", "traded_days_90", "rvol_20",
    "amihud_90", "amihud_zero_adjusted_90", "kyle_lambda_90", "roll_90", *ESTIMATORS.values(), "spread_consensus_90",
    "cc_90", "parkinson_90", "garman_klass_90", "rogers_satchell_90", "yang_zhang_90", "cc_bounce_corrected_90", "atr_14", "top5_variance_share_90",
    "max_drawdown_252", "worst_gap_252", "gap_quantile_252", "high_252_distance", "return_1", "return_5", "return_20", "return_250",
)  # fmt: skip


def liquidity(subject: Subject, *, order_usd: float = 5000.0) -> Liquidity:
    """The liquidity chapter for an order of `order_usd` dollars."""
    values = values_of(subject, _SHOWN)
    price = price_of(subject)
    quote, looks = last_quote(subject)
    spread, rows = spread_of(subject, values, quote)
    found = spikes(subject)
    cost, cost_usd, impact = round_trip(spread, values, price, order_usd)
    position, days = way_out(values, price, order_usd)
    return Liquidity(
        legal=_legal(subject),
        partners=_partners(subject, quote),
        cost=cost,
        cost_usd=cost_usd,
        money=money_line(spread, impact),
        time=time_line(values, price, order_usd),
        effort=effort_line(spread),
        order_usd=order_usd,
        spread=spread,
        spreads=rows,
        spread_watch=watched(subject, looks),
        quote=quote,
        volume={name: values.figures[name] for name in _SHOWN[:14]}
        | {"rvol_20": values.figures["rvol_20"]}
        | event_shares(subject),
        verdict=_verdict(subject),
        spikes=found,
        spike_tally={
            label: sum(spike.label == label for spike in found)
            for label in ("explained", "led the news", "unexplained", "cannot tell")
        },
        impact=pushes(values),
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
                "top5_variance_share_90",
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
        marks=marks(subject, quote, price, spread),
        determinants=_determinants(subject, standing(subject)),
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
            sources=tuple(locked["source"].unique().sort().to_list()),
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
    # sizes of an older look say nothing of the quote that is shown
    last = subject.quotes.filter((pl.col("bid") > 0) & (pl.col("ask") > pl.col("bid"))).tail(1)
    sized = last.drop_nulls(["bid_size", "ask_size"])
    if quote.status == "known" and sized.height:
        row = sized.row(0, named=True)
        return Figure(
            row["bid_size"] + row["ask_size"],
            "shares",
            as_of=row["day"],
            known_at=row["known_at"],
            sources=(row["source"],),
            note=f"{row['bid_size']:,} shown at the bid, {row['ask_size']:,} at the ask; depth behind them not held",
        )
    return cannot_tell("shares", "sizes at bid and ask, depth and market makers: no book is held")


def _determinants(subject: Subject, where: Standing) -> tuple[str, ...]:
    """What makes it liquid or not: information, size, exchange, float."""
    filings, news = subject.filings.height, subject.news.height
    information = (
        f"information: {counted(filings, 'filing')} and {counted(news, 'release or headline', 'releases or headlines')} held"
        if filings or news
        else "information: cannot tell, no filings or news held"
    )
    cap = where.cap.value
    size = f"size: {where.tier.value}" if cap is not None else "size: cannot tell"
    venue = subject.venue
    exchange = (
        f"venue: {venue.value}, by the list of {venue.day}"
        if venue
        else "venue: cannot tell, no dated list held"
    )
    floating, outstanding = where.float_shares.value, where.shares.value
    public = (
        f"float: {percent(floating / outstanding, 0)} of the shares"
        if isinstance(floating, int) and isinstance(outstanding, int)
        else "float: cannot tell, holdings are not held"
    )
    return (information, size, exchange, public)


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
