"""A lake of the whole equities folder, made once for all tests of a run."""

import fcntl
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from microcap.view.view import Records, records

_INGEST = """
import json, re, sys, warnings
warnings.filterwarnings("ignore")
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from microcap.research.bring import bring_paths
report = bring_paths(Path(sys.argv[1]), "files", [Path(sys.argv[2])], mapping=None,
    fetched=datetime(2026, 11, 21, tzinfo=UTC), tell=lambda *told: None)
# the high-water mark of this process alone: the one of rusage outlives an exec
held = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())
says = asdict(report) | {"peak": int(held.group(1)) * 1024}
print(json.dumps(says))
"""


@dataclass(frozen=True)
class RealLake:
    """Where the lake is, what its ingest said and what memory it needed."""

    path: Path
    rows: dict[str, int]
    rejected: dict[str, int]
    refused: list[str]
    peak: int

    @property
    def records(self) -> Records:
        """The lake, to be looked at."""
        return records(self.path)


@pytest.fixture(scope="session")
def real_lake(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> RealLake:
    """The equities folder, ingested in a process of its own; workers of one run share it."""
    base = tmp_path_factory.getbasetemp()
    home = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    says = home / "real.json"
    with (home / "real.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not says.exists():
            done = subprocess.run(
                [sys.executable, "-c", _INGEST, str(home / "real"), str(shared / "data/equities")],
                capture_output=True,
                text=True,
                env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")},
            )
            assert done.returncode == 0, done.stderr[-2000:]
            says.write_text(done.stdout)
    told = json.loads(says.read_text())
    kept = {name: told[name] for name in ("rows", "rejected", "refused", "peak")}
    return RealLake(home / "real", **kept)
