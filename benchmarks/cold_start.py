"""Job H: how long a command takes that does nothing yet, beside what an import of a peer takes."""

import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from measuring import OURS, Bench, Row, process, versions

JOB, ABOUT = "H", "cold start"
RUNS = 15
PEERS = (
    ("polars", "polars", "polars"),
    ("duckdb", "duckdb", "duckdb"),
    ("pandas", "pandas", "pandas"),
    ("edgartools", "edgartools", "edgar"),
)
"""The name, its environment, what is imported."""


def rows(bench: Bench) -> Iterator[Row]:
    """`microcap --help` and a bare interpreter, then what peers cost before they do anything."""
    program = str(Path(sys.executable).with_name(OURS))
    commands = [
        (OURS, versions((OURS,)), "microcap --help", [program, "--help"]),
        ("bare python", sys.version.split()[0], "python -c pass", [sys.executable, "-c", "pass"]),
    ]
    for name, environment, module in PEERS:
        python = bench.python(environment)
        if python is None:
            bench.absent(JOB, name)
            continue
        said = f"import importlib.metadata as m; print(m.version({name!r}))"
        version = subprocess.run(
            [str(python), "-c", said], capture_output=True, text=True, check=True
        ).stdout.strip()
        commands.append(
            (name, version, f"import {module}", [str(python), "-c", f"import {module}"])
        )
    ours = 0.0
    for name, version, work, command in commands:
        found = [process(command) for _ in range(RUNS + 1)][1:]
        cpu, wall = (statistics.median(one[place] for one in found) for place in (3, 4))
        ours = ours or cpu
        yield Row(JOB, name, version, work, cpu, wall, max(one[5] for one in found), cpu / ours)
