"""Consensus spread: four estimates and one answer, with its range and the right to refuse."""

import statistics

import polars as pl

from microcap.measures import OHLC_CAVEAT, measure, method
from microcap.measures.abdi_ranaldo import abdi_ranaldo, ar_two_day_90
from microcap.measures.bars import Rows
from microcap.measures.corwin_schultz import corwin_schultz, cs_two_day_90
from microcap.measures.edge import edge as edge_of
from microcap.measures.edge_panel import edge_90
from microcap.measures.fht import fht as fht_of
from microcap.measures.fht import fht_90
from microcap.model.errors import Contradiction
from microcap.view.evaluate import Reduced

_REFERENCE = "project definition: median of what is available of EDGE, CS, AR and FHT"


@method(
    reference=_REFERENCE,
    ways=(("edge",), ("cs_two_day",), ("ar_two_day",), ("fht",), ("quoted",), ("bars",)),
)
def spread_consensus(
    edge: float | None = None,
    cs_two_day: float | None = None,
    ar_two_day: float | None = None,
    fht: float | None = None,
    quoted: float | None = None,
    bars: Rows | None = None,
) -> dict[str, float | int | str | list[str] | None]:
    """The spread to work with: a quoted one, else the median of the estimates at hand.

    Fractions of the price. `low` and `high` are the range of the estimates; bars give all four.
    With nothing at hand the spread is null and the status `cannot_tell`: an unmeasurable spread
    ranks as the most expensive, never as zero.
    """
    found = {"edge": edge, "cs_two_day": cs_two_day, "ar_two_day": ar_two_day, "fht": fht}
    if bars is not None:
        if any(estimate is not None for estimate in found.values()):
            raise Contradiction("bars and an estimate were given; give one of them")
        found = {
            "edge": edge_of(bars=bars),
            "cs_two_day": corwin_schultz(bars=bars)["cs_two_day"],
            "ar_two_day": abdi_ranaldo(bars)["ar_two_day"],
            "fht": fht_of(bars=bars),
        }
    held = {name: abs(one) for name, one in found.items() if one is not None}
    if quoted is not None and quoted <= 0:
        raise Contradiction(f"quoted is {quoted:g}; a quoted spread is above zero, or leave it out")
    if any(one is not None and one < 0 for name, one in found.items() if name != "edge"):
        raise Contradiction("an estimate is below zero; give the spread as a fraction above zero")
    estimates = sorted(held.values())
    spread = quoted if quoted is not None else (statistics.median(estimates) if held else None)
    source = "quoted" if quoted is not None else ("median" if held else None)
    return {
        "spread": spread,
        "low": estimates[0] if held else quoted,
        "high": estimates[-1] if held else quoted,
        "n": len(held),
        "source": source,
        "status": "known" if quoted is not None else ("estimated" if held else "cannot_tell"),
        "flags": ["edge_weak"] if (found["edge"] or 0) < 0 else [],
    }


@method(reference="methods section 2, reading")
def spread_reading(spread: float | None) -> str:
    """What a relative spread means for a person who wants to trade."""
    if spread is None:
        return "cannot tell; treat as the most expensive"
    if spread < 0:
        raise Contradiction(f"spread is {spread:g}; give a fraction of zero or more")
    if spread < 0.03:
        return "tradeable" if spread < 0.01 else "normal for micro-caps"
    return "patient limit orders only" if spread <= 0.10 else "the last price is non-information"


@measure(
    unit="fraction",
    reference=_REFERENCE,
    needs=("open", "high", "low", "close", "volume", "broken", "ohlc"),
    label=OHLC_CAVEAT,
)
def spread_consensus_90(days: int = 90) -> Reduced:
    """Median of what is available of the four spread estimates, over 90 sessions."""
    four = [edge_90(days), cs_two_day_90(days), ar_two_day_90(days), fht_90(days)]
    held = pl.concat_list(pl.when(one.value.is_finite()).then(one.value) for one in four)
    depth = max(len(one.stages) for one in four)
    stages = tuple(
        {name: expr for one in four for name, expr in one.stages[step].items()}
        for step in range(depth)
    )
    reductions = {name: expr for one in four for name, expr in one.reductions.items()}
    return Reduced(stages, held.list.drop_nulls().list.median(), reductions)
