"""The inputs of the jobs: from the shared generators where they are, else invented here.

They are made once, under build/bench, and named after who made them and how large they are.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from measuring import ROOT

SHARED = Path(os.environ.get("MICROCAP_SHARED", ROOT.parent / "shared")) / "bench"


@dataclass(frozen=True)
class Sizes:
    """How much is generated."""

    securities: int = 800
    days: int = 2_500
    files: int = 40


def inputs(
    sizes: Sizes, python: Callable[[str], Path | None], home: Path = ROOT / "build" / "bench"
) -> Callable[[str], tuple[Path, str]]:
    """By kind, the folder of an input and a sentence about it; made when first asked for."""

    def made(kind: str) -> tuple[Path, str]:
        # the shared panel is made with numba and pyarrow, which microcap's environment lacks
        interpreter = python("inputs") if kind == "panel" else Path(sys.executable)
        script = SHARED / f"gen_{kind}.py"
        by_shared = script.is_file() and interpreter is not None
        sized = {"panel": f"{sizes.securities}x{sizes.days}", "facts": str(sizes.files)}
        size = sized.get(kind, "usual")
        folder = home / f"{kind}-{'shared' if by_shared else 'invented'}-{size}"
        if not (folder / "whole").exists():
            folder.mkdir(parents=True, exist_ok=True)
            if by_shared:
                _generated(script, Path(str(interpreter)), folder, sizes)
            else:
                _invented(kind, folder, sizes)
            (folder / "whole").touch()
        files = folder / "facts" if kind == "facts" and by_shared else folder
        who = f"bench/{script.name} of the shared folder" if by_shared else "benchmarks/invented.py"
        return files, f"{_said(kind, files, sizes)}, made by {who}"

    return made


def _generated(script: Path, python: Path, folder: Path, sizes: Sizes) -> None:
    world = {
        **os.environ,
        "PEERS_DATA": str(folder),
        "NSEC": str(sizes.securities),
        "NDAY": str(sizes.days),
        "NFILES": str(sizes.files),
        "NUMBA_CACHE_DIR": str(folder / "cache"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    subprocess.run(
        [str(python), str(script)], env=world, cwd=folder, check=True, stdout=subprocess.DEVNULL
    )


def _invented(kind: str, folder: Path, sizes: Sizes) -> None:
    import invented

    if kind == "panel":
        invented.panel(folder, sizes.securities, sizes.days)
    elif kind == "text":
        invented.texts(folder)
    else:
        invented.facts(folder, sizes.files)


def _said(kind: str, folder: Path, sizes: Sizes) -> str:
    if kind == "panel":
        rows = sizes.securities * sizes.days
        return f"{sizes.securities:,} securities x {sizes.days:,} days, {rows:,} rows"
    if kind == "text":
        size = sum((folder / name).stat().st_size for name in ("news.json", "tenk.json"))
        return f"short texts and long ones, {size / 1e6:,.0f} MB"
    size = sum(path.stat().st_size for path in folder.glob("CIK*.json"))
    return f"{sizes.files} answers, {size / 1e6:,.0f} MB"
