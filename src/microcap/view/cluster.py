"""Past one machine: a function mapped over tasks on a Dask cluster, with few of them in flight.

The workers read the lake themselves and give back what is small; a task whose worker is lost is
given to another. `distributed` is imported here alone, and only when a cluster is asked for.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from microcap.model.errors import CouldNotAsk, MicrocapError

Task = TypeVar("Task")
Done = TypeVar("Done")
Spread = Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]

_IN_FLIGHT = 2
"""Tasks at once for each thread of a worker: one works, the next one waits beside it."""
_WAIT = 10.0
"""Seconds to wait for a scheduler to answer, and for the first worker."""
_LOST_WORKERS = 5
"""So many lost workers may have had a task before it is given up."""


@contextmanager
def connected(address: str) -> Iterator[Spread]:
    """A cluster as a function that maps a function over tasks, until the block ends.

    Raises `CouldNotAsk` where `distributed` is not installed, where no scheduler answers at the
    address, or where it has no worker.
    """
    try:
        import dask
        import distributed
    except ImportError:
        raise CouldNotAsk(
            f"a cluster at {address} was asked for and `distributed` is not installed here; "
            "install microcap[cluster]"
        ) from None
    dask.config.set({"distributed.scheduler.allowed-failures": _LOST_WORKERS})
    typeless: Any = distributed  # it does not say its types
    try:
        client = typeless.Client(address, timeout=_WAIT, set_as_default=False)
    except (OSError, ValueError) as error:
        reason = str(error).partition("\n")[0][:120]
        raise CouldNotAsk(
            f"a cluster at {address} was asked for and no scheduler answered there ({reason}); "
            "start one, or leave --cluster out"
        ) from None
    with client:
        try:
            client.wait_for_workers(1, timeout=_WAIT)
        except TimeoutError:
            raise CouldNotAsk(
                f"the scheduler at {address} has no worker; start one with `dask worker {address}`"
            ) from None
        yield lambda work, tasks: _mapped(client, work, tasks)


def _mapped(client: Any, work: Callable[[Task], Done], tasks: Iterable[Task]) -> Iterator[Done]:
    """What came of each task, in the order in which they are done."""
    import distributed

    typeless: Any = distributed
    waiting = iter(tasks)
    # pure=False: a task that was done by a lost worker is done again, not remembered
    flight = typeless.as_completed(with_results=False, loop=client.loop)
    for task in _first(waiting, _IN_FLIGHT * _threads(client)):
        flight.add(client.submit(work, task, pure=False, retries=1))
    for future in flight:
        done = _result(future)
        yield done
        for task in _first(waiting, 1):
            flight.add(client.submit(work, task, pure=False, retries=1))


def _threads(client: Any) -> int:
    return max(1, sum(int(count) for count in client.nthreads().values()))


def _first(tasks: Iterator[Task], count: int) -> Iterator[Task]:
    for _ in range(count):
        try:
            yield next(tasks)
        except StopIteration:
            return


def _result(future: Any) -> Any:
    try:
        return future.result()
    except MicrocapError:
        raise
    except Exception as error:
        reason = str(error).partition("\n")[0][:200]
        raise CouldNotAsk(
            f"a worker could not compute its part ({type(error).__name__}: {reason}); what was "
            "committed stays, run the same command again"
        ) from None
