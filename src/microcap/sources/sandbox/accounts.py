"""The tagged numbers of invented periodic reports: balances, flows to date and cover pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from microcap.sources.sandbox.corporate import Ledger, cover_session
from microcap.sources.sandbox.names import DEATHS
from microcap.sources.sandbox.papers import period_ends
from microcap.sources.sandbox.story import Floats, Paper, Story, after

_BURNERS = ("troubled", "dilution", "reverse_split", "stale_vendor_count", *DEATHS)


@dataclass(frozen=True, slots=True)
class Quarter:
    """One fiscal quarter of an issuer, USD and shares; balances at its end."""

    start: date
    end: date
    number: int
    session: int
    """The last session in it, or the security's first one."""
    revenue: float
    income: float
    operations: float
    investment: float
    cash: float
    assets: float
    liabilities: float


@dataclass(frozen=True, slots=True)
class Fact:
    """A tagged number in the paper at a place of the story's list."""

    place: int
    taxonomy: str
    tag: str
    unit: str
    start: date | None
    day: date
    value: float


_FLOWS = (
    ("Revenues", "Revenue", "revenue"),
    ("NetIncomeLoss", "ProfitLoss", "income"),
    ("NetCashProvidedByUsedInOperatingActivities", "CashFlowsFromUsedInOperatingActivities", "operations"),
    (
        "PaymentsToAcquirePropertyPlantAndEquipment",
        "PurchaseOfPropertyPlantAndEquipmentClassifiedAsInvestingActivities",
        "investment",
    ),
)  # fmt: skip
_BALANCES = (
    ("CashAndCashEquivalentsAtCarryingValue", "CashAndCashEquivalents", "cash"),
    ("Assets", "Assets", "assets"),
    ("Liabilities", "Liabilities", "liabilities"),
)
_TO_DATE = ("operations", "investment")
"""Flows that a quarterly report gives for the year to date only."""


def quarters(story: Story, book: Ledger) -> list[Quarter]:
    """The fiscal quarters of an issuer, from two years before the market's first day.

    Cash follows from the quarter before: operations, investment, and what new shares brought.
    Where it would run out, the issuer borrows.
    """
    profile, generator, calendar = story.profile, story.generator, story.calendar
    sales, margin, investing, cash, other, owed = _scale(story)
    burner = margin < 0
    made: list[Quarter] = []
    ends = period_ends(profile, calendar.days[0], calendar.days[-1])
    for place, (end, number) in enumerate(ends):
        start = after(ends[place - 1][0], 1) if place else date(end.year, end.month - 2, 1)
        session = max(story.begins, calendar.at(after(end, 1)) - 1)
        revenue = _thousands(sales / 4 * float(generator.uniform(0.92, 1.08)))
        income = _thousands(sales / 4 * margin * float(generator.uniform(0.9, 1.1)))
        if burner:
            # what was raised is spent: half of what lies above three quarters' loss
            income -= _thousands(max(0.0, cash - 3 * abs(income)) * 0.5)
        operations = _thousands(income + abs(income) * (0.15 if burner else 0.3))
        investment = _thousands(sales / 4 * investing)
        first = calendar.at(start)
        raised = _thousands(float(book.raised[first : session + 1].sum()))
        cash += operations - investment + raised
        if cash < abs(income) * 0.3:
            loan = _thousands(abs(income) * 1.5)
            cash, owed = cash + loan, owed + loan
        made.append(
            Quarter(
                start, end, number, session, revenue, income, operations, investment,
                cash, cash + other, owed,
            )
        )  # fmt: skip
        sales *= 1.0 + 0.01 * (profile.number % 7 - 2) / 4
    return made


def _scale(story: Story) -> tuple[float, float, float, float, float, float]:
    """Yearly sales, margin on them, investment, and first cash, other assets and debts."""
    profile, generator = story.profile, story.generator
    if profile.kind == "clean":
        return 57e6, 0.1, 0.04, 9.4e6, 41e6, 14e6
    if profile.kind == "spac_remnant":
        return 4e4, -20.0, 0.0, 9e5, 5e6, 2.5e6
    if profile.kind == "troubled":
        return 4.6e6, -2.1, 0.03, 9e6, 5e6, 4e6
    if profile.kind in _BURNERS or generator.random() < 0.45:
        sales = profile.cap * float(generator.uniform(0.02, 0.3))
        burn = profile.cap * float(generator.uniform(0.12, 0.35))
        return sales, -burn / sales, 0.03, burn * float(generator.uniform(1.5, 4)), burn, burn * 0.5
    sales = profile.cap * float(generator.uniform(0.4, 1.8))
    margin = float(generator.uniform(0.02, 0.11))
    return sales, margin, 0.03, sales * 0.12, sales * 0.6, sales * 0.3


