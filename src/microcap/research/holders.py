"""Who holds it: insiders, large holders, and what floats under three rules that are never mixed.

1. Insiders' shares: the proxy's row of all directors and officers where it is new, else the sum of
   their newest forms. Which of the two it was is said.
2. Large holders: a schedule counts once. A holder that is an insider by CIK is not counted again;
   one that only bears an insider's name is not merged, and the float shows both ends.
3. Float: outstanding less insiders, less holders of ten per cent, less restricted shares; beside it
   the guide's and the essay's rule. Restricted shares that nobody states are not taken for zero:
   the figure is then an upper end.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from microcap.checks.ownership_deadlines import LateForm, late_insider_forms, late_schedules
from microcap.model.figures import Figure, cannot_tell, percent
from microcap.model.rules import rule
from microcap.research.cap import standing
from microcap.research.holder_rows import (
    INSTITUTIONS,
    LargeHolder,
    ProxyTable,
    by_schedule,
    holder_rows,
    proxy_table,
)
from microcap.research.insider_holdings import InsiderHolding, insider_holdings
from microcap.research.insider_trading import Cluster, clusters, net_buying
from microcap.view.holders import insider_forms_missing, planned_sales
from microcap.view.subject import Subject

AFFILIATE, LARGE = 0.10, 0.05
"""Ten per cent makes an affiliate, five per cent owes a schedule (methods.md section 1)."""
_LATE = timedelta(days=730)
_NOTICES = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class PlannedSale:
    """A notice of sale on Form 144."""

    owner: str
    role: str
    shares: int
    value: float | None
    day: date
    known_at: datetime
    accession: str


@dataclass(frozen=True, slots=True)
class Holders:
    """Who holds a name and what floats, each figure with what it rests on."""

    symbol: str
    security: str
    moment: datetime
    synthetic: bool
    outstanding: Figure
    insiders_shares: Figure
    large_shares: Figure
    institutions_shares: Figure
    restricted_shares: Figure
    float_shares: Figure
    float_by_guide: Figure
    float_by_essay: Figure
    public_float_usd: Figure
    net_buying_usd: Figure
    insiders: tuple[InsiderHolding, ...]
    holders: tuple[LargeHolder, ...]
    proxy: ProxyTable | None
    clusters: tuple[Cluster, ...]
    planned: tuple[PlannedSale, ...]
    late: tuple[LateForm, ...]
    notes: tuple[str, ...]


def holders(subject: Subject) -> Holders:
    """Insiders, large holders and float of a name, as known at the view's moment."""
    where = standing(subject)
    people, large = insider_holdings(subject), holder_rows(subject, where.shares)
    proxy = proxy_table(subject)
    insiders = _insiders(people, proxy, subject)
    affiliates = _large(large, people, proxy, subject)
    restricted = _restricted(subject)
    floats = dict(where.floats)
    if subject.ownership.is_empty():
        floats |= _floats(where.shares, insiders, affiliates, restricted)
    day = subject.view.day
    late = late_insider_forms(subject, day - _LATE, day) + late_schedules(subject, day - _LATE, day)
    return Holders(
        subject.symbol,
        subject.security,
        subject.view.moment,
        subject.view.synthetic,
        where.shares,
        insiders,
        affiliates,
        _institutions(large),
        restricted,
        floats["float_shares"],
        floats["float_by_guide"],
        floats["float_by_essay"],
        floats["public_float_usd"],
        net_buying(subject),
        people,
        large,
        proxy,
        clusters(subject),
        _planned(subject),
        late,
        _notes(subject, people, large),
    )


def _insiders(
    people: tuple[InsiderHolding, ...], proxy: ProxyTable | None, subject: Subject
) -> Figure:
    """Shares of directors and officers, by the proxy's group row or by their newest forms."""
    managers = [one for one in people if one.manages and not one.silent and one.shares is not None]
    if proxy is not None and proxy.group is not None and proxy.group.shares is not None:
        newer = [one for one in managers if one.day > proxy.day]
        shares = proxy.group.shares * subject.shares_since(proxy.day)
        return Figure(
            round(shares),
            "shares",
            "known",
            as_of=proxy.day,
            known_at=proxy.known_at,
            sources=(proxy.accession,),
            note=f"all directors and officers by the table of {proxy.day}, with what they may acquire within 60 days"
            + (f"; {len(newer)} of them filed a form since" if newer else ""),
        )
    if not managers:
        return cannot_tell(
            "shares", "forms of directors and officers, or a proxy's table of owners, as text"
        )
    silent = sum(one.silent for one in people if one.manages)
    return Figure(
        round(sum(one.shares or 0.0 for one in managers)),
        "shares",
        "estimated",
        as_of=max(one.day for one in managers),
        known_at=max(one.known_at for one in managers),
        sources=tuple(dict.fromkeys(one.accession for one in managers))[:8],
        n_used=len(managers),
        n_dropped=silent,
        note=f"newest forms of directors and officers, as far as held, without options: {len(managers)}"
        + (f"; {silent} silent for three years left out" if silent else ""),
    )


