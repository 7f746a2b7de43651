"""How big it is: the ledger of share counts, the cap as an interval, tiers, float.

1. `_chosen` takes the count that the cap rests on and says why each other one is not.
2. `_doubted` finds the counts that were in use around a recent split and do not agree: a vendor
   that divides a stale count leaves a cap nobody can vouch for, so both ends are shown.
3. Tiers are read at both ends and at the best estimate, under every definition.
"""

from collections.abc import Sequence
from datetime import date, timedelta

import polars as pl

from microcap.model.definitions import TierRange, size_tier, tiers_of_interval
from microcap.model.figures import Figure, Status, cannot_tell, percent
from microcap.research.chapters import CountRow, Size, TierRow
from microcap.view.subject import ShareCount, Subject, last_day, last_moment

STALE_AFTER = timedelta(days=120)
"""A count older than this is flagged (methods.md, section 1)."""
AGREE = 0.05
"""Counts within 5 % are one count; the difference is shown all the same."""
AROUND_SPLIT = timedelta(days=180)
BEFORE_SPLIT = timedelta(days=14)
CHURN_SESSIONS = 20
"""Over so many sessions a mean day's volume above the count puts the count in doubt (project default)."""
_STABLE = 20


def size(subject: Subject, *, history: int = 260) -> Size:
    """The size chapter; `history` sessions of tier history."""
    price = price_of(subject)
    counts = subject.share_counts
    used, why = _chosen(subject, counts)
    doubted, doubts = _doubted(subject, counts, used)
    churned = _churned(subject, used)
    doubts += churned
    shares = _shares_figure(used, doubted, why, subject, churned=bool(churned))
    cap = _cap(price, shares, doubts)
    tiers = _tier_rows(cap)
    panel = subject.panel_of(history)
    stretches, stable = _history(panel)
    return Size(
        cap=cap,
        price=price,
        shares=shares,
        counts=_rows(counts, used, doubted, why),
        tiers=tiers,
        tier=_tier(cap),
        tier_history=stretches,
        tier_stable=stable,
        penny_stock=_penny(subject, price),
        low_priced=_low_priced(price),
        doubts=doubts,
        **_floats(subject, shares, price),
    )


def price_of(subject: Subject) -> Figure:
    """The last raw close; `stale` where sessions have passed without a row or trade since."""
    panel = subject.panel
    if panel.is_empty():
        last = subject.spells["day"].item(-1)
        return cannot_tell(
            "USD/share", f"a bar within the last 260 sessions; the ticker begins on {last}"
        )
    traded = panel.filter(~pl.col("stale"))
    row = (traded if traded.height else panel).row(-1, named=True)
    sessions = subject.view.sessions
    missed = sessions.filter(pl.col("day") > row["day"]).height
    close = sessions.filter(pl.col("day") == row["day"])["close_at"]
    flags = tuple(flag for flag, on in (("session_late", bool(row["flags"] & 2)),) if on)
    note = "raw close"
    if flags:
        note += "; the publisher's rows of these days are one session late"
    if missed:
        note += f"; {missed} session{'s' if missed > 1 else ''} without a trade or a row since"
    if row["symbol"] != subject.symbol:
        note += f"; the last row is of its ticker {row['symbol']}"
    status: Status = "stale" if missed > 5 else "known"
    return Figure(
        row["close_raw"],
        "USD/share",
        status,
        as_of=row["day"],
        known_at=close.item() if close.len() else None,
        sources=("bars",),
        note=note,
        flags=flags,
    )


def _chosen(subject: Subject, counts: Sequence[ShareCount]) -> tuple[ShareCount | None, str]:
    """The count the cap rests on: the cover page's, unless it is old and a newer one is held."""
    newest = {
        kind: _newest(counts, kind)
        for kind in ("user", "cover", "vendor", "balance_sheet", "weighted")
    }
    cover, vendor = newest["cover"], newest["vendor"]
    if newest["user"] is not None:
        return newest["user"], "your own count"
    if cover is not None and subject.view.day - cover.day <= STALE_AFTER:
        if (
            vendor is not None
            and vendor.day > cover.day
            and abs(vendor.adjusted / cover.adjusted - 1) > AGREE
            and vendor.adjusted > cover.adjusted
        ):
            return (
                vendor,
                f"the vendor's count changed on {vendor.day}, after the cover page's of {cover.day}, and is larger: shares issued since are in no cover page yet",
            )
        return cover, "the newest cover page"
    for kind, why in (
        ("vendor", "the vendor's newest count"),
        ("cover", "the newest cover page, older than 120 days"),
        ("balance_sheet", "the newest balance sheet"),
        ("weighted", "only a weighted average is held"),
    ):
        count = newest[kind]
        if count is not None:
            return count, why
    return None, ""


