"""The tables of a chapter: every count, tier, spread, spike and measure with what it rests on."""

from microcap.faces.figure_words import Letters, cite, in_unit, published
from microcap.faces.outline import Grid, figure_grid
from microcap.faces.terminal import TableColumn, plain
from microcap.research.chapters import Liquidity, Size


def size_grids(value: Size, letters: Letters) -> tuple[Grid, ...]:
    """The share counts with the reason for each, the tier under every definition, its history."""
    grids = (
        figure_grid(
            "Size, figure by figure",
            [
                ("market cap", value.cap),
                ("price", value.price),
                ("shares", value.shares),
                ("tier, default definition", value.tier),
                ("tier that held 20 sessions", value.tier_stable),
                ("penny stock by the rule", value.penny_stock),
                ("low-priced", value.low_priced),
                ("insiders", value.insiders_shares),
                ("holders of ten per cent", value.large_shares),
                ("restricted", value.restricted_shares),
                ("float", value.float_shares),
                ("float by the guide's rule", value.float_by_guide),
                ("float by the essay's rule", value.float_by_essay),
                ("public float, in dollars", value.public_float_usd),
            ],
            letters,
        ),
        _counts(value, letters),
        _tiers(value),
        Grid(
            "Raw tier by the vendor's counts, by its first session",
            (TableColumn("from", align="left"), TableColumn("tier", align="left")),
            tuple((day.isoformat(), published(tier, 40)) for day, tier in value.tier_history),
        ),
    )
    return tuple(grid for grid in grids if grid.rows)


def _counts(value: Size, letters: Letters) -> Grid:
    return Grid(
        "Share counts",
        (
            TableColumn("kind", align="left"),
            TableColumn("day", align="left"),
            TableColumn("as stated", "shares"),
            TableColumn("in today's", "shares"),
            TableColumn("used", align="left"),
            TableColumn("why", align="left"),
        ),
        tuple(
            (
                published(f"{row.kind.replace('_', ' ')} {row.share_class}".strip(), 40),
                row.day.isoformat(),
                f"{row.as_stated:,}",
                f"{row.in_todays_shares:,.0f}",
                "used" if row.used else "no",
                f"{published(row.why, 300)} {cite([row.source], letters)}".strip(),
            )
            for row in value.counts
        ),
    )


def _tiers(value: Size) -> Grid:
    return Grid(
        "Tier under every definition, at the ends of the cap and at the best estimate",
        tuple(
            TableColumn(title, align="left")
            for title in ("definition", "low end", "best", "high end", "status", "why")
        ),
        tuple(
            (
                published(row.definition, 40),
                published(row.low, 60),
                published(row.best, 60),
                published(row.high, 60),
                published(row.status.replace("_", " "), 30),
                published(row.why, 300),
            )
            for row in value.tiers
        ),
    )


def liquidity_grids(value: Liquidity, letters: Letters) -> tuple[Grid, ...]:
    """Every figure of the liquidity chapter, and the spikes one by one."""
    order = in_unit(value.order_usd, "USD")
    grids = (
        figure_grid(
            "Legal, partners, cost",
            [
                ("legal", value.legal),
                ("partners", value.partners),
                (f"cost of {order}, there and back", value.cost),
                ("the same in dollars", value.cost_usd),
                ("position", value.position_shares),
                ("exit", value.exit_days),
                ("verdict on the volume", value.verdict),
            ],
            letters,
        ),
        figure_grid(
            "Spread, as a fraction of the price",
            [
                ("in use", value.spread),
                ("quote", value.quote),
                ("looks", value.spread_watch),
                *((published(row.method, 40), row.figure) for row in value.spreads),
            ],
            letters,
        ),
        figure_grid("Volume", value.volume, letters),
        figure_grid("Sessions without trade", value.zero_shares, letters),
        _spikes(value, letters),
        figure_grid("Impact", value.impact, letters),
        figure_grid("Volatility", value.volatility, letters),
        figure_grid("Falls and returns", value.drawdown, letters),
        figure_grid("Marks", value.marks, letters),
    )
    return tuple(grid for grid in grids if grid.rows)


def _spikes(value: Liquidity, letters: Letters) -> Grid:
    return Grid(
        "Days whose volume stands out",
        (
            TableColumn("day", align="left"),
            TableColumn("volume", "shares"),
            TableColumn("times", "median"),
            TableColumn("label", align="left"),
            TableColumn("because", align="left"),
        ),
        tuple(
            (
                spike.day.isoformat(),
                f"{spike.volume:,.0f}",
                plain(spike.times_median, 2),
                published(spike.label, 30),
                f"{published(spike.because, 300)} "
                f"{cite([piece.source for piece in spike.evidence], letters)}".strip(),
            )
            for spike in value.spikes
        ),
    )
