"""How a job is measured: fresh processes, CPU seconds, peak memory, rows with the same eight keys.

1. A worker process (`worker`) loads its input, runs once so that nothing is left to load or to
   compile, and then runs under the clock; `timed` takes CPU and wall seconds of all its threads.
2. The parent (`compare`) starts one worker a peer, each in that peer's own environment, and takes
   the peak of its memory from the operating system.
3. What a peer was given less of is made comparable by the unit of work: `ratio_cpu` is its CPU
   seconds a unit over those of microcap.

Only the standard library is imported here: peers' environments hold nothing of microcap.
"""

import importlib.metadata
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import ModuleType
from typing import TypeVar

ROOT = Path(__file__).resolve().parents[1]
HERE = ROOT / "benchmarks"
Answer = TypeVar("Answer")
OURS = "microcap"
FIRST_USE = "microcap, first use on this machine"


@dataclass(frozen=True)
class Row:
    """A line of the table, an object of results.json."""

    job: str
    peer: str
    version: str
    work: str
    cpu_s: float
    wall_s: float
    peak_mb: float
    ratio_cpu: float | None
    """CPU seconds a unit of work over those of microcap; null where the two cannot be compared."""


@dataclass(frozen=True)
class Outcome:
    """What a worker found: how much it did, how long that took, and some of its answers."""

    work: str
    units: int
    cpu_s: float
    wall_s: float
    sample: list[float | None]
    """Answers at places that every peer was given; compared with microcap's."""


@dataclass(frozen=True)
class Peer:
    """A way of doing a job: the environment it runs in and the packages whose versions count."""

    name: str
    run: Callable[[Path], Outcome]
    environment: str = ""
    """A line of peers.txt; empty for microcap's own."""
    packages: tuple[str, ...] = ()


@dataclass
class Bench:
    """What one run of the benchmark knows: inputs, environments, and what it could not measure."""

    inputs: Callable[[str], tuple[Path, str]]
    """By kind, `panel`, `facts` or `text`: the folder and a sentence that says what is in it."""
    environments: Path = ROOT / "build" / "peers"
    missing: list[str] | None = None
    notes: list[str] | None = None

    def python(self, environment: str) -> Path | None:
        """The interpreter of an environment, or nothing where it was not installed."""
        if not environment:
            return Path(sys.executable)
        found = self.environments / environment / "bin" / "python"
        return found if found.exists() else None

    def absent(self, job: str, peer: str) -> None:
        """Note a peer that is not installed."""
        self.missing = [*(self.missing or []), f"{peer} ({job})"]

    def note(self, text: str) -> None:
        """Keep a sentence that is printed below the table."""
        self.notes = [*(self.notes or []), text]


def timed(work: Callable[[], Answer]) -> tuple[Answer, float, float]:
    """What a piece of work gives, and the CPU and wall seconds it took, all threads together."""
    wall, cpu = time.perf_counter(), time.process_time()
    answer = work()
    return answer, time.process_time() - cpu, time.perf_counter() - wall


def compare(job: ModuleType, bench: Bench) -> Iterator[Row]:
    """Microcap and the peers of a job on one input, microcap first."""
    folder, told = bench.inputs(job.INPUT)
    bench.note(f"{job.JOB}: {job.ABOUT}; input: {told}")
    ours: Outcome | None = None
    for peer in job.PEERS:
        python = bench.python(peer.environment)
        if python is None:
            bench.absent(job.JOB, peer.name)
            continue
        found = started(job, peer, python, folder)
        if isinstance(found, str):
            bench.note(f"{job.JOB}: {peer.name} failed: {found}")
            continue
        outcome, version, peak = found
        if peer.name == OURS:
            ours = outcome
        elif ours is not None and ours.sample and outcome.sample:
            bench.note(f"{job.JOB}: {peer.name}: {agreement(ours.sample, outcome.sample)}")
        each = outcome.cpu_s / outcome.units
        ratio = None if ours is None else each / (ours.cpu_s / ours.units)
        yield Row(
            job.JOB,
            peer.name,
            version,
            outcome.work,
            outcome.cpu_s,
            outcome.wall_s,
            peak,
            ratio,
        )
    if getattr(job, "COMPILES", False) and ours is not None:
        yield _first_use(job, folder)


