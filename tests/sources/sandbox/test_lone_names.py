"""Invented names one by one."""

from datetime import date

import numpy as np

from microcap.sources.sandbox.lone_names import (
    chance_of,
    daily_rows,
    lone_story,
    market_rows,
    said_in_public,
    sessions_between,
)
from microcap.sources.sandbox.story import Headline

CALENDAR = sessions_between(date(2024, 1, 2), date(2024, 12, 31))


def test_a_year_of_the_exchange_has_its_sessions() -> None:
    """2024 had 252 sessions, the first on 2 January; 29 March was Good Friday."""
    assert (CALENDAR.count, CALENDAR.days[0]) == (252, date(2024, 1, 2))
    assert date(2024, 3, 29) not in CALENDAR.days


def test_each_name_draws_by_itself() -> None:
    first, second = (chance_of(44_100, 9, number).random(3).tolist() for number in (1, 2))
    assert first != second
    assert first == chance_of(44_100, 9, 1).random(3).tolist()
    assert first != chance_of(44_100, 8, 1).random(3).tolist()


def test_a_third_of_the_names_trades_over_the_counter_unless_they_must_be_listed() -> None:
    """0.35 of 300 is 105, within four deviations of 8."""
    stories = [lone_story(number, CALENDAR, chance_of(44_101, 9, number)) for number in range(300)]
    assert abs(sum(story.profile.otc for story in stories) - 105) < 33
    listed = [
        lone_story(number, CALENDAR, chance_of(44_101, 9, number), kind="foreign", listed=True)
        for number in range(40)
    ]
    assert not any(story.profile.otc for story in listed)


def test_rows_have_a_place_a_session_and_mark_what_was_filed_and_said() -> None:
    story = lone_story(7, CALENDAR, chance_of(44_102, 9, 7), kind="ordinary")
    story.papers.clear()
    story.file(50, "8-K", "8.01", evening=True)
    story.headlines.append(Headline(60, 600, "rumour", "words", "text"))
    rows = daily_rows(story)
    assert np.flatnonzero(rows["filed"]).tolist() == [51]
    assert np.flatnonzero(said_in_public(story, "rumour")).tolist() == [60]
    assert not said_in_public(story, "promotion").any()
    assert {len(column) for column in rows.values()} == {252}


def test_the_rows_of_names_stand_one_name_after_the_other() -> None:
    made = [
        daily_rows(lone_story(number, CALENDAR, chance_of(44_103, 9, number))) for number in (2, 1)
    ]
    told = market_rows(made, CALENDAR)
    assert told["security"].unique(maintain_order=True).to_list() == ["ZZ000001", "ZZ000002"]
    assert told["day"].to_list() == [*CALENDAR.days, *CALENDAR.days]
