"""Returns over several sessions."""

import pytest

from microcap.measures.momentum import (
    high_252_distance,
    return_1,
    return_5,
    return_20,
    return_250,
)
from microcap.measures.own_panel import own_panel
from microcap.measures.returns import daily_return
from microcap.view.evaluate import evaluate


def test_a_return_is_null_on_the_first_and_on_a_broken_row() -> None:
    """2 to 3 is +50 %; into the broken row nothing; 1 to 1 is zero."""
    rows = own_panel([2.0, 3.0, 1.0, 1.0], [5.0] * 4, broken=[2])
    assert rows.select(daily_return()).to_series().to_list() == [None, 0.5, None, 0.0]


def test_returns_compound_and_stop_at_a_broken_row() -> None:
    """1 % a day: 1.01^5 - 1; a broken row 20 rows back leaves only the longer one null."""
    closes = [1.01**place for place in range(21)]
    rows = own_panel(closes, [5.0] * 21, broken=[3])
    asked = {"one": return_1(), "five": return_5(), "twenty": return_20(), "year": return_250()}
    found = evaluate(rows, asked).row(0, named=True)
    assert found["one"] == pytest.approx(0.01)
    assert found["five"] == pytest.approx(1.01**5 - 1)
    assert found["twenty"] is None
    assert found["year"] is None


def test_the_distance_from_the_high_ignores_a_broken_row() -> None:
    """40 before an unlisted split, 5 after it, then 4: 20 % below."""
    rows = own_panel([40.0] * 10 + [5.0] * 10 + [4.0], [5.0] * 21, broken=[10])
    found = evaluate(rows, {"distance": high_252_distance()})
    assert found["distance"][0] == pytest.approx(-0.2)
