"""The census: what the universe of a day looks like, and which claims about it hold there.

Tier by price, tier by venue, and how each tier trades. A claim of an article is graded on the
names held: where a kind of name is not held, it *cannot be judged on this data*.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

import polars as pl

from microcap.model import catalogue
from microcap.model.figures import Figure, cannot_tell, counted, percent
from microcap.research.universe import caps, members
from microcap.view.evaluate import evaluate
from microcap.view.view import View

TIERS = ("nano", "micro", "small", "mid", "large", "mega", "unknown")
_MEASURES = ("adv_usd_90", "median_usd_90", "fht_90", "zero_return_share_90", "cc_90", "adv_ratio")
_UNJUDGED = "cannot be judged on this data"
_FEWEST = 20
"""Fewer names than this give no median and no grade (project default)."""


@dataclass(frozen=True)
class TierLine:
    """One tier: how many names, how many of them below $5, and medians of how they trade."""

    tier: str
    names: int
    below_5: int
    disputed: int
    medians: dict[str, Figure]


@dataclass(frozen=True)
class VenueLine:
    """One venue: names by tier, and how many have a periodic report of the last 15 months held."""

    venue: str
    names: int
    tiers: dict[str, int]
    reports_held: int


@dataclass(frozen=True)
class Judged:
    """A claim about micro-caps, graded on this universe."""

    article: str
    claim: str
    grade: str
    """holds, does not hold, cannot be judged on this data."""
    why: str


@dataclass(frozen=True)
class Census:
    """The universe of a day by tier and venue."""

    moment: datetime
    day: date
    last_session: date
    synthetic: bool
    universe: int
    tiers: tuple[TierLine, ...]
    venues: tuple[VenueLine, ...]
    claims: tuple[Judged, ...]


def census(view: View) -> Census:
    """The universe at the view's moment, by tier and by venue."""
    catalogue.load("measures")
    entries = catalogue.entries("measure")
    panel = view.panel(260)
    names = caps(view, members(view, panel))
    held = panel.join(names.select("security"), on="security", how="semi", maintain_order="left")
    measured = evaluate(held, {name: entries[name].function() for name in _MEASURES})
    table = names.join(measured, on="security", how="left").join(
        _venues(view), on="security", how="left"
    )
    units = {name: str(entries[name].says["unit"]) for name in _MEASURES}
    tiers = tuple(_tier_line(tier, table, units) for tier in TIERS)
    venues = _venue_lines(view, table)
    claims = _judged(tiers, venues)
    if view.synthetic:
        claims = tuple(
            replace(one, grade=_UNJUDGED, why="the market is invented") for one in claims
        )
    return Census(
        view.moment,
        view.day,
        view.last_session,
        view.synthetic,
        table.height,
        tuple(line for line in tiers if line.names),
        venues,
        claims,
    )


def _tier_line(tier: str, table: pl.DataFrame, units: dict[str, str]) -> TierLine:
    rows = table.filter(pl.col("tier") == tier)
    below = rows.filter(pl.col("price") < 5).height
    medians = {name: _median(rows[name], unit) for name, unit in units.items()}
    disputed = int(rows["tier_disputed"].sum())
    return TierLine(tier, rows.height, below, disputed, medians)


def _median(column: pl.Series, unit: str) -> Figure:
    known = column.drop_nulls()
    middle = known.median()
    if len(known) < _FEWEST or not isinstance(middle, float):
        return cannot_tell(
            unit, f"{_FEWEST} names with it; {len(known)} have it", n_used=len(known)
        )
    return Figure(middle, unit, sources=("bars",), n_used=len(known), n_dropped=column.null_count())


def _venues(view: View) -> pl.DataFrame:
    """Each security's venue by the newest dated list that names one."""
    listed = view.table("listings", pl.col("event") != "tier")
    rows = listed.filter(pl.col("venue").is_not_null()).collect()
    return view.borne(rows).sort("day").unique("security", keep="last").select("security", "venue")


