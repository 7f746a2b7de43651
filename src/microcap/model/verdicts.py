"""The three answers of a question: a finding, a clean bill that was earned, or cannot tell."""

from dataclasses import dataclass
from datetime import date, datetime

from microcap.model.errors import Contradiction


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a reader can see it for himself: a filing, a table's row, quoted words."""

    source: str
    """Accession number, or the name of the source of a row."""
    what: str
    """The row or the quoted sentence."""
    day: date | None = None
    """The day it is about."""
    known_at: datetime | None = None
    """The moment it could be known, in UTC."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something was found; without evidence it cannot be built."""

    says: str
    evidence: tuple[Evidence, ...]

    def __post_init__(self) -> None:
        if not self.evidence:
            raise Contradiction(
                f"finding {self.says!r} has no evidence; a finding needs at least one piece"
            )


@dataclass(frozen=True, slots=True)
class Clear:
    """Nothing was found in what is named here."""

    looked_at: str

    def __post_init__(self) -> None:
        if not self.looked_at.strip():
            raise Contradiction("a clean bill that looked at nothing; say what was looked at")


@dataclass(frozen=True, slots=True)
class CannotTell:
    """The record does not answer; here is what is missing and where to get it."""

    missing: str
    do: str = ""

    def __post_init__(self) -> None:
        if not self.missing.strip():
            raise Contradiction("cannot tell, without saying what is missing")


Verdict = Finding | Clear | CannotTell
