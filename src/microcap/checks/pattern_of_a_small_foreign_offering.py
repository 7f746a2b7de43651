"""A young foreign listing after a small offering: which features of a known pattern it shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, Literal

import polars as pl

from microcap.checks import check
from microcap.checks.bar_rows import bar_evidence
from microcap.checks.filing_record import filing_record
from microcap.checks.stretch import listing_start, months_before
from microcap.model.figures import percent
from microcap.model.issuer_kinds import kind_by
from microcap.model.verdicts import CannotTell, Clear, Evidence, Finding, Verdict
from microcap.view.filer import filed_of
from microcap.view.offerings import Offering, offerings
from microcap.view.subject import Subject

_YOUNG = 24
"""Months since the first session (project default)."""
_FEWEST = 4
"""Features of seven from which the pattern is told (project default)."""
_SMALL = 25e6
"""Dollars of the first offering (project default: the least that Nasdaq proposed in 2025 to ask of
companies from China)."""
_FLOAT = 5e6
"""Shares that trade freely (project default)."""
_BAND = (4.0, 6.0)
_SESSIONS, _RISE = 20, 2.0
_COLLAPSE = 0.5
"""A close at half of the close before (project default)."""
_FALLEN, _ELSEWHERE, _LOOKED = 0.2, 3, 6
"""A fifth of the first close; the fewest other issuers to tell a record by, and the most looked at."""
_AROUND = timedelta(days=45)
_PRICED = ("424B4", "424B1")
_FOREIGN = ("foreign_private", "mjds")

Told = Literal["found", "not found", "cannot tell"]


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature of the pattern, what the record says of it, and where."""

    name: str
    told: Told
    says: str
    evidence: tuple[Evidence, ...] = ()


@check(
    severity=3,
    kind="event",
    risk="manipulation",
    reference="Nasdaq SR-NASDAQ-2025-069; FINRA Regulatory Notice 22-25; mission 196",
)
def pattern_of_a_small_foreign_offering(subject: Subject) -> Verdict:
    """Pattern of a small foreign offering: four or more of seven features of a young foreign listing.

    Listed within 24 months; an offering of at most $25M; at most 5M shares that float; a price of
    $4 to $6; an underwriter whose other names fell; a doubling without a filing; a fall by half
    within a session. Each is told as found, not found or cannot tell. Most small foreign companies
    list to raise money, and who moved a price is not in any of these records.
    """
    record = filing_record(subject, _YOUNG)
    # a prospectus may be older than the two years that the record looks back
    kind = kind_by(filed_of(subject.filings)).kind
    if kind is None:
        gap = record.gap
        missing = gap.missing if gap else "its filings do not show what kind of issuer it is"
        return CannotTell(
            f"whether it is a foreign issuer: {missing}",
            gap.do if gap else "bring its annual report",
        )
    if kind.name not in _FOREIGN:
        if record.gap is not None:
            return CannotTell(
                f"whether it is a foreign issuer: {record.gap.missing}", record.gap.do
            )
        return Clear(f"a {kind.label}, by {record.says}")
    features = tuple(_features(subject))
    found = [one for one in features if one.told == "found"]
    untold = [one for one in features if one.told == "cannot tell"]
    young = features[0]
    if young.told == "found" and len(found) >= _FEWEST:
        says = f"pattern of a small foreign offering, {len(found)} of {len(features)} features: "
        says += "; ".join(one.says for one in found)
        rest = {
            told: ", ".join(one.name for one in features if one.told == told)
            for told in ("not found", "cannot tell")
        }
        says += "".join(f"; {told}: {names}" for told, names in rest.items() if names)
        cited = tuple(dict.fromkeys(piece for one in found for piece in one.evidence))
        return Finding(says, cited)
    if young.told == "not found" or len(found) + len(untold) < _FEWEST:
        if record.gap is not None:
            return CannotTell(f"features of the pattern: {record.gap.missing}", record.gap.do)
        told = "; ".join(one.says for one in features if one.told != "cannot tell")
        return Clear(f"{len(found)} of {len(features)} features, {_FEWEST} asked for: {told}")
    return CannotTell(
        f"{_FEWEST} of {len(features)} features: {len(found)} found "
        f"({', '.join(one.name for one in found) or 'none'}), cannot tell: "
        f"{', '.join(one.name for one in untold)}",
        f"microcap fetch sec {subject.issuer} --documents F-1,424B4",
    )


def _features(subject: Subject) -> Iterator[Feature]:
    start, young = _age(subject)
    yield young
    if young.told == "not found":
        return
    first = _first_offering(subject, start)
    yield _amount(first)
    yield _float(subject, first)
    yield _price(first)
    yield _underwriter(subject)
    rows = subject.panel_of(_YOUNG * 21 + 20).filter(pl.col("close").is_not_null())
    yield _run(subject, rows)
    yield _fall(subject, rows)


def _age(subject: Subject) -> tuple[date | None, Feature]:
    """The first session: by the bars, else by the registration on an exchange (Form 8-A)."""
    limit = months_before(subject.view.day, _YOUNG)
    start = listing_start(subject)
    cited: tuple[Evidence, ...] = bar_evidence(subject, (start,)) if start else ()
    listed = subject.filings.filter(pl.col("form") == "8-A12B")
    if start is None and listed.height:
        row = listed.row(0, named=True)
        start = row["day"]
        cited = (Evidence(row["accession"], "Form 8-A12B", row["day"], row["known_at"]),)
    if start is None:
        seen: Any = subject.spells["day"].min()
        if seen is not None and seen < limit:
            return None, Feature("young listing", "not found", f"trades since {seen} at least")
        return None, Feature("young listing", "cannot tell", "")
    told: Told = "found" if start >= limit else "not found"
    return start, Feature("young listing", told, f"listed since {start}", cited)


