"""The items of Form 8-K as dated data: what each reports, its flag, and how heavy it weighs."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Worse:
    """What the text of an item may say that makes it weigh more."""

    says: str
    severity: int
    check: str
    """The question of the register that reads it."""


@dataclass(frozen=True, slots=True)
class EventItem:
    """An item of Form 8-K: what it reports, the flag it raises, and its severity from 0 to 5."""

    number: str
    label: str
    since: date
    """The first day on which a report may have it under this number."""
    source: str
    """The SEC release that made it."""
    flag: str = "none"
    severity: int = 0
    check: str = ""
    """The question of the register that asks for it; empty where it raises no flag."""
    worse: tuple[Worse, ...] = ()


@cache
def item_flags() -> Mapping[str, EventItem]:
    """Every item since 2004-08-23 by its number, as `4.01`."""
    text = Path(__file__).with_name("item_flags.toml").read_text("utf-8")
    held = {}
    for says in tomllib.loads(text)["item"]:
        worse = tuple(Worse(**one) for one in says.pop("worse", ()))
        held[says["number"]] = EventItem(**says, worse=worse)
    return MappingProxyType(held)


def item_of(code: str) -> EventItem | None:
    """An item by its number; null for one that no Form 8-K has had since 2004-08-23."""
    return item_flags().get(code.strip().removeprefix("Item").strip())