def _large(
    large: tuple[LargeHolder, ...],
    people: tuple[InsiderHolding, ...],
    proxy: ProxyTable | None,
    subject: Subject,
) -> Figure:
    """Shares of holders of ten per cent that are no directors or officers; a schedule once."""
    if not large:
        return _large_by_proxy(proxy, subject)
    managers = {one.owner: one for one in people if one.manages}
    names = {_name_key(one.name) for one in managers.values()}
    least = value = most = 0.0
    used: list[LargeHolder] = []
    doubt = False
    for group in by_schedule(large).values():
        biggest = max(group, key=lambda one: one.shares or 0.0)
        if biggest.share < AFFILIATE or biggest.shares is None:
            continue
        known = sum(managers[one.owner].shares or 0.0 for one in group if one.owner in managers)
        own = max(0.0, biggest.shares - known)
        namesake = known == 0 and any(_name_key(one.name) in names for one in group)
        doubt = doubt or namesake
        least, value = least + (0.0 if namesake else own), value + own
        most += max(own, _distinct(group, biggest) - known)
        used.append(biggest)
    note = f"holders of ten per cent by their newest schedules: {len(used)}"
    note += "; one bears an insider's name and may be counted twice" if doubt else ""
    return Figure(
        round(value),
        "shares",
        "disputed" if doubt else "estimated",
        low=least,
        high=most,
        as_of=max(one.day for one in used or large),
        known_at=max(one.known_at for one in used or large),
        sources=tuple(dict.fromkeys(one.accession for one in used or large))[:8],
        n_used=len(used),
        note=note,
    )


def _distinct(group: tuple[LargeHolder, ...], biggest: LargeHolder) -> float:
    """The most that a schedule's persons can hold: of one who controls the others, its own count."""
    if {"IN", "HC"} & set(biggest.kind.split(", ")):
        return biggest.shares or 0.0
    return sum({one.shares for one in group if one.shares is not None})


def _large_by_proxy(proxy: ProxyTable | None, subject: Subject) -> Figure:
    """Holders of ten per cent by the proxy's table, where no schedule is held."""
    if proxy is None or proxy.group is None:
        return cannot_tell("shares", "Schedules 13D and 13G of its holders, or a proxy's table")
    rows = [row for row in proxy.rows if row.role == "holder" and (row.percent or 0.0) >= AFFILIATE]
    factor = subject.shares_since(proxy.day)
    return Figure(
        round(sum(row.shares or 0 for row in rows) * factor),
        "shares",
        "estimated",
        as_of=proxy.day,
        known_at=proxy.known_at,
        sources=(proxy.accession,),
        n_used=len(rows),
        note=f"holders of ten per cent by the table of {proxy.day}: {len(rows)}",
    )


def _institutions(large: tuple[LargeHolder, ...]) -> Figure:
    groups = {
        accession: [one for one in group if set(one.kind.split(", ")) & INSTITUTIONS]
        for accession, group in by_schedule(large).items()
    }
    held = {accession: group for accession, group in groups.items() if group}
    if not held:
        return cannot_tell("shares", "schedules of institutions; reports on Form 13F are not read")
    tops = [max(group, key=lambda one: one.shares or 0.0) for group in held.values()]
    return Figure(
        round(sum(one.shares or 0.0 for one in tops)),
        "shares",
        "estimated",
        as_of=max(one.day for one in tops),
        known_at=max(one.known_at for one in tops),
        sources=tuple(held)[:8],
        n_used=len(tops),
        note=f"institutions that owe a schedule: {len(tops)}; smaller ones report on Form 13F",
    )


