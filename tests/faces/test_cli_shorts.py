"""The short side of a name as text, as JSON, and from Python."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import microcap
from checks.invented import DAY, SYMBOL, bars, listed
from market_rows import borrow, release, short, sold
from microcap.faces.cli.start import run
from microcap.faces.json_form import as_json
from microcap.faces.shorts_text import shorts
from microcap.research.short_side import short_side
from microcap.view.subject import Subject
from research.tiny import again, halt, subject, vendor

Captured = pytest.CaptureFixture[str]
ASOF = DAY.isoformat()
EVIL = "\x1b]0;owned\x07Zz \u202eevil [a]"


@pytest.fixture
def lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A name with something of everything."""
    for name in ("MICROCAP_LAKE", "MICROCAP_ORDER_USD", "MICROCAP_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("COLUMNS", "100")
    subject(
        tmp_path,
        bars=bars([2.0] * 60, [10_000] * 60),
        listings=listed("NASDAQ_CM"),
        share_counts=[vendor(2_000_000, date(2024, 6, 3))],
        short_interest=[short(150_000, date(2024, 6, 14), previous=100_000)],
        short_volume=[sold(600, 1000, date(2024, 6, 27))],
        borrow=[borrow(0.25, 5000, datetime(2024, 6, 27, 15, tzinfo=UTC))],
        halts=[halt("2024-06-28 19:50", None, "T12")],
        regulatory_actions=[{**release("LR-90001", date(2024, 1, 4)), "title": EVIL}],
    )
    return str(tmp_path / "lake")


def _subject(folder: Path) -> Subject:
    return again(folder, ASOF)


def test_the_text_begins_with_what_stops_trade(lake: str, capsys: Captured) -> None:
    assert run(["shorts", SYMBOL, "--asof", ASOF, "--lake", lake]) == 0
    shown = capsys.readouterr().out
    assert "HALTED, code T12 since 2024-06-28 19:50 ET" in shown
    assert "15 days" in shown
    assert "25.0 % a year" in shown
    assert "short-sale volume is not short interest" in shown
    assert "The exchange asked for more information" in shown


def test_what_a_publisher_sent_is_harmless(lake: str, capsys: Captured) -> None:
    assert run(["shorts", SYMBOL, "--asof", ASOF, "--lake", lake]) == 0
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "Zz evil (a)" in shown


@pytest.mark.parametrize("width", [60, 80, 100])
def test_no_line_is_wider_than_asked(lake: str, tmp_path: Path, width: int) -> None:
    value = short_side(_subject(tmp_path))
    assert max(map(len, shorts(value, width).splitlines())) <= width


def test_the_document_is_that_of_the_api(lake: str, capsys: Captured) -> None:
    assert run(["shorts", SYMBOL, "--asof", ASOF, "--lake", lake, "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    value = microcap.open(lake).as_of(ASOF).shorts(SYMBOL)
    assert document == json.loads(json.dumps(as_json(value)))
    assert document["short_interest"]["value"] == 150_000
    assert document["halts"][0]["end_at"] is None
    assert document["actions"]["named"][0]["identifier"] == "LR-90001"


def test_an_unknown_ticker_is_one_sentence(lake: str, capsys: Captured) -> None:
    assert run(["shorts", "QQQQQ", "--asof", ASOF, "--lake", lake]) == 2
    assert "no ticker 'QQQQQ' is known" in capsys.readouterr().err
