"""The command line stays quick: what the way to one name's chapters does not import."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from checks.invented import DAY, SYMBOL
from research.tiny import subject

HEAVY = ("numba", "pandas", "scipy", "statsmodels", "distributed", "dask", "sklearn")
_PROGRAM = """
import contextlib, io, json, sys
from microcap.faces.cli.start import main
said = io.StringIO()
sys.argv = ["microcap", *json.loads(sys.argv[1])]
code = 0
with contextlib.redirect_stdout(said):
    try:
        main()
    except SystemExit as end:
        code = end.code or 0
heavy = [name for name in {heavy!r} if name in sys.modules]
print(json.dumps([code, len(said.getvalue()), heavy, "polars" in sys.modules]))
"""


def _ran(arguments: list[str]) -> tuple[int, int, list[str], bool]:
    ran = subprocess.run(
        [sys.executable, "-c", _PROGRAM.format(heavy=HEAVY), json.dumps(arguments)],
        capture_output=True,
        text=True,
        check=True,
    )
    code, said, heavy, polars = json.loads(ran.stdout)
    return code, said, heavy, polars


def test_the_help_imports_no_table_library_either() -> None:
    code, said, heavy, polars = _ran(["--help"])
    assert (code, heavy, polars) == (0, [], False)
    assert said > 500


@pytest.mark.parametrize("verb", ["dossier", "classify", "liquidity"])
def test_the_chapters_of_one_name_import_nothing_heavy(verb: str, tmp_path: Path) -> None:
    subject(tmp_path)
    lake = str(tmp_path / "lake")
    code, said, heavy, _ = _ran([verb, SYMBOL, "--lake", lake, "--asof", DAY.isoformat()])
    assert (code, heavy) == (0, [])
    assert said > 300
