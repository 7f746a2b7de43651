"""The demo: an invented market that is the same every time, and its truth beside it."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from microcap.faces.cli.demo import command
from microcap.faces.json_form import as_json
from microcap.lake.store import Lake
from microcap.model.errors import CouldNotAsk
from microcap.model.tables import TABLES
from microcap.model.verdicts import Finding
from microcap.research.demo import ASOF, SHOWN, invent
from microcap.research.dossier import dossier
from microcap.research.ingest import Report
from microcap.research.screen import screen
from microcap.sources import sandbox
from microcap.view.subject import Subject
from microcap.view.view import View, records


@dataclass(frozen=True)
class _Made:
    path: Path
    view: View
    report: Report
    truth: Path


def _quiet(what: str, done: int, total: int) -> None:
    assert what and done <= total


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[_Made]:
    """The invented market of seed 7, invented once: that it is the same twice is tested beside it."""
    path = tmp_path_factory.mktemp("demo") / "lake"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sandbox, "market", cache(sandbox.market))
        yield _Made(path, *invent(path, seed=7, tell=_quiet))


def test_three_names_are_shown_a_troubled_a_clean_and_an_almost_unknown_one(made: _Made) -> None:
    values = {symbol: dossier(Subject(made.view, symbol)) for symbol in SHOWN}
    found = {
        symbol: sum(isinstance(doubt.verdict, Finding) for doubt in value.suspicious)
        for symbol, value in values.items()
    }
    unknown = {symbol: len(value.cannot_tell) for symbol, value in values.items()}
    assert list(SHOWN.values()) == ["troubled", "clean", "almost unknown"]
    assert found["ZZHM"] >= 5
    assert found["ZZBT"] == 0
    assert unknown["ZZQX"] > unknown["ZZHM"]
    assert values["ZZQX"].size.cap.status == "cannot_tell"


def test_whatever_is_shown_of_it_is_called_synthetic(made: _Made) -> None:
    assert records(made.path).synthetic
    assert screen(made.view, limit=1).synthetic
    assert all(dossier(Subject(made.view, symbol)).synthetic for symbol in SHOWN)


def test_every_row_is_labelled_with_its_source(made: _Made) -> None:
    lake = Lake.open(made.path)
    sources = {
        source
        for name, table in TABLES.items()
        if not table.derived and name != "sessions"
        for source in lake.scan(name).select("source").unique().collect()["source"]
    }
    assert sources == {"sandbox"}


def test_nothing_of_it_was_refused(made: _Made) -> None:
    assert made.report.rejected == {}
    assert made.report.rows["bars"] > 200_000


def _versions(path: Path) -> dict[str, int]:
    lake = Lake.open(path)
    return {name: lake.version(name) for name in TABLES}


def test_a_second_run_changes_nothing(made: _Made) -> None:
    before, truth = _versions(made.path), made.truth.read_bytes()
    view, report, _ = invent(made.path, seed=7, tell=_quiet)
    assert report.rows == {}
    assert _versions(made.path) == before
    assert made.truth.read_bytes() == truth
    one = as_json(dossier(Subject(view, "ZZHM")))
    assert one == as_json(dossier(Subject(made.view, "ZZHM")))


def test_the_truth_stands_beside_the_lake_and_not_in_it(made: _Made) -> None:
    assert made.truth == made.path.with_name("lake-truth.json")
    truth = json.loads(made.truth.read_text())
    assert truth
    inside = [path.name for path in made.path.rglob("*") if "truth" in path.name]
    assert inside == []
    known = hashlib.sha256(made.truth.read_bytes()).hexdigest()
    assert not (made.path / "bytes" / known[:2] / known).exists()


def test_a_truth_that_cannot_be_written_is_told_in_one_sentence(made: _Made) -> None:
    made.truth.rename(aside := made.truth.with_suffix(".aside"))
    made.truth.mkdir()
    try:
        with pytest.raises(CouldNotAsk, match="cannot write the invented market's truth"):
            invent(made.path, seed=7, tell=_quiet)
    finally:
        made.truth.rmdir()
        aside.rename(made.truth)


def test_the_command_prints_a_screen_and_three_research_files_all_called_synthetic(
    made: _Made,
) -> None:
    outcome = CliRunner().invoke(command, ["--lake", str(made.path)], catch_exceptions=False)
    head, *files = outcome.stdout.split("=" * 60)
    assert outcome.exit_code == 0
    assert "nothing below is real" in head
    assert "SYNTHETIC" in head
    told = [part for part in files if part.strip("= \n")]
    assert [part.strip("= \n").partition(":")[0] for part in told] == list(SHOWN)
    assert all("SYNTHETIC" in part for part in told)
    assert f"microcap dossier ZZHM --asof {ASOF}" in outcome.stdout
    assert "recommend" in outcome.stdout
