"""The speed of the main job, each in fresh processes: CPU seconds and peak memory.

Run with `make bench`. What needs the shared records says so where they are absent. The figures
of one run belong together; the machine's speed is told by a bare interpreter beside them.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MICROCAP = str(Path(sys.executable).with_name("microcap"))
SHARED = Path(os.environ.get("MICROCAP_SHARED", ROOT.parent / "shared")) / "data"


@dataclass(frozen=True)
class Result:
    """One job: medians over its runs."""

    job: str
    work: str
    runs: int
    cpu_s: float
    wall_s: float
    peak_mb: float
    exit_code: int


def measured(job: str, work: str, command: list[str], runs: int) -> Result:
    """Run a command several times in fresh processes; the first run warms the page cache."""
    cpu, wall, peak, code = [], [], [], 0
    for _ in range(runs + 1):
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        wall.append(time.perf_counter() - began)
        cpu.append(usage.ru_utime + usage.ru_stime)
        peak.append(usage.ru_maxrss / 1024)
        code = max(code, os.waitstatus_to_exitcode(status))
    kept = slice(1, None) if runs > 1 else slice(0, 1)
    return Result(
        job,
        work,
        runs,
        statistics.median(cpu[kept]),
        statistics.median(wall[kept]),
        max(peak[kept]),
        code,
    )


def main() -> int:
    """Measure, print a table, and write benchmarks/results.json."""
    results = [
        measured("bare python", "python -c pass", [sys.executable, "-c", "pass"], 15),
        measured("help", "microcap --help", [MICROCAP, "--help"], 15),
    ]
    with tempfile.TemporaryDirectory() as folder:
        demo = f"{folder}/demo"
        results.append(
            measured(
                "demo", "invent, fill, screen, three files", [MICROCAP, "demo", "--lake", demo], 1
            )
        )
        if SHARED.is_dir():
            lake = f"{folder}/lake"
            at = ["--lake", lake]
            results.append(
                measured(
                    "ingest",
                    "shared equities, 10.2M bars",
                    [MICROCAP, "ingest", "files", str(SHARED / "equities"), *at],
                    1,
                )
            )
            for symbol, day in (("TOP", "2023-05-05"), ("MULN", "2024-01-05")):
                results.append(
                    measured(
                        "dossier",
                        f"{symbol} {day}",
                        [MICROCAP, "dossier", symbol, "--asof", day, *at],
                        5,
                    )
                )
            where = "tier = 'micro' and adv_usd_90 > 50000"
            results.append(
                measured(
                    "screen",
                    "one day, whole universe",
                    [MICROCAP, "screen", "--where", where, "--asof", "2024-06-28", "--json", *at],
                    5,
                )
            )
        else:
            sys.stderr.write(
                f"not run: ingest, dossier, screen; the shared records are not at {SHARED}\n"
            )
    bare = results[0].cpu_s
    sys.stdout.write(
        f"{'job':<12} {'work':<36} {'CPU s':>8} {'wall s':>8} {'peak MB':>8} {'x bare':>8}\n"
    )
    for one in results:
        sys.stdout.write(
            f"{one.job:<12} {one.work:<36} {one.cpu_s:>8.3f} {one.wall_s:>8.3f} {one.peak_mb:>8.0f} {one.cpu_s / bare:>8.1f}\n"
        )
    rows = [asdict(one) | {"ratio_cpu": one.cpu_s / bare} for one in results]
    (ROOT / "benchmarks" / "results.json").write_text(json.dumps(rows, indent=1) + "\n")
    return max(one.exit_code for one in results)


if __name__ == "__main__":
    sys.exit(main())
