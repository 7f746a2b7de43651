"""A number per security and day; one file per idea.

A measure is a *reducer*: a polars expression that turns the rows of one security, oldest first,
into one number. The evaluator cuts the rows at the moment and groups by security, so a measure
can neither look ahead nor leak from one name into another. Rolling expressions are not used:
their running sums drift.

A *method* is the same idea on plain values: a public function that `microcap calc NAME` runs
on JSON. Where both exist, a test holds them equal.
"""

from collections.abc import Callable
from typing import Any, Literal, TypeVar

from microcap.model.catalogue import enter

Plug = TypeVar("Plug", bound=Callable[..., Any])

OHLC_CAVEAT = "open, high, low held for survivors only"
"""The sentence that stands beside a measure of open, high or low wherever names are compared."""


def measure(
    *,
    unit: str,
    reference: str,
    scale: Literal["none", "price", "shares"] = "none",
    needs: tuple[str, ...] = ("close",),
    label: str = "",
    name: str | None = None,
) -> Callable[[Plug], Plug]:
    """Enter a reducer into the catalogue.

    `scale` says what a split does to the value: nothing, or it counts in dollars per share
    (`price`) or in shares (`shares`). `needs` names the panel columns it reads; `label` is a
    sentence that must stand beside the number wherever names are compared. `name` is the public
    column name where it is not the function's.
    """
    says = {"unit": unit, "reference": reference, "scale": scale, "needs": needs, "label": label}
    return enter("measure", **says, **({"name": name} if name else {}))


def method(
    *,
    reference: str,
    name: str | None = None,
    ways: tuple[tuple[str, ...], ...] = (),
) -> Callable[[Plug], Plug]:
    """Enter a method of the specification into the catalogue under its public name.

    A method that can be asked in several ways lists them: each is the names that must be given
    together. Without `ways` every parameter that has no default is needed.
    """
    return enter("method", reference=reference, ways=ways, **({"name": name} if name else {}))
