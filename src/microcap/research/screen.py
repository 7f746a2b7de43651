"""The screen: the universe of a day, filtered by an expression and ranked.

`COLUMNS` are the public names an expression may use beside every measure of the catalogue; only
the measures that are named are computed, by the reducers that a dossier uses too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches

import polars as pl

from microcap.model import catalogue
from microcap.model.errors import NoSuchThing
from microcap.model.expressions import Kind, parse
from microcap.model.tables import BarFlag
from microcap.research.measured import reads_range
from microcap.research.universe import caps, members
from microcap.view.evaluate import evaluate
from microcap.view.stored import freshness, stored
from microcap.view.view import View

COLUMNS: dict[str, tuple[Kind, str, str]] = {
    "symbol": ("text", "", "the ticker at the moment"),
    "tier": (
        "text",
        "tier",
        "default definition at the best estimate: nano, micro, small, mid, large, mega, unknown",
    ),
    "tier_low": ("text", "tier", "tier at the low end of the cap interval"),
    "tier_high": ("text", "tier", "tier at the high end"),
    "tier_disputed": (
        "boolean",
        "",
        "the ends of the interval are in another tier, or more than all counted shares trade on a mean day of 20",
    ),
    "cap": ("number", "USD", "market cap, best estimate"),
    "cap_low": ("number", "USD", "low end of the cap interval"),
    "cap_high": ("number", "USD", "high end of the cap interval"),
    "price": ("number", "USD/share", "last raw close"),
    "shares": ("number", "shares", "the count the cap rests on, in the shares of the day"),
    "count_kind": ("text", "", "user, cover or vendor: whose count it is"),
    "count_stale": (
        "boolean",
        "",
        "the vendor has given no count since, or the cover page is older than 120 days",
    ),
    "last_bar": ("date", "", "day of the last bar"),
    "sessions_since_bar": ("number", "sessions", "sessions that closed since the last bar"),
    "ohlc_held": ("boolean", "", "open, high and low are held on 20 of the last 90 rows"),
    "session_late": ("boolean", "", "the publisher's last row is one session late"),
}
"""Column: kind, unit, meaning."""

PRESETS: dict[str, tuple[str, str, str]] = {
    "micro": ("tier = 'micro'", "-adv_usd_90", "micro-caps, the most traded first"),
    "micro-traded": (
        "tier = 'micro' and adv_usd_90 > 50000",
        "-adv_usd_90",
        "micro-caps that trade more than $50,000 on a mean day",
    ),
    "nano": ("tier = 'nano'", "-adv_usd_90", "nano-caps, the most traded first"),
    "spiky": (
        "tier in ('nano', 'micro') and top2_share_10 > 0.5",
        "-top2_share_10",
        "two of the last ten days hold most of the volume",
    ),
    "drying-up": (
        "tier in ('nano', 'micro') and adv_ratio < 0.5",
        "adv_ratio",
        "the last ten days trade less than half of the last ninety",
    ),
    "low-priced": (
        "price < 5 and tier in ('nano', 'micro')",
        "-adv_usd_90",
        "below $5, which is a flag and not the penny-stock rule",
    ),
    "run-up": (
        "return_5 > 0.5 and tier in ('nano', 'micro')",
        "-return_5",
        "up by half within five sessions",
    ),
}
"""Preset: expression, sort column (a minus sorts descending), meaning."""

SPREADS = frozenset(
    {"edge_90", "cs_two_day_90", "ar_two_day_90", "fht_90", "roll_90", "spread_consensus_90"}
)
"""Columns in which unknown means most expensive."""

_DEFAULT_COLUMNS = ("price", "cap", "tier", "tier_disputed", "adv_usd_90", "median_usd_90")


@dataclass(frozen=True)
class Screen:
    """What a screen found, and of what universe."""

    moment: datetime
    day: date
    last_session: date
    synthetic: bool
    where: str
    sort: str
    universe: int
    tiers: dict[str, int]
    """Names of each tier before the filter."""
    matched: int
    columns: dict[str, str]
    """Column and its unit."""
    labels: tuple[str, ...]
    rows: tuple[dict[str, object], ...]
    unknown: int
    """Names for which the expression could not be decided, because a column is not known."""
    freshness: str = ""
    """Where the measures come from: stored how long ago, computed now."""


def screen(
    view: View,
    where: str = "",
    *,
    preset: str | None = None,
    sort: str | None = None,
    columns: tuple[str, ...] = (),
    limit: int | None = None,
) -> Screen:
    """Names of the universe for which the expression holds, ranked.

    Raises NoSuchThing for an unknown preset or column, Contradiction for an expression that does
    not make sense. A name whose column is null does not pass; how many such there are is told.
    """
    if preset is not None:
        if preset not in PRESETS:
            near = get_close_matches(preset, PRESETS, n=3, cutoff=0.4)
            raise NoSuchThing(
                f"no preset {preset[:40]!r}; {'nearest: ' + ', '.join(near) + '; ' if near else ''}there are {', '.join(PRESETS)}"
            )
        text, order, _ = PRESETS[preset]
        where = f"({text}) and ({where})" if where else text
        sort = sort or order
    catalogue.load("measures")
    measures = catalogue.entries("measure")
    kinds: dict[str, Kind] = {name: kind for name, (kind, _, _) in COLUMNS.items()} | dict.fromkeys(
        measures, "number"
    )
    expression = parse(where, kinds) if where.strip() else None
    named = expression.names if expression else ()
    order_by = (sort or "-cap").lstrip("-")
    shown = tuple(dict.fromkeys((*_DEFAULT_COLUMNS, *columns, *named, order_by)))
    for name in (*columns, order_by):
        if name not in kinds:
            near = get_close_matches(name, kinds, n=3, cutoff=0.5)
            raise NoSuchThing(
                f"no column {name[:40]!r}; {'nearest: ' + ', '.join(near) if near else 'microcap screen --columns lists them'}"
            )
    asked = {name: measures[name].function() for name in shown if name in measures}
    panel = view.panel(260)
    names = members(view, panel)
    table, fresh = caps(view, names), ""
    if asked:
        traded = panel.join(
            names.select("security"), on="security", how="semi", maintain_order="left"
        )
        values, fresh = measures_of(view, traded, tuple(asked))
        table = table.join(values, on="security", how="left")
    passed = table if expression is None else table.filter(expression.expr)
    undecided = 0 if expression is None else table.filter(expression.expr.is_null()).height
    descending = (sort or "-cap").startswith("-")
    # a spread that cannot be measured ranks as the most expensive, any other unknown comes last
    unknown_first = descending and order_by in SPREADS
    ranked = passed.sort(order_by, descending=descending, nulls_last=not unknown_first)
    survivors = panel.select(((pl.col("flags") & int(BarFlag.OHLC_SURVIVORS)) > 0).any()).item()
    labels = tuple(
        f"{name}: {measures[name].says['label']}"
        for name in sorted(asked)
        if measures[name].says.get("label")
        and (survivors or not reads_range(measures[name].says["needs"]))
    )
    rows = (
        ranked.select("symbol", *(name for name in shown if name != "symbol")).head(limit)
        if limit is not None
        else ranked.select("symbol", *(name for name in shown if name != "symbol"))
    )
    tally: Mapping[str, int] = dict(table.group_by("tier").len().iter_rows())
    units = {
        name: COLUMNS[name][1] if name in COLUMNS else str(measures[name].says["unit"])
        for name in ("symbol", *shown)
    }
    return Screen(
        view.moment,
        view.day,
        view.last_session,
        view.synthetic,
        where,
        sort or "-cap",
        table.height,
        {
            tier: tally.get(tier, 0)
            for tier in ("nano", "micro", "small", "mid", "large", "mega", "unknown")
        },
        passed.height,
        units,
        labels,
        tuple(rows.iter_rows(named=True)),
        undecided,
        fresh,
    )


def measures_of(
    view: View, panel: pl.DataFrame, names: tuple[str, ...]
) -> tuple[pl.DataFrame, str]:
    """The named measures of each security of a panel, stored or computed now, and which is which.

    A stored value is read where the security's last row is that of the view's last session: its
    window is then the one that the view holds.
    """
    entries = catalogue.entries("measure")
    wanted = panel["security"].unique(maintain_order=True)
    day = view.last_session
    scales = {name: str(entries[name].says["scale"]) for name in names}
    held = stored(view, scales, securities=wanted.to_list(), first=day, last=day)
    current = panel.filter(pl.col("day") == day).select("security")
    kept = held.join(current, on="security", how="semi").select("security", *names)
    rest = panel.join(kept, on="security", how="anti", maintain_order="left")
    now = evaluate(rest, {name: entries[name].function() for name in names})
    values = pl.concat([kept, now.cast(kept.schema)])
    fresh = freshness(view)
    says = (
        f"measures stored for {kept.height:,} of {len(wanted):,} names ({fresh.says}), the rest computed now"
        if kept.height
        else f"measures computed now: {fresh.says}"
    )
    return values, says
