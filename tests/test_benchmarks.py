"""The benchmark's own machinery, with a tiny invented job."""

import importlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from microcap.sources.companyfacts_scan import scanned

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
KEYS = ["job", "peer", "version", "work", "cpu_s", "wall_s", "peak_mb", "ratio_cpu"]

TINY = """
from measuring import Outcome, Peer, timed, worker

JOB, INPUT, COMPILES, ABOUT = "T", "numbers", False, "adding up"

def ours(folder):
    total, cpu, wall = timed(lambda: sum(range(200_000)))
    return Outcome("200,000 numbers", 200_000, cpu, wall, [float(total)])

def theirs(folder):
    total, cpu, wall = timed(lambda: sum(range(200_000)))
    return Outcome("200,000 numbers", 200_000, cpu, wall, [float(total) * 1.001])

def broken(folder):
    raise SystemExit("the input has no numbers")

PEERS = (
    Peer("microcap", ours),
    Peer("neighbour", theirs, "", ("polars", "numpy")),
    Peer("broken", broken),
    Peer("absent", theirs, "absent", ("absent",)),
)

if __name__ == "__main__":
    worker(JOB, PEERS)
"""


@pytest.fixture
def bench(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A way to import the benchmark's files, also for the processes that it starts."""
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    monkeypatch.setenv("PYTHONPATH", str(BENCHMARKS))
    return importlib.import_module


@pytest.fixture
def tiny(bench: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The tiny job, measured: its rows and what is said below the table."""
    (tmp_path / "tiny_job.py").write_text(TINY)
    monkeypatch.syspath_prepend(str(tmp_path))
    job, measuring, run = bench("tiny_job"), bench("measuring"), bench("run")
    told = measuring.Bench(lambda kind: (tmp_path, f"{kind} from nowhere"), tmp_path / "peers")
    return list(run.measured([job], told)), told


def test_a_row_has_the_eight_keys_and_microcap_is_the_measure(bench: Any, tiny: Any) -> None:
    rows = json.loads(bench("run").as_json(tiny[0]))
    assert [list(row) for row in rows] == [KEYS, KEYS]
    assert [(row["job"], row["peer"], row["work"]) for row in rows] == [
        ("T", "microcap", "200,000 numbers"),
        ("T", "neighbour", "200,000 numbers"),
    ]
    assert rows[0]["ratio_cpu"] == 1.0
    assert rows[1]["version"] == f"polars {pl.__version__} + numpy {np.__version__}"
    assert min(row["peak_mb"] for row in rows) > 1


def test_a_peer_that_is_not_installed_is_said_and_not_passed_over(bench: Any, tiny: Any) -> None:
    said = bench("run").spoken(tiny[1])
    assert "not measured: absent (T); `make bench-peers` installs what is a peer" in said
    assert "T: adding up; input: numbers from nowhere" in said


def test_a_peer_that_fails_is_said_with_its_last_words(bench: Any, tiny: Any) -> None:
    assert "T: broken failed: the input has no numbers" in bench("run").spoken(tiny[1])


def test_answers_are_compared_with_those_of_microcap(bench: Any, tiny: Any) -> None:
    """A thousandth more is a thousandth of 1.001 apart: 0.000999."""
    assert "T: neighbour: 1 answers compared, at most 1.0e-03 apart" in bench("run").spoken(tiny[1])


def test_the_ratio_is_of_seconds_a_unit_of_work(
    bench: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hundred units in two seconds against ten units in one: 0.02 s and 0.1 s, five times."""
    measuring = bench("measuring")
    (tmp_path / "tiny_job.py").write_text(TINY)
    monkeypatch.syspath_prepend(str(tmp_path))
    outcomes = {
        "microcap": measuring.Outcome("100 units", 100, 2.0, 2.0, []),
        "neighbour": measuring.Outcome("10 units", 10, 1.0, 1.0, []),
    }
    monkeypatch.setattr(
        measuring,
        "started",
        lambda job, peer, python, folder: (
            (outcomes[peer.name], "1", 50.0) if peer.name in outcomes else "gone"
        ),
    )
    told = measuring.Bench(lambda kind: (tmp_path, kind), tmp_path / "peers")
    rows = list(measuring.compare(bench("tiny_job"), told))
    assert [row.ratio_cpu for row in rows] == [1.0, pytest.approx(5.0)]


def test_without_microcap_there_is_nothing_to_compare_with(
    bench: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    measuring = bench("measuring")
    (tmp_path / "tiny_job.py").write_text(TINY)
    monkeypatch.syspath_prepend(str(tmp_path))
    outcome = measuring.Outcome("10 units", 10, 1.0, 1.0, [])
    monkeypatch.setattr(
        measuring,
        "started",
        lambda job, peer, *rest: (outcome, "1", 50.0) if peer.name == "neighbour" else "no kernel",
    )
    told = measuring.Bench(lambda kind: (tmp_path, kind), tmp_path / "peers")
    rows = list(measuring.compare(bench("tiny_job"), told))
    assert [(row.peer, row.ratio_cpu) for row in rows] == [("neighbour", None)]


def test_the_table_has_a_line_for_each_row_and_a_head(bench: Any, tiny: Any) -> None:
    lines = bench("run").table(tiny[0]).splitlines()
    assert " ".join(lines[0].split()) == "job peer version work CPU s wall s peak MB ratio"
    assert [line.split()[:2] for line in lines[1:]] == [["T", "microcap"], ["T", "neighbour"]]


def test_each_job_has_a_file_that_knows_its_name_and_its_environments(bench: Any) -> None:
    run, peers = bench("run"), bench("peers")
    jobs = {name: bench(file) for name, file in run.JOBS.items()}
    assert {name: job.JOB for name, job in jobs.items()} == {name: name for name in run.JOBS}
    compared = [peer for job in jobs.values() if hasattr(job, "INPUT") for peer in job.PEERS]
    wanted = {peer.environment for peer in compared} - {""}
    wanted |= {environment for _, environment, _ in jobs["H"].PEERS}
    assert wanted <= peers.environments().keys()


def test_the_list_of_peers_names_exact_versions_and_no_registry(bench: Any) -> None:
    wanted = [one for line in bench("peers").environments().values() for one in line]
    assert all(one.count("==") == 1 for one in wanted)
    assert "://" not in (BENCHMARKS / "peers.txt").read_text()


def test_a_job_that_there_is_not_is_refused_with_the_names(
    bench: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bench("run").main(["Z9"]) == 2
    assert "no job 'Z9'; there are main, A1, A2, A3, B, C, G1, G2, H" in capsys.readouterr().err


def test_invented_answers_are_of_the_form_that_the_walk_knows(bench: Any, tmp_path: Path) -> None:
    bench("invented").facts(tmp_path, 2, 20_000)
    bodies = [path.read_bytes() for path in sorted(tmp_path.glob("CIK*.json"))]
    found = [scanned(body) for body in bodies]
    assert [one.cik for one in found if one is not None] == [1_000_000, 1_000_001]
    assert all(20_000 < len(body) < 60_000 for body in bodies)


def test_the_invented_panel_has_idle_days_at_the_last_close(bench: Any, tmp_path: Path) -> None:
    bench("invented").panel(tmp_path, 6, 400)
    panel = pl.read_parquet(tmp_path / "panel.parquet")
    idle = panel.filter(pl.col("volume") == 0)
    assert panel.height == 2_400
    assert 0.1 < idle.height / panel.height < 0.2
    assert idle.filter(pl.col("high") != pl.col("low")).is_empty()
    assert panel.filter(
        (pl.col("low") > pl.col("open")) | (pl.col("high") < pl.col("close"))
    ).is_empty()
    assert np.load(tmp_path / "p_c.npy").shape == (6, 400)


def test_an_input_says_who_made_it_and_is_made_once(
    bench: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inputs = bench("inputs")
    monkeypatch.setattr(inputs, "SHARED", tmp_path / "nowhere")
    ask = inputs.inputs(inputs.Sizes(4, 50, 1), lambda name: None, tmp_path)
    folder, said = ask("panel")
    made = (folder / "panel.parquet").stat().st_mtime_ns
    assert said == "4 securities x 50 days, 200 rows, made by benchmarks/invented.py"
    assert ask("panel")[0] == folder
    assert (folder / "panel.parquet").stat().st_mtime_ns == made
