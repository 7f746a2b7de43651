"""EDGE on plain values."""

import pytest

from microcap.measures.edge import edge
from microcap.model.errors import Contradiction

PAPER = [
    [18.21, 18.21, 17.61, 17.61],
    [17.61, 18.21, 17.61, 18.21],
    [18.21, 18.21, 17.61, 17.61],
    [18.21, 18.21, 17.61, 18.21],
]


def test_a_price_that_trades_only_at_bid_and_ask_shows_about_the_spread() -> None:
    """Bid 17.61, ask 18.21: 3.35 % of the middle; four bars of noise keep it within a half."""
    found = edge(ohlc=PAPER, sign=False)
    assert found == pytest.approx(0.0335, rel=0.5)


def test_the_three_forms_of_the_input_answer_alike() -> None:
    bars = [dict(zip(("open", "high", "low", "close"), row, strict=True)) for row in PAPER]
    columns = [list(column) for column in zip(*PAPER, strict=True)]
    one = edge(bars=bars)
    assert one is not None
    assert edge(ohlc=PAPER, sign=False) == one
    assert edge(open=columns[0], high=columns[1], low=columns[2], close=columns[3]) == one


@pytest.mark.parametrize("rows", [PAPER[:2], [[2.0, 2.0, 2.0, 2.0]] * 9])
def test_too_few_bars_or_a_still_price_have_no_spread(rows: list[list[float]]) -> None:
    assert edge(ohlc=rows) is None


def test_missing_cells_are_skipped() -> None:
    rows: list[list[float | None]] = [[*row] for row in PAPER]
    hole: list[float | None] = [None, None, None, None]
    gap = [*rows, hole, *rows]
    assert isinstance(edge(ohlc=gap), float)
    assert edge(ohlc=[[None, None, None, None]] * 5) is None


def test_an_impossible_or_uneven_input_is_refused() -> None:
    with pytest.raises(Contradiction, match="below the low"):
        edge(ohlc=[[1.0, 0.9, 1.1, 1.0]])
    with pytest.raises(Contradiction, match="one length"):
        edge(open=[1.0], high=[1.0], low=[1.0], close=[1.0, 1.0])
    with pytest.raises(Contradiction, match="four numbers"):
        edge(ohlc=[[1.0, 1.0]])
    with pytest.raises(Contradiction, match="give one of"):
        edge()