def _newest(counts: Sequence[ShareCount], kind: str) -> ShareCount | None:
    of_kind = [count for count in counts if count.kind == kind]
    return max(of_kind, key=lambda count: (count.day, count.known_at)) if of_kind else None


def _doubted(
    subject: Subject, counts: Sequence[ShareCount], used: ShareCount | None
) -> tuple[tuple[ShareCount, ...], tuple[str, ...]]:
    """Counts that disagree with the one in use and cannot be ruled out, with the reason for each."""
    if used is None:
        return (), ()
    view_day = subject.view.day
    found: list[ShareCount] = []
    doubts: list[str] = []
    vendor = [count for count in counts if count.kind == "vendor"]
    splits = subject.splits.filter(
        (pl.col("day") <= view_day) & (pl.col("day") > view_day - AROUND_SPLIT)
    )
    for split in splits.tail(1).iter_rows(named=True):
        since = split["day"] - BEFORE_SPLIT
        around = [count for count in vendor if count.day < since][-1:]
        around += [count for count in vendor if count.day >= since]
        odd = [count for count in around if abs(count.adjusted / used.adjusted - 1) > AGREE]
        if odd and used.kind == "vendor":
            found.extend(odd)
            steps = " > ".join(f"{count.adjusted:,.0f} ({count.day})" for count in around)
            suspected = "a suspected" if split["status"] == "suspected" else "the"
            doubts.append(
                f"around {suspected} {split['new_shares']}:{split['old_shares']} split of {split['day']} "
                f"the vendor's count went, in today's shares, {steps}: a vendor divides counts that "
                "are stale, and which of them was right cannot be told"
            )
    recent = [count for count in vendor if count.day > view_day - timedelta(days=60)]
    for earlier, later in zip(
        vendor[len(vendor) - len(recent) - 1 :] if len(recent) < len(vendor) else vendor,
        recent,
        strict=False,
    ):
        jump = later.adjusted / earlier.adjusted if earlier.adjusted else 0
        if used is later and (jump > 3 or 0 < jump < 1 / 3) and earlier not in found:
            found.append(earlier)
            doubts.append(
                f"the vendor's count moved {jump:.2g}-fold on {later.day} without a split that accounts for it"
            )
    for kind, name in (
        ("cover", "the cover page's"),
        ("balance_sheet", "the balance sheet's"),
        ("vendor", "the vendor's"),
    ):
        other = _newest(counts, kind)
        if (
            other is None
            or other is used
            or other in found
            or view_day - other.day > 2 * STALE_AFTER
        ):
            continue
        gap = other.adjusted / used.adjusted - 1
        if abs(gap) > AGREE and not (kind == "balance_sheet" and used.day > other.day):
            found.append(other)
            doubts.append(
                f"{name} count of {other.day} is {percent(gap, 0, signed=True)} against the one used"
            )
    if subject.share_kind is not None and subject.share_kind.value == "adr":
        ratio = subject.listings.filter(pl.col("ordinary_per_adr").is_not_null())
        if ratio.is_empty():
            doubts.append(
                "depositary shares: whether a count is in ordinary shares or in depositary shares cannot be told, the ratio is not held"
            )
    return tuple(found), tuple(doubts)


def _churned(subject: Subject, used: ShareCount | None) -> tuple[str, ...]:
    """A doubt where more than all counted shares change hands on a mean day of the last 20."""
    mean = subject.panel["volume"].tail(CHURN_SESSIONS).mean()
    if used is None or not isinstance(mean, float) or mean <= used.adjusted:
        return ()
    return (
        f"{mean:,.0f} shares trade on a mean day of the last {CHURN_SESSIONS} and only "
        f"{used.adjusted:,.0f} are counted: the count may be stale",
    )


