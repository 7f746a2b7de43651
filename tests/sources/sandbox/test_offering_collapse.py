"""The third family of pumps: weeks of climb, one session of collapse."""

import pytest

from microcap.sources.sandbox.campaign import INTENSITIES
from microcap.sources.sandbox.offering_collapse import offering_collapse
from sources.sandbox.test_slow_promotion import story_of


@pytest.mark.parametrize("seed", [92_001, 92_002, 92_003])
def test_all_of_the_climb_is_lost_in_one_session(seed: int) -> None:
    """At least as much as was climbed, and a fifth on top; in logs."""
    story = story_of(seed)
    told = offering_collapse(story)
    assert told is not None
    assert 15 <= told.top - told.rise + 1 <= 40
    assert float(story.jump[told.rise : told.dump].sum()) == pytest.approx(told.rose)
    assert float(story.jump[told.dump]) <= -told.rose - 0.2
    assert told.end == told.dump == told.top + 1


def test_nothing_is_said_in_public_and_nothing_is_filed() -> None:
    story = story_of(92_004)
    told = offering_collapse(story)
    assert told is not None and told.messages == ()
    assert story.headlines == [] and story.papers == []


def test_louder_ones_climb_further() -> None:
    climbs = []
    for intensity in INTENSITIES:
        told = offering_collapse(story_of(92_005), intensity)
        assert told is not None
        climbs.append(told.rose)
    assert climbs == sorted(climbs)


def test_a_life_that_is_too_short_has_no_room_for_it() -> None:
    assert offering_collapse(story_of(92_006, ends=70)) is None
