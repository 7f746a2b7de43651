"""What the code of a trading halt means, as a dated table."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class HaltCode:
    """One code: what it means, of what kind it is, and from when to when it was in use."""

    code: str
    label: str
    kind: str
    """news, request, regulator, volatility, market_wide, operations, corporate, resumption."""
    starts: date | None
    ends: date | None
    says: tuple[str, ...]
    """Words that publishers write for it, in lower case."""

    def in_use(self, day: date) -> bool:
        """Whether the code was in use that day, as far as its dates are held."""
        begun = self.starts is None or self.starts <= day
        return begun and (self.ends is None or day <= self.ends)


@cache
def halt_codes() -> dict[str, HaltCode]:
    """Every code by its letters."""
    text = Path(__file__).with_name("halt_codes.toml").read_text("utf-8")
    held = {}
    for says in tomllib.loads(text)["code"]:
        held[says["code"]] = HaltCode(
            says["code"],
            says["label"],
            says["kind"],
            says.get("from"),
            says.get("to"),
            tuple(says["says"]),
        )
    return held


@cache
def code_words() -> dict[str, str]:
    """The code of each word that a publisher writes for it, and of itself, in lower case."""
    words = {word: code for code, one in halt_codes().items() for word in one.says}
    return words | {code.lower(): code for code in halt_codes()}


def halt_words(code: str, day: date) -> str:
    """What a code meant on a day; a code that is not held is said to be so."""
    found = halt_codes().get(code)
    if found is None:
        return "a code whose meaning is not held"
    return (
        found.label
        if found.in_use(day)
        else f"{found.label} (not in use that day, by the dates held)"
    )
