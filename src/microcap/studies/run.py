"""Studies by name: which there are, which options each takes, and one of them run."""

import math
import types
from dataclasses import dataclass, fields, replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from microcap.model import catalogue
from microcap.model.errors import Contradiction, NoSuchThing
from microcap.studies import StudyReport, options_of
from microcap.view.view import View

_KINDS: dict[type[Any], str] = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    date: "a day",
    Path: "a path",
}


@dataclass(frozen=True, slots=True)
class StudyOption:
    """One option of a study: its name, kind, default and line of help."""

    name: str
    kind: type[Any]
    """str, int, float, bool, date or Path."""
    default: Any
    help: str
    metavar: str = ""
    choices: tuple[str, ...] = ()
    several: bool = False
    """Whether it may be given several times."""
    may_lack: bool = False
    """Whether None is one of its values."""


def known_studies() -> dict[str, catalogue.Entry]:
    """Every study by name."""
    catalogue.load("studies")
    return catalogue.entries("study")


def study_named(name: str) -> catalogue.Entry:
    """The study of that name; raises `NoSuchThing` with the nearest names."""
    known = known_studies()
    if name in known:
        return known[name]
    near = get_close_matches(name[:60], known, n=3, cutoff=0.4)
    raise NoSuchThing(
        f"no study {name[:40]!r}; {'the nearest are ' + ', '.join(near) if near else 'nothing near it'}"
        f"; there are {', '.join(known) or 'none'}"
    )


def options(entry: catalogue.Entry) -> tuple[StudyOption, ...]:
    """What a study can be asked, in the order in which it declares it."""
    kind = options_of(entry.function)
    hints = get_type_hints(kind)
    made = kind()
    return tuple(
        _option(one.name, hints[one.name], getattr(made, one.name), one.metadata)
        for one in fields(kind)
    )


def run(name: str, view: View | None = None, /, **given: Any) -> StudyReport:
    """The report of a study with these options; those not given keep their defaults.

    Raises `NoSuchThing` for an unknown study or option, `Contradiction` for a value of the wrong
    kind, and where a study that reads a lake was given no view.
    """
    entry = study_named(name)
    known = {one.name: one for one in options(entry)}
    for key in given:
        if key not in known:
            near = get_close_matches(key[:60], known, n=1, cutoff=0.5)
            instead = f"did you mean {near[0]}?" if near else f"it has {', '.join(known)}"
            raise NoSuchThing(f"study {name} has no option {key[:40]!r}; {instead}")
    values = {key: _value(name, known[key], value) for key, value in given.items()}
    asked = options_of(entry.function)(**values)
    if not entry.says["lake"]:
        return _checked(name, entry.function(asked))
    if view is None:
        raise Contradiction(f"study {name} reads a lake and was given no view; give one")
    return _checked(name, entry.function(view, asked))


def _checked(name: str, report: object) -> StudyReport:
    if not isinstance(report, StudyReport):
        raise Contradiction(f"study {name} answered {type(report).__name__}; it owes a StudyReport")
    plain = {key: str(one) if isinstance(one, Path) else one for key, one in report.asked.items()}
    return replace(report, asked=plain)


def _option(name: str, hint: Any, default: Any, says: Any) -> StudyOption:
    kinds, may_lack = [hint], False
    if get_origin(hint) in (Union, types.UnionType):
        kinds = [one for one in get_args(hint) if one is not type(None)]
        may_lack = len(kinds) < len(get_args(hint))
    kind = kinds[0]
    several = get_origin(kind) is tuple
    choices = tuple(get_args(kind)) if get_origin(kind) is Literal else ()
    if several or choices:
        kind = str
    if len(kinds) != 1 or kind not in _KINDS:
        raise Contradiction(
            f"option {name} is {hint}; an option is a str, int, float, bool, date, Path, a Literal, "
            "one of these or None, or a tuple of strings"
        )
    return StudyOption(
        name,
        kind,
        default,
        says.get("help", ""),
        says.get("metavar", ""),
        choices,
        several,
        may_lack,
    )


def _value(study: str, one: StudyOption, value: Any) -> Any:
    what = f"option {one.name} of study {study} is {str(value)[:40]!r}"
    if value is None and one.may_lack:
        return None
    if one.several:
        texts = (value,) if isinstance(value, str) else tuple(value)
        if not all(isinstance(text, str) for text in texts):
            raise Contradiction(f"{what}; give texts")
        return texts
    if one.choices:
        if value not in one.choices:
            raise Contradiction(f"{what}; give one of {', '.join(one.choices)}")
        return value
    if one.kind is Path and isinstance(value, str):
        return Path(value)
    if one.kind is date and isinstance(value, str):
        try:
            return date.fromisoformat(value.strip())
        except ValueError:
            raise Contradiction(f"{what}; write 2024-06-28") from None
    if one.kind is float and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    right = isinstance(value, one.kind) and (one.kind is bool or not isinstance(value, bool))
    if not right or (isinstance(value, float) and not math.isfinite(value)):
        raise Contradiction(f"{what}; give {_KINDS[one.kind]}")
    return value
