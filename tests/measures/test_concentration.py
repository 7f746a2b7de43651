"""How few days made the volume."""

import pytest

from microcap.measures.concentration import (
    effective_days_90,
    hhi_90,
    top1_share_90,
    top2_share_10,
    top2_share_90,
    volume_concentration,
)
from microcap.measures.own_panel import own_panel
from microcap.view.evaluate import evaluate


def test_four_equal_days_are_four_effective_days() -> None:
    """4 x (1/4)^2 = 1/4; normalised (1/4 - 1/4) / (3/4) = 0."""
    answer = volume_concentration(volume=[5.0, 5.0, 5.0, 5.0])
    assert answer["hhi"] == pytest.approx(0.25)
    assert answer["effective_days"] == pytest.approx(4)
    assert answer["hhi_normalised"] == pytest.approx(0)
    assert answer["top5_share"] == pytest.approx(1)


def test_one_day_that_made_all_is_one_effective_day() -> None:
    answer = volume_concentration(volume=[0.0, 7.0, 0.0])
    assert answer["top1_share"] == answer["hhi"] == answer["hhi_normalised"] == 1.0


def test_no_volume_has_no_concentration() -> None:
    assert set(volume_concentration(volume=[0.0, 0.0]).values()) == {None}


def test_the_reducers_see_the_two_days_that_made_the_volume() -> None:
    """18 x 10, 320 and 500: 500 / 1,000, 820 / 1,000, last ten 820 / 900."""
    rows = own_panel([1.0] * 20, [10.0] * 18 + [320.0, 500.0])
    answer = evaluate(
        rows,
        {
            "one": top1_share_90(),
            "two": top2_share_90(),
            "ten": top2_share_10(),
            "index": hhi_90(),
            "days": effective_days_90(),
        },
    ).row(0, named=True)
    index = (18 * 10**2 + 320**2 + 500**2) / 1000**2
    assert answer["one"] == pytest.approx(0.5)
    assert answer["two"] == pytest.approx(0.82)
    assert answer["ten"] == pytest.approx(820 / 900)
    assert answer["index"] == pytest.approx(index)
    assert answer["days"] == pytest.approx(1 / index)
