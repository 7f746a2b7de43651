"""Falls about which nobody lied."""

import numpy as np
import pytest

from microcap.sources.sandbox import innocent_falls
from microcap.sources.sandbox.innocent_falls import RATES, Script, falls, market_falls, shaken
from sources.sandbox.test_slow_promotion import story_of

SESSION = 200


@pytest.mark.parametrize(
    "script",
    [
        innocent_falls.earnings_miss,
        innocent_falls.bad_news,
        innocent_falls.discounted_offering,
    ],
)
def test_news_is_filed_before_the_session_that_falls(script: Script) -> None:
    story = story_of(77_001)
    script(story, SESSION)
    (paper,) = story.papers
    assert paper.effect == SESSION
    assert story.jump[SESSION] < 0 and story.headlines == []


def test_a_discounted_offering_is_sold_short_beforehand() -> None:
    story = story_of(77_002)
    innocent_falls.discounted_offering(story, SESSION)
    assert story.shorted[SESSION - 3] >= 0.05


@pytest.mark.parametrize("script", [innocent_falls.forced_sale, innocent_falls.thin_drop])
def test_forced_sales_come_without_a_word_and_come_back(script: Script) -> None:
    story = story_of(77_003)
    script(story, SESSION)
    assert story.papers == [] and story.headlines == [] and not story.shorted.any()
    lost, won = -story.jump.clip(max=0).sum(), story.jump.clip(0).sum()
    assert 0.35 < won / lost <= 1.0


def test_a_true_report_looks_like_a_false_one_and_is_filed_later() -> None:
    story = story_of(77_004)
    innocent_falls.true_report(story, SESSION)
    assert [item.kind for item in story.headlines] == ["rumour"]
    assert story.shorted[SESSION] >= 0.05
    assert story.papers[0].session >= SESSION + 10
    assert story.jump.clip(0).sum() == 0


def test_a_report_in_vain_moves_next_to_nothing() -> None:
    story = story_of(77_005)
    innocent_falls.report_in_vain(story, SESSION)
    assert [item.kind for item in story.headlines] == ["rumour"]
    assert abs(story.jump).max() < 0.05


def test_falls_come_as_often_as_their_rates_say() -> None:
    """Over 60 names of two years: 0.3 x 120 = 36 missed earnings, within four deviations of 6."""
    told = []
    for seed in range(77_100, 77_160):
        story = story_of(seed)
        falls(story, 2.0)
        told += [event.kind for event in story.events]
    assert abs(told.count("earnings_miss") - 120 * RATES[innocent_falls.earnings_miss]) < 24
    assert set(told) == {script.__name__ for script in RATES}


def test_a_fall_of_the_market_is_felt_by_every_name_on_the_same_days() -> None:
    of_all = market_falls(np.random.default_rng(77_200), 502)
    assert of_all and all(0.04 <= size <= 0.12 for _, size in of_all)
    for seed in (77_201, 77_202):
        story = story_of(seed)
        shaken(story, of_all)
        for session, size in of_all:
            assert story.jump[session] <= -0.2 * size
