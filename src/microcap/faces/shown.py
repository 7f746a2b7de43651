"""Values that a notebook shows as the command line prints them, and hands out as data."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import partial
from typing import Any, TypeVar

import polars as pl

from microcap.faces import (
    claims_text,
    flags_text,
    holders_text,
    runway_text,
    scan_text,
    shorts_text,
    splits_text,
    study_text,
    supply_text,
)
from microcap.faces.json_form import as_json
from microcap.model.figures import Figure
from microcap.research.claims import Claims
from microcap.research.flags import Flags
from microcap.research.holders import Holders
from microcap.research.people import People
from microcap.research.references import references
from microcap.research.runway import Runway
from microcap.research.scan import Scan
from microcap.research.short_side import ShortSide
from microcap.research.supply import Supply
from microcap.research.treadmill import Splits
from microcap.studies import Cell, StudyReport
from microcap.view.subject import Subject


class Shown:
    """A value that shows itself as the text of its verb."""

    _told: Callable[[], str]

    def __repr__(self) -> str:
        return self._told()

    def __eq__(self, other: object) -> bool:
        # what it shows beside its fields makes it no other value than the plain one
        if not is_dataclass(other) or not isinstance(self, type(other)):
            return NotImplemented
        return all(getattr(self, one.name) == getattr(other, one.name) for one in fields(other))

    def __hash__(self) -> int:
        return hash(repr(self))

    def as_json(self) -> Any:
        """The value as JSON-ready data, the same as the verb's `--json`."""
        return as_json(self)


Value = TypeVar("Value", bound=Shown)


class ShownFlags(Shown, Flags):
    """The register of one name, as `microcap flags` prints it."""


class ShownClaims(Shown, Claims):
    """What was claimed of one name, as `microcap claims` prints it."""


class ShownSplits(Shown, Splits):
    """The reverse splits of one name, as `microcap splits` prints them."""


class ShownPeople(Shown, People):
    """The people behind one name, as `microcap people` prints them."""


class ShownHolders(Shown, Holders):
    """The holders of one name, as `microcap holders` prints them."""


class ShownShortSide(Shown, ShortSide):
    """The short side of one name, as `microcap shorts` prints it."""


class ShownRunway(Shown, Runway):
    """How long the money of one name lasts, as `microcap runway` prints it."""


class ShownSupply(Shown, Supply):
    """The shares of one name that can come, as `microcap supply` prints them."""


class ShownScan(Shown, Scan):
    """The alerts of a day or a span, as `microcap scan` prints them."""

    @property
    def frame(self) -> pl.DataFrame:
        """One alert a row, as `--csv` writes them; its columns do not depend on what was found."""
        rows = [tuple(getattr(alert, name) for name in _ALERTS) for alert in self.alerts]
        return pl.DataFrame(rows, schema=_ALERTS, orient="row")


class ShownStudy(Shown, StudyReport):
    """The report of a study, as `microcap study` prints it."""

    @property
    def frame(self) -> pl.DataFrame:
        """The single cases, one a row, or the first table where a study has no cases."""
        whole = self.cases or (self.tables[0] if self.tables else None)
        if whole is None:
            return pl.DataFrame()
        columns = [one.name for one in whole.columns]
        rows = [[_bare(row[name]) for name in columns] for row in whole.rows]
        return pl.DataFrame(rows, schema=columns, orient="row", infer_schema_length=None)


def of_one_name(kind: type[Value], value: Any, subject: Subject) -> Value:
    """The value as one that shows itself, with the sources that its letters stand for.

    They are looked up when it is shown: a loop over many names does not pay for them.
    """
    form = _FORMS[kind]
    return _made(kind, value, lambda: form(value, 100, given=references(subject, (value,))))


def shown(kind: type[Value], value: Any) -> Value:
    """The value as one that shows itself; for those whose text needs nothing beside them."""
    return _made(kind, value, partial(_FORMS[kind], value))


def _made(kind: type[Value], value: Any, told: Callable[[], str]) -> Value:
    made = kind.__new__(kind)
    # the value was checked when it was built, and is frozen
    for one in fields(value):
        object.__setattr__(made, one.name, getattr(value, one.name))
    object.__setattr__(made, "_told", told)
    return made


def _bare(cell: Cell) -> Any:
    return cell.value if isinstance(cell, Figure) else cell


_ALERTS: dict[str, pl.DataType | type[pl.DataType]] = {
    "symbol": pl.String,
    "security": pl.String,
    "day": pl.Date,
    "rank": pl.Int64,
    "score": pl.Int64,
    "reachable": pl.Int64,
    "strength": pl.Float64,
    "phase": pl.String,
    "run_start": pl.Date,
    "run_sessions": pl.Int64,
    "run_up": pl.Float64,
    "rise": pl.Float64,
    "volume_times": pl.Float64,
    "float_turnover": pl.Float64,
    "gap": pl.Float64,
    "range_share": pl.Float64,
    "price": pl.Float64,
    "found": pl.String,
    "beside": pl.List(pl.String),
    "late": pl.Boolean,
    "reasons": pl.String,
    "kind": pl.String,
    "offering": pl.String,
}

_FORMS: dict[type[Shown], Callable[..., str]] = {
    ShownFlags: flags_text.flags,
    ShownClaims: claims_text.claims,
    ShownSplits: splits_text.splits,
    ShownPeople: holders_text.people,
    ShownHolders: holders_text.holders,
    ShownShortSide: shorts_text.shorts,
    ShownRunway: runway_text.runway,
    ShownSupply: supply_text.supply,
    ShownScan: scan_text.scan,
    ShownStudy: study_text.report,
}
