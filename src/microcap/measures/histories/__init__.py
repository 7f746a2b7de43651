"""Measures at every row of a panel: the compiled twin of each reducer, for whole histories.

A *history* is a function of `Rows`, plain arrays of many securities, that gives one number for
every row: what the reducer of the same name would give if the panel ended there. A law holds the
two equal. Only batch jobs call this room; importing it brings neither numpy nor numba.

1. `histories` refuses a panel that is not in order, naming the security and the day.
2. It cuts the panel into pieces of whole securities, so that memory stays flat.
3. Each history reads the columns it asks for; arrays that several need are computed once.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, TypeVar, cast

import polars as pl

from microcap.model import catalogue
from microcap.model.errors import Contradiction, NoSuchThing

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    Offsets = NDArray[np.int64]

Plug = TypeVar("Plug", bound=Callable[..., Any])
Found = TypeVar("Found")

PIECE = 100_000
"""Rows that are worked on at once, so that their arrays stay near the processor's cache; a
security is never cut in two."""

PRICES = ("open", "high", "low", "close", "close_raw")
_UNKNOWN_FLAG = {"ohlc": False}
"""What an unknown yes-or-no counts as where it is not yes: the reading that uses fewer rows."""


def history(name: str, *, columns: tuple[str, ...]) -> Callable[[Plug], Plug]:
    """Enter a function of `Rows` as the history of the measure `name`, which reads `columns`.

    It returns one float64 for every row; what is not finite is unknown.
    """
    return catalogue.enter("history", name=name, columns=columns)


def whole(name: str, *, columns: tuple[str, ...]) -> Callable[[Plug], Plug]:
    """Enter a function of `Rows` that gives one float64 a security, over all its rows."""
    return catalogue.enter("whole", name=name, columns=columns)


@dataclass(frozen=True)
class Rows:
    """The rows of many securities as plain arrays, oldest first within each.

    `rows["close"]` is a float64 array, not-a-number where unknown; `rows["broken"]` a bool array,
    where unknown counts as true (`ohlc`: as false). Rows of security i are
    `offsets[i]:offsets[i + 1]`.
    """

    panel: pl.DataFrame
    offsets: "Offsets"
    kept: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def __len__(self) -> int:
        return len(self.panel)

    def __getitem__(self, column: str) -> "Any":
        """The array of a panel column; computed once."""
        return self.shared(f"column {column}", lambda: _array(self.panel, column))

    def shared(self, key: str, compute: Callable[[], Found]) -> Found:
        """What `compute` gives, computed once for all histories that name the same `key`."""
        if key not in self.kept:
            self.kept[key] = compute()
        return cast(Found, self.kept[key])

    def measured(self, name: str) -> "Floats":
        """The history of another measure over these rows, computed once."""
        return self.shared(f"history {name}", lambda: _entry("history", name).function(self))


def histories(panel: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """The named measures at every row of a panel: security, day, and one Float64 column each.

    Each value is what `view.evaluate.evaluate` gives for the rows of that security up to and with
    that row; unknown is null. `split_factor` is passed through where the panel has it. Raises
    `NoSuchThing` for a measure without a history, `Contradiction` for a panel that lacks a column
    or whose rows are unsorted, duplicated, infinite or priced at zero or below.
    """
    offsets = ordered(panel, _needed("history", names))
    keys = [key for key in ("security", "day", "split_factor") if key in panel.columns]
    pieces = []
    for rows in _pieces(panel, offsets):
        columns = [_series(name, rows.measured(name)) for name in names]
        pieces.append(rows.panel.select(keys).with_columns(columns))
    empty = (
        panel.head(0).select(keys).with_columns(pl.lit(None, pl.Float64).alias(n) for n in names)
    )
    return pl.concat([empty, *pieces])


def full_sample(panel: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """The named measures over all rows of each security: security and one Float64 column each.

    There are `edge`, `cs_two_day`, `ar_two_day` and `roll`: the reducers of those names over a
    window as long as the security's history. Raises as `histories` does.
    """
    offsets = ordered(panel, _needed("whole", names))
    pieces = [panel.head(0).select("security").with_columns(_series(n, []) for n in names)]
    for rows in _pieces(panel, offsets):
        first = rows.panel["security"].gather(rows.offsets[:-1])
        columns = [_series(name, _entry("whole", name).function(rows)) for name in names]
        pieces.append(pl.DataFrame([first, *columns]))
    return pl.concat(pieces)


def ordered(panel: pl.DataFrame, columns: Sequence[str]) -> "Offsets":
    """Where each security's rows begin and end; refuses a panel that cannot be walked through.

    Raises `Contradiction`, naming the first security and day, where a column is absent, a security
    comes twice, days do not rise, or a cell of `columns` is infinite, not a number, or a price of
    zero or below.
    """
    import numpy as np

    absent = sorted({"security", "day", *columns} - set(panel.columns))
    if absent:
        raise Contradiction(
            f"a panel without {', '.join(absent)}: the measures asked for read it; "
            "add the column or ask for other measures"
        )
    security = panel["security"]
    begins = security.ne_missing(security.shift(1))
    if len(panel):
        begins[0] = True
    starts = begins.arg_true()
    _refuse_scattered(security.gather(starts))
    day = panel["day"]
    falls = (day.diff().to_physical() <= 0).fill_null(day.is_null()) & ~begins
    _refuse(
        panel, falls, "rows that are unsorted or repeat a day; give one row a day, oldest first"
    )
    _refuse(panel, day.is_null(), "a row without a day; give each row its day")
    for name in columns:
        if not panel.schema[name].is_float():
            continue
        cells = panel[name]
        _refuse(panel, ~cells.is_finite(), f"{name} is infinite or not a number; null is unknown")
        if name in PRICES:
            _refuse(panel, cells <= 0, f"{name} is zero or below; a price is above zero, or null")
    return np.append(starts.to_numpy().astype(np.int64), len(panel))


def _refuse_scattered(names: pl.Series) -> None:
    if names.n_unique() < len(names):
        twice = names.filter(names.is_duplicated())[0]
        raise Contradiction(
            f"security {twice}: its rows are in several places of the panel; sort the panel by "
            "security and day"
        )


def _refuse(panel: pl.DataFrame, bad: pl.Series, what: str) -> None:
    place = bad.fill_null(False).arg_max() if bad.any() else None
    if place is not None:
        raise Contradiction(f"security {panel['security'][place]} on {panel['day'][place]}: {what}")


def _needed(kind: str, names: Sequence[str]) -> list[str]:
    columns: set[str] = set()
    for name in names:
        columns.update(_entry(kind, name).says["columns"])
    return sorted(columns)


def _entry(kind: str, name: str) -> catalogue.Entry:
    catalogue.load("measures.histories")
    known = catalogue.entries(kind)
    if name not in known:
        near = get_close_matches(name, known, n=3, cutoff=0.4)
        raise NoSuchThing(
            f"{name!r} has no compiled form; nearest: {', '.join(near) or 'none'}; "
            f"there are {', '.join(known)}"
        )
    return known[name]


def _pieces(panel: pl.DataFrame, offsets: "Offsets") -> Iterator[Rows]:
    first = 0
    while first < len(offsets) - 1:
        start = offsets[first]
        last = int(offsets.searchsorted(start + PIECE, side="right")) - 1
        last = min(max(last, first + 1), len(offsets) - 1)
        piece = panel.slice(int(start), int(offsets[last] - start))
        yield Rows(piece, offsets[first : last + 1] - start)
        first = last


def _array(panel: pl.DataFrame, column: str) -> "Floats | Flags":
    cells = panel[column]
    if cells.dtype == pl.Boolean:
        return cells.fill_null(_UNKNOWN_FLAG.get(column, True)).to_numpy(writable=True)
    numbers = cells.cast(pl.Float64).fill_null(float("nan"))
    return numbers.to_numpy(writable=True)


def _series(name: str, values: "Floats | list[float]") -> pl.Series:
    import numpy as np

    cells = np.asarray(values, np.float64)
    return pl.Series(name, np.where(np.isfinite(cells), cells, np.nan), nan_to_null=True)
