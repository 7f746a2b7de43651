"""Days without trade and returns of zero."""

import pytest

from microcap.measures.own_panel import own_panel
from microcap.measures.zero import zero_return_share_90, zero_shares, zero_volume_share_90
from microcap.view.evaluate import evaluate


def test_shares_are_of_days_and_of_returns() -> None:
    """One of four days without volume, two of three returns zero."""
    answer = zero_shares(close=[2.0, 2.0, 2.0, 2.1], volume=[5, 0, 3, 4])
    assert answer == {"zero_volume_share": 0.25, "zero_return_share": pytest.approx(2 / 3)}


def test_one_day_has_no_return() -> None:
    assert zero_shares(close=[2.0], volume=[5])["zero_return_share"] is None


def test_the_reducers_count_the_same() -> None:
    """Five of 20 days stale: five of 19 returns zero."""
    closes = [1.0 + 0.01 * place for place in range(15)]
    rows = own_panel(closes + [closes[-1]] * 5, [10.0] * 15 + [0.0] * 5)
    answer = evaluate(rows, {"days": zero_volume_share_90(), "returns": zero_return_share_90()})
    assert answer["days"][0] == pytest.approx(0.25)
    assert answer["returns"][0] == pytest.approx(5 / 19)
