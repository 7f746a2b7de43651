"""What floats: statements of insiders, large holders and restricted shares, and three rules.

1. Insiders' shares: a table of all directors and officers (a proxy's, or a file of yours),
   whichever is newer; else the sum of their newest forms. What the others say stands beside it,
   and a difference that cannot be explained is disputed.
2. Large holders: by Schedules 13D and 13G, where a schedule counts once; else by the table. A
   holder that is an insider by CIK is not counted again; one that only bears an insider's name is
   not merged, and the float shows both ends.
3. Float: outstanding less insiders, less holders of ten per cent, less restricted shares; beside it
   the guide's and the essay's rule, and the cover page's dollars. Restricted shares that nobody
   states are not taken for zero: the figure is then an upper end.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import polars as pl

from microcap.model.figures import Figure, Status, cannot_tell, percent
from microcap.research.holder_rows import (
    INSTITUTIONS,
    LargeHolder,
    ProxyTable,
    by_schedule,
    holder_rows,
    proxy_table,
)
from microcap.research.insider_holdings import InsiderHolding, insider_holdings
from microcap.view.subject import Subject

AFFILIATE = 0.10
"""Ten per cent makes an affiliate (methods.md section 1)."""
AGREE = 0.05
"""Statements within 5 % are one statement; the difference is shown all the same."""
STATED_WITHIN = timedelta(days=460)
"""A table of holdings is renewed every year; an older one disputes nothing (project default)."""
_COVER_AGE = timedelta(days=640)
"""A cover page gives the value of half a fiscal year before its year's end, once a year."""
_OWN_FILE = {"insiders": "officers_directors", "large": "holder_10pct", "restricted": "restricted"}


@dataclass(frozen=True, slots=True)
class Floats:
    """What insiders and large holders have, what is locked, and what floats by each rule."""

    insiders_shares: Figure
    large_shares: Figure
    institutions_shares: Figure
    restricted_shares: Figure
    float_shares: Figure
    """Less officers, ten-percent holders and restricted shares."""
    float_by_guide: Figure
    """The guide's rule: outstanding less restricted and insiders'."""
    float_by_essay: Figure
    """The essay's rule: outstanding less directors' holdings."""
    public_float_usd: Figure
    """The cover page's dollar value held by non-affiliates: dollars, not shares."""


def floats(subject: Subject, shares: Figure) -> Floats:
    """Holdings and the three floats of a subject of which `shares` are outstanding."""
    people, large = insider_holdings(subject), holder_rows(subject, shares)
    proxy = proxy_table(subject)
    insiders = _insiders(people, proxy, subject)
    affiliates = _large(large, people, proxy, subject, shares)
    restricted = _of_a_file("restricted", subject) or cannot_tell(
        "shares", "a statement of restricted or locked shares (table ownership)"
    )
    return Floats(
        insiders,
        affiliates,
        _institutions(large),
        restricted,
        _float(
            shares,
            (insiders, affiliates),
            restricted,
            "less insiders, ten-percent holders and restricted",
        ),
        _float(shares, (insiders,), restricted, "the guide's rule: less insiders' and restricted"),
        _float(shares, (insiders,), None, "the essay's rule: less directors' and officers'"),
        _cover(subject),
    )


def part_of(held: Figure, shares: Figure) -> Figure:
    """A holding as a fraction of the shares outstanding."""
    if not isinstance(held.value, int) or not isinstance(shares.value, int):
        return cannot_tell("fraction", held.missing or shares.missing)
    if not shares.value or held.value > shares.value:
        return cannot_tell("fraction", "holdings that do not exceed the shares counted")
    return Figure(
        held.value / shares.value,
        "fraction",
        _status((held, shares), open_end=False),
        low=held.low / shares.value if held.low is not None else None,
        high=min(1.0, held.high / shares.value) if held.high is not None else None,
        as_of=held.as_of,
        known_at=_latest((held.known_at, shares.known_at)),
        sources=tuple(dict.fromkeys((*held.sources, *shares.sources))),
        note=f"{held.value:,} of {shares.value:,} shares",
    )


