"""What a table is: columns, types, units, key, and the two dates that every row has.

Every row has the day it is about and the moment it could be known. Publishers' tables only
grow: a correction is a new row with the same key, a later `known_at` and a higher `revision`.
Derived tables (`derived=True`) may be rewritten, and can be rebuilt from the others.
"""

from dataclasses import dataclass
from enum import IntFlag

import polars as pl

MOMENT = pl.Datetime("us", "UTC")


class BarFlag(IntFlag):
    """What is wrong or special about one bar; several may hold at once."""

    STALE = 1
    """Close and volume repeat the row before: a day without trade that the publisher filled."""
    SESSION_LATE = 2
    """The publisher's row of this day holds the figures of the session before."""
    OHLC_SURVIVORS = 4
    """Open, high and low are held only for names that survived; never compared across names
    without that label."""
    RANGE_REPAIRED = 8
    """High or low did not contain open and close, and was widened to do so."""
    VOLUME_ABOVE_SHARES = 16
    """More shares traded than the publisher counts; a flag, never a reject."""
    VOLUME_ADJUSTED = 32
    """The publisher's volume is split-adjusted although the price is raw."""
    RESCALED = 64
    """An adjusted price that the publisher scaled back to a raw level."""
    NOT_A_SESSION = 128
    """The day is not a session of the exchange calendar; views leave it out."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its type, its unit and what it means."""

    name: str
    dtype: pl.DataType | type[pl.DataType]
    about: str
    unit: str = ""
    nullable: bool = False
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what a row is, its key, and how its files are laid out."""

    name: str
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    partition: tuple[str, ...] = ()
    derived: bool = False
    known_by: str = "day"
    """The column whose date decides `known_at` where the source leaves it open."""
    since: int = 1
    """The format that brought the table; a lake of an older format is read as having none of it."""

    @property
    def schema(self) -> dict[str, pl.DataType | type[pl.DataType]]:
        """Column name to polars type, in the order of the table."""
        return {column.name: column.dtype for column in self.columns}


BOOKKEEPING = (
    Column("known_at", MOMENT, "the moment the row could be known", "UTC"),
    Column("assumed", pl.Boolean, "known_at follows the rule for such rows; nobody published it"),
    Column("revision", pl.Int32, "0 first, 1, 2 ... corrections of the same key", low=0),
    Column("withdrawn", pl.Boolean, "the publisher took the row back"),
    Column("source", pl.String, "the source that brought the row"),
    Column("raw", pl.String, "hash of the bytes it was read from", nullable=True),
)


def declare(
    name: str,
    about: str,
    key: str,
    columns: tuple[Column, ...],
    *,
    partition: tuple[str, ...] = (),
    derived: bool = False,
    known_by: str = "day",
    since: int = 1,
) -> Table:
    """A table with the bookkeeping columns that all have; `key` names its columns in one string."""
    return Table(
        name, about, columns + BOOKKEEPING, tuple(key.split()), partition, derived, known_by, since
    )


TEXT, DAY, FLOAT, WHOLE, FLAG = pl.String, pl.Date, pl.Float64, pl.Int64, pl.Boolean
SYMBOL = Column("symbol", TEXT, "the ticker as the source writes it that day")
ISSUER = Column("issuer", TEXT, "who issued it: CIK without leading zeros, or a source's own key")
