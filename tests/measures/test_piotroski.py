"""Piotroski's nine questions."""

from typing import Any

import pytest

from microcap.measures.piotroski import piotroski

STRONG: dict[str, Any] = {
    "roa": 0.05,
    "roa_prev": 0.02,
    "cfo_to_assets": 0.08,
    "ltd_to_assets": 0.1,
    "ltd_to_assets_prev": 0.2,
    "current_ratio": 2.0,
    "current_ratio_prev": 1.5,
    "shares_issued": False,
    "gross_margin": 0.4,
    "gross_margin_prev": 0.3,
    "asset_turnover": 1.2,
    "asset_turnover_prev": 1.0,
}


def test_every_sign_of_strength_is_a_point() -> None:
    assert piotroski(**STRONG) == 9


@pytest.mark.parametrize(
    ("change", "points"),
    [
        ({"asset_turnover": 1.0}, 8),
        ({"gross_margin": 0.3}, 8),
        ({"shares_issued": True}, 8),
        ({"current_ratio": 1.5}, 8),
        ({"ltd_to_assets": 0.2}, 8),
        ({"cfo_to_assets": 0.05}, 8),
        ({"cfo_to_assets": 0.0}, 7),
        ({"roa": 0.02}, 8),
        ({"roa": 0.0, "roa_prev": 0.0}, 7),
    ],
)
def test_a_tie_scores_nothing(change: dict[str, Any], points: int) -> None:
    """No operating cash flow is neither above zero nor above the return; so for no return."""
    assert piotroski(**{**STRONG, **change}) == points


@pytest.mark.parametrize("name", sorted(STRONG))
def test_an_unknown_answer_gives_null_and_not_fewer_points(name: str) -> None:
    assert piotroski(**{**STRONG, name: None}) is None