def _insiders(
    people: tuple[InsiderHolding, ...], proxy: ProxyTable | None, subject: Subject
) -> Figure:
    """Shares of directors and officers, by a table of all of them or by their newest forms."""
    forms = _by_forms(people)
    tables = [one for one in (_by_proxy(proxy, subject), _of_a_file("insiders", subject)) if one]
    tables.sort(key=lambda one: one.as_of or date.min, reverse=True)
    if not tables:
        return forms or cannot_tell(
            "shares",
            "forms of directors and officers, a proxy's table of owners as text, or a file of yours",
        )
    beside = [*tables[1:], *([forms] if forms and _contradicts(forms, tables[0]) else [])]
    newer = [one for one in people if one.manages and one.day > (tables[0].as_of or date.max)]
    note = f"; {len(newer)} of them filed a form since" if newer else ""
    return _beside(tables[0], beside, subject.view.day, note)


def _contradicts(forms: Figure, table: Figure) -> bool:
    """Whether forms since the table tell of more; they leave out options, so less says nothing."""
    later = forms.as_of is not None and table.as_of is not None and forms.as_of > table.as_of
    return later and _whole(forms) > _whole(table) * (1 + AGREE)


def _by_proxy(proxy: ProxyTable | None, subject: Subject) -> Figure | None:
    if proxy is None or proxy.group is None or proxy.group.shares is None:
        return None
    return Figure(
        round(proxy.group.shares * subject.shares_since(proxy.day)),
        "shares",
        as_of=proxy.day,
        known_at=proxy.known_at,
        sources=(proxy.accession,),
        note=f"all directors and officers by the table of {proxy.day}, with what they may acquire within 60 days",
    )


def _by_forms(people: tuple[InsiderHolding, ...]) -> Figure | None:
    managers = [one for one in people if one.manages and not one.silent and one.shares is not None]
    if not managers:
        return None
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


def _of_a_file(what: str, subject: Subject, least: float = 0.0) -> Figure | None:
    """What the table `ownership` states, of holders of `least` shares or more.

    None of a kind is only told where the table is held whole up to the day.
    """
    rows = subject.ownership.filter(
        (pl.col("kind") == _OWN_FILE[what])
        & (pl.col("sellable_from").is_null() | (pl.col("sellable_from") > subject.view.day))
    )
    if rows.height:
        return Figure(
            round(float(rows.filter(pl.col("adjusted") >= least)["adjusted"].sum())),
            "shares",
            as_of=max(rows["day"].to_list()),
            known_at=max(rows["known_at"].to_list()),
            sources=tuple(rows["source"].unique().sort().to_list()),
            note="as stated by the holdings held",
        )
    last = subject.view.last_session
    if not subject.holds_complete("ownership", last, last):
        return None
    return Figure(0, "shares", as_of=last, sources=("ownership",), note="none in a whole record")


def _large(
    large: tuple[LargeHolder, ...],
    people: tuple[InsiderHolding, ...],
    proxy: ProxyTable | None,
    subject: Subject,
    shares: Figure,
) -> Figure:
    """Shares of holders of ten per cent now that are no directors or officers."""
    # who held a tenth before new shares came may hold less of them now
    least = AFFILIATE * shares.value if isinstance(shares.value, int) else None
    stated = _of_a_file("large", subject, least or 0.0)
    tables = [one for one in (_large_by_proxy(proxy, subject, least), stated) if one]
    tables.sort(key=lambda one: one.as_of or date.min, reverse=True)
    if large:
        return _beside(_by_schedules(large, people), tables, subject.view.day)
    if tables:
        return _beside(tables[0], tables[1:], subject.view.day)
    return cannot_tell(
        "shares", "Schedules 13D and 13G of its holders, a proxy's table, or a file of yours"
    )


def _by_schedules(large: tuple[LargeHolder, ...], people: tuple[InsiderHolding, ...]) -> Figure:
    """Holders of ten per cent by their newest schedules; a schedule counts once."""
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


def _large_by_proxy(
    proxy: ProxyTable | None, subject: Subject, least: float | None
) -> Figure | None:
    if proxy is None or proxy.group is None:
        return None
    factor = subject.shares_since(proxy.day)
    rows = [
        row
        for row in proxy.rows
        if row.role == "holder"
        and (
            (row.percent or 0.0) >= AFFILIATE
            if least is None or row.shares is None
            else row.shares * factor >= least
        )
    ]
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