def _restricted(subject: Subject) -> Figure:
    rows = subject.ownership
    rows = rows.filter(rows["kind"] == "restricted") if rows.height else rows
    if rows.is_empty():
        return cannot_tell("shares", "a statement of restricted or locked shares (table ownership)")
    return Figure(
        round(float(rows["adjusted"].sum())),
        "shares",
        as_of=max(rows["day"].to_list()),
        known_at=max(rows["known_at"].to_list()),
        sources=tuple(rows["source"].unique().sort().to_list()),
    )


def _floats(
    shares: Figure, insiders: Figure, large: Figure, restricted: Figure
) -> dict[str, Figure]:
    """The three floats from the same statements; each says what it leaves out."""
    rules = {
        "float_shares": ("less insiders, ten-percent holders and restricted", (insiders, large)),
        "float_by_guide": ("the guide's rule: less insiders' and restricted", (insiders,)),
        "float_by_essay": ("the essay's rule: less directors' and officers'", (insiders,)),
    }
    return {
        name: _float(shares, parts, None if name == "float_by_essay" else restricted, note)
        for name, (note, parts) in rules.items()
    }


def _float(
    shares: Figure, parts: tuple[Figure, ...], restricted: Figure | None, note: str
) -> Figure:
    if not isinstance(shares.value, int):
        return cannot_tell("shares", shares.missing)
    missing = [one.missing for one in parts if one.value is None]
    if missing:
        return cannot_tell("shares", "; ".join(missing))
    locked = restricted is not None and isinstance(restricted.value, int)
    taken = [int(one.value or 0) for one in parts]
    taken += [int(restricted.value or 0)] if restricted is not None and locked else []
    value = shares.value - sum(taken)
    if value < 0:
        return cannot_tell(
            "shares", f"holdings of {sum(taken):,} exceed the {shares.value:,} shares counted"
        )
    used = [shares, *parts, *([restricted] if restricted is not None and locked else [])]
    open_end = restricted is not None and not locked
    spread = parts[-1] if len(parts) > 1 else None
    low = value - max(0.0, (spread.high or 0.0) - int(spread.value or 0)) if spread else None
    return Figure(
        value,
        "shares",
        "disputed" if any(one.status == "disputed" for one in used) else "estimated",
        low=None if open_end or low is None else max(0.0, low),
        high=float(value) if open_end else None,
        as_of=min(one.as_of for one in used if one.as_of is not None),
        known_at=max(one.known_at for one in used if one.known_at is not None),
        sources=tuple(dict.fromkeys(source for one in used for source in one.sources))[:8],
        note=f"{note}: {shares.value:,} - {' - '.join(f'{part:,}' for part in taken)}, {percent(value / shares.value)}"
        + ("; restricted shares are not stated, so it is an upper end" if open_end else ""),
    )


def _planned(subject: Subject) -> tuple[PlannedSale, ...]:
    rows = planned_sales(subject)
    rows = rows.filter(rows["filed"] >= subject.view.day - _NOTICES) if rows.height else rows
    return tuple(
        PlannedSale(
            row["owner_name"],
            row["role"],
            row["shares"],
            row["value"],
            row["day"],
            row["known_at"],
            row["accession"],
        )
        for row in reversed(list(rows.iter_rows(named=True)))
    )


def _notes(
    subject: Subject, people: tuple[InsiderHolding, ...], large: tuple[LargeHolder, ...]
) -> tuple[str, ...]:
    said = []
    if subject.issuer is None:
        said.append("who issued it is not known, so no form can be joined to it")
    day = subject.view.day
    missing = insider_forms_missing(subject, day - _LATE, day)
    if missing:
        said.append(f"{len(missing)} Forms 3, 4 and 5 of two years are listed and were not read")
    if not people and not large:
        said.append("no form of an insider or large holder is held for it")
    foreign = {"20-F", "20-F/A", "40-F", "6-K"} & set(subject.filings["form"].to_list())
    since = next(iter(_foreign_since()), None)
    if foreign and since is not None:
        when = "since" if day >= since else "only from"
        said.append(
            f"a foreign private issuer: its directors and officers file Forms 3, 4 and 5 {when} {since}"
        )
    return tuple(said)


def _foreign_since() -> tuple[date, ...]:
    held = rule("insider_forms_foreign_issuers", date(2026, 3, 18))
    return (held.starts,) if held.starts else ()


def _name_key(name: str) -> frozenset[str]:
    """The words of a name in any order: forms write STROME MARK E, schedules Mark E. Strome."""
    return frozenset(word for word in re.findall(r"[a-z]+", name.lower()) if len(word) > 1)
