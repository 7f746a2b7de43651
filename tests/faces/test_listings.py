"""Screens, states and differences as text: what stands where, and how wide."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from checks.invented import DAY, SYMBOL, bars, filing, held, listed
from microcap.faces import listings
from microcap.research.diff import diff
from microcap.research.screen import Screen, screen
from microcap.research.status import Status, status
from research.tiny import OTHER, at, cover, subject, view

INFORMS = "microcap informs; it never recommends."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """ZZHM with 10m shares at 2.00 and an 8-K of 26 June; ZZBT with bars only."""
    folder = tmp_path_factory.mktemp("listings")
    accepted = {**filing("8-K", date(2024, 6, 26), "4.01"), "known_at": at("2024-06-26 17:31")}
    subject(
        folder,
        bars=bars([2.0] * 30) + bars([3.0] * 30, symbol=OTHER),
        listings=listed("NASDAQ_CM"),
        facts=[cover(10_000_000, date(2024, 6, 3))],
        filings=[accepted],
        coverage=[held(), held("bars", subject=SYMBOL, complete=False, absent_means="unknown")],
    )
    return folder


@pytest.fixture
def found(folder: Path) -> Screen:
    """Everything, ranked by cap."""
    return screen(view(folder))


@pytest.fixture
def state(folder: Path) -> Status:
    """What is held of ZZHM."""
    return status(view(folder), SYMBOL)


def test_a_screen_tells_what_was_asked_of_which_universe(found: Screen) -> None:
    text = listings.screen(found)
    assert text.splitlines()[:2] == [
        "SCREEN   everything",
        "SYNTHETIC - invented market, not a real one",
    ]
    assert "last session 2024-06-28, ranked by -cap" in text
    assert "universe 2 names with a bar within 5 sessions: nano 1, unknown 1" in text
    assert "2 match" in text
    assert text.endswith(INFORMS)


def test_what_is_not_known_is_written_so_and_never_as_zero(found: Screen) -> None:
    """ZZBT has no count, so no cap."""
    line = next(line for line in listings.screen(found).splitlines() if OTHER in line)
    assert "cannot tell" in line
    assert "unknown" in line


def test_rows_that_are_not_shown_and_names_that_are_undecided_are_told(folder: Path) -> None:
    text = listings.screen(screen(view(folder), "cap > 1 or price > 100", limit=0))
    assert "1 match; 1 could not be decided, a column is not known for them, 0 shown" in text


def test_a_label_stands_below_the_table(found: Screen) -> None:
    text = listings.screen(replace(found, labels=("edge_90: of survivors only",)))
    assert "label  edge_90: of survivors only" in text.splitlines()


def test_a_real_market_is_not_called_synthetic(found: Screen) -> None:
    assert "SYNTHETIC" not in listings.screen(replace(found, synthetic=False))


def test_a_hostile_expression_is_cleaned_of_escapes(found: Screen) -> None:
    assert "\x1b" not in listings.screen(replace(found, where="symbol = '\x1b[31m'"))


@pytest.mark.parametrize("width", [80, 100])
def test_every_line_fits_the_width(found: Screen, state: Status, folder: Path, width: int) -> None:
    between = diff(view(folder, "2024-06-20"), view(folder), SYMBOL)
    texts = (
        listings.status(state, width),
        listings.diff(between, width),
        listings.screen(found, width),
    )
    limits = (width, width, width)
    for text, limit in zip(texts, limits, strict=True):
        assert max(len(line) for line in text.splitlines()) <= limit


def test_a_status_tells_what_is_held_and_whether_it_is_complete(state: Status) -> None:
    text = listings.status(state)
    assert text.startswith("STATUS   ZZHM   as known ")
    assert "ZZHM is first seen on" in text
    assert "filings of invented, 9900001, 2019-01-01 to 2024-06-28: complete" in text
    assert "not proved complete; an absent row is unknown" in text
    bars_line = next(line for line in text.splitlines() if line.strip().startswith("bars "))
    assert "30" in bars_line.split()
    assert str(DAY) in bars_line


def test_a_status_without_coverage_says_that_nothing_follows_from_an_absence(
    state: Status,
) -> None:
    text = listings.status(replace(state, coverage=()))
    assert "nothing may be concluded from an absence" in text


def test_rejects_are_shown_with_their_reason_and_a_sample(state: Status) -> None:
    told = replace(
        state,
        rejected=(("bars", "close is below 0", 1200),),
        reject_samples=(("bars", 7, "close is below 0", "symbol=ZZBT close=-1"),),
    )
    text = listings.status(told)
    assert "1,200" in text
    assert "bars row 7: close is below 0: symbol=ZZBT close=-1" in text


def test_a_difference_lists_what_became_known_and_what_moved(folder: Path) -> None:
    """The 8-K was accepted on 26 June at 17:31; bars of the 26th, 27th and 28th came too."""
    text = listings.diff(diff(view(folder, "2024-06-25"), view(folder), SYMBOL))
    assert text.startswith("DIFF   ZZHM   from ")
    assert "BECAME KNOWN   3 bars and 1 other rows" in text
    assert "2024-06-26 17:31" in text and "filings: 8-K 4.01" in text
    assert "MOVED" in text and "ANSWERS THAT CHANGED" in text
    assert text.endswith(INFORMS)


def test_a_correction_is_called_one(folder: Path) -> None:
    value = diff(view(folder, "2024-06-25"), view(folder), SYMBOL)
    corrected = replace(value, rows=tuple(replace(row, correction=True) for row in value.rows))
    assert "filings: correction: 8-K 4.01" in listings.diff(corrected)


def test_the_columns_are_listed_with_their_units_and_the_presets() -> None:
    text = listings.columns()
    cap = next(line for line in text.splitlines() if line.split()[:1] == ["cap"])
    assert cap.split()[1] == "USD"
    assert "market cap, best estimate" in cap
    assert any(line.split()[:1] == ["adv_usd_90"] for line in text.splitlines())
    assert "PRESETS" in text and "micro-traded: " in text
