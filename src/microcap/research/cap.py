"""What it is worth in the market: one price, the count that serves, and the cap they make.

1. `_chosen` takes the count that the cap rests on and says why.
2. `_doubted` finds the counts that were in use around a recent split and do not agree: a vendor
   that divides a stale count leaves a cap nobody can vouch for, so both ends are shown.
3. The cap is an interval wherever a count in doubt cannot be ruled out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

import polars as pl

from microcap.model.definitions import size_tier
from microcap.model.figures import Figure, Status, cannot_tell, percent
from microcap.research.floats import Floats, floats
from microcap.view.once import once
from microcap.view.subject import ShareCount, Subject

STALE_AFTER = timedelta(days=120)
"""A count older than this is flagged (methods.md, section 1)."""
AGREE = 0.05
"""Counts within 5 % are one count; the difference is shown all the same."""
AROUND_SPLIT = timedelta(days=180)
BEFORE_SPLIT = timedelta(days=14)
CHURN_SESSIONS = 20
"""Over so many sessions a mean day's volume above the count puts the count in doubt (project default)."""


@dataclass(frozen=True)
class Standing:
    """Price, shares, cap and tier of a name, and the counts behind them."""

    price: Figure
    shares: Figure
    cap: Figure
    tier: Figure
    floats: Floats
    used: ShareCount | None
    why: str
    doubted: tuple[ShareCount, ...]
    doubts: tuple[str, ...]

    @property
    def float_shares(self) -> Figure:
        """Shares less officers, ten-percent holders and restricted ones."""
        return self.floats.float_shares


@once
def standing(subject: Subject) -> Standing:
    """Price, share count, cap interval, default tier and float of a subject."""
    price = price_of(subject)
    counts = subject.share_counts
    used, why = _chosen(subject, counts)
    doubted, doubts = _doubted(subject, counts, used)
    churned = _churned(subject, used)
    doubts += churned
    shares = _shares_figure(used, doubted, why, subject, churned=bool(churned))
    cap = _cap(price, shares, doubts)
    held = floats(subject, shares)
    return Standing(price, shares, cap, _tier(cap), held, used, why, doubted, doubts)


@once
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
        kind: newest_of(counts, kind)
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


def newest_of(counts: Sequence[ShareCount], kind: str) -> ShareCount | None:
    """The newest count of a kind; of several share classes, the newest of each together."""
    classes: dict[str, ShareCount] = {}
    for count in counts:
        if count.kind == kind:
            held = classes.get(count.share_class)
            if held is None or (count.day, count.known_at) >= (held.day, held.known_at):
                classes[count.share_class] = count
    if "" in classes and len(classes) > 1:
        # a count of all shares stands beside counts of each class: the newer of the two serves
        whole = classes.pop("")
        if whole.day >= max(count.day for count in classes.values()):
            return whole
    if len(classes) <= 1:
        return next(iter(classes.values()), None)
    each = [classes[name] for name in sorted(classes)]
    return ShareCount(
        sum(count.shares for count in each),
        sum(count.adjusted for count in each),
        kind,
        " + ".join(count.share_class or "common" for count in each),
        min(count.day for count in each),
        max(count.known_at for count in each),
        each[0].source,
    )


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
    for earlier, later in pairwise(vendor):
        if later.day <= view_day - timedelta(days=60):
            continue
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
        other = newest_of(counts, kind)
        if (
            other is None
            or other == used
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
