"""Eight bytes as one integer: words compared, digits checked and joined, all at once.

A byte of digits is what is left of the character when the pattern is taken off by exclusive or:
nought to nine where a nought stands in the pattern, nothing where a dash does. `misfit` sees in
one addition whether each byte is such; the method is the usual one of SIMD within a register
(Lamport 1975).
"""

from collections.abc import Callable
from typing import Any, cast

import numpy as np
import numpy.typing as npt
from numba import types
from numba.extending import intrinsic

from microcap.kernels.compiled import compiled_on_borrowed

Bytes = npt.NDArray[np.uint8]

_HIGH = 0x8080808080808080 - 2**64
_PAIRS, _FOURS = 0x00FF00FF00FF00FF, 0x0000FFFF0000FFFF


def _eight(typing_context: Any, text: Any, at: Any) -> Any:
    def load(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        array = context.make_array(signature.args[0])(context, builder, arguments[0])
        word = context.get_value_type(types.int64)
        place = builder.gep(array.data, [arguments[1]])
        loaded = builder.load(builder.bitcast(place, word.as_pointer()))
        # a word begins at any byte
        loaded.align = 1
        return loaded

    return types.int64(text, types.intp), load


eight = cast(Callable[[Bytes, int], int], intrinsic(_eight))
"""The eight bytes from a place on, the first of them lowest; within loops, no bounds are checked."""


def word_of(text: str) -> int:
    """Up to eight characters as the integer that `eight` gives for them, noughts behind."""
    return int.from_bytes(text.encode().ljust(8, b"\0"), "little", signed=True)


def leeway_of(pattern: str) -> int:
    """What `misfit` adds for a pattern: a digit may be nine at most, any other byte must fit."""
    bytes_of = bytes(0x76 if one == "0" else 0x7F for one in pattern)
    return int.from_bytes(bytes_of, "little", signed=True)


@compiled_on_borrowed
def misfit(rest: int, leeway: int) -> bool:
    """Whether a byte is left that is no digit, or is not what the pattern says.

    `rest` is what exclusive or with the pattern left.
    """
    return ((rest + leeway) | rest) & _HIGH != 0


@compiled_on_borrowed
def joined(rest: int) -> int:
    """Eight digits, the first lowest, as the number that they write."""
    pairs = (rest * (10 * 2**8 + 1) >> 8) & _PAIRS
    fours = (pairs * (100 * 2**16 + 1) >> 16) & _FOURS
    return fours * (10_000 * 2**32 + 1) >> 32
