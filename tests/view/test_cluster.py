"""The same refresh on a cluster: a real scheduler and two real workers on loopback."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from lake_of import publish
from microcap.lake.store import Lake
from microcap.model.errors import Contradiction, CouldNotAsk
from microcap.research import refresh as refresh_module
from microcap.view import cluster as cluster_module
from microcap.view.cluster import connected
from research.stored_market import refreshed, rows_in, walk
from view.cluster_work import broken, quick, refusing, slow

_PATIENCE = 60.0
_QUIET = {"DASK_DISTRIBUTED__ADMIN__TICK__LIMIT": "60s", "PYTHONWARNINGS": "ignore"}


@dataclass
class Cluster:
    """A scheduler's address and process, and worker processes."""

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)


@contextmanager
def _cluster(folder: Path, workers: int = 2) -> Iterator[Cluster]:
    told = folder / "scheduler.json"
    folder.mkdir(exist_ok=True)
    tests = Path(__file__).parents[1]
    environment = {
        **os.environ,
        **_QUIET,
        "PYTHONPATH": os.pathsep.join((str(tests.parent / "src"), str(tests))),
    }

    def start(what: str, *more: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", *more, "--no-dashboard"]
        with (folder / f"{what}.log").open("ab") as log:
            return subprocess.Popen(
                command, cwd=folder, env=environment, stdout=log, stderr=log, start_new_session=True
            )

    scheduler = start(
        "scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(told)
    )
    cluster = Cluster("", scheduler)
    try:
        until = time.monotonic() + _PATIENCE
        while not cluster.address:
            assert time.monotonic() < until, (folder / "scheduler.log").read_text()
            time.sleep(0.1)
            if told.is_file() and '"tcp://' in told.read_text():
                cluster.address = "tcp://" + told.read_text().split('"tcp://')[1].split('"')[0]
        for _ in range(workers):
            options = ("--nthreads", "1", "--no-nanny", "--memory-limit", "0")
            cluster.workers.append(
                start("worker", cluster.address, "--host", "127.0.0.1", *options)
            )
        yield cluster
    finally:
        for process in (*cluster.workers, scheduler):
            process.kill()
            process.wait(20)


def _lake(folder: Path) -> Lake:
    names = ("ABCD", "BCDE", "CDEF", "DEFG", "EFGH", "FGHI")
    publish(
        folder, bars=[row for seed, one in enumerate(names) for row in walk(one, 130, seed=seed)]
    )
    return Lake.open(folder / "lake")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with _cluster(tmp_path_factory.mktemp("cluster")) as running:
        yield running


def test_a_refresh_on_a_cluster_equals_one_at_home_bit_by_bit(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refresh_module, "ROWS", 150)
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    at_home, away = _lake(tmp_path / "a"), _lake(tmp_path / "b")
    refreshed(at_home)
    with connected(cluster.address) as spread:
        done = refreshed(away, spread=spread)
    assert (done.tasks, done.rows) == (6, 780)
    assert rows_in(away).equals(rows_in(at_home))


def test_a_refusal_of_the_program_comes_home_as_it_is(cluster: Cluster) -> None:
    with (
        connected(cluster.address) as spread,
        pytest.raises(Contradiction, match="task 7 was asked for"),
    ):
        list(spread(refusing, [7]))


def test_a_defect_on_a_worker_is_one_sentence(cluster: Cluster) -> None:
    with (
        connected(cluster.address) as spread,
        pytest.raises(CouldNotAsk, match=r"its part .ZeroDivisionError"),
    ):
        list(spread(broken, [7]))


def test_a_lost_worker_is_survived(tmp_path: Path) -> None:
    """One of two workers is killed while both work: all of 12 squares come, each once."""
    with _cluster(tmp_path / "c") as running, connected(running.address) as spread:
        results: Iterator[Any] = spread(slow, range(12))
        found = [next(results)]
        running.workers[0].kill()
        found.extend(results)
    assert sorted(found) == [number * number for number in range(12)]


def test_a_cluster_that_lost_every_worker_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster_module, "_ALONE", 1.0)
    with _cluster(tmp_path / "c") as running, connected(running.address) as spread:
        results: Iterator[Any] = spread(slow, range(12))
        next(results)
        for worker in running.workers:
            worker.kill()
        with pytest.raises(CouldNotAsk, match="every worker of the cluster was lost"):
            list(results)


def test_what_was_done_and_not_fetched_before_every_worker_was_lost_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tasks in flight are done within a second; then the workers that hold them are killed."""
    monkeypatch.setattr(cluster_module, "_ALONE", 1.0)
    with _cluster(tmp_path / "c") as running, connected(running.address) as spread:
        results: Iterator[Any] = spread(quick, range(12))
        next(results)
        time.sleep(1.0)
        for worker in running.workers:
            worker.kill()
        with pytest.raises(CouldNotAsk, match="every worker of the cluster was lost"):
            list(results)


def test_a_lost_scheduler_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_module, "_ALONE", 1.0)
    with _cluster(tmp_path / "c") as running, connected(running.address) as spread:
        results: Iterator[Any] = spread(slow, range(12))
        next(results)
        running.scheduler.kill()
        with pytest.raises(CouldNotAsk, match=r"was lost|by the cluster"):
            list(results)


def test_where_no_scheduler_answers_the_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("microcap.view.cluster._WAIT", 0.5)
    with (
        pytest.raises(CouldNotAsk, match="no scheduler answered there"),
        connected("tcp://127.0.0.1:9"),
    ):
        pass


def test_without_distributed_the_sentence_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        pytest.raises(CouldNotAsk, match=r"install microcap\[cluster\]"),
        connected("tcp://127.0.0.1:9"),
    ):
        pass


@pytest.mark.parametrize(
    "address", ["", "foo", "http://127.0.0.1:1", "tcp://127.0.0.1", "tcp://127.0.0.1:99999"]
)
def test_what_is_no_address_is_refused_before_anybody_is_asked(address: str) -> None:
    with (
        pytest.raises(Contradiction, match=r"write protocol, host and port, as tcp://"),
        connected(address),
    ):
        pass
