"""What the troubled name claims in releases, and the words of the papers that bear it out or do not.

Of the claims one is true, one larger than the facts, one ended by a later paper, one promised for a
day of which nothing is heard again, and one not yet due. No chance is drawn here: the same story
gives the same words.
"""

from collections.abc import Sequence
from datetime import date

from microcap.sources.sandbox.accounts import Fact
from microcap.sources.sandbox.story import QUIET, Headline, Paper, Story

CUSTOMER = "Norlund Shipping AS"
FACILITY = "Port Arden"
_BEFORE_OPEN = 415
"""06:55 Eastern."""
_LARGER = 1.35
"""The claimed revenue over that of the facts, in the release that is larger."""
_SILENT = {"3.03,5.03,9.01", "5.02", "5.07", "4.01,9.01"}


def claim_headlines(story: Story, told: Sequence[Fact]) -> list[Headline]:
    """The releases of the troubled name, oldest first; their amounts lean on the facts told."""
    if story.profile.kind != "troubled":
        return []
    name, made = story.profile.name, []
    for part, larger in ((0.6, _LARGER), (0.77, 1.0)):
        report = _report(story, part)
        revenue = _revenue(told, story, report)
        if report is not None and report.report_day is not None and revenue:
            made.append(_results(name, report, revenue * larger, best=larger > 1.0))
    signed = _open(story, story.part(0.63))
    made.append(_release(signed, f"{name} signs a supply agreement", _agreement(story, signed)))
    opened = _open(story, story.part(0.7))
    made.append(_release(opened, f"{name} to open a facility", _facility(story, opened)))
    hoped = _open(story, story.part(0.95))
    made.append(_release(hoped, f"{name} on its DeepHull sensor", _certificate(story, hoped)))
    return sorted(made, key=lambda one: one.session)


def claim_papers(story: Story) -> dict[int, str]:
    """The words of the troubled name's current reports by their place, where the story has none."""
    if story.profile.kind != "troubled":
        return {}
    words = {}
    ended = next(
        (
            place
            for place, paper in enumerate(story.papers)
            if paper.form == "8-K" and paper.items == "8.01" and paper.session > story.part(0.7)
        ),
        None,
    )
    for place, paper in enumerate(story.papers):
        if paper.text is not None or paper.form not in ("8-K", "10-Q/A"):
            continue
        if place == ended:
            words[place] = _termination(story, paper)
        elif paper.form == "10-Q/A":
            words[place] = _amended(story, paper)
        elif paper.items not in _SILENT:
            words[place] = _current(story, paper)
    return words


def _report(story: Story, part: float) -> Paper | None:
    """The first quarterly report from a part of the story on."""
    later = [
        paper
        for paper in story.papers
        if paper.form == "10-Q" and paper.session >= story.part(part)
    ]
    return min(later, key=lambda one: one.session, default=None)


def _revenue(told: Sequence[Fact], story: Story, report: Paper | None) -> float | None:
    """The revenue of the quarter that a report tells, USD."""
    for fact in told:
        if (
            report is not None
            and story.papers[fact.place] is report
            and fact.tag == "Revenues"
            and fact.day == report.report_day
            and fact.start is not None
            and (fact.day - fact.start).days < 100
        ):
            return fact.value
    return None


def _open(story: Story, wanted: int) -> int:
    """The wanted session, or the next one that is not kept free of news."""
    while any(abs(wanted - quiet) <= QUIET + 3 for quiet in story.quiet):
        wanted += 1
    return wanted


def _release(session: int, headline: str, text: str) -> Headline:
    return Headline(session, _BEFORE_OPEN, "release", headline, text)


def _results(name: str, report: Paper, revenue: float, *, best: bool) -> Headline:
    end = _long(report.report_day) if report.report_day else ""
    amount = f"${revenue / 1e6:,.2f} million"
    record = "record revenue, " if best else ""
    text = (
        f"{name} today announced results for the quarter ended {end}. Revenue for the quarter "
        f"ended {end} was {amount}."
    )
    if best:
        text += f" It was record revenue for the quarter ended {end}, said Iris Halden, Chief Executive Officer."
    return _release(report.session, f"{name} reports {record}results of the quarter", text)


def _agreement(story: Story, session: int) -> str:
    day = story.day(session)
    first = f"second quarter of {day.year + (day.month > 3)}"
    return (
        f"{story.profile.name} has signed a three-year supply agreement with {CUSTOMER}, valued at "
        f"$2.4 million. Deliveries to {CUSTOMER} will begin in the {first}."
    )


def _facility(story: Story, session: int) -> str:
    day = story.day(session)
    return (
        f"{story.profile.name} will open its {FACILITY} calibration facility by June 30, "
        f"{day.year + (day.month > 4)}."
    )


def _certificate(story: Story, session: int) -> str:
    year = story.day(session).year + 1
    return (
        f"{story.profile.name} expects to receive certification of its DeepHull sensor by June 30, "
        f"{year}, subject to tests at sea."
    )


def _termination(story: Story, paper: Paper) -> str:
    day = _long(story.day(paper.session))
    return (
        f"FORM 8-K\n{story.profile.name}\n\nItem 8.01 Other Events.\n\nOn {day}, the supply agreement "
        f"with {CUSTOMER} was terminated by {CUSTOMER}. No sensor was delivered under it."
    )


def _amended(story: Story, paper: Paper) -> str:
    end = _long(paper.report_day) if paper.report_day else ""
    return (
        f"FORM 10-Q/A\n{story.profile.name}\nFor the quarterly period ended {end}\n\nThis amendment "
        "tells the revenue of the quarter again, 7% lower than the first time."
    )


def _current(story: Story, paper: Paper) -> str:
    """The words of an 8-K that says what its title says."""
    day = _long(story.day(paper.session))
    numbers = [one for one in (paper.items or "").split(",") if one != "9.01"]
    body = (
        f"Of {day}: {paper.title or 'other events'}. What else there is to say stands in the papers "
        "of the same day."
    )
    return (
        f"FORM 8-K\n{story.profile.name}\n\n"
        + "\n\n".join(f"Item {one}" for one in numbers)
        + f"\n\n{body}"
    )


def _long(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"
