"""What really happened in the invented market: kept outside the lake, for tests and scoring."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from microcap.model.errors import NoSuchThing, Unreadable


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was done to one security on a day."""

    day: date
    kind: str
    """pump_and_dump, short_and_distort, dilution, reverse_split, rename, reuse, death, promotion,
    spike_explained, spike_unexplained, stale_vendor_count, halt, going_concern, restricted."""
    detail: str


@dataclass(frozen=True, slots=True)
class TrueSecurity:
    """One security: the tickers it bore in order, what it is, its true spread and its events."""

    security: str
    """Its first ticker, with #2 where that ticker had another bearer before."""
    tickers: tuple[str, ...]
    issuer: str
    name: str
    kind: str
    venue: str
    """Where it traded on its first day."""
    spread: float
    """The full relative spread that every trade paid half of: 0.05 is 5 %. Prices are then
    rounded to the tick, which adds to it for prices of a few ticks."""
    events: tuple[Event, ...]

    def of_kind(self, kind: str) -> tuple[Event, ...]:
        """Its events of one kind, oldest first."""
        return tuple(event for event in self.events if event.kind == kind)


@dataclass(frozen=True, slots=True)
class Truth:
    """Every security of the invented market, with the seed and the days it was made from."""

    seed: int
    first: date
    last: date
    securities: tuple[TrueSecurity, ...]

    def of(self, security: str) -> TrueSecurity:
        """The truth of one security; raises `NoSuchThing` for a name the market does not have."""
        for one in self.securities:
            if one.security == security:
                return one
        raise NoSuchThing(
            f"no security {security!r} in the invented market of seed {self.seed}; it has "
            f"{len(self.securities)}, the first is {self.securities[0].security}; ask for one of them"
        )

    def of_kind(self, kind: str) -> tuple[TrueSecurity, ...]:
        """The securities of one kind."""
        return tuple(one for one in self.securities if one.kind == kind)

    def write(self, path: Path) -> None:
        """Write it as JSON; the same truth gives the same bytes."""
        document = {"synthetic": True, **asdict(self)}
        path.write_text(json.dumps(document, default=str, indent=1) + "\n", encoding="utf-8")


def read(path: Path) -> Truth:
    """The truth that was written to a file; raises `Unreadable` for a file of something else."""
    try:
        document: dict[str, Any] = json.loads(path.read_text("utf-8"))
        securities = tuple(_security(fields) for fields in document["securities"])
        first, last = (date.fromisoformat(document[end]) for end in ("first", "last"))
        return Truth(document["seed"], first, last, securities)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Unreadable(
            f"{path.name} was to hold the truth of an invented market, and does not ({error}); "
            "write it anew"
        ) from None


def _security(fields: dict[str, Any]) -> TrueSecurity:
    events = tuple(
        Event(date.fromisoformat(event["day"]), event["kind"], event["detail"])
        for event in fields["events"]
    )
    return TrueSecurity(**{**fields, "tickers": tuple(fields["tickers"]), "events": events})
