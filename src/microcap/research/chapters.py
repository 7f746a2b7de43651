"""What a dossier says: frozen values, of which text, page and JSON are renderings.

Every number is a `Figure`; a figure's `sources` are references that the dossier's `sources`
list explains once. A chapter never contains prose that hides a number: sentences stand in
`in_short` and in the notes of figures.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from microcap.model.figures import Figure
from microcap.model.verdicts import CannotTell, Clear, Evidence, Finding
from microcap.research.admissions import Admissions
from microcap.research.holders import Holders
from microcap.research.parties import Served
from microcap.research.reports import Reports
from microcap.view.subject import Link


@dataclass(frozen=True)
class Reference:
    """One source of the page: its letter, what it is, its own reference and its moment."""

    letter: str
    key: str
    """What figures cite: an accession number or a source's name."""
    what: str
    """Form and title, or the table and the source."""
    known_at: datetime | None
    href: str = ""


@dataclass(frozen=True)
class Identity:
    """What the thing is: names, venue, issuer, and the chain of links with their evidence."""

    symbol: str
    security: str
    asked: str
    name: Figure
    venue: Figure
    share_kind: Figure
    issuer: Figure
    filer_kind: Figure
    industry: Figure
    tradability: str
    venue_consequences: tuple[str, ...]
    listing_age_sessions: Figure
    links: tuple[Link, ...]
    former_names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Suspicion:
    """One check's answer, with how heavy it weighs today."""

    check: str
    label: str
    severity: float
    """0 to 5; an event decays by half in twelve months, a state holds at full weight."""
    kind: str
    """state or event."""
    day: date | None
    verdict: Finding | Clear | CannotTell
    risk: str = "failure"
    """The one of the six risks that it speaks to; see `research.risks`."""
    ends: str = ""
    """Which later document or event would end a state."""
    overdue: str = ""
    """The missing report that should renew or end a finding that is a state, and when it was due."""
    base_rate: str = ""
    """What followed on such a finding within a year, where outcomes are stored."""


@dataclass(frozen=True)
class TierRow:
    """The tier under one definition, at the ends of the cap interval and at the best estimate."""

    definition: str
    low: str
    best: str
    high: str
    status: str
    """agreed, disputed, boundary, not_given, cannot_tell."""
    why: str


@dataclass(frozen=True)
class CountRow:
    """One share count that the cap rests on or that disagrees with it."""

    kind: str
    share_class: str
    as_stated: int
    in_todays_shares: float
    day: date
    known_at: datetime
    source: str
    used: bool
    why: str


@dataclass(frozen=True)
class Size:
    """How big it is: the cap as an interval with both inputs, tiers, float, price flags."""

    cap: Figure
    price: Figure
    shares: Figure
    counts: tuple[CountRow, ...]
    tiers: tuple[TierRow, ...]
    tier: Figure
    """The default definition's tier at the best estimate; status disputed where the ends differ."""
    tier_history: tuple[tuple[date, str], ...]
    """The first session of each stretch and its raw tier by the vendor's counts."""
    tier_stable: Figure
    penny_stock: Figure
    low_priced: Figure
    insiders_shares: Figure
    """Of directors and officers, by their forms, the proxy or a file."""
    large_shares: Figure
    """Of holders of ten per cent, by their schedules, the proxy or a file."""
    restricted_shares: Figure
    float_shares: Figure
    """Less officers, ten-percent holders and restricted shares."""
    float_by_guide: Figure
    """The guide's rule: outstanding less restricted and insiders'."""
    float_by_essay: Figure
    """The essay's rule: outstanding less directors' holdings."""
    public_float_usd: Figure
    """The cover page's dollar value held by non-affiliates: dollars, not shares."""
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Spike:
    """A day whose volume stands out, and what the record says of it."""

    day: date
    volume: float
    times_median: float
    label: str
    """explained, led the news, unexplained, cannot tell."""
    because: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class SpreadRow:
    """One spread estimate: the method, the figure."""

    method: str
    figure: Figure


@dataclass(frozen=True)
class Liquidity:
    """How it trades: legal, partners, cost; volume and its spikes; spread; way out; marks."""

    legal: Figure
    partners: Figure
    cost: Figure
    """Round trip for the asked order size, as a fraction of the price."""
    cost_usd: Figure
    money: str
    time: str
    effort: str
    order_usd: float
    spread: Figure
    spreads: tuple[SpreadRow, ...]
    spread_watch: Figure
    quote: Figure
    volume: dict[str, Figure]
    """adv_10, adv_90, ratio, median_90, adv_usd_90, without_top2, top2_share, effective_days …"""
    verdict: Figure
    """consistent or sporadic, with the reason in its note."""
    spikes: tuple[Spike, ...]
    spike_tally: dict[str, int]
    impact: dict[str, Figure]
    """amihud, kyle_lambda, usd_to_move_1, usd_to_move_5 …"""
    zero_shares: dict[str, Figure]
    exit_days: Figure
    position_shares: Figure
    volatility: dict[str, Figure]
    drawdown: dict[str, Figure]
    marks: dict[str, Figure]
    determinants: tuple[str, ...]
    rules: tuple[str, ...]
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True)
class Money:
    """What the company's own numbers say of its cash."""

    cash: Figure
    operating_cash: Figure
    runway_months: Figure
    debt: Figure
    revenue: Figure
    net_income: Figure
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dossier:
    """The research file of one security as it could be known at a moment."""

    identity: Identity
    moment: datetime
    day: date
    synthetic: bool
    newest: dict[str, Figure]
    """The newest row of each kind that the view used: bar, filing, fact, quote, share count."""
    in_short: tuple[str, ...]
    suspicious: tuple[Suspicion, ...]
    admitted: Admissions
    """What its documents admit."""
    size: Size
    holders: Holders
    parties: tuple[Served, ...]
    """Who serves it: auditor, underwriter, transfer agent, counsel, IR firm."""
    liquidity: Liquidity
    money: Money
    reports: Reports
    """What it must report, what came late, its listing clock."""
    value_and_plan: tuple[str, ...]
    changes_it: tuple[str, ...]
    cannot_tell: tuple[CannotTell, ...]
    """What the record does not hold for this name, and where to get it."""
    sources: tuple[Reference, ...]
    bars: tuple[tuple[date, float | None, float | None, float | None, float, float, bool], ...] = (
        field(repr=False, default=())
    )
    """For the chart: day, open, high, low, close, volume (split-adjusted), no trade."""
    marks: tuple[tuple[date, str, str], ...] = field(repr=False, default=())
    """For the chart: day, kind (split, filing, spike, halt, news, rename), label."""
