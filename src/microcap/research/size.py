"""How big it is: the cap interval and its counts, tiers under every definition, price rules."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from microcap.model.definitions import TierRange, size_tier, tiers_of_interval
from microcap.model.figures import Figure, cannot_tell
from microcap.research.cap import newest_of, standing
from microcap.research.chapters import CountRow, Size, TierRow
from microcap.view.subject import ShareCount, Subject

_STABLE = 20


def size(subject: Subject, *, history: int = 260) -> Size:
    """The size chapter; `history` sessions of tier history."""
    where = standing(subject)
    stretches, stable = _history(subject.panel_of(history))
    return Size(
        cap=where.cap,
        price=where.price,
        shares=where.shares,
        counts=_rows(subject.share_counts, where.used, where.doubted, where.why),
        tiers=_tier_rows(where.cap),
        tier=where.tier,
        tier_history=stretches,
        tier_stable=stable,
        penny_stock=_penny(subject, where.price),
        low_priced=_low_priced(where.price),
        insiders_shares=where.floats.insiders_shares,
        large_shares=where.floats.large_shares,
        restricted_shares=where.floats.restricted_shares,
        float_shares=where.floats.float_shares,
        float_by_guide=where.floats.float_by_guide,
        float_by_essay=where.floats.float_by_essay,
        public_float_usd=where.floats.public_float_usd,
        doubts=where.doubts,
    )


def _tier_rows(cap: Figure) -> tuple[TierRow, ...]:
    value = cap.value if isinstance(cap.value, float) else None
    return tuple(
        _tier_row(answer)
        for answer in tiers_of_interval(
            cap.low if value else None, value, cap.high if value else None
        )
    )


def _tier_row(answer: TierRange) -> TierRow:
    status = (
        "disputed"
        if answer.disputed
        else "boundary"
        if answer.boundary
        else "agreed"
        if answer.best.tier
        else answer.best.status
    )
    return TierRow(
        answer.definition,
        answer.low.text,
        answer.best.text,
        answer.high.text,
        status,
        answer.best.why,
    )


def _rows(
    counts: Sequence[ShareCount], used: ShareCount | None, doubted: Sequence[ShareCount], why: str
) -> tuple[CountRow, ...]:
    """The newest of each kind, and every count in doubt."""
    shown: list[ShareCount] = []
    for kind in ("cover", "vendor", "balance_sheet", "weighted", "user"):
        newest = newest_of(counts, kind)
        if newest is not None:
            shown.append(newest)
    shown += [count for count in doubted if count not in shown]
    shown.sort(key=lambda count: (count.day, count.known_at), reverse=True)
    return tuple(
        CountRow(
            count.kind,
            count.share_class,
            count.shares,
            count.adjusted,
            count.day,
            count.known_at,
            count.source,
            count == used,
            why
            if count == used
            else "in doubt"
            if count in doubted
            else "a weighted average, never a count of a day"
            if count.kind == "weighted"
            else "agrees or is older",
        )
        for count in shown
    )


def _history(panel: pl.DataFrame) -> tuple[tuple[tuple[date, str], ...], Figure]:
    """Stretches of the raw tier by the vendor's counts, and the tier that held 20 sessions."""
    held = panel.filter(pl.col("shares").is_not_null() & pl.col("close").is_not_null())
    if held.is_empty():
        return (), cannot_tell("tier", "a vendor's share count beside the prices")
    tiers = [size_tier(cap) for cap in (held["close"] * held["shares"]).to_list()]
    days = held["day"].to_list()
    stretches: list[tuple[date, str]] = []
    for day, tier in zip(days, tiers, strict=True):
        if not stretches or stretches[-1][1] != tier:
            stretches.append((day, tier))
    stable, run, last = tiers[0], 0, tiers[0]
    for tier in tiers:
        run = run + 1 if tier == last else 1
        last = tier
        if run >= _STABLE:
            stable = tier
    return tuple(stretches), Figure(
        stable,
        "tier",
        "estimated",
        as_of=days[-1],
        sources=("bars", "share_counts"),
        n_used=len(tiers),
        note=f"changes only after {_STABLE} sessions on the other side",
    )


def _penny(subject: Subject, price: Figure) -> Figure:
    """The penny-stock rule (17 CFR 240.3a51-1) as far as the record decides it."""
    venue = subject.venue
    if isinstance(price.value, float) and price.value >= 5.0:
        return Figure(
            "no", "rule", as_of=price.as_of, sources=price.sources, note="at or above $5.00"
        )
    if venue is not None and venue.value.startswith(("NYSE", "NASDAQ", "CBOE", "TXSE")):
        return Figure(
            "no",
            "rule",
            "estimated",
            as_of=venue.day,
            sources=(venue.source,),
            note=f"listed on {venue.value} by the list of {venue.day}: a listed stock below $5 is normally outside the rule",
        )
    if venue is None:
        return cannot_tell(
            "rule",
            "the venue; a listed stock below $5 is normally outside the rule, an OTC one inside it",
        )
    if price.value is None:
        return cannot_tell("rule", "a price")
    return Figure(
        "yes",
        "rule",
        "estimated",
        as_of=price.as_of,
        sources=(*price.sources, venue.source),
        note="OTC and below $5.00; net tangible assets above $2M or revenue above $6M would take it out, and are not held",
    )


def _low_priced(price: Figure) -> Figure:
    if not isinstance(price.value, float):
        return cannot_tell("flag", price.missing)
    return Figure(
        "yes" if price.value < 5 else "no",
        "flag",
        as_of=price.as_of,
        sources=price.sources,
        note=f"close {'below' if price.value < 5 else 'at or above'} $5.00, whatever the venue",
    )
