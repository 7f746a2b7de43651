"""The second family of short-and-distort, and that it shares nothing with the first."""

import ast
import inspect
from types import ModuleType

import numpy as np
import pytest

from microcap.sources.sandbox import report_waves, scripts, sudden_report
from microcap.sources.sandbox.campaign import Intensity
from microcap.sources.sandbox.distortion import Distortion
from microcap.sources.sandbox.story import Story
from sources.sandbox.test_slow_promotion import story_of


def _told(seed: int, intensity: Intensity = "loud") -> tuple[Story, Distortion]:
    story = story_of(seed)
    told = report_waves.report_waves(story, intensity)
    assert told is not None
    return story, told


def _imports(module: ModuleType) -> set[str]:
    tree = ast.parse(inspect.getsource(module))
    return {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


def _functions(module: ModuleType) -> set[str]:
    tree = ast.parse(inspect.getsource(module))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_the_families_share_no_code() -> None:
    """Beside the words of the plan and of the story, which say what happened and not how."""
    room = "microcap.sources.sandbox"
    shared = {f"{room}.campaign", f"{room}.distortion", f"{room}.story", "dataclasses"}
    assert _imports(report_waves) <= shared
    assert _imports(sudden_report) <= shared
    assert not _functions(report_waves) & _functions(sudden_report)
    assert not _functions(report_waves) & _functions(scripts)


@pytest.mark.parametrize("seed", [66_001, 66_002, 66_003])
def test_it_falls_in_several_steps_over_weeks(seed: int) -> None:
    story, told = _told(seed)
    assert told.low - told.first >= 9
    falling = story.jump[told.first : told.low + 1] < 0
    assert 2 <= int((np.diff(falling.astype(int)) == 1).sum()) + int(falling[0]) <= 5


def test_short_sales_begin_a_week_or_more_before_the_first_publication() -> None:
    story, told = _told(66_004)
    assert told.first - told.shorting >= 8
    assert (np.diff(story.shorted[told.shorting : told.first]) > 0).all()
    assert (story.shorted[told.first : told.low + 1] > 0.1).all()


def test_some_win_it_back_in_weeks_and_some_never() -> None:
    """Six in ten of 60 are 36, within four deviations of 3.8."""
    told = [_told(seed)[1] for seed in range(66_100, 66_160)]
    back = [one for one in told if one.won_back > 0]
    assert abs(len(back) - 36) < 15
    assert all(one.end - one.low >= 15 for one in back)
    assert all(one.end == one.low for one in told if one.won_back == 0)


def test_what_the_price_loses_is_what_was_planned() -> None:
    """Each wave falls by a tenth more than it keeps; the last gives its tenth back after the low."""
    story, told = _told(66_005)
    lost = -story.jump[told.first : told.low + 1].sum()
    assert told.fell < lost < 1.1 * told.fell


def test_most_of_the_loud_ones_are_in_public_before_the_open() -> None:
    story, told = _told(66_006)
    assert len(told.publications) == len(story.headlines) > 0
    assert all(item.minute < 570 and item.kind == "rumour" for item in story.headlines)


def test_a_short_life_has_no_room_for_it() -> None:
    assert report_waves.report_waves(story_of(66_007, ends=60)) is None
