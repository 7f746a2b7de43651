"""What workers of the tests' cluster do: in a module that they can import."""

import time

from microcap.model.errors import Contradiction


def slow(number: int) -> int:
    """A task that takes a moment, so that a worker can be lost in its middle."""
    time.sleep(1.0)
    return number * number


def quick(number: int) -> int:
    """A task that is done at once."""
    return number * number


def refusing(number: int) -> int:
    """A task that makes no sense."""
    raise Contradiction(f"task {number} was asked for and makes no sense; ask for another")


def broken(number: int) -> int:
    """A task with a defect."""
    raise ZeroDivisionError(number)
