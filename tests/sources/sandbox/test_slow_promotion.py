"""The second family of pumps, and that it shares nothing with the others."""

import ast
import inspect
from datetime import UTC, date, datetime, timedelta
from types import ModuleType

import numpy as np
import pytest

from microcap.sources.sandbox import campaign, offering_collapse, scripts, slow_promotion
from microcap.sources.sandbox.campaign import Campaign, Intensity
from microcap.sources.sandbox.names import measured
from microcap.sources.sandbox.story import Calendar, Story, begin


def story_of(seed: int, venue: str | None = None, ends: int | None = None) -> Story:
    """An empty story of 502 weekdays, of a name that trades at a venue (none: an exchange)."""
    every = (date(2023, 1, 2) + timedelta(days=place) for place in range(702))
    days = tuple(day for day in every if day.weekday() < 5)
    calendar = Calendar(days, tuple(datetime(d.year, d.month, d.day, 21, tzinfo=UTC) for d in days))
    generator = np.random.default_rng(seed)
    profile = measured(1, "ZZTEST", "Invented", "ordinary", venue, generator, "7372", "invented")
    return begin(profile, calendar, generator, ends=ends)


def _told(
    seed: int, intensity: Intensity = "loud", venue: str | None = None
) -> tuple[Story, Campaign]:
    story = story_of(seed, venue)
    told = slow_promotion.slow_promotion(story, intensity)
    assert told is not None
    return story, told


def _imports(module: ModuleType) -> set[str]:
    tree = ast.parse(inspect.getsource(module))
    return {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


def _functions(module: ModuleType) -> set[str]:
    tree = ast.parse(inspect.getsource(module))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_no_two_families_share_any_code() -> None:
    """Beside the words of the plan and of the story, which say what happened and not how."""
    shared = {"microcap.sources.sandbox.campaign", "microcap.sources.sandbox.story", "dataclasses"}
    for family in (slow_promotion, offering_collapse):
        assert _imports(family) <= shared
    assert not _functions(slow_promotion) & _functions(scripts)
    assert not _functions(slow_promotion) & _functions(offering_collapse)
    assert not _functions(campaign)


@pytest.mark.parametrize("seed", [91_001, 91_002, 91_003])
def test_it_takes_weeks_to_rise_and_weeks_to_fall(seed: int) -> None:
    _, told = _told(seed)
    assert told.rise - told.buying >= 10
    assert told.top - told.rise >= 15
    assert told.end - told.dump >= 17


def test_what_it_lifts_is_what_it_planned() -> None:
    """Buying and waves lift the whole; the plateau adds steps of 0.4 % by chance."""
    story, told = _told(91_004)
    lifted = float(story.jump[told.buying : told.top + 1].sum())
    assert lifted == pytest.approx(told.rose, abs=0.06)
    assert float(story.jump[told.dump : told.end + 1].sum()) < -0.7 * told.rose


def test_there_is_a_bounce_on_the_way_down() -> None:
    story, told = _told(91_005)
    fall = story.jump[told.dump : told.end + 1]
    assert fall.min() < 0 < fall.max()


def test_intensities_do_not_overlap() -> None:
    rises = {
        intensity: [_told(91_010 + seed, intensity)[1].rose for seed in range(8)]
        for intensity in campaign.INTENSITIES
    }
    assert max(rises["faint"]) <= min(rises["plain"])
    assert max(rises["plain"]) <= min(rises["loud"])


def test_every_message_is_in_the_news_and_some_say_what_was_paid() -> None:
    story, told = _told(91_006)
    assert [item.session for item in story.headlines] == list(told.messages)
    assert len(told.messages) >= 1
    assert "was paid" in story.headlines[0].text


def test_shares_sold_into_the_strength_are_filed_while_the_price_is_held() -> None:
    sold = [(story, told) for story, told in map(_told, range(91_020, 91_040)) if story.offerings]
    assert 5 <= len(sold) <= 18
    for story, told in sold:
        (offering,) = story.offerings
        assert told.rise < offering.session <= told.top
        assert offering.session in {paper.session for paper in story.papers}


def test_it_is_done_over_the_counter_with_the_form_that_is_filed_there() -> None:
    forms = set()
    for seed in range(91_040, 91_052):
        forms |= {paper.form for paper in _told(seed, venue="OTCQB")[0].papers}
    assert forms == {"8-K"}


def test_a_life_that_is_too_short_has_no_room_for_it() -> None:
    story = story_of(91_007, ends=110)
    assert slow_promotion.slow_promotion(story) is None
    assert story.events == []