def _venue_lines(view: View, table: pl.DataFrame) -> tuple[VenueLine, ...]:
    reporting = _reporting(view)
    named = table.with_columns(pl.col("venue").fill_null("not held")).join(
        reporting, on="security", how="left"
    )
    lines = []
    for (venue,), rows in named.group_by("venue"):
        tally = dict(rows.group_by("tier").len().iter_rows())
        by_tier = {tier: tally[tier] for tier in TIERS if tier in tally}
        reports = int(rows["reports"].fill_null(False).sum())
        lines.append(VenueLine(str(venue), rows.height, by_tier, reports))
    return tuple(sorted(lines, key=lambda line: (-line.names, line.venue)))


def _reporting(view: View) -> pl.DataFrame:
    """Securities of whose issuer a periodic report of the last 15 months is held."""
    forms = ["10-K", "10-Q", "20-F", "40-F", "6-K", "10-KT", "1-K", "1-SA"]
    since = pl.lit(view.day).dt.offset_by("-15mo")
    rows = view.table("filings").filter(pl.col("form").is_in(forms) & (pl.col("day") >= since))
    issuers = rows.select("issuer").unique().collect()
    held = view.issuers_of_securities().join(issuers, on="issuer", how="semi")
    return held.select("security", reports=pl.lit(True))


def _judged(tiers: tuple[TierLine, ...], venues: tuple[VenueLine, ...]) -> tuple[Judged, ...]:
    by_tier = {line.tier: line for line in tiers}
    otc = sum(
        line.names for line in venues if line.venue.startswith(("OTC", "PINK", "EXPERT", "GREY"))
    )
    return (
        _mostly_low_priced("S4", "micro-caps are mostly penny stocks", by_tier["micro"]),
        _mostly_low_priced("S4", "nano-caps are where penny stocks are found", by_tier["nano"]),
        _not_all(by_tier["micro"]),
        Judged(
            "S1",
            "micro-caps trade over the counter, without a listing standard",
            _UNJUDGED,
            "OTC: not held by this lake" if not otc else f"{otc} OTC names are held, which is no list of all",
        ),
        _falls(by_tier, "adv_usd_90", "S0", "the smaller the company, the less of it trades", rising=True),
        _falls(by_tier, "cc_90", "S0, S4", "the smaller the company, the larger its daily moves", rising=False),
    )  # fmt: skip


def _mostly_low_priced(article: str, claim: str, line: TierLine) -> Judged:
    if line.names < _FEWEST:
        return Judged(article, claim, _UNJUDGED, f"{counted(line.names, 'name')} held")
    share = line.below_5 / line.names
    why = (
        f"{line.below_5:,} of {line.names:,} close below $5.00 ({percent(share)}); a price is "
        "measured here, which is not the penny-stock rule"
    )
    return Judged(article, claim, "holds" if share > 0.5 else "does not hold", why)


def _not_all(line: TierLine) -> Judged:
    claim = "not every micro-cap is a penny stock"
    if line.names < _FEWEST:
        return Judged("S0", claim, _UNJUDGED, f"{counted(line.names, 'name')} held")
    above = line.names - line.below_5
    grade = "holds" if above else "does not hold"
    return Judged("S0", claim, grade, f"{above:,} of {line.names:,} close at $5.00 or above")


def _falls(
    by_tier: dict[str, TierLine], name: str, article: str, claim: str, *, rising: bool
) -> Judged:
    """Whether a median moves one way from nano over micro to small."""
    figures = [by_tier[tier].medians[name] for tier in ("nano", "micro", "small")]
    values = [figure.value for figure in figures if isinstance(figure.value, float)]
    if len(values) < 3:
        why = "a tier of nano, micro and small has too few names"
        return Judged(article, claim, _UNJUDGED, why)
    ordered = sorted(values, reverse=not rising) == values
    shown = ", ".join(
        f"{tier} {value:,.4g}"
        for tier, value in zip(("nano", "micro", "small"), values, strict=True)
    )
    return Judged(
        article, claim, "holds" if ordered else "does not hold", f"medians of {name}: {shown}"
    )
