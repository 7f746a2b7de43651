"""A figure: a number that carries its unit, its status, its source and its moment."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from microcap.model.errors import Contradiction

Status = Literal[
    "known", "estimated", "disputed", "stale", "cannot_tell", "not_applicable", "unbounded"
]
VALUELESS: frozenset[str] = frozenset({"cannot_tell", "not_applicable", "unbounded"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as a person may defend it.

    `value` is null exactly where `status` says that there is none; `missing` then says why.
    `low` and `high` are the ends of what the inputs allow, where they disagree.
    """

    value: float | int | str | None
    unit: str
    status: Status = "known"
    low: float | None = None
    high: float | None = None
    as_of: date | None = None
    known_at: datetime | None = None
    sources: tuple[str, ...] = ()
    missing: str = ""
    note: str = ""
    n_used: int | None = None
    n_dropped: int | None = None
    flags: tuple[str, ...] = field(default=())

    def __post_init__(self) -> None:
        if (self.value is None) != (self.status in VALUELESS):
            raise Contradiction(
                f"a figure with value {self.value!r} cannot have status {self.status!r}"
            )
        if self.status == "cannot_tell" and not self.missing:
            raise Contradiction("a figure that cannot be told must say what is missing")
        if isinstance(self.value, float) and self.value != self.value:
            raise Contradiction("a figure is never NaN; unknown is null with status cannot_tell")


def cannot_tell(
    unit: str, missing: str, *, flags: tuple[str, ...] = (), n_used: int | None = None
) -> Figure:
    """A figure that the record does not give, with what is missing."""
    return Figure(None, unit, "cannot_tell", missing=missing, flags=flags, n_used=n_used)


def percent(fraction: float, digits: int = 1, *, signed: bool = False) -> str:
    """A fraction as people read it in a sentence: 0.034 is "3.4 %"."""
    return f"{fraction * 100:{'+' if signed else ''},.{digits}f} %"


def counted(count: int, one: str, many: str = "") -> str:
    """A count with its noun: 1 is "1 halt", 2,000 is "2,000 halts"; `many` where an s is not enough.

    Of several words the first takes the s where `many` is not given and it stands before "of".
    """
    if count == 1:
        return f"1 {one}"
    head, of, rest = one.partition(" of ")
    return f"{count:,} {many or f'{head}s{of}{rest}'}"
