"""Which tagged numbers make which line of a statement: the table of tags, read and checked."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, get_args

from microcap.model.errors import Contradiction, NoSuchThing

StatementName = Literal["income", "balance", "cash_flow", "notes"]
_FILE = Path(__file__).with_name("statement_tags.toml")
_UNITS = ("money", "money/share", "shares", "fraction")
_TERM = re.compile(r"([+-]?)\s*([A-Za-z0-9_]+)([?!]?)\s*")


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a sum: a tag or an item, added or taken off, and whether it may be absent.

    A `needed` tag must be present in a sum of which otherwise any part is enough.
    """

    sign: int
    name: str
    optional: bool = False
    needed: bool = False


Sum = tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a statement: where its number comes from and what it should be the sum of.

    `tags` and `ifrs` are alternatives in order; of the first `largest` the largest wins.
    `otherwise` and `adds` speak of items. `sign` is -1 where a person reads the tagged amount
    with the other sign. A `positive` item is never computed below zero. With `fits` the line is counted towards its subtotal only where it
    makes it add.
    """

    name: str
    label: str
    statement: StatementName
    tags: tuple[Sum, ...]
    ifrs: tuple[Sum, ...]
    otherwise: Sum = ()
    adds: tuple[Sum, ...] = ()
    rest: str = "difference"
    exact: bool = False
    indent: int = 0
    sign: int = 1
    largest: int = 1
    unit: str = "money"
    moment: bool = False
    fits: bool = False
    positive: bool = False

    def alternatives(self, taxonomy: str) -> tuple[Sum, ...]:
        """The alternatives of a taxonomy: us-gaap or ifrs-full."""
        return self.ifrs if taxonomy == "ifrs-full" else self.tags


@cache
def items() -> Mapping[str, Item]:
    """Every item by name, in the order of the table."""
    table = _table()
    found: dict[str, Item] = {}
    for row in table["item"]:
        item = _item(row)
        if item.name in found:
            raise Contradiction(f"the item {item.name!r} stands twice in {_FILE.name}; keep one")
        found[item.name] = item
    for item in found.values():
        for term in (*item.otherwise, *(term for parts in item.adds for term in parts)):
            if term.name not in found and term.name != "0":
                raise Contradiction(
                    f"{item.name} speaks of {term.name!r}, which is no item of {_FILE.name}; "
                    "correct the name there"
                )
    return MappingProxyType(found)


@cache
def restricted_tags() -> frozenset[str]:
    """Tags whose cash includes what is restricted."""
    return frozenset(_table()["restricted"])


def item_named(name: str) -> Item:
    """The item of a name; raises `NoSuchThing` with the nearest names."""
    asked = name.strip().lower().replace("-", "_").replace(" ", "_")
    if asked in items():
        return items()[asked]
    near = get_close_matches(asked, items(), n=4, cutoff=0.5)
    raise NoSuchThing(
        f"no line {name[:40]!r} in the statements; "
        + (f"the nearest are {', '.join(near)}" if near else f"there are {', '.join(items())}")
    )


def of_statement(statement: StatementName) -> tuple[Item, ...]:
    """The lines of a statement, in the order in which they are read."""
    return tuple(item for item in items().values() if item.statement == statement)


def all_tags() -> frozenset[str]:
    """Every tag of the table, of any taxonomy."""
    return frozenset(
        term.name
        for item in items().values()
        for parts in (*item.tags, *item.ifrs)
        for term in parts
    )


def sum_of(text: str) -> Sum:
    """The terms of a sum: `A + B - C?`."""
    terms, at = [], 0
    while at < len(text):
        found = _TERM.match(text, at)
        if found is None or (at > 0) != bool(found.group(1)):
            raise Contradiction(
                f"{text[:80]!r} is no sum of names; write it as A + B - C, with ? after a name "
                "that may be absent"
            )
        sign = -1 if found.group(1) == "-" else 1
        terms.append(Term(sign, found.group(2), found.group(3) == "?", found.group(3) == "!"))
        at = found.end()
    return tuple(terms)


def _item(row: Mapping[str, Any]) -> Item:
    known = set(Item.__dataclass_fields__)
    wrong = sorted(set(row) - known)
    name = row.get("name", "?")
    if wrong or not {"name", "label", "statement", "tags", "ifrs"} <= set(row):
        raise Contradiction(
            f"item {name!r} of {_FILE.name} has {', '.join(wrong) or 'too few keys'}; "
            f"an item has {', '.join(sorted(known))}"
        )
    statement, unit = row["statement"], row.get("unit", "money")
    if statement not in get_args(StatementName) or unit not in _UNITS:
        raise Contradiction(
            f"item {name!r} of {_FILE.name} is of {statement!r} in {unit!r}; statements are "
            f"{', '.join(get_args(StatementName))}, units {', '.join(_UNITS)}"
        )
    sums = {
        "tags": tuple(_at_least_one(sum_of(one)) for one in row["tags"]),
        "ifrs": tuple(_at_least_one(sum_of(one)) for one in row["ifrs"]),
        "adds": tuple(sum_of(one) for one in row.get("adds", ())),
        "otherwise": sum_of(row.get("otherwise", "")),
    }
    return Item(**{**row, **sums, "moment": row.get("moment", False) or statement == "balance"})


def _at_least_one(parts: Sum) -> Sum:
    # of tags that are added those present count; what is taken off must be there
    if any(term.sign < 0 for term in parts):
        return parts
    return tuple(Term(1, term.name, len(parts) > 1 and not term.needed) for term in parts)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text("utf-8"))