def _beside(chosen: Figure, others: Sequence[Figure], day: date, note: str = "") -> Figure:
    """The chosen statement with those that say otherwise; where they do, it is disputed."""
    against = [
        one
        for one in others
        if one.as_of is not None
        and day - one.as_of <= STATED_WITHIN
        and abs(_whole(one) - _whole(chosen)) > AGREE * max(_whole(one), _whole(chosen))
    ]
    said = "".join(
        f"; {_whole(one):,} on {one.as_of} by {_whose(one)}" for one in against if one.as_of
    )
    ends = [_whole(chosen), *(_whole(one) for one in against)]
    lows = [float(min(ends)), *([chosen.low] if chosen.low is not None else [])]
    highs = [float(max(ends)), *([chosen.high] if chosen.high is not None else [])]
    spread = bool(against) or chosen.low is not None
    return Figure(
        chosen.value,
        chosen.unit,
        "disputed" if against else chosen.status,
        low=min(lows) if spread else None,
        high=max(highs) if spread else None,
        as_of=chosen.as_of,
        known_at=_latest(one.known_at for one in (chosen, *against)),
        sources=tuple(dict.fromkeys(key for one in (chosen, *against) for key in one.sources))[:8],
        n_used=chosen.n_used,
        n_dropped=chosen.n_dropped,
        note=chosen.note + note + said,
    )


def _whose(one: Figure) -> str:
    return one.note.partition(",")[0].partition(" by ")[2] or "the holdings held"


def _whole(one: Figure) -> int:
    return int(one.value or 0)


def _latest(moments: Iterable[datetime | None]) -> datetime | None:
    return max((moment for moment in moments if moment is not None), default=None)


def _float(
    shares: Figure, parts: tuple[Figure, ...], restricted: Figure | None, note: str
) -> Figure:
    if not isinstance(shares.value, int):
        return cannot_tell("shares", shares.missing)
    missing = [one.missing for one in parts if one.value is None]
    if missing:
        return cannot_tell("shares", "; ".join(missing))
    open_end = restricted is not None and restricted.value is None
    locked = [restricted] if restricted is not None and restricted.value is not None else []
    taken = [_whole(one) for one in (*parts, *locked)]
    value = shares.value - sum(taken)
    if value < 0:
        return cannot_tell(
            "shares", f"holdings of {sum(taken):,} exceed the {shares.value:,} shares counted"
        )
    used = [shares, *parts, *locked]
    low = value - sum(max(0.0, (one.high or 0.0) - _whole(one)) for one in parts)
    high = value + sum(max(0.0, _whole(one) - one.low) for one in parts if one.low is not None)
    spread = any(one.low is not None for one in parts)
    return Figure(
        value,
        "shares",
        _status(used, open_end=open_end),
        low=max(0.0, low) if spread and not open_end else None,
        high=high if spread or open_end else None,
        as_of=min((one.as_of for one in used if one.as_of is not None), default=None),
        known_at=_latest(one.known_at for one in used),
        sources=tuple(dict.fromkeys(source for one in used for source in one.sources))[:8],
        note=f"{note}: {shares.value:,} - {' - '.join(f'{part:,}' for part in taken)}, {percent(value / shares.value) if shares.value else 'none'}"
        + ("; restricted shares are not stated, so it is an upper end" if open_end else ""),
    )


def _status(used: Sequence[Figure], *, open_end: bool) -> Status:
    if any(one.status == "disputed" for one in used):
        return "disputed"
    return "estimated" if open_end or any(one.status != "known" for one in used) else "known"


def _cover(subject: Subject) -> Figure:
    said = subject.fact("EntityPublicFloat")
    if said is None:
        return cannot_tell("USD", "dei:EntityPublicFloat of a 10-K cover page")
    old = said.as_of is not None and subject.view.day - said.as_of > _COVER_AGE
    return Figure(
        said.value,
        said.unit,
        "stale" if old else said.status,
        as_of=said.as_of,
        known_at=said.known_at,
        sources=said.sources,
        note=said.note,
    )


def _name_key(name: str) -> frozenset[str]:
    """The words of a name in any order: forms write STROME MARK E, schedules Mark E. Strome."""
    return frozenset(word for word in re.findall(r"[a-z]+", name.lower()) if len(word) > 1)
