"""Make the weights of the learned pump model from invented markets.

    .venv/bin/python benchmarks/train_pumps.py

It writes `src/microcap/measures/pump_weights.tsv`, the same on every run, in about a minute. Only
the first family of pumps is in the markets that it learns from, and their seeds are used nowhere
else: the seeds of the study and of the tests are others.
"""

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from microcap.measures.pump_model import OF_THE_RECORD, PumpModel, table_of, terms
from microcap.sources.sandbox.pumped import pumped_market
from microcap.studies.detection_market import name_months, watched, with_record

Floats = NDArray[np.float64]

SEEDS = (61, 62, 63, 64)
NAMES, PUMPS = 1500, 20
FAMILY = "pump_and_dump"
PENALTY = 3.0
"""On squared weights, so that terms that say the same share the weight."""
TARGET = Path(__file__).resolve().parents[1] / "src/microcap/measures/pump_weights.tsv"


def fitted(values: Floats, truth: Floats) -> Floats:
    """Weights of a logistic regression with a small penalty, by Newton's method."""
    weights = np.zeros(values.shape[1])
    penalty = np.full(values.shape[1], PENALTY)
    penalty[0] = 0.0
    for _ in range(60):
        chance = 1.0 / (1.0 + np.exp(-np.clip(values @ weights, -30, 30)))
        slope = values.T @ (truth - chance) - penalty * weights
        spread = np.maximum(chance * (1 - chance), 1e-12)
        step = np.linalg.solve((values * spread[:, None]).T @ values + np.diag(penalty), slope)
        weights += np.clip(step, -2, 2)
        if np.abs(step).max() < 1e-8:
            break
    return weights


def learned() -> PumpModel:
    """The model: weights from the days of rises against all other days, then the cut-offs."""
    markets = [pumped_market(seed, names=NAMES, pumps=PUMPS, families=(FAMILY,)) for seed in SEEDS]
    parts, marks = [], []
    for market in markets:
        frame = with_record(market.rows).with_columns(day=market.rows["day"])
        planted = pl.DataFrame(
            [(one.security, one.buying, one.rise, one.top, one.end) for one in market.planted],
            schema=["security", "buying", "rise_day", "top", "end"],
            orient="row",
        )
        frame = frame.join(planted, on="security", how="left", maintain_order="left")
        rising = pl.col("day").is_between("rise_day", "top").fill_null(False)
        aside = pl.col("day").is_between("buying", pl.col("end").dt.offset_by("30d"))
        kept = frame.filter(pl.col("run_up").is_not_null(), rising | ~aside.fill_null(False))
        parts.append(kept.select(**terms()).to_numpy())
        marks.append(kept.select(rising=rising.cast(pl.Float64))["rising"].to_numpy())
    values, truth = np.vstack(parts), np.concatenate(marks)
    names = list(terms())
    alone = [place for place, name in enumerate(names) if name not in OF_THE_RECORD]
    whole = dict(zip(names, fitted(values, truth).tolist(), strict=True))
    prices = dict(
        zip(
            [names[place] for place in alone], fitted(values[:, alone], truth).tolist(), strict=True
        )
    )
    model = PumpModel(whole, prices, 0.5, 0.5)
    months = pl.concat([name_months(watched(market, model)) for market in markets])
    return replace(
        model,
        alert_whole=_cut(months, "learned"),
        alert_prices=_cut(months, "learned_prices"),
    )


def _cut(months: pl.DataFrame, name: str) -> float:
    """The chance with the highest F1 over name-months."""
    ranked = months.sort(name, descending=True).select(name, "truth")
    hits = ranked["truth"].cast(pl.Float64).cum_sum().to_numpy()
    called = np.arange(1, len(hits) + 1)
    return float(ranked[name][int((2 * hits / (called + hits[-1])).argmax())])


def main() -> int:
    """Write the weights where the package reads them."""
    TARGET.write_text(table_of(learned()), "utf-8")
    sys.stdout.write(TARGET.read_text("utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
