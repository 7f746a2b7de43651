"""A case: what became known of a name on which day, and what the register must say of it then.

1. `case_folders` finds the folders, `read_case` reads the `case.toml` of one and refuses what it
   does not understand.
2. `case_lake` makes the lake that a case is told on; `case_replay` asks the register on its days.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, get_args

from microcap.model.catalogue import entries, load
from microcap.model.errors import Contradiction, NoSuchThing, Unreadable
from microcap.model.tables import TABLES
from microcap.view.moment import parse_moment

Answer = Literal["finding", "clear", "cannot_tell"]
Records = Literal["sandbox", "shared", "own"]

_FILE = "case.toml"
_LARGEST = 2**20
_EXPECTED: dict[str, Answer] = {
    "finds": "finding",
    "clear": "clear",
    "cannot_tell": "cannot_tell",
}
_CASE = {"title", "about", "lake", "symbol", "seed", "file", "day", "afterwards"}
_DAY = {"asof", "says", "known", *_EXPECTED}


@dataclass(frozen=True, slots=True)
class Known:
    """Something that became known, and the row of the record that shows it."""

    what: str
    table: str
    key: str
    """Accession number of a filing, else the day of the row."""


@dataclass(frozen=True, slots=True)
class Slice:
    """A file of the shared records and which of its rows a case needs; all where none are named."""

    path: str
    column: str
    values: tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class CaseDay:
    """One day of a case: what had become known since the day before, and what must be answered."""

    asof: str
    says: str
    known: tuple[Known, ...]
    expected: Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Case:
    """The story of one name by days, and where its records are."""

    name: str
    folder: Path
    title: str
    about: str
    lake: Records
    """sandbox: the invented market; shared: files outside the project; own: files in the folder."""
    symbol: str
    seed: int
    files: tuple[Slice, ...]
    days: tuple[CaseDay, ...]
    afterwards: tuple[Known, ...]


def case_folders(root: Path) -> tuple[Path, ...]:
    """Every folder below `root` that holds a case, by name. Raises `NoSuchThing` for no folder."""
    if not root.is_dir():
        raise NoSuchThing(
            f"the cases were looked for in {root} and it is no folder; give their folder: --cases FOLDER"
        )
    return tuple(sorted(path.parent for path in root.glob(f"*/{_FILE}")))


def case_named(root: Path, name: str) -> Case:
    """The case of a name below `root`. Raises `NoSuchThing` with the nearest names."""
    held = {folder.name: folder for folder in case_folders(root)}
    if name in held:
        return read_case(held[name])
    near = get_close_matches(name, held, n=3, cutoff=0.4) or list(held)
    raise NoSuchThing(
        f"no case {name[:40]!r} in {root}; there are {', '.join(near) or 'none at all'}; `microcap case` lists them"
    )


def read_case(folder: Path) -> Case:
    """The case in a folder; whatever its `case.toml` says that is not understood is refused."""
    path = folder / _FILE
    try:
        if path.stat().st_size > _LARGEST:
            raise Unreadable(f"{path} is larger than a mebibyte; a case is a short TOML text")
        says = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Unreadable(
            f"the case {folder.name} was asked for and {_FILE} cannot be read ({error}); correct the file"
        ) from None
    where = f"the case {folder.name}"
    _only(where, says, _CASE, {"title", "about", "lake", "symbol", "day"})
    if says["lake"] not in get_args(Records):
        raise Contradiction(
            f"{where}: lake = {says['lake']!r}; there are {', '.join(get_args(Records))}"
        )
    case = Case(
        name=folder.name,
        folder=folder,
        title=_text(where, says, "title"),
        about=_text(where, says, "about"),
        lake=says["lake"],
        symbol=_text(where, says, "symbol"),
        seed=int(says.get("seed", 7)),
        files=tuple(_slice(where, one) for one in _tables(where, says, "file")),
        days=tuple(_day(where, one) for one in _tables(where, says, "day")),
        afterwards=tuple(_known(where, one) for one in _tables(where, says, "afterwards")),
    )
    moments = [parse_moment(one.asof) for one in case.days]
    if not moments or moments != sorted(set(moments)):
        raise Contradiction(
            f"{where}: its days are {', '.join(one.asof for one in case.days) or 'none'}; give each once, the oldest first"
        )
    if (case.lake == "shared") != bool(case.files):
        raise Contradiction(
            f"{where}: lake = {case.lake!r} with {len(case.files)} files; a shared case lists its [[file]], another none"
        )
    return case


def _only(where: str, says: Mapping[str, Any], allowed: set[str], needed: set[str]) -> None:
    if unknown := set(says) - allowed:
        raise Contradiction(
            f"{where}: does not know {', '.join(sorted(unknown))}; there are {', '.join(sorted(allowed))}"
        )
    if missing := needed - set(says):
        raise Contradiction(f"{where}: has no {', '.join(sorted(missing))}; add it")


def _text(where: str, says: Mapping[str, Any], key: str) -> str:
    value = says[key]
    if not isinstance(value, str) or not value.strip():
        raise Contradiction(f"{where}: {key} is {value!r} and not a text; write one")
    return value.strip()


def _tables(where: str, says: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    held = says.get(key, [])
    if not isinstance(held, list) or not all(isinstance(one, dict) for one in held):
        raise Contradiction(f"{where}: {key} is no list of tables; write [[{key}]]")
    return held


def _slice(where: str, says: Mapping[str, Any]) -> Slice:
    _only(f"{where}, a file", says, {"path", "column", "values"}, {"path"})
    path = _text(where, says, "path")
    if Path(path).is_absolute() or ".." in Path(path).parts:
        raise Contradiction(f"{where}: the file {path} leaves the shared folder; name one in it")
    return Slice(path, str(says.get("column", "")), tuple(says.get("values", ())))


def _day(where: str, says: Mapping[str, Any]) -> CaseDay:
    _only(f"{where}, a day", says, _DAY, {"asof", "says"})
    asof = str(says["asof"])
    load("checks")
    asked: dict[str, Answer] = {}
    for key, answer in _EXPECTED.items():
        for check in says.get(key, []):
            if check not in entries("check"):
                near = get_close_matches(str(check), entries("check"), n=3, cutoff=0.4)
                raise Contradiction(
                    f"{where}, {asof}: no check {check!r}; the nearest are {', '.join(near) or 'none'}"
                )
            if asked.setdefault(check, answer) != answer:
                raise Contradiction(
                    f"{where}, {asof}: {check} is to answer {asked[check]} and {answer}; choose one"
                )
    known = tuple(_known(where, one) for one in _tables(where, says, "known"))
    return CaseDay(asof, _text(where, says, "says"), known, asked)


def _known(where: str, says: Mapping[str, Any]) -> Known:
    _only(f"{where}, what was known", says, {"what", "record"}, {"what", "record"})
    table, _, key = _text(where, says, "record").partition(" ")
    if table not in TABLES or not key:
        raise Contradiction(
            f"{where}: the record {says['record']!r} names no row; write a table and an accession number or a day, as in `bars 2024-06-28`"
        )
    return Known(_text(where, says, "what"), table, key.strip())
