"""A question to history: what happened to many names that shared something; one file per study.

A study asks of a span of time what a dossier asks of a day. It is a pure function that reads a view
(or nothing but its options, where it invents what it needs) and answers a `StudyReport`: sentences,
short tables, and one row for each single case. Cases that could not be used are in it with the
reason; a rate without the cases it leaves out is no answer. Every face shows any report, so that a
study knows no option parser, no column width and no file to write.

To add one: a file in this folder with a frozen dataclass of options and a decorated function.

    @dataclass(frozen=True)
    class Asked:
        days: int = option(20, "sessions looked at after the day")
        market: str = option("", "benchmark of the lake", metavar="SYMBOL")

    @study(needs=("bars",), reference="where the method is from")
    def small_caps(view: View, asked: Asked) -> StudyReport:
        \"\"\"The label that people read.\"\"\"

`microcap study small_caps --days 10 --lake LAKE --asof 2026-06-30 --json` runs it, and so does
`studies.run.run("small_caps", view, days=10)`. A study that reads no lake says `lake=False`, takes
its options alone, and stands on whatever they name (seeds, sizes). Each option has a default and is
a str, int, float, bool, date or Path, a `Literal` of words, one of these or None, or a tuple of
strings (then it may be given several times). The names asof, lake, json and csv belong to the face.

Files here are loaded for the list of studies, so heavy libraries (polars apart) are imported inside
functions. A study may use view, measures, reading, checks; research and studies do not know each
other. Cells of a table are figures, texts, counts, fractions, days or null.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import date, datetime
from typing import Any, TypeVar, get_type_hints

from microcap.model.catalogue import enter
from microcap.model.errors import Contradiction
from microcap.model.figures import Figure

Cell = Figure | str | int | float | date | None
Plug = TypeVar("Plug", bound=Callable[..., "StudyReport"])

RESERVED = frozenset({"asof", "lake", "json", "csv", "help", "name", "in_json", "csv_file"})
"""Names of options that belong to the face."""


@dataclass(frozen=True, slots=True)
class StudyColumn:
    """A column of a study's table: its key in the rows, what people read above it, and its unit."""

    name: str
    title: str = ""
    unit: str = ""
    """`fraction` is shown as per cent, anything else beside the number as it is."""
    digits: int = 2


@dataclass(frozen=True)
class StudyTable:
    """Rows under named columns; a row lacks no column, unknown is null."""

    title: str
    columns: tuple[StudyColumn, ...]
    rows: tuple[Mapping[str, Cell], ...]
    note: str = ""

    def __post_init__(self) -> None:
        wanted = {column.name for column in self.columns}
        for row in self.rows:
            if set(row) != wanted:
                raise Contradiction(
                    f"a row of {self.title!r} has {', '.join(sorted(set(row) ^ wanted))} too many "
                    "or too few; give each column a cell, null where it is unknown"
                )


@dataclass(frozen=True)
class StudyReport:
    """What a study found: sentences, short tables, single cases, and what to keep in mind."""

    study: str
    label: str
    moment: datetime | None
    """The moment of the view, in UTC; null where no lake was read."""
    synthetic: bool
    """Whether what was studied is invented."""
    asked: Mapping[str, Any]
    """The options, all of them."""
    says: tuple[str, ...]
    """What was found, the most important sentence first."""
    tables: tuple[StudyTable, ...]
    """Short tables, shown whole."""
    cases: StudyTable | None = None
    """One row a case, the unused with their reason: whole in JSON and CSV, not shown as text."""
    notes: tuple[str, ...] = ()
    """What limits the answer."""
    sources: tuple[str, ...] = field(default=())
    """The tables, files or seeds that it stands on."""


def option(default: Any, help: str, *, metavar: str = "") -> Any:
    """A field of a study's options: its default, a line of help, and a name for its value."""
    return field(default=default, metadata={"help": help, "metavar": metavar})


def study(
    *, needs: tuple[str, ...], reference: str, lake: bool = True, name: str | None = None
) -> Callable[[Plug], Plug]:
    """Enter a study into the catalogue; the function is returned unchanged.

    `needs` names the tables it reads (or what else), `reference` where its method is from. Raises
    `Contradiction` where the last argument is no frozen dataclass of options as described above.
    """

    def keep(function: Plug) -> Plug:
        options_of(function)
        says = {"needs": needs, "reference": reference, "lake": lake}
        return enter("study", **says, **({"name": name} if name else {}))(function)

    return keep


def options_of(function: Callable[..., Any]) -> type[Any]:
    """The dataclass of a study's options: the type of its last argument."""
    hints = {key: one for key, one in get_type_hints(function).items() if key != "return"}
    kind = list(hints.values())[-1] if hints else None
    if not (isinstance(kind, type) and is_dataclass(kind)):
        raise Contradiction(
            f"study {function.__name__!r}: its last argument is no dataclass of options; give one"
        )
    for one in fields(kind):
        if one.name in RESERVED or (one.default is MISSING and one.default_factory is MISSING):
            raise Contradiction(
                f"study {function.__name__!r}: option {one.name!r} is a name of the face or has no "
                "default; rename it or give one"
            )
    return kind
