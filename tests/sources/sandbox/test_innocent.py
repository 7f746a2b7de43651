"""Look-alikes that are no pumps."""

import pytest

from microcap.sources.sandbox import innocent
from microcap.sources.sandbox.innocent import RATES, Script, troubles
from sources.sandbox.test_slow_promotion import story_of

SESSION = 200


@pytest.mark.parametrize("script", [innocent.news_run, innocent.approval])
def test_news_is_filed_before_the_open_of_the_day_that_jumps(script: Script) -> None:
    story = story_of(93_001)
    script(story, SESSION)
    (paper,) = story.papers
    assert (paper.form, paper.effect) == ("8-K", SESSION)
    assert story.jump[SESSION] > 0 and story.loudness[SESSION] > 2


@pytest.mark.parametrize("script", [innocent.squeeze, innocent.thin_jump])
def test_a_squeeze_and_a_thin_jump_come_without_a_filing_or_a_word(script: Script) -> None:
    story = story_of(93_002)
    script(story, SESSION)
    assert story.papers == [] and story.headlines == []
    assert story.jump[SESSION] > 0
    assert story.jump[SESSION + 6 :].sum() <= 0


def test_a_reverse_split_is_filed_two_sessions_before_the_price_runs() -> None:
    story = story_of(93_003)
    innocent.after_split(story, SESSION)
    assert [paper.session for paper in story.papers] == [SESSION - 2]


def test_a_recovery_keeps_what_it_won() -> None:
    story = story_of(93_004)
    innocent.recovery(story, SESSION)
    assert story.jump.sum() == pytest.approx(story.jump.clip(0).sum())


def test_a_promotion_in_vain_is_public_and_moves_next_to_nothing() -> None:
    story = story_of(93_005)
    innocent.promoted_in_vain(story, SESSION)
    assert [item.kind for item in story.headlines] == ["promotion"]
    assert abs(story.jump).max() < 0.1


def test_look_alikes_come_as_often_as_their_rates_say() -> None:
    """Over 60 names of two years: expected 0.3 x 120 = 36 runs on news, within four deviations."""
    told = []
    for seed in range(93_100, 93_160):
        story = story_of(seed)
        troubles(story, 2.0)
        told += [event.kind for event in story.events]
    expected = 120 * RATES[innocent.news_run]
    assert abs(told.count("news_run") - expected) < 4 * expected**0.5
    assert {"approval", "squeeze", "after_split", "thin_jump", "recovery"} <= set(told)