def started(
    job: ModuleType, peer: Peer, python: Path, folder: Path
) -> tuple[Outcome, str, float] | str:
    """Run one worker: its outcome, the versions, its peak in MB; or the last line of its trouble."""
    code, text, trouble, _, _, peak = process(
        [str(python), job.__file__ or "", peer.name, str(folder)]
    )
    if code != 0:
        return (trouble.strip().splitlines() or [f"exit code {code}"])[-1][:200]
    said = json.loads(text.strip().splitlines()[-1])
    version = said.pop("version")
    return Outcome(**said), version, peak


def process(
    command: Sequence[str], environment: dict[str, str] | None = None
) -> tuple[int, str, str, float, float, float]:
    """Run a command: exit code, what it printed, its trouble, CPU s, wall s, peak MB."""
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as trouble:
        began = time.perf_counter()
        # written bytecode is what a user has
        world = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        running = subprocess.Popen(
            list(command), stdout=out, stderr=trouble, env={**world, **(environment or {})}
        )
        _, status, usage = os.wait4(running.pid, 0)
        running.returncode = code = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - began
        out.seek(0)
        trouble.seek(0)
        cpu = usage.ru_utime + usage.ru_stime
        return code, out.read(), trouble.read(), cpu, wall, usage.ru_maxrss / 1024


def worker(job: str, peers: Sequence[Peer]) -> None:
    """What a job's file does when it is run: `python FILE PEER FOLDER` prints its outcome."""
    name, folder = sys.argv[1], Path(sys.argv[2])
    peer = next((peer for peer in peers if peer.name == name), None)
    if peer is None:
        raise SystemExit(
            f"job {job} has no peer {name!r}; it has {', '.join(p.name for p in peers)}"
        )
    outcome = peer.run(folder)
    said = {**asdict(outcome), "version": versions(peer.packages or (OURS,))}
    sys.stdout.write(json.dumps(said) + "\n")


def versions(packages: Sequence[str]) -> str:
    """The versions of packages in this environment, in their order."""
    return " + ".join(
        f"{name} {importlib.metadata.version(name)}"
        if len(packages) > 1
        else importlib.metadata.version(name)
        for name in packages
    )


def agreement(ours: Sequence[float | None], theirs: Sequence[float | None]) -> str:
    """In words, how far the answers at the common places lie apart."""
    pairs = list(zip(ours, theirs, strict=False))
    both = [(a, b) for a, b in pairs if a is not None and b is not None]
    worst = max((_apart(a, b) for a, b in both), default=0.0)
    lone = len(pairs) - len(both) - sum(a is None and b is None for a, b in pairs)
    odd = f"; {lone} known to one alone" if lone else ""
    return f"{len(both)} answers compared, at most {worst:.1e} apart (relative){odd}"


def known(value: float | None) -> float | None:
    """A value as JSON can carry it: what is not finite is unknown."""
    return float(value) if value is not None and math.isfinite(value) else None


def _apart(one: float, other: float) -> float:
    return abs(one - other) / max(abs(one), abs(other), 1e-12)


def _first_use(job: ModuleType, folder: Path) -> Row:
    """Microcap with nothing compiled yet: the whole process, start to end."""
    with tempfile.TemporaryDirectory() as cache:
        command = [sys.executable, job.__file__ or "", OURS, str(folder)]
        _, text, _, cpu, wall, peak = process(command, {"NUMBA_CACHE_DIR": cache})
    said = json.loads(text.strip().splitlines()[-1]) if text.strip() else {"version": "failed"}
    work = "the whole process, nothing compiled before"
    return Row(job.JOB, FIRST_USE, said["version"], work, cpu, wall, peak, None)
