"""The one registry: a decorator enters a function here and returns it unchanged."""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from microcap.model.errors import Contradiction

Plug = TypeVar("Plug", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Entry:
    """One plug: its name, its function, and what it says about itself."""

    kind: str
    name: str
    function: Callable[..., Any]
    says: dict[str, Any] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """The first line of the docstring: what people read in a terminal and on a page."""
        return (self.function.__doc__ or "").strip().partition("\n")[0]


_entries: dict[tuple[str, str], Entry] = {}


def enter(kind: str, **says: Any) -> Callable[[Plug], Plug]:
    """Put the decorated function into the catalogue under its own name; it is not changed."""

    def keep(function: Plug) -> Plug:
        name = says.pop("name", function.__name__)
        before = _entries.get((kind, name))
        if before is not None and before.function.__module__ != function.__module__:
            raise Contradiction(
                f"two {kind}s are called {name!r}: {before.function.__module__} and {function.__module__}"
            )
        if not (function.__doc__ or "").strip():
            raise Contradiction(
                f"{kind} {name!r} has no docstring; its first line is the label people read"
            )
        _entries[kind, name] = Entry(kind, name, function, says)
        return function

    return keep


def load(room: str) -> None:
    """Import every file of a room, so that its plugs are in the catalogue."""
    package = importlib.import_module(f"microcap.{room}")
    for module in pkgutil.iter_modules(package.__path__):
        importlib.import_module(f"microcap.{room}.{module.name}")


def entries(kind: str) -> dict[str, Entry]:
    """All plugs of a kind by name, sorted."""
    return {name: entry for (of, name), entry in sorted(_entries.items()) if of == kind}
