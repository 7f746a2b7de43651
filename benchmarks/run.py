"""The benchmark: microcap and its peers at the same work, in one run, as a ratio.

Run with `make bench`, one job with `make bench JOB=A1`; `make bench-peers` installs the peers.
Figures of one run belong together: the same machine, the same hour, the same input.
"""

import argparse
import importlib
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from types import ModuleType

from inputs import Sizes, inputs
from measuring import HERE, Bench, Row, compare

JOBS = {
    "main": "main_job",
    "A1": "edge_rolling",
    "A2": "edge_full",
    "A3": "spreads_rolling",
    "B": "liquidity_panel",
    "C": "companyfacts",
    "G1": "short_texts",
    "G2": "going_concern",
    "H": "cold_start",
}
"""Every job and the file that holds it."""

_HEAD = ("job", "peer", "version", "work", "CPU s", "wall s", "peak MB", "ratio")


def main(arguments: Sequence[str]) -> int:
    """Measure, print a table, write results.json; 2 for a job that there is not."""
    asked = _asked(arguments)
    unknown = [name for name in asked.job if name not in JOBS]
    if unknown:
        sys.stderr.write(f"no job {unknown[0]!r}; there are {', '.join(JOBS)}\n")
        return 2
    bench = Bench(lambda kind: (Path(), kind))
    bench.inputs = inputs(Sizes(asked.securities, asked.days, asked.files), bench.python)
    modules = [importlib.import_module(JOBS[name]) for name in asked.job or JOBS]
    found = list(measured(modules, bench))
    sys.stdout.write(table(found))
    sys.stdout.write(spoken(bench))
    asked.results.write_text(as_json(found))
    return 0


def measured(jobs: Iterable[ModuleType], bench: Bench) -> Iterator[Row]:
    """The rows of every job, in order; progress goes to standard error."""
    for job in jobs:
        sys.stderr.write(f"bench: {job.JOB}, {job.ABOUT}\n")
        yield from job.rows(bench) if hasattr(job, "rows") else compare(job, bench)


def table(rows: Sequence[Row]) -> str:
    """The rows as aligned text; `ratio` is CPU seconds a unit of work over microcap's."""
    cells = [_HEAD, *(_cells(row) for row in rows)]
    widths = [max(len(line[place]) for line in cells) for place in range(len(_HEAD))]
    lines = []
    for line in cells:
        words = [
            cell.ljust(width) if place < 4 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        lines.append("  ".join(words).rstrip())
    return "\n".join(lines) + "\n"


def spoken(bench: Bench) -> str:
    """What stands below the table: inputs, agreement, and what was not measured."""
    lines = list(bench.notes or [])
    if bench.missing:
        absent = "; ".join(bench.missing)
        lines.append(f"not measured: {absent}; `make bench-peers` installs what is a peer")
    return "".join(f"{line}\n" for line in lines)


def as_json(rows: Sequence[Row]) -> str:
    """The rows as a list of objects with the eight keys."""
    return json.dumps([asdict(row) for row in rows], indent=1) + "\n"


def _cells(row: Row) -> tuple[str, ...]:
    return (
        row.job,
        row.peer,
        row.version,
        row.work,
        f"{row.cpu_s:.3f}",
        f"{row.wall_s:.3f}",
        f"{row.peak_mb:.0f}",
        "" if row.ratio_cpu is None else f"{row.ratio_cpu:.1f}",
    )


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("job", nargs="*", help=f"of {', '.join(JOBS)}; all without one")
    parser.add_argument("--securities", type=int, default=Sizes.securities)
    parser.add_argument("--days", type=int, default=Sizes.days)
    parser.add_argument("--files", type=int, default=Sizes.files)
    parser.add_argument("--results", type=Path, default=HERE / "results.json")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