def _shares_figure(
    used: ShareCount | None,
    doubted: Sequence[ShareCount],
    why: str,
    subject: Subject,
    *,
    churned: bool,
) -> Figure:
    if used is None:
        return cannot_tell("shares", "a share count of any kind")
    ends = [round(count.adjusted) for count in (used, *doubted)]
    low, high = min(ends), max(ends)
    age = subject.view.day - used.day
    silent = subject.vendor_silent_since if used.kind == "vendor" else None
    old = silent is not None or (used.kind != "vendor" and age > STALE_AFTER)
    status: Status = (
        "disputed"
        if churned or high / low - 1 > AGREE
        else "stale"
        if old
        else "estimated"
        if used.kind == "weighted"
        else "known"
    )
    note = f"{used.kind.replace('_', ' ')} of {used.day}: {why}"
    ratio = subject.ordinary_per_adr
    if ratio is not None and used.kind != "vendor":
        note += f"; in depositary shares, {ratio:g} ordinary shares each"
    if silent is not None:
        note += f"; the vendor has given none since {silent}"
    if round(used.adjusted) != used.shares:
        note += f"; {used.shares:,} as stated, in today's shares after splits"
    return Figure(
        round(used.adjusted),
        "shares",
        status,
        low,
        high,
        as_of=used.day,
        known_at=used.known_at,
        sources=tuple(dict.fromkeys([used.source, *(count.source for count in doubted)])),
        note=note,
        flags=(("stale_shares",) if old else ()) + (("volume_above_shares",) if churned else ()),
    )


def _cap(price: Figure, shares: Figure, doubts: Sequence[str]) -> Figure:
    if not isinstance(price.value, float) or not isinstance(shares.value, int):
        missing = price.missing or shares.missing
        return cannot_tell("USD", missing)
    value = price.value * shares.value
    low, high = (
        price.value * (shares.low or shares.value),
        price.value * (shares.high or shares.value),
    )
    status = shares.status if shares.status in {"disputed", "stale", "estimated"} else price.status
    moments = [moment for moment in (price.known_at, shares.known_at) if moment]
    return Figure(
        value,
        "USD",
        status,
        low,
        high,
        as_of=price.as_of,
        known_at=max(moments) if moments else None,
        sources=tuple(dict.fromkeys((*price.sources, *shares.sources))),
        note=f"{price.value:,.4g} USD x {shares.value:,} shares"
        + (f"; {len(doubts)} doubt{'s' if len(doubts) > 1 else ''}" if doubts else ""),
    )


def _tier(cap: Figure) -> Figure:
    if not isinstance(cap.value, float):
        return cannot_tell("tier", cap.missing)
    best = size_tier(cap.value)
    ends = {size_tier(cap.low), size_tier(cap.high), best}
    return Figure(
        best,
        "tier",
        "disputed" if len(ends) > 1 else cap.status,
        as_of=cap.as_of,
        known_at=cap.known_at,
        sources=cap.sources,
        note=f"{size_tier(cap.low)} at the low end, {size_tier(cap.high)} at the high"
        if len(ends) > 1
        else "default definition",
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
        newest = _newest(counts, kind)
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
            count is used,
            why
            if count is used
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


def _floats(subject: Subject, shares: Figure, price: Figure) -> dict[str, Figure]:
    """Float under three rules, and the cover page's dollar value."""
    usd = subject.fact("EntityPublicFloat")
    cover = (
        usd if usd is not None else cannot_tell("USD", "dei:EntityPublicFloat of a 10-K cover page")
    )
    owned = subject.ownership
    names = ("float_shares", "float_by_guide", "float_by_essay")
    if owned.is_empty() or not isinstance(shares.value, int):
        missing = (
            "a share count"
            if shares.value is None
            else "statements of insiders', large holders' and restricted shares (table ownership not held for it)"
        )
        return {name: cannot_tell("shares", missing) for name in names} | {
            "public_float_usd": cover
        }
    by_kind = {
        kind: int(total)
        for kind, total in owned.group_by("kind").agg(pl.col("adjusted").sum()).iter_rows()
    }
    insiders, large, locked = (
        by_kind.get(kind, 0) for kind in ("officers_directors", "holder_10pct", "restricted")
    )
    day, known = last_day(owned["day"]), last_moment(owned["known_at"])
    less = {
        "float_shares": (
            insiders + large + locked,
            "less officers, ten-percent holders and restricted",
        ),
        "float_by_guide": (insiders + locked, "the guide's rule: less insiders' and restricted"),
        "float_by_essay": (insiders, "the essay's rule: less directors' and officers'"),
    }
    figures = {}
    for name, (taken, note) in less.items():
        value = shares.value - taken
        status: Status = "disputed" if shares.status == "disputed" else "known"
        if value < 0:
            figures[name] = cannot_tell(
                "shares", f"holdings of {taken:,} exceed the {shares.value:,} shares counted"
            )
            continue
        figures[name] = Figure(
            value,
            "shares",
            status,
            as_of=day,
            known_at=known,
            sources=tuple(owned["source"].unique().sort().to_list()),
            note=f"{note}: {shares.value:,} - {taken:,}, {percent(value / shares.value, 1)}",
        )
    return figures | {"public_float_usd": cover}
