"""A learned alternative to the rule score: a logistic regression with a dozen weights to be read.

`pump_weights.tsv` is what `benchmarks/train_pumps.py` made of the first family of pumps in invented
markets. It says how much a day looks like those, nothing more: wherever a chance is shown, the
words of `TRAINED_ON` stand beside it.
"""

from dataclasses import dataclass
from functools import cache, reduce
from operator import add
from pathlib import Path

import polars as pl

TRAINED_ON = "trained on invented markets"
"""What stands beside a learned chance wherever it is shown."""

_WEIGHTS = Path(__file__).with_name("pump_weights.tsv")

RECORD = ("whole", "prices")
"""Which of the two columns of weights: with the filings and promotions held, or of prices alone."""


@dataclass(frozen=True, slots=True)
class PumpModel:
    """Weights of the terms with the record and without, and the chances from which they alert."""

    whole: dict[str, float]
    prices: dict[str, float]
    alert_whole: float
    alert_prices: float


def terms() -> dict[str, pl.Expr]:
    """What is weighed, by name: each a number that is 0 on a quiet day, and 0 where it is unknown.

    Logarithms, cut where more says nothing more, so that one absurd row cannot decide.
    """
    rise = pl.col("rise").clip(0.0, 6.0).log1p()
    run_up = pl.col("run_up").clip(0.0, 9.0).log1p()
    volume = pl.col("volume_times").clip(1.0, 100.0).log()
    beside = {
        "rise_nothing_filed": pl.when(pl.col("no_filing")).then(rise),
        "rise_promoted": pl.when(pl.col("promotion")).then(rise),
        "promoted": pl.when(pl.col("promotion")).then(1.0),
    }
    own = {
        "always": pl.lit(1.0),
        "rise": rise,
        "run_up": run_up,
        "volume": volume,
        "sessions": pl.col("run_sessions").cast(pl.Float64) / 5,
        "gap": pl.col("gap").clip(0.0, 1.0),
        "range": pl.col("range_share").clip(0.0, 1.0),
        "top_today": pl.when(pl.col("days_since_peak") == 0).then(1.0),
        "given_back": pl.col("given_back").clip(0.0, 1.0),
    }
    return {name: one.fill_null(0.0).alias(name) for name, one in (own | beside).items()}


OF_THE_RECORD = ("rise_nothing_filed", "rise_promoted", "promoted")
"""Terms that need filings or promotions."""


@cache
def shipped() -> PumpModel:
    """The model that is part of the package."""
    return model_of(_WEIGHTS.read_text("utf-8"))


def model_of(table: str) -> PumpModel:
    """A model out of the lines that `table_of` writes."""
    rows = [line.split("\t") for line in table.splitlines() if line and line[0] != ";"]
    whole = {name: float(value) for name, value, _ in rows if value}
    prices = {name: float(value) for name, _, value in rows if value}
    return PumpModel(whole, prices, whole.pop("(alert)"), prices.pop("(alert)"))


def table_of(model: PumpModel) -> str:
    """The model as lines of term, weight with the record, weight of prices alone."""
    lines = [
        f"; term, weight with the record, weight of prices alone; {TRAINED_ON}, first family only",
        "; made by benchmarks/train_pumps.py; (alert) is the chance from which a day alerts",
        f"(alert)\t{model.alert_whole:.4f}\t{model.alert_prices:.4f}",
    ]
    for name, weight in model.whole.items():
        alone = model.prices.get(name)
        lines.append(f"{name}\t{weight:.3f}\t{'' if alone is None else f'{alone:.3f}'}")
    return "\n".join(lines) + "\n"


def chances(frame: pl.DataFrame, model: PumpModel | None = None) -> pl.DataFrame:
    """The features with `chance`, `learned_alert` and `learned_from`, row by row.

    `frame` is what `pump_score.score` takes: features with `no_filing` and `promotion`, null where
    not held. `chance`: 0 to 1, of the day being in the rise of a pump as the invented ones; it is
    calibrated to their rarity there and to nothing else. Null where no usual price is held.
    `learned_from`: whole or prices, by which weights. Each row stands for itself.
    """
    model = model or shipped()
    held = pl.col("no_filing").is_not_null() & pl.col("promotion").is_not_null()
    known = pl.col("run_up").is_not_null()
    weighed = terms()
    whole = _chance(weighed, model.whole)
    prices = _chance(weighed, model.prices)
    level = pl.when(held).then(model.alert_whole).otherwise(model.alert_prices)
    return frame.with_columns(
        chance=pl.when(known).then(pl.when(held).then(whole).otherwise(prices)),
        learned_from=pl.when(held).then(pl.lit("whole")).otherwise(pl.lit("prices")),
    ).with_columns(learned_alert=(pl.col("chance") >= level).fill_null(False))


def _chance(weighed: dict[str, pl.Expr], weights: dict[str, float]) -> pl.Expr:
    # one after the other: the order in which sum_horizontal adds changes from run to run
    total = reduce(add, (weighed[name] * weight for name, weight in weights.items()))
    return 1.0 / (1.0 + (-total.clip(-30.0, 30.0)).exp())
