"""The Python API: its public names, and that importing them costs nothing."""

import inspect
import json
import subprocess
import sys
from pathlib import Path

import pytest

import microcap
from checks.invented import DAY, SYMBOL
from microcap.model.errors import NoSuchThing
from research.tiny import subject


def test_the_public_names_are_what_is_there() -> None:
    mine = {
        name
        for name, one in vars(microcap).items()
        if inspect.isfunction(one) and one.__module__ == "microcap" and not name.startswith("_")
    }
    assert (
        mine
        == set(microcap.__all__)
        == {"calc", "explain", "fetch", "ingest", "note", "open", "read"}
    )


@pytest.mark.parametrize("name", microcap.__all__)
def test_every_public_name_says_what_it_does(name: str) -> None:
    lines = (getattr(microcap, name).__doc__ or "").splitlines()
    assert len(lines[0]) > 20


def test_importing_it_imports_nothing_heavy() -> None:
    heavy = ("click", "deltalake", "numpy", "pandas", "polars", "pyarrow", "rich", "typing")
    program = (
        "import sys, json, microcap;"
        f"print(json.dumps([name for name in {heavy!r} if name in sys.modules]))"
    )
    ran = subprocess.run(
        [
            sys.executable,
            "-I",
            "-S",
            "-c",
            f"sys=__import__('sys');"
            f"sys.path.insert(0, {str(Path(microcap.__file__).parents[1])!r});{program}",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(ran.stdout) == []


def test_a_method_answers_by_its_public_name() -> None:
    """2.35 x 12,500,000 = 29,375,000 (CAP-1)."""
    assert microcap.calc("market_cap", price=2.35, shares_outstanding=12_500_000) == 29_375_000


def test_a_document_on_disk_is_read_from_python_too(tmp_path: Path) -> None:
    words = "On May 3, 2024 Zebulon Ores, Inc. changed its name to Quarrel Metals Corp."
    path = tmp_path / "8-K.txt"
    path.write_text(
        f"FORM 8-K\nItem 5.03 Amendments to Articles; Change in Fiscal Year\n\n{words}\n"
    )
    (found,) = microcap.read(path, "name_change")
    assert (found.detail, found.quote) == ("effective", words)
    assert path.read_text()[slice(*found.span)] == words


def test_an_unknown_method_names_the_nearest() -> None:
    with pytest.raises(NoSuchThing, match="market_cap"):
        microcap.calc("market_capp", price=1)


def test_a_term_is_explained() -> None:
    assert microcap.explain("microcap").term == "micro-cap"


def test_a_lake_is_opened_and_looked_at(tmp_path: Path) -> None:
    subject(tmp_path)
    value = microcap.open(str(tmp_path / "lake")).as_of(DAY.isoformat()).dossier(SYMBOL)
    assert value.size.price.value == 2.0


def test_a_lake_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoSuchThing, match="no lake at"):
        microcap.open(tmp_path)


def test_files_are_brought_into_a_lake_that_is_made(tmp_path: Path) -> None:
    """A file that no reader knows is named and nothing of it is stored."""
    (tmp_path / "what.bin").write_bytes(b"\x00\x01\x02")
    report = microcap.ingest(tmp_path / "lake", "sec", tmp_path / "what.bin")
    assert (report.files, report.unread) == (0, ["what.bin"])
