"""Who holds it: insiders and large holders one by one, purchases, notices of sale, late forms.

The sums, and what floats under three rules that are never mixed, are those of `research.floats`.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from microcap.checks.ownership_deadlines import LateForm, late_insider_forms, late_schedules
from microcap.model.figures import Figure
from microcap.model.rules import rule
from microcap.research.cap import standing
from microcap.research.floats import AFFILIATE, part_of
from microcap.research.holder_rows import LargeHolder, ProxyTable, holder_rows, proxy_table
from microcap.research.insider_holdings import InsiderHolding, insider_holdings
from microcap.research.insider_trading import Cluster, clusters, net_buying
from microcap.view.holders import insider_forms_missing, planned_sales
from microcap.view.subject import Subject

__all__ = ["AFFILIATE", "LARGE", "Holders", "PlannedSale", "holders"]

LARGE = 0.05
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
    insiders_part: Figure
    """Fractions of the shares outstanding."""
    large_part: Figure
    float_part: Figure
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
    floats = where.floats
    people, large = insider_holdings(subject), holder_rows(subject, where.shares)
    day = subject.view.day
    late = late_insider_forms(subject, day - _LATE, day) + late_schedules(subject, day - _LATE, day)
    return Holders(
        subject.symbol,
        subject.security,
        subject.view.moment,
        subject.view.synthetic,
        where.shares,
        floats.insiders_shares,
        floats.large_shares,
        floats.institutions_shares,
        floats.restricted_shares,
        floats.float_shares,
        floats.float_by_guide,
        floats.float_by_essay,
        floats.public_float_usd,
        part_of(floats.insiders_shares, where.shares),
        part_of(floats.large_shares, where.shares),
        part_of(floats.float_shares, where.shares),
        net_buying(subject),
        people,
        large,
        proxy_table(subject),
        clusters(subject),
        _planned(subject),
        late,
        _notes(subject, people, large),
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
