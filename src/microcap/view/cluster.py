"""Past one machine: a function mapped over tasks on a Dask cluster, with few of them in flight.

The workers read the lake themselves and give back what is small; a task whose worker is lost is
given to another. `distributed` is imported here alone, and only when a cluster is asked for.
"""

import re
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from microcap.model.errors import Contradiction, CouldNotAsk, MicrocapError

Task = TypeVar("Task")
Done = TypeVar("Done")
Spread = Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]

_ADDRESS = re.compile(r"(tcp|tls|ucx)://(\[[0-9a-fA-F:]+\]|[^\s/:\[\]]+):(\d{1,5})")
_HIGHEST_PORT = 65_535
_IN_FLIGHT = 2
"""Tasks at once for each thread of a worker: one works, the next one waits beside it."""
_WAIT = 10.0
"""Seconds to wait for a scheduler to answer, and for the first worker."""
_ALONE = 60.0
"""Seconds without any worker after which the work is given up: nobody may be coming."""
_LOOK = 0.02
"""Seconds between two looks at what is done."""
_LOST_WORKERS = 5
"""So many lost workers may have had a task before it is given up."""


@contextmanager
def connected(address: str) -> Iterator[Spread]:
    """A cluster as a function that maps a function over tasks, until the block ends.

    Raises `Contradiction` for what is no address, `CouldNotAsk` where `distributed` is not
    installed, where no scheduler answers at the address, or where it has no worker.
    """
    said = _ADDRESS.fullmatch(address)
    if said is None or not 0 < int(said[3]) <= _HIGHEST_PORT:
        raise Contradiction(
            f"a cluster at {address[:60]!r} was asked for, which is no address of a scheduler; "
            "write protocol, host and port, as tcp://127.0.0.1:8786"
        )
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
    # with_results: what was done is ready once it is here; its worker may be lost on the way
    flight = typeless.as_completed(with_results=True, loop=client.loop)
    for task in _first(waiting, _IN_FLIGHT * _threads(client)):
        flight.add(client.submit(work, task, pure=False, retries=1))
    while not flight.is_empty():
        _until_ready(client, flight)
        yield _landed(flight)
        for task in _first(waiting, 1):
            flight.add(client.submit(work, task, pure=False, retries=1))


def _until_ready(client: Any, flight: Any) -> None:
    """Wait for one task to be done, for as long as there is a worker that could do it."""
    alone_since = time.monotonic()
    while not flight.has_ready():
        time.sleep(_LOOK)
        now = time.monotonic()
        if _workers(client):
            alone_since = now
        elif now - alone_since > _ALONE:
            raise CouldNotAsk(
                f"every worker of the cluster was lost and none came within {_ALONE:.0f} seconds; "
                "what was committed stays, start workers and run the same command again"
            )


def _workers(client: Any) -> dict[str, int]:
    """The threads of each worker, by the scheduler's word."""
    try:
        threads: dict[str, int] = client.nthreads()
    except (OSError, RuntimeError):
        raise CouldNotAsk(
            "the scheduler of the cluster was lost; what was committed stays, start one and run "
            "the same command again"
        ) from None
    return threads


def _threads(client: Any) -> int:
    return max(1, sum(_workers(client).values()))


def _first(tasks: Iterator[Task], count: int) -> Iterator[Task]:
    for _ in range(count):
        try:
            yield next(tasks)
        except StopIteration:
            return


def _landed(flight: Any) -> Any:
    """What came of the next task that is done."""
    try:
        future, done = next(flight)
    except MicrocapError:
        raise
    except Exception as error:
        reason = str(error).partition("\n")[0][:200]
        raise CouldNotAsk(
            f"a worker could not compute its part ({type(error).__name__}: {reason}); what was "
            "committed stays, run the same command again"
        ) from None
    if future.status != "finished":
        raise CouldNotAsk(
            f"a part of the work was {future.status} by the cluster; what was committed stays, run "
            "the same command again"
        )
    return done
