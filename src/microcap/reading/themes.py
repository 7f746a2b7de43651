"""Themes that a name or a text speaks of: crypto, artificial intelligence, cannabis and the like.

The tags and their words are data, in `themes.toml`. A tag says which words stand there, and nothing
of what a company does.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from microcap.reading.sentences import sentence_at

_LONGEST_WORD = 40
"""Letters that may follow where a word goes on."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme: its tag, what it is, the words of names and of prose that give it."""

    tag: str
    label: str
    since: int
    names: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words of a theme in a text: which, how often, and the first sentence with them."""

    tag: str
    times: int
    quote: str


@cache
def themes() -> Mapping[str, Theme]:
    """Every theme by its tag."""
    table = tomllib.loads(Path(__file__).with_name("themes.toml").read_text("utf-8"))
    return MappingProxyType(
        {
            row["tag"]: Theme(
                row["tag"], row["label"], row["since"], tuple(row["names"]), tuple(row["words"])
            )
            for row in table["theme"]
        }
    )


def themes_of_name(name: str) -> tuple[str, ...]:
    """The tags that whole words of a company's name give; empty where none does."""
    plain = re.sub(r"\.(?=[a-z])|(?<=[a-z])\.(?=ai\b)", " ", name.lower())
    return tuple(tag for tag, (of_names, _) in _patterns().items() if of_names.search(plain))


def themes_in(text: str, only: Iterable[str] = ()) -> tuple[Spoken, ...]:
    """The themes whose words a text speaks, the most frequent first; `only` looks for some."""
    wanted = set(only) or set(themes())
    lower = text.lower()
    found = []
    for tag, (_, of_words) in _patterns().items():
        if tag not in wanted:
            continue
        places = [match.start() for match in of_words.finditer(lower)]
        if places:
            quote = " ".join(sentence_at(text, places[0]).words.split())
            found.append(Spoken(tag, len(places), quote[:400]))
    return tuple(sorted(found, key=lambda one: (-one.times, one.tag)))


@cache
def _patterns() -> Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    return MappingProxyType(
        {tag: (_pattern(one.names), _pattern(one.words)) for tag, one in themes().items()}
    )


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    parts = []
    for word in words:
        escaped = re.escape(word).replace(r"\*", rf"[a-z]{{0,{_LONGEST_WORD}}}")
        parts.append(escaped.replace(r"\ ", r"[\s-]+").replace(r"\-", r"[\s-]*"))
    return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(parts)})(?![a-z0-9])")
