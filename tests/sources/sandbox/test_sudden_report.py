"""The first family of short-and-distort."""

import numpy as np
import pytest

from microcap.sources.sandbox.campaign import Intensity
from microcap.sources.sandbox.distortion import Distortion
from microcap.sources.sandbox.story import Story
from microcap.sources.sandbox.sudden_report import sudden_report
from sources.sandbox.test_slow_promotion import story_of


def _told(seed: int, intensity: Intensity = "loud") -> tuple[Story, Distortion]:
    story = story_of(seed)
    told = sudden_report(story, intensity)
    assert told is not None
    return story, told


@pytest.mark.parametrize("seed", [55_001, 55_002, 55_003])
def test_it_falls_within_three_sessions_and_wins_half_or_more_back(seed: int) -> None:
    story, told = _told(seed)
    assert 0 <= told.low - told.first <= 2
    assert 5 <= told.end - told.low <= 20
    fall = -story.jump[told.first : told.low + 1].sum()
    assert fall == pytest.approx(told.fell)
    assert story.jump[told.low + 1 : told.end + 1].sum() == pytest.approx(told.won_back * fall)
    assert 0.5 <= told.won_back <= 1.0


def test_more_is_sold_short_before_anything_is_published() -> None:
    story, told = _told(55_004)
    before = story.shorted[told.shorting : told.first]
    assert (np.diff(before) > 0).all() and before[0] > 0
    assert story.shorted[told.first] > 0.1
    assert not story.shorted[: told.shorting].any()


def test_a_louder_one_falls_further() -> None:
    """Log falls of 0.2 to 0.35, 0.35 to 0.6 and 0.6 to 1."""
    fell = [_told(55_005, intensity)[1].fell for intensity in ("faint", "plain", "loud")]
    assert 0.2 <= fell[0] <= 0.35 <= fell[1] <= 0.6 <= fell[2] <= 1.0


def test_every_plain_report_is_public_and_half_of_the_faint_ones_are() -> None:
    """Of 40 faint ones 20 are expected, within four deviations of 3.2."""
    plain = [_told(seed, "plain")[0] for seed in range(55_100, 55_110)]
    assert all([item.kind for item in story.headlines] == ["rumour"] for story in plain)
    faint = sum(bool(_told(seed, "faint")[1].publications) for seed in range(55_200, 55_240))
    assert abs(faint - 20) < 13


def test_a_short_life_has_no_room_for_it() -> None:
    assert sudden_report(story_of(55_006, ends=60)) is None