def _first_offering(subject: Subject, start: date | None) -> Offering | None:
    if start is None:
        return None
    near = [
        one
        for one in offerings(subject)
        if abs(one.day - start) <= _AROUND and one.what in (*_PRICED, "ipo", "underwritten")
    ]
    told = [one for one in near if one.dollars is not None]
    return next(iter(told or near), None)


def _amount(first: Offering | None) -> Feature:
    if first is None or first.dollars is None:
        return Feature("small offering", "cannot tell", "")
    told: Told = "found" if first.dollars <= _SMALL else "not found"
    says = f"an offering of ${first.dollars:,.0f} on {first.day}"
    return Feature("small offering", told, says, first.evidence[:1])


def _float(subject: Subject, first: Offering | None) -> Feature:
    """The shares sold in the offering; else all shares, of which the float is a part."""
    if first is not None and first.dollars and first.price:
        shares = first.dollars / first.price
        told: Told = "found" if shares <= _FLOAT else "not found"
        return Feature("tiny float", told, f"{shares:,.0f} shares offered", first.evidence[:1])
    counts = [one for one in subject.share_counts if one.kind != "weighted"]
    if counts and counts[-1].adjusted <= _FLOAT:
        says = f"{counts[-1].adjusted:,.0f} shares in all"
        return Feature("tiny float", "found", says, (counts[-1].cite(),))
    return Feature("tiny float", "cannot tell", "")


def _price(first: Offering | None) -> Feature:
    if first is None or first.price is None:
        return Feature("price of $4 to $6", "cannot tell", "")
    told: Told = "found" if _BAND[0] <= first.price <= _BAND[1] else "not found"
    return Feature("price of $4 to $6", told, f"at ${first.price:,.2f} a share", first.evidence[:1])


def _underwriter(subject: Subject) -> Feature:
    """What became of other issuers whose filings name the same underwriter in the same words."""
    name = "the underwriter's record"
    rows = subject.view.table("parties").filter(pl.col("role") == "underwriter").collect()
    mine = rows.filter(pl.col("issuer") == subject.issuer).sort("day")
    if mine.is_empty():
        return Feature(name, "cannot tell", "")
    key = pl.col("name").str.to_lowercase().str.replace_all(r"[^a-z0-9]", "")
    same = rows.with_columns(key=key).join(mine.select(key=key).unique(), on="key", how="semi")
    others = same.filter(pl.col("issuer") != subject.issuer).sort("day")
    held = subject.view.issuers_of_securities().join(
        others.select("issuer", firm="name", named="day").unique("issuer", maintain_order=True),
        on="issuer",
    )
    fallen, told = [], 0
    for row in held.sort("named", descending=True).head(_LOOKED).iter_rows(named=True):
        other = Subject(subject.view, row["security"])
        sessions = subject.view.sessions.filter(pl.col("day") >= row["named"]).height
        closes = other.panel_of(max(sessions, 1)).filter(pl.col("day") >= row["named"])["close"]
        closes = closes.drop_nulls()
        if closes.len() < _SESSIONS:
            continue
        told += 1
        if closes.item(-1) <= _FALLEN * closes.item(0):
            fallen.append(other.symbol)
    if told < _ELSEWHERE:
        return Feature(name, "cannot tell", "")
    row = mine.row(-1, named=True)
    says = f"{len(fallen)} of {told} other names of {row['name']} fell by four fifths or more"
    cited = Evidence(row["accession"], f"“{row['quote'][:200]}”", row["day"], row["known_at"])
    found: Told = "found" if 2 * len(fallen) >= told else "not found"
    return Feature(name, found, says, (cited,))


def _run(subject: Subject, rows: pl.DataFrame) -> Feature:
    name = "a run without a filing"
    if rows.height < _SESSIONS:
        return Feature(name, "cannot tell", "")
    best: tuple[float, date, date] | None = None
    days, closes, broken = (rows[column].to_list() for column in ("day", "close", "broken"))
    for at in range(1, len(days)):
        from_ = at
        while from_ > max(0, at - _SESSIONS) and not broken[from_]:
            from_ -= 1
        low = min(range(from_, at + 1), key=lambda place: closes[place])
        rise = closes[at] / closes[low]
        if rise >= _RISE and (best is None or rise > best[0]):
            best = (rise, days[low], days[at])
    if best is None:
        return Feature(name, "not found", "never doubled within 20 sessions")
    rise, start, top = best
    said = f"{percent(rise - 1, 0, signed=True)} from {start} to {top}"
    filed = subject.filings.filter(pl.col("day").is_between(start - timedelta(days=1), top))
    if filed.height:
        forms = ", ".join(dict.fromkeys(filed["form"].to_list()))
        return Feature(name, "not found", f"{said}, beside {forms}")
    if not subject.holds_complete("filings", start - timedelta(days=1), top):
        return Feature(name, "cannot tell", "")
    return Feature(name, "found", f"{said} without a filing", bar_evidence(subject, (top, start)))


def _fall(subject: Subject, rows: pl.DataFrame) -> Feature:
    name = "a collapse within a session"
    if rows.height < 2:
        return Feature(name, "cannot tell", "")
    pairs = pairwise(rows.select("day", "close", "broken", "suspected").iter_rows(named=True))
    falls = [
        (two["close"] / one["close"], one["day"], two["day"])
        for one, two in pairs
        if not (two["broken"] or two["suspected"])
    ]
    worst = min(falls, default=None)
    if worst is None or worst[0] > _COLLAPSE:
        return Feature(name, "not found", "never lost half within a session")
    said = f"{percent(worst[0] - 1, 0)} on {worst[2]}"
    return Feature(name, "found", said, bar_evidence(subject, (worst[2], worst[1])))
