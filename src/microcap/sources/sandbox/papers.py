"""Periodic and everyday filings of an invented issuer, and the words of its documents."""

from datetime import date, timedelta

from microcap.sources.sandbox.names import Profile
from microcap.sources.sandbox.story import EVENING, MORNING, Paper, Story, after

_EVERYDAY = (
    ("5.02", "Departure or election of directors or officers"),
    ("1.01,9.01", "Material agreement"),
    ("7.01,9.01", "Investor presentation"),
    ("8.01", "Other events"),
    ("5.07", "Votes of holders"),
)
_LATE_KINDS = ("troubled", "death_bankruptcy", "death_going_concern", "death_delisting")


def periodic(story: Story) -> None:
    """Put the annual and quarterly reports, proxies and everyday filings into a story.

    A domestic filer reports a quarter 35 to 45 days after its end and a year 70 to 90 days after
    it; a foreign private issuer a year within 120 days, with 6-Ks in between.
    """
    profile = story.profile
    if not profile.files:
        return
    for end, quarter in period_ends(profile, story.calendar.days[0], story.calendar.days[-1]):
        if profile.foreign:
            _foreign_report(story, end, quarter)
        else:
            _domestic_report(story, end, quarter)
    if profile.foreign:
        for _ in range(6):
            _everyday(story, "6-K", None, "Report of foreign private issuer")
        return
    for _ in range(int(story.generator.poisson(5))):
        items, title = _EVERYDAY[int(story.generator.integers(len(_EVERYDAY)))]
        if items == "5.02" and profile.kind == "clean":
            items, title = _EVERYDAY[3]
        _everyday(story, "8-K", items, title)


def period_ends(profile: Profile, first: date, last: date) -> list[tuple[date, int]]:
    """Ends of fiscal quarters from two years before the first day, each with its number 1 to 4."""
    ends = []
    for year in range(first.year - 2, last.year + 1):
        for month in (3, 6, 9, 12):
            following = date(year + month // 12, month % 12 + 1, 1)
            quarter = ((month - profile.fiscal_year_end) % 12) // 3
            ends.append((following - timedelta(days=1), 4 if quarter == 0 else quarter))
    return [(end, quarter) for end, quarter in ends if end <= last]


def _domestic_report(story: Story, end: date, quarter: int) -> None:
    form = "10-K" if quarter == 4 else "10-Q"
    due, grace = (90, 15) if quarter == 4 else (45, 5)
    lag = int(story.generator.integers(due - (20 if quarter == 4 else 10), due + 1))
    late = _late(story, end, quarter)
    session = _filed(story, end, due + int(story.generator.integers(2, grace)) if late else lag)
    if session is None:
        return
    if late:
        notice = story.calendar.at(after(end, due))
        if notice < session:
            story.file(notice, f"NT {form}", title="Notification of late filing")
    minute = _minute(story)
    if quarter != 4 and story.profile.number % 2 == 0:
        story.papers.append(
            Paper(session, minute - 3, "8-K", "2.02,9.01", story.day(session), "Results")
        )
    story.papers.append(
        Paper(session, minute, form, None, end, _period_title(form, end), None, quarter)
    )
    if quarter == 4:
        proxy = session + int(story.generator.integers(15, 25))
        if proxy <= story.ends:
            story.file(proxy, "DEF 14A", title="Proxy statement")


def _late(story: Story, end: date, quarter: int) -> bool:
    if story.profile.kind == "troubled":
        return end.month == 6 or (quarter == 4 and end.year >= 2024)
    return story.profile.kind in _LATE_KINDS and bool(story.generator.random() < 0.35)


def _foreign_report(story: Story, end: date, quarter: int) -> None:
    lag = int(story.generator.integers(95, 119)) if quarter == 4 else 60
    session = _filed(story, end, lag)
    if session is None:
        return
    if quarter == 4:
        title = _period_title("20-F", end)
        story.papers.append(Paper(session, _minute(story), "20-F", None, end, title, None, quarter))
    elif quarter == 2:
        title = f"Half-year results to {end}"
        story.papers.append(Paper(session, _minute(story), "6-K", None, end, title))


def _filed(story: Story, end: date, lag: int) -> int | None:
    """The session of the filing date: on or before the day that the lag gives."""
    wanted = after(end, lag)
    session = story.calendar.at(wanted)
    if session < story.calendar.count and story.calendar.days[session] > wanted:
        session -= 1
    return session if story.begins < session <= story.ends - 2 else None


def _minute(story: Story) -> int:
    low, high = EVENING if story.generator.random() < 0.6 else MORNING
    return int(story.generator.integers(low + 4, high))


def _everyday(story: Story, form: str, items: str | None, title: str) -> None:
    session = story.open_day(story.begins + 8, story.ends - 3)
    if session is not None:
        story.file(session, form, items, title=title)


def _period_title(form: str, end: date) -> str:
    return f"{'Annual' if form in ('10-K', '20-F') else 'Quarterly'} report to {end}"


def liquidity_passage(story: Story, paper: Paper) -> str:
    """The passage on liquidity of an annual report, with doubt stated where the story has it."""
    name = story.profile.name
    if story.doubt_from is not None and paper.session >= story.doubt_from:
        return (
            f"{name} has incurred recurring losses and negative cash flows from operations and "
            "does not have cash for the twelve months after these statements are issued. These "
            "conditions raise substantial doubt about the Company's ability to continue as a "
            "going concern. Management plans to sell shares; there is no assurance that it can."
        )
    return (
        f"{name} {story.profile.business}. Management believes that cash on hand and cash from "
        "operations are sufficient for at least twelve months after these statements are issued."
    )


def compensation(amount: int, payer: str) -> str:
    """The words with which a promoter discloses what was paid, as Section 17(b) asks."""
    return (
        f"This is a paid advertisement. We have been compensated ${amount:,} by {payer}, a third "
        "party, for a one-week campaign. We hold no shares and may buy or sell at any time. "
        "Microcap shares can be lost entirely."
    )


def toxic_note(amount: int) -> str:
    """The words of an 8-K on a note that converts at a discount to a trailing low."""
    return (
        f"The Company issued an unsecured convertible note of ${amount:,}. The holder may convert "
        "it at 80% of the lowest VWAP of the ten trading days before conversion, with a floor of "
        "$0.02. The shares were issued in reliance on Section 4(a)(2)."
    )


def offering_words(shares: float, discount: float) -> str:
    """The words of a prospectus supplement for new shares."""
    return (
        f"We are offering new shares equal to {shares:.0%} of those outstanding, at {discount:.0%} "
        "below the last reported sale price. The placement agent receives 7% of the proceeds. "
        "You will experience immediate and substantial dilution."
    )
