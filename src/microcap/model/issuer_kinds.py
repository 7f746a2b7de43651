"""Kinds of issuers, and what each must tell whom and when, as dated data.

1. `kinds` reads `issuer_kinds.toml`: every kind with the reports that it owes.
2. `kind_by` finds the kind from what an issuer filed, from a table's word and its taxonomies.
3. `due_day` and `extended_day` count days by the rules that were in force.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from microcap.model.business_days import business_days_after, months_after, next_business_day
from microcap.model.errors import Contradiction, NoSuchThing, NotKnownThen
from microcap.model.rules import Rule, rule

FilerSize = Literal["large accelerated", "accelerated", "other"]
_NOTICE = "notice_of_late_report"
_BESIDE = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class Report:
    """A periodic report that a kind owes: its forms, how often, by which rule, with what notice.

    `months` is the length of the period. `due` and `extension` name rows of the rule table, null
    where none is held. Where `checkable` is false, `why` says why the record cannot tell.
    """

    report: Literal["annual", "quarterly", "half-yearly"]
    form: str
    forms: tuple[str, ...]
    months: int
    due: str | None
    notices: tuple[str, ...]
    extension: str | None
    checkable: bool
    why: str
    starts: date | None
    ends: date | None
    known: date | None
    status: Literal["in_force", "ended", "proposed"]
    source: str
    review: date


@dataclass(frozen=True, slots=True)
class IssuerKind:
    """One kind: what shows it, how it reports events, how it leaves, and what cannot be told.

    `blind` is what no check can tell of such an issuer, each with the reason.
    """

    name: str
    label: str
    reporting: str
    says: tuple[str, ...]
    periodic: frozenset[str]
    hints: frozenset[str]
    taxonomies: frozenset[str]
    events: str | None
    items: bool
    events_due: str | None
    ends: frozenset[str]
    leaves: frozenset[str]
    blind: tuple[tuple[str, str], ...]
    source: str
    reports: tuple[Report, ...]
    prevails: bool = False
    """Its periodic forms decide beside those of another kind: a trust files 10-D and 10-K."""

    def owed(self, day: date) -> tuple[Report, ...]:
        """The reports owed for a period that ends on a day; a proposal is never among them."""
        return tuple(
            one
            for one in self.reports
            if one.status != "proposed"
            and (one.starts is None or one.starts <= day)
            and (one.ends is None or day <= one.ends)
        )

    def proposed(self, day: date) -> tuple[Report, ...]:
        """Reports that had been proposed by a day; shown, never applied."""
        return tuple(
            one
            for one in self.reports
            if one.status == "proposed" and one.known is not None and one.known <= day
        )

    @property
    def notices(self) -> frozenset[str]:
        """The forms by which such an issuer says that a report will be late."""
        return frozenset(form for one in self.reports for form in one.notices)

    @property
    def why_no_items(self) -> str:
        """Why such an issuer files no 8-K with items, or an empty text where it does."""
        return next((why for what, why in self.blind if "8-K" in what or "every" in what), "")


@dataclass(frozen=True, slots=True)
class Filed:
    """One filing as far as a kind is read from it."""

    form: str
    day: date
    accession: str


@dataclass(frozen=True, slots=True)
class KindFound:
    """The kind of an issuer, how sure, and what it rests on; null where nothing tells."""

    kind: IssuerKind | None
    status: Literal["known", "estimated", "cannot_tell"]
    because: str
    sources: tuple[str, ...] = ()
    day: date | None = None
    """The day of the evidence."""
    since: date | None = None
    """Since when it has filed as this kind, where it was another before."""


def kind_by(
    filed: Sequence[Filed],
    *,
    said: str | None = None,
    said_by: str = "",
    taxonomies: Iterable[str] = (),
) -> KindFound:
    """The kind of an issuer from its filings, oldest first, and what else is known of it.

    The newest periodic report decides; then a table's word for the kind; then forms that only
    hint at one, and the taxonomy of its tagged facts. Nothing of that is *cannot tell*.
    """
    bare = [Filed(one.form.removesuffix("/A"), one.day, one.accession) for one in filed]
    deciding = [(kind, one) for one in bare if (kind := _by_periodic(one.form)) is not None]
    if deciding:
        kind, last = _prevailing(deciding)
        before = [one.day for other, one in deciding if other is not kind]
        since = min(
            (
                one.day
                for other, one in deciding
                if other is kind and (not before or one.day > max(before))
            ),
            default=None,
        )
        because = f"its newest periodic report is Form {last.form}, filed {last.day}"
        return KindFound(
            kind, "known", because, (last.accession,), last.day, since if before else None
        )
    by_word = _by_word(said)
    if by_word is not None:
        return KindFound(
            by_word, "known", f"a table of issuers says {said}", (said_by,) if said_by else ()
        )
    hinted = [(kind, one) for one in bare if (kind := _by_hint(one.form)) is not None]
    if hinted:
        kind, last = hinted[-1]
        because = f"it filed Form {last.form} on {last.day}, and no periodic report is held"
        return KindFound(kind, "estimated", because, (last.accession,), last.day)
    tagged = set(taxonomies)
    for kind in kinds().values():
        if kind.taxonomies & tagged:
            names = ", ".join(sorted(kind.taxonomies & tagged))
            return KindFound(kind, "estimated", f"its facts are tagged in {names}")
    if not bare:
        return KindFound(None, "cannot_tell", "no filing of the issuer is held")
    forms = ", ".join(sorted({one.form for one in bare})[:6])
    return KindFound(
        None, "cannot_tell", f"none of the forms held tells what it must file: {forms}"
    )


def _prevailing(deciding: Sequence[tuple[IssuerKind, Filed]]) -> tuple[IssuerKind, Filed]:
    """The newest periodic report, or one of a prevailing kind in the two years before it."""
    newest = deciding[-1]
    recent = [one for one in deciding if newest[1].day - one[1].day <= _BESIDE and one[0].prevails]
    return recent[-1] if recent else newest


def kind_named(name: str) -> IssuerKind:
    """A kind by its name; raises `NoSuchThing` for one that the table does not hold."""
    held = kinds().get(name)
    if held is None:
        raise NoSuchThing(f"no kind of issuer is called {name!r}; there are {', '.join(kinds())}")
    return held


def filer_size(category: str | None) -> FilerSize | None:
    """The size by which due days differ, from the SEC's words for a category; null for none.

    A smaller reporting company may be accelerated; only the accelerated ones have fewer days.
    """
    if category is None:
        return None
    said = category.casefold()
    if "large accelerated" in said:
        return "large accelerated"
    # "Non-accelerated filer" says accelerated too
    return "accelerated" if said.startswith("accelerated") else "other"


def due_day(report: Report, period: date, size: FilerSize = "other") -> date | None:
    """The day on which the report of a period that ended on `period` is due.

    A closed day moves it to the next business day. Null where no rule with days is held.
    """
    held = _rule(report.due, period)
    if held is None:
        return None
    count = _count(held, report.due or "", size)
    if held.unit.startswith("months"):
        return next_business_day(months_after(period, count))
    return next_business_day(period + timedelta(days=count))


def allowed(report: Report, day: date, size: FilerSize = "other") -> str:
    """The time that a report is given, in words; an empty text where no rule with days is held."""
    held = _rule(report.due, day)
    if held is None:
        return ""
    unit = "months" if held.unit.startswith("months") else "days"
    return f"{_count(held, report.due or '', size)} {unit}"


def notice_day(due: date) -> date:
    """The last day on which a notice of a late report is in time."""
    return business_days_after(due, int(rule(_NOTICE, due).number))


def extended_day(report: Report, due: date) -> date | None:
    """The day on which the report is due after a notice in time; null where none is foreseen."""
    held = _rule(report.extension, due)
    return next_business_day(due + timedelta(days=int(held.number))) if held else None


@cache
def kinds() -> Mapping[str, IssuerKind]:
    """Every kind by its name, in the order of the table."""
    text = Path(__file__).with_name("issuer_kinds.toml").read_text("utf-8")
    return parsed(text)


def parsed(text: str) -> Mapping[str, IssuerKind]:
    """The kinds of a TOML text; raises `Contradiction` where two claim one periodic form."""
    held: dict[str, IssuerKind] = {}
    for fields in tomllib.loads(text)["kind"]:
        kind = _kind(fields)
        for other in held.values():
            if shared := (kind.periodic & other.periodic) | (kind.hints & other.hints):
                raise Contradiction(
                    f"kinds {other.name} and {kind.name} are both shown by "
                    f"{', '.join(sorted(shared))}; a form shows one kind"
                )
        held[kind.name] = kind
    return MappingProxyType(held)


def _kind(fields: Mapping[str, Any]) -> IssuerKind:
    return IssuerKind(
        fields["name"],
        fields["label"],
        fields["reporting"],
        tuple(fields["says"]),
        frozenset(fields["periodic"]),
        frozenset(fields["hints"]),
        frozenset(fields["taxonomies"]),
        fields.get("events"),
        fields["items"],
        fields.get("events_due"),
        frozenset(fields["ends"]),
        frozenset(fields["leaves"]),
        tuple((one["what"], one["why"]) for one in fields["blind"]),
        fields["source"],
        tuple(_report(one) for one in fields.get("reports", [])),
        fields.get("prevails", False),
    )


def _report(fields: Mapping[str, Any]) -> Report:
    if fields["checkable"] and "due" not in fields:
        raise Contradiction(
            f"report {fields['form']} is checkable and names no rule of its due day; name one"
        )
    return Report(
        fields["report"],
        fields["form"],
        tuple(fields["forms"]),
        fields["months"],
        fields.get("due"),
        tuple(fields.get("notices", [])),
        fields.get("extension"),
        fields["checkable"],
        fields.get("why", ""),
        fields.get("from"),
        fields.get("to"),
        fields.get("known"),
        fields["status"],
        fields["source"],
        fields["review"],
    )


def _by_periodic(form: str) -> IssuerKind | None:
    return next((kind for kind in kinds().values() if form in kind.periodic), None)


def _by_hint(form: str) -> IssuerKind | None:
    return next((kind for kind in kinds().values() if form in kind.hints), None)


def _by_word(said: str | None) -> IssuerKind | None:
    if said is None:
        return None
    word = said.strip().casefold()
    return next((kind for kind in kinds().values() if word in kind.says), None)


def _rule(name: str | None, day: date) -> Rule | None:
    if name is None:
        return None
    try:
        return rule(name.partition(".")[0], day)
    except NotKnownThen:
        return None


def _count(held: Rule, name: str, size: FilerSize) -> int:
    """The number in a rule: alone, by the size of the filer, or under a name after a point."""
    key = name.partition(".")[2]
    if key:
        value = held.value
        if isinstance(value, Mapping) and isinstance(value.get(key), int):
            return int(str(value[key]))
        raise Contradiction(f"rule {held.name!r} has no number {key!r}; correct the table of kinds")
    if isinstance(held.value, tuple):
        return next(int(str(row["days"])) for row in held.rows if row["filer"] == size)
    return int(held.number)
