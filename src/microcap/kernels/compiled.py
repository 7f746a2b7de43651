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


def part_of_a_loop(part: Loop) -> Loop:
    """A step of a loop that is compiled with whatever calls it, and not kept by itself."""
    return cast(Loop, njit(nogil=True, error_model="numpy")(part))


def compiled_on_borrowed(loop: Loop) -> Loop:
    """The same for a loop that makes no array: who holds those it was given is not counted.

    Where arrays go through many small functions, counting took two thirds of the time.
    """
    options: dict[str, Any] = {"_nrt": False}
    return cast(Loop, njit(cache=True, nogil=True, error_model="numpy", **options)(loop))
