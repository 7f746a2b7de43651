"""A quarter of the troubled name that is told again, with less revenue than the first time."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from microcap.sources.sandbox.accounts import Fact
from microcap.sources.sandbox.story import QUIET, Paper, Story

_LATER = 42
"""Sessions from the report to its amendment."""
_LESS = 0.93
"""What is left of the revenue first told."""
_AT = 1000
"""16:40 Eastern."""
_RESTATED = ("Revenues", "NetIncomeLoss")


def plan_amendment(story: Story) -> None:
    """An amended quarterly report, six weeks after the first one, in the middle of the story."""
    if story.profile.kind != "troubled":
        return
    reports = [
        paper
        for paper in story.papers
        if paper.form == "10-Q" and paper.session <= story.part(0.72)
    ]
    if not reports:
        return
    first = max(reports, key=lambda one: one.session)
    session = first.session + _LATER
    while any(abs(session - quiet) <= QUIET for quiet in story.quiet):
        session += 1
    title = f"Amended quarterly report to {first.report_day}"
    story.papers.append(Paper(session, _AT, "10-Q/A", None, first.report_day, title))
    story.tell(session, "restatement", f"revenue of the quarter to {first.report_day} 7% lower")


def restated(story: Story, held: Sequence[Fact]) -> Iterator[Fact]:
    """The amended report's facts: revenue of the period 7 % lower, income by as much in dollars."""
    for place, paper in enumerate(story.papers):
        if paper.form != "10-Q/A":
            continue
        first = next(
            number
            for number, other in enumerate(story.papers)
            if other.form == "10-Q" and other.report_day == paper.report_day
        )
        own = [
            fact
            for fact in held
            if fact.place == first and fact.tag in _RESTATED and fact.day == paper.report_day
        ]
        revenue = {fact.start: fact.value for fact in own if fact.tag == "Revenues"}
        for fact in own:
            lost = round(revenue.get(fact.start, 0.0) * (1 - _LESS) / 1000) * 1000.0
            yield replace(fact, place=place, value=fact.value - lost)