def facts(story: Story, book: Ledger, closes: Floats, ordinary: int) -> Iterator[Fact]:
    """The facts of every periodic report; `ordinary` shares stand behind each traded one.

    Counts are in the shares of the filing's day: a report filed after a split restates them.
    """
    held = quarters(story, book)
    by_end = {quarter.end: place for place, quarter in enumerate(held)}
    for place, paper in enumerate(story.papers):
        if not paper.quarter or paper.report_day is None:
            continue
        at = by_end[paper.report_day]
        yield from _cover(story, paper, place, held, at, book, closes, ordinary)
        yield from _balances(paper, place, held, at, book, ordinary)
        yield from _flows(paper, place, held, at)
        if paper.form != "20-F":
            yield from _weighted(paper, place, held, at, book)


def _cover(
    story: Story,
    paper: Paper,
    place: int,
    held: list[Quarter],
    at: int,
    book: Ledger,
    closes: Floats,
    ordinary: int,
) -> Iterator[Fact]:
    session = cover_session(story, paper)
    count = book.restated(session, paper.session) * ordinary
    day = story.day(session)
    yield Fact(place, "dei", "EntityCommonStockSharesOutstanding", "shares", None, day, count)
    if paper.form != "10-K" or at < 2:
        return
    middle = held[at - 2]
    worth = float(book.shares[middle.session]) * float(closes[middle.session])
    public = _thousands(worth * (0.6 + 0.003 * (story.profile.number % 100)))
    yield Fact(place, "dei", "EntityPublicFloat", "USD", None, middle.end, public)


def _balances(
    paper: Paper, place: int, held: list[Quarter], at: int, book: Ledger, ordinary: int
) -> Iterator[Fact]:
    """This period's end and the end of the fiscal year before."""
    foreign = paper.form == "20-F"
    taxonomy = "ifrs-full" if foreign else "us-gaap"
    for quarter in (held[at], held[max(0, at - held[at].number)]):
        for ours, theirs, name in _BALANCES:
            tag = theirs if foreign else ours
            value = float(getattr(quarter, name))
            yield Fact(place, taxonomy, tag, "USD", None, quarter.end, value)
        equity = quarter.assets - quarter.liabilities
        tag = "Equity" if foreign else "StockholdersEquity"
        yield Fact(place, taxonomy, tag, "USD", None, quarter.end, equity)
        tag = "NumberOfSharesOutstanding" if foreign else "CommonStockSharesOutstanding"
        count = book.restated(quarter.session, paper.session) * ordinary
        yield Fact(place, taxonomy, tag, "shares", None, quarter.end, count)


def _flows(paper: Paper, place: int, held: list[Quarter], at: int) -> Iterator[Fact]:
    """The quarter and the year to date, and the same a year before."""
    foreign = paper.form == "20-F"
    taxonomy = "ifrs-full" if foreign else "us-gaap"
    for last in (at, at - 4):
        if last < 0:
            continue
        year = held[max(0, last - held[last].number + 1) : last + 1]
        for ours, theirs, name in _FLOWS:
            tag = theirs if foreign else ours
            for part in (year, year[-1:]):
                single = len(part) == 1
                if single and len(year) > 1 and (name in _TO_DATE or paper.quarter == 4):
                    continue
                value = sum(float(getattr(quarter, name)) for quarter in part)
                yield Fact(place, taxonomy, tag, "USD", part[0].start, part[-1].end, value)
                if len(year) == 1:
                    break


def _weighted(
    paper: Paper, place: int, held: list[Quarter], at: int, book: Ledger
) -> Iterator[Fact]:
    """Weighted average shares of the year to date."""
    year = held[max(0, at - held[at].number + 1) : at + 1]
    sessions = range(max(0, year[0].session - 62), year[-1].session + 1)
    counts = [book.restated(session, paper.session) for session in sessions]
    average = float(sum(counts) // len(counts))
    tag = "WeightedAverageNumberOfSharesOutstandingBasic"
    yield Fact(place, "us-gaap", tag, "shares", year[0].start, year[-1].end, average)


def _thousands(amount: float) -> float:
    return float(round(amount / 1000) * 1000)
