"""A mapping: the TOML in which a user says what the columns of a file mean.

A mapping names its source and lists files by a pattern. Each file fills one table; `columns`
gives the file's column for each column of the table, `set` gives constants, `defect` the dated
faults that are known of it. See `mappings/` for worked examples.
"""

import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from microcap.model.errors import Contradiction, Unreadable
from microcap.model.tables import TABLES, BarFlag

_LARGEST_MAPPING = 2**20
_FILE_KEYS = {
    "match", "table", "columns", "set", "series", "splits", "share_counts", "stale", "items",
    "absent_means", "complete", "vintage", "known", "flags", "defect", "about", "ignore", "symbols",
}  # fmt: skip
_ALLOWED = {
    "absent_means": ("unknown", "no_trade", "none"),
    "vintage": ("as_filed", "as_restated"),
}


@dataclass(frozen=True)
class Defect:
    """One known fault of a file: from when to when, what is wrong, and the flag its rows carry."""

    name: str
    says: str
    day: date | None = None
    until: date | None = None
    flag: BarFlag | None = None


@dataclass(frozen=True)
class Series:
    """Which rows of a file belong to which series, told by a column."""

    column: str
    names: dict[str, str]
    known: dict[str, date] = field(default_factory=dict)
    flags: dict[str, BarFlag] = field(default_factory=dict)


@dataclass(frozen=True)
class SplitColumn:
    """A column of split factors: new shares per old one, or its inverse."""

    column: str
    inverse: bool = False
    at_least: float = 1.0
    """Factors nearer to one than this are something else, such as dividends."""
    sure_from: float = 1.0
    """Factors nearer to one than this are kept as suspected and not applied."""


@dataclass(frozen=True)
class FileMapping:
    """What one file is."""

    match: str
    table: str
    columns: dict[str, str] = field(default_factory=dict)
    constants: dict[str, Any] = field(default_factory=dict)
    series: Series | None = None
    splits: SplitColumn | None = None
    share_counts: str | None = None
    stale: str | None = None
    items: dict[str, str] = field(default_factory=dict)
    absent_means: str = "unknown"
    complete: bool = False
    vintage: str = "as_filed"
    known: date | str | None = None
    """A moment for all rows, or the file's column that holds it."""
    flags: BarFlag = field(default_factory=lambda: BarFlag(0))
    defects: tuple[Defect, ...] = ()
    ignore: str = ""
    """Why nothing of this file is read into a table."""
    symbols: dict[str, str] = field(default_factory=dict)
    """How the file's spelling of a ticker becomes the SEC's, character by character."""


@dataclass(frozen=True)
class Mapping:
    """A source of files by a user: its name, its licence, and its files."""

    name: str
    about: str
    licence: str
    files: tuple[FileMapping, ...]

    def of(self, name: str) -> FileMapping | None:
        """The mapping of a file by its name, if there is one."""
        return next((file for file in self.files if Path(name).match(file.match)), None)


def read_mapping(path: Path) -> Mapping:
    """The mapping in a TOML file; anything it does not understand is named and refused."""
    if path.exists() and (not path.is_file() or path.stat().st_size > _LARGEST_MAPPING):
        raise Unreadable(
            f"the mapping {path.name} is no regular file below a mebibyte; a mapping is a short TOML text"
        )
    try:
        says = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Unreadable(f"the mapping {path.name} cannot be read: {error}") from None
    for key in ("name", "file"):
        if key not in says:
            raise Contradiction(
                f"the mapping {path.name} has no `{key}`; a mapping needs `name` and at least one [[file]]"
            )
    if not (isinstance(says["file"], list) and all(isinstance(one, dict) for one in says["file"])):
        raise Contradiction(
            f"the mapping {path.name}: `file` is no list of [[file]] tables; see the mappings that come with microcap for the form"
        )
    files = tuple(_file(path.name, entry) for entry in says["file"])
    return Mapping(
        str(says["name"]), str(says.get("about", "")), str(says.get("licence", "not stated")), files
    )


def _file(mapping: str, says: dict[str, Any]) -> FileMapping:
    where = f"the mapping {mapping}, file {says.get('match', '?')!r}"
    unknown = set(says) - _FILE_KEYS
    if unknown:
        raise Contradiction(
            f"{where}: does not know {', '.join(sorted(unknown))}; a file has {', '.join(sorted(_FILE_KEYS))}"
        )
    if "match" not in says or ("table" not in says and "ignore" not in says):
        raise Contradiction(
            f"{where}: needs `match` and `table`, or `match` and `ignore` with a reason"
        )
    table = says.get("table", "")
    words = [says["match"], table, *dict(says.get("columns", {})).values()]
    if not all(isinstance(word, str) for word in words):
        raise Contradiction(
            f"{where}: a name that is no text; see the mappings that come with microcap for the form"
        )
    for key, allowed in _ALLOWED.items():
        if says.get(key, allowed[0]) not in allowed:
            raise Contradiction(
                f"{where}: {key} is {', '.join(allowed)} and not {says[key]!r}; correct it"
            )
    if table and table not in TABLES:
        raise Contradiction(f"{where}: no table {table!r}; there are {', '.join(TABLES)}")
    columns = dict(says.get("columns", {}))
    wrong = set(columns) - set(TABLES[table].schema) if table else set()
    if wrong:
        raise Contradiction(
            f"{where}: {table} has no column {', '.join(sorted(wrong))}; it has {', '.join(TABLES[table].schema)}"
        )
    try:
        return FileMapping(
            match=says["match"],
            table=table,
            columns=columns,
            constants=dict(says.get("set", {})),
            series=_series(says.get("series")),
            splits=SplitColumn(**says["splits"]) if "splits" in says else None,
            share_counts=says.get("share_counts"),
            stale=says.get("stale"),
            items=dict(says.get("items", {})),
            absent_means=says.get("absent_means", "unknown"),
            complete=bool(says.get("complete", False)),
            vintage=says.get("vintage", "as_filed"),
            known=says.get("known"),
            flags=_flags(says.get("flags", [])),
            defects=tuple(_defect(entry) for entry in says.get("defect", [])),
            ignore=says.get("ignore", ""),
            symbols=dict(says.get("symbols", {})),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Contradiction(
            f"{where}: {error}; see the mappings that come with microcap for the form"
        ) from None


def _series(says: dict[str, Any] | None) -> Series | None:
    if says is None:
        return None
    flags = {value: _flags(names) for value, names in says.get("flags", {}).items()}
    return Series(says["column"], dict(says["names"]), dict(says.get("known", {})), flags)


def _defect(says: dict[str, Any]) -> Defect:
    flag = BarFlag[says["flag"]] if "flag" in says else None
    return Defect(says["name"], says["says"], says.get("from"), says.get("until"), flag)


def _flags(names: list[str]) -> BarFlag:
    flags = BarFlag(0)
    for name in names:
        flags |= BarFlag[name]
    return flags
