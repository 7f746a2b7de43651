"""The story of one invented security, written by the scripts before any price is drawn."""

from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import numpy as np
import numpy.typing as npt

from microcap.sources.sandbox.names import Profile
from microcap.sources.sandbox.truth import Event

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

MORNING = (390, 560)
"""Before the open, in minutes of the Eastern day: 06:30 to 09:20."""
EVENING = (965, 1045)
"""After the close: 16:05 to 17:25. Later than 17:30 the SEC gives the next day's filing date,
and then the row would be known before the day that it carries."""
QUIET = 7
"""Sessions on either side of an unexplained day without any filing: a filing of up to five
sessions later would make it a day that led the news."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The sessions of the market, numbered from 0."""

    days: tuple[date, ...]
    closes: tuple[datetime, ...]

    def at(self, day: date) -> int:
        """The number of the first session on or after a day; past the last one, their count."""
        return bisect_left(self.days, day)

    @property
    def count(self) -> int:
        """How many sessions there are."""
        return len(self.days)


@dataclass(frozen=True, slots=True)
class Paper:
    """A filing: the session of its filing date, its form and what it says."""

    session: int
    minute: int
    """Of acceptance, in minutes of the Eastern day."""
    form: str
    items: str | None = None
    report_day: date | None = None
    title: str | None = None
    text: str | None = None
    quarter: int = 0
    """Of the fiscal year that it reports on, 4 for a year; 0 for what is not periodic."""
    stake: "Stake | None" = None
    """What a form of an insider or holder tells."""

    @property
    def effect(self) -> int:
        """The first session that could trade on it."""
        return self.session + (1 if self.minute >= EVENING[0] else 0)


@dataclass(frozen=True, slots=True)
class Stake:
    """A line of a form of an insider or large holder: the session it is about, and of its filing."""

    session: int
    filed: int
    form: str
    who: int
    """Place among the insiders of the name."""
    code: str
    share: float
    """Of what the insider holds before it."""


@dataclass(frozen=True, slots=True)
class Offering:
    """New shares: how many for each old one, sold at a discount to the close before."""

    session: int
    share: float
    discount: float


@dataclass(frozen=True, slots=True)
class SplitPlan:
    """A split with its ex-day; without a ratio, one that lifts the price to a few dollars."""

    session: int
    new: int = 1
    old: int = 0


@dataclass(frozen=True, slots=True)
class Headline:
    """A release, rumour or promotion."""

    session: int
    minute: int
    kind: str
    headline: str
    text: str


@dataclass(frozen=True, slots=True)
class Halt:
    """A halt: minutes of the Eastern day on the sessions of its beginning and its end."""

    code: str
    session: int
    minute: int
    end_session: int | None
    end_minute: int


@dataclass(frozen=True, slots=True)
class Holding:
    """Shares that somebody holds, as a share of the count of that session."""

    session: int
    holder: str
    kind: str
    share: float
    sellable_from: date | None = None


@dataclass
class Story:
    """What happens to one security; scripts write into it, prices and papers are made from it."""

    profile: Profile
    calendar: Calendar
    generator: np.random.Generator
    begins: int
    ends: int
    """Its last session."""
    jump: Floats
    """Log change of the price into each session, beside chance and trend."""
    loudness: Floats
    """Log factor on the dollar volume of each session."""
    halted: Flags
    """Sessions without any trading."""
    shorted: Floats
    """Part of each session's volume sold short beyond the usual."""
    papers: list[Paper] = field(default_factory=list)
    offerings: list[Offering] = field(default_factory=list)
    splits: list[SplitPlan] = field(default_factory=list)
    headlines: list[Headline] = field(default_factory=list)
    halts: list[Halt] = field(default_factory=list)
    holdings: list[Holding] = field(default_factory=list)
    stakes: list[Stake] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    tickers: list[tuple[int, str]] = field(default_factory=list)
    names: list[tuple[int, str]] = field(default_factory=list)
    venues: list[tuple[int, str]] = field(default_factory=list)
    quiet: list[int] = field(default_factory=list)
    """Sessions around which no filing may be put."""
    doubt_from: int | None = None
    """From this session annual reports carry a going-concern paragraph."""
    looks: list[int] = field(default_factory=list)
    """Sessions on which somebody looked at the quote."""
    single_bar: bool = False
    shares_drop: tuple[int, float] | None = None
    """Redemption: from this session only this share of the count is left."""
    stale_vendor: bool = False

    def day(self, session: int) -> date:
        """The day of a session, the last one for a number beyond."""
        return self.calendar.days[min(session, self.calendar.count - 1)]

    def part(self, share: float) -> int:
        """The session at a share of the security's life."""
        return self.begins + int(share * (self.ends - self.begins))

    def tell(self, session: int, kind: str, detail: str) -> None:
        """Write an event into the truth."""
        self.events.append(Event(self.day(session), kind, detail))

    def file(
        self,
        session: int,
        form: str,
        items: str | None = None,
        *,
        evening: bool = True,
        title: str | None = None,
        text: str | None = None,
    ) -> None:
        """File a paper, after the close or before the open; beyond the calendar nothing happens."""
        if session >= self.calendar.count:
            return
        low, high = EVENING if evening else MORNING
        minute = int(self.generator.integers(low, high))
        day = self.day(session)
        self.papers.append(Paper(session, minute, form, items, day, title, text))

    def hush(self, wanted: int) -> int | None:
        """The session nearest to the wanted one with no filing around; it is kept free."""
        taken = sorted({paper.session for paper in self.papers})
        reach = max(wanted - self.begins, self.ends - wanted)
        for away in range(reach + 1):
            for session in (wanted + away, wanted - away):
                inside = self.begins + 70 <= session <= self.ends - QUIET
                if inside and not _near(session, taken):
                    self.quiet.append(session)
                    return session
        return None

    def open_day(self, low: int, high: int) -> int | None:
        """A session by chance between two, on which a filing disturbs no quiet day."""
        first, last = max(low, self.begins + 5), min(high, self.ends - 3)
        free = [session for session in range(first, last) if not _near(session, sorted(self.quiet))]
        return int(self.generator.choice(free)) if free else None


def begin(
    profile: Profile,
    calendar: Calendar,
    generator: np.random.Generator,
    begins: int = 0,
    ends: int | None = None,
) -> Story:
    """An empty story of a security that lives from one session to another."""
    count = calendar.count
    return Story(
        profile,
        calendar,
        generator,
        begins,
        count - 1 if ends is None else ends,
        jump=np.zeros(count),
        loudness=np.zeros(count),
        halted=np.zeros(count, dtype=np.bool_),
        shorted=np.zeros(count),
        tickers=[(begins, profile.ticker)],
        names=[(begins, profile.name)],
        venues=[(begins, profile.venue)],
    )


def after(day: date, days: int) -> date:
    """A calendar day so many days later."""
    return day + timedelta(days=days)


def _near(session: int, others: list[int]) -> bool:
    place = bisect_left(others, session - QUIET)
    return place < len(others) and others[place] <= session + QUIET
