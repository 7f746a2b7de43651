"""How a loop is compiled: kept on disk, without the interpreter's lock, dividing as numpy does."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

Loop = TypeVar("Loop", bound=Callable[..., Any])


def compiled(loop: Loop) -> Loop:
    """A loop over arrays at machine speed; a quotient by zero is infinite or not a number."""
    return cast(Loop, njit(cache=True, nogil=True, error_model="numpy")(loop))


def compiled_in_any_order(loop: Loop) -> Loop:
    """The same for a sum whose terms may be added in any order, so that several are at once."""
    order = {"reassoc", "contract"}
    return cast(Loop, njit(cache=True, nogil=True, error_model="numpy", fastmath=order)(loop))
