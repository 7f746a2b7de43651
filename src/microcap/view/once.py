"""What is worked out once for a value that cannot change: a view, a subject, a filer."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

Of = TypeVar("Of")
Made = TypeVar("Made")


def once(function: Callable[[Of], Made]) -> Callable[[Of], Made]:
    """A function of one argument whose answer is kept with that argument.

    What is known at a moment does not change, so that several checks and chapters of one subject
    read a table once. The answer lives as long as the argument, which must be an object with
    attributes.
    """
    key = f"_once {function.__module__}.{function.__qualname__}"

    @wraps(function)
    def kept(of: Of) -> Made:
        held = vars(of)
        if key not in held:
            held[key] = function(of)
        made: Made = held[key]
        return made

    return kept
