"""Quotes that a user writes down: what is kept, and what is refused."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from checks.invented import SYMBOL
from microcap.model.errors import Contradiction, NoSuchThing
from microcap.research.quote import add_quote
from research.tiny import again, at, subject

NOW = at("2024-06-28 15:00")
SEEN = at("2024-06-28 11:00")


def _add(
    folder: Path,
    bid: float = 1.90,
    ask: float = 2.10,
    *,
    symbol: str = SYMBOL,
    seen: datetime = SEEN,
    now: datetime = NOW,
    sizes: tuple[int, int] | None = None,
) -> str:
    bid_size, ask_size = sizes or (None, None)
    return add_quote(
        folder / "lake", symbol, bid, ask, at=seen, now=now, bid_size=bid_size, ask_size=ask_size
    )


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    """A lake with one bar of ZZHM on the session before the look."""
    subject(tmp_path, "2024-06-27")
    return tmp_path


def test_a_look_is_kept_as_a_row_of_the_user(lake: Path) -> None:
    said = _add(lake, sizes=(300, 100))
    rows = again(lake, "2024-06-28").quotes
    assert said == ("ZZHM 1.9 x 2.1, 2024-06-28 11:00 ET (regular): 10.00 % of the middle, kept")
    assert rows.select("bid", "ask", "bid_size", "ask_size", "source", "at", "known_at").rows() == [
        (1.9, 2.1, 300, 100, "user", SEEN, SEEN)
    ]


def test_a_view_before_the_look_does_not_see_it(lake: Path) -> None:
    _add(lake)
    assert again(lake, "2024-06-28 10:59:59").quotes.height == 0
    assert again(lake, "2024-06-28 11:00:00").quotes.height == 1


def test_the_same_look_is_kept_once(lake: Path) -> None:
    _add(lake)
    assert _add(lake).endswith("was here already")
    assert again(lake, "2024-06-28").quotes.height == 1


def test_two_looks_of_one_day_are_both_kept(lake: Path) -> None:
    _add(lake)
    _add(lake, 1.95, 2.05, seen=SEEN + timedelta(minutes=30))
    assert again(lake, "2024-06-28").quotes["bid"].to_list() == [1.90, 1.95]


@pytest.mark.parametrize(
    ("clock", "session"),
    [("09:29", "pre"), ("09:30", "regular"), ("15:59", "regular"), ("16:00", "post")],
)
def test_a_look_tells_its_session(lake: Path, clock: str, session: str) -> None:
    _add(lake, seen=at(f"2024-06-28 {clock}"), now=at("2024-06-28 20:00"))
    assert again(lake, "2024-06-28").quotes["session"].to_list() == [session]


@pytest.mark.parametrize(
    ("bid", "ask", "why"),
    [
        (2.10, 1.90, "not below the ask"),
        (2.00, 2.00, "not below the ask"),
        (0.0, 2.10, "above zero"),
        (-1.0, 2.10, "above zero"),
        (float("nan"), 2.10, "above zero"),
        (1.90, float("inf"), "above zero"),
    ],
)
def test_what_cannot_be_a_quote_is_refused(lake: Path, bid: float, ask: float, why: str) -> None:
    with pytest.raises(Contradiction, match=why):
        _add(lake, bid, ask)
    assert again(lake, "2024-06-28").quotes.height == 0


def test_a_look_of_tomorrow_has_not_happened(lake: Path) -> None:
    with pytest.raises(Contradiction, match="has not happened yet"):
        _add(lake, seen=NOW + timedelta(seconds=1))


def test_a_size_below_zero_is_refused(lake: Path) -> None:
    with pytest.raises(Contradiction, match="a size below zero"):
        _add(lake, sizes=(-1, 100))


def test_an_unknown_ticker_is_refused_with_the_nearest(lake: Path) -> None:
    with pytest.raises(NoSuchThing, match="the nearest held are ZZHM"):
        _add(lake, symbol="ZZHN")


def test_a_lake_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(NoSuchThing, match="no lake at"):
        add_quote(tmp_path / "none", SYMBOL, 1.9, 2.1, at=SEEN, now=NOW)
    assert not (tmp_path / "none").exists()
