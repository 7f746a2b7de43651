"""The verb census: text and document of the universe of a day."""

import json
from pathlib import Path

import pytest

from checks.invented import DAY, bars, listed
from microcap.faces.cli.start import run
from research.tiny import OTHER, cover, subject

Captured = pytest.CaptureFixture[str]
ASOF = DAY.isoformat()


@pytest.fixture
def lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """One name with 10m shares at 2.00, another of 3.00 without a count."""
    for name in ("MICROCAP_LAKE", "MICROCAP_ORDER_USD", "MICROCAP_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "100")
    subject(
        tmp_path,
        bars=bars([2.0] * 30) + bars([3.0] * 30, symbol=OTHER),
        listings=listed("NASDAQ_CM"),
        facts=[cover(10_000_000, DAY.replace(day=3))],
    )
    return str(tmp_path / "lake")


def test_the_text_counts_tiers_venues_and_claims(lake: str, capsys: Captured) -> None:
    assert run(["census", "--asof", ASOF, "--lake", lake]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "CENSUS   2 names with a bar within 5 sessions"
    assert [line.split()[:3] for line in lines if line.split()[:1] == ["nano"]] == [
        ["nano", "1", "1"]
    ]
    assert any(line.split()[:2] == ["NASDAQ_CM", "1"] for line in lines)
    assert sum("CANNOT BE JUDGED" in line for line in lines) >= 1
    assert any("SYNTHETIC" in line for line in lines)
    assert max(map(len, lines)) <= 100


def test_the_document_holds_the_same(lake: str, capsys: Captured) -> None:
    assert run(["census", "--asof", ASOF, "--lake", lake, "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["universe"], document["synthetic"]) == (2, True)
    assert {line["tier"]: line["names"] for line in document["tiers"]} == {"nano": 1, "unknown": 1}
    assert {line["venue"]: line["names"] for line in document["venues"]} == {
        "NASDAQ_CM": 1,
        "not held": 1,
    }
    assert {one["grade"] for one in document["claims"]} == {"cannot be judged on this data"}


def test_a_day_without_names_has_an_empty_census(lake: str, capsys: Captured) -> None:
    assert run(["census", "--asof", "2020-06-30", "--lake", lake, "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["universe"], document["tiers"], document["venues"]) == (0, [], [])
