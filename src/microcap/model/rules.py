"""What regulators and exchanges can change, as rows with dates, a source and a review day."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from difflib import get_close_matches
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, cast, get_args

from microcap.model.errors import Contradiction, NoSuchThing, NotKnownThen

RuleStatus = Literal["in_force", "ended", "proposed", "adopted_later"]
Value = bool | int | float | str | tuple["Value", ...] | Mapping[str, "Value"]

TO_BE_CHECKED = "to be checked against the source"
"""Stands in the note of a rule whose text nobody has yet compared with the original."""

_STATUSES: tuple[str, ...] = get_args(RuleStatus)
_NEEDED = frozenset({"label", "value", "unit", "status", "source", "review"})
_ALLOWED = _NEEDED | {"from", "to", "known", "note"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One version of one rule: what it demands, from when to when, and who says so.

    `starts` and `ends` are the first and the last day in force; a null `starts` means that the
    table does not hold when it began. `known` is the day it was announced, kept for rules that
    are proposed or adopted for later. Amounts are in `unit`; a table is a tuple of mappings.
    """

    name: str
    label: str
    value: Value
    unit: str
    starts: date | None
    ends: date | None
    known: date | None
    status: RuleStatus
    source: str
    review: date
    note: str = ""

    @property
    def decides(self) -> bool:
        """True for a rule that is or was in force; a proposal decides nothing."""
        return self.status in ("in_force", "ended")

    @property
    def number(self) -> float:
        """The value as a number; refused where the rule holds words or a table."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            found = type(self.value).__name__
            raise Contradiction(
                f"rule {self.name!r} was read as a number; it holds a {found}; "
                "read `value` or `rows`"
            )
        return float(self.value)

    @property
    def rows(self) -> tuple[Mapping[str, Value], ...]:
        """The value as rows of a table; refused where the rule holds a single value."""
        value = self.value
        if not isinstance(value, tuple) or not all(isinstance(row, Mapping) for row in value):
            found = type(self.value).__name__
            raise Contradiction(
                f"rule {self.name!r} was read as a table; it holds a {found}; "
                "read `value` or `number`"
            )
        return cast("tuple[Mapping[str, Value], ...]", self.value)

    def covers(self, day: date) -> bool:
        """Whether the dates of the rule contain the day."""
        begun = self.starts is None or self.starts <= day
        return begun and (self.ends is None or day <= self.ends)

    def as_json(self) -> dict[str, Any]:
        """The rule as plain values, days as ISO text."""
        return {
            "name": self.name,
            "label": self.label,
            "value": plain(self.value),
            "unit": self.unit,
            "from": self.starts.isoformat() if self.starts else None,
            "to": self.ends.isoformat() if self.ends else None,
            "known": self.known.isoformat() if self.known else None,
            "status": self.status,
            "source": self.source,
            "review": self.review.isoformat(),
            "note": self.note,
        }


def rule(name: str, day: date) -> Rule:
    """The version of a rule that was in force on a day.

    A proposed rule, or one adopted for later, is never the answer. Raises `NoSuchThing` for a
    name the table does not hold and `NotKnownThen` where no version was in force that day.
    """
    versions = _versions(name)
    day = _exchange_day(day)
    found = [version for version in versions if version.decides and version.covers(day)]
    if not found:
        raise NotKnownThen(
            f"rule {name!r} on {day.isoformat()}: no version was in force; held are "
            f"{'; '.join(_span(version) for version in versions)}; ask for a day within one of them"
        )
    return replace(found[0], status="in_force")


def rules(day: date | None = None) -> tuple[Rule, ...]:
    """Every version of every rule, or those that a day could know, by name and date.

    With a day: what was in force then, and beside it what had been proposed or adopted for later
    by then. Proposals without a day of announcement are left out, since nobody can say that they
    were known.
    """
    held = tuple(version for versions in table().values() for version in versions)
    if day is None:
        return held
    day = _exchange_day(day)
    shown = []
    for version in held:
        if version.decides and version.covers(day):
            shown.append(replace(version, status="in_force"))
        elif not version.decides and version.known is not None and version.known <= day:
            shown.append(version)
    return tuple(shown)


def history(name: str) -> tuple[Rule, ...]:
    """Every version of one rule, oldest first, proposals last."""
    return _versions(name)


def beside(name: str, day: date) -> tuple[Rule, ...]:
    """Proposals and rules adopted for later that were known that day; shown, never applied."""
    return tuple(version for version in rules(day) if version.name == name and not version.decides)


def overdue(day: date) -> tuple[Rule, ...]:
    """Rules whose review date has passed: a warning, never an error."""
    held = [version for version in rules() if version.status != "ended"]
    return tuple(version for version in held if version.review < day)


def plain(value: Value) -> Any:
    """A rule's value as numbers, text, lists and dictionaries, ready for JSON."""
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return [plain(inner) for inner in value]
    return value


