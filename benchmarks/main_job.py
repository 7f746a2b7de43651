"""The main job: what a person waits for, from an empty folder to a dossier, a screen, an answer.

There is no peer that does it, so every line stands alone; the bare interpreter of job H tells how
fast the machine is.
"""

import os
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from measuring import OURS, ROOT, Bench, Row, process, versions

JOB, ABOUT = "main", "ingest, dossier, screen, demo"
SHARED = Path(os.environ.get("MICROCAP_SHARED", ROOT.parent / "shared")) / "data"
SCREEN = "tier = 'micro' and adv_usd_90 > 50000"
DOSSIERS = (("TOP", "2023-05-05"), ("MULN", "2024-01-05"))


def rows(bench: Bench) -> Iterator[Row]:
    """The demonstration, and on the shared records ingest, dossiers and a screen."""
    with tempfile.TemporaryDirectory() as folder:
        yield _measured(
            bench, "demo: invent, fill, screen, three files", ["demo", "--lake", f"{folder}/d"], 1
        )
        if not SHARED.is_dir():
            for job in ("ingest", "dossier", "screen"):
                bench.absent(JOB, f"{job}, the shared records are not at {SHARED}")
            return
        at = ["--lake", f"{folder}/lake"]
        yield _measured(
            bench,
            "ingest files: the shared equities",
            ["ingest", "files", str(SHARED / "equities"), *at],
            1,
        )
        facts = str(SHARED / "facts" / "companyfacts_raw")
        yield _measured(
            bench,
            "ingest sec: 11 companyfacts",
            ["ingest", "sec", facts, "--lake", f"{folder}/f"],
            1,
        )
        for symbol, day in DOSSIERS:
            command = ["dossier", symbol, "--asof", day, *at]
            yield _measured(bench, f"dossier {symbol} {day}", command, 5)
        command = ["screen", "--where", SCREEN, "--asof", "2024-06-28", "--json", *at]
        yield _measured(bench, "screen: one day, whole universe", command, 5)


def _measured(bench: Bench, work: str, arguments: list[str], runs: int) -> Row:
    """Medians over fresh processes; of several runs the first warms the page cache."""
    command = [str(Path(sys.executable).with_name(OURS)), *arguments]
    found = [process(command) for _ in range(runs + 1 if runs > 1 else 1)]
    found = found[1:] if runs > 1 else found
    if any(one[0] for one in found):
        bench.note(f"{JOB}: {work} ended with exit code {max(one[0] for one in found)}")
    cpu, wall = (statistics.median(one[place] for one in found) for place in (3, 4))
    return Row(JOB, OURS, versions((OURS,)), work, cpu, wall, max(one[5] for one in found), 1.0)