@cache
def table() -> Mapping[str, tuple[Rule, ...]]:
    """The rule table that comes with this version, validated once."""
    text = Path(__file__).with_name("rules.toml").read_text("utf-8")
    return parsed(text)


def parsed(text: str) -> Mapping[str, tuple[Rule, ...]]:
    """A rule table from TOML text: `[[name]]` once for each version of a rule.

    Raises `Contradiction`, naming the rule, for a missing or unknown field, an unknown status,
    dates in the wrong order and two versions in force on one day.
    """
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Contradiction(f"the rule table is not TOML: {error}; correct that line") from None
    held = {}
    for name, versions in sorted(document.items()):
        if not isinstance(versions, list):
            raise Contradiction(f"rule {name!r} is not a list of versions; write it as [[{name}]]")
        held[name] = _ordered(name, [_rule(name, fields) for fields in versions])
    return MappingProxyType(held)


def _rule(name: str, fields: dict[str, Any]) -> Rule:
    missing, unknown = sorted(_NEEDED - fields.keys()), sorted(fields.keys() - _ALLOWED)
    if missing or unknown:
        raise Contradiction(
            f"rule {name!r}: missing {missing or 'nothing'}, unknown {unknown or 'nothing'}; "
            f"a version has {', '.join(sorted(_ALLOWED))}"
        )
    if fields["status"] not in _STATUSES:
        raise Contradiction(
            f"rule {name!r}: status {fields['status']!r}; use one of {', '.join(_STATUSES)}"
        )
    built = Rule(
        name,
        fields["label"],
        _frozen(fields["value"]),
        fields["unit"],
        fields.get("from"),
        fields.get("to"),
        fields.get("known"),
        fields["status"],
        fields["source"],
        fields["review"],
        fields.get("note", ""),
    )
    _checked_dates(built)
    return built


def _checked_dates(built: Rule) -> None:
    name = built.name
    if built.starts and built.ends and built.starts > built.ends:
        raise Contradiction(
            f"rule {name!r} begins {built.starts} and ends {built.ends}; swap the days"
        )
    if (built.status == "ended") != (built.ends is not None):
        raise Contradiction(
            f"rule {name!r} is {built.status}, last day {built.ends}; "
            "give a last day exactly where the status is ended"
        )
    if not built.decides and built.known is None:
        raise Contradiction(
            f"rule {name!r} is {built.status} without `known`; say when it was announced"
        )


def _ordered(name: str, versions: list[Rule]) -> tuple[Rule, ...]:
    ordered = sorted(versions, key=lambda one: (not one.decides, one.starts or date.min))
    deciding = [version for version in ordered if version.decides]
    for before, after in pairwise(deciding):
        if before.ends is None or after.starts is None or before.ends >= after.starts:
            raise Contradiction(
                f"rule {name!r} is in force twice: {_span(before)} and {_span(after)}; "
                "let one end the day before the other begins"
            )
    return tuple(ordered)


def _frozen(value: Any) -> Value:
    # the table is cached, so nobody may change what another caller reads
    if isinstance(value, dict):
        return MappingProxyType({key: _frozen(inner) for key, inner in value.items()})
    if isinstance(value, list):
        return tuple(_frozen(inner) for inner in value)
    return cast("Value", value)


def _versions(name: str) -> tuple[Rule, ...]:
    versions = table().get(name)
    if versions is None:
        near = get_close_matches(name, table(), n=3, cutoff=0.4)
        raise NoSuchThing(
            f"no rule is called {name!r}; nearest: {', '.join(near) or 'none'}; "
            "`microcap rules` lists them all"
        )
    return versions


def _exchange_day(day: date) -> date:
    return day.date() if isinstance(day, datetime) else day


def _span(version: Rule) -> str:
    if not version.decides:
        return f"{version.status.replace('_', ' ')}, announced {version.known}"
    starts = version.starts.isoformat() if version.starts else "a day not held"
    return f"from {starts} to {version.ends.isoformat() if version.ends else 'now'}"
