"""Job A3: Corwin-Schultz, Abdi-Ranaldo and Roll over the last 21 rows, at every row of a panel.

The kernel answers for plain bars, as the peer does, and Corwin-Schultz's answers are compared. The
catalogued measures ask more (days without trade, a least number of traded days) and over 90 rows;
they stand in a row of their own.
"""

from pathlib import Path
from typing import Any

from edge_rolling import prices
from measuring import Outcome, Peer, known, timed, worker

JOB, INPUT, COMPILES = "A3", "panel", True
ABOUT = "Corwin-Schultz, Abdi-Ranaldo and Roll over 21 rows at every row"
WINDOW = 21
FEW = 80


def microcap(folder: Path) -> Outcome:
    """The fused kernel, on one thread."""
    import numpy as np

    from microcap.kernels.spreads import spreads_rolling

    ohlc, securities, days = prices(folder)
    offsets = np.arange(0, securities * days + 1, days)
    spreads_rolling([column[: 4 * days] for column in ohlc], offsets[:5], WINDOW)
    answer, cpu, wall = timed(lambda: spreads_rolling(ohlc, offsets, WINDOW))
    sample = [known(value) for value in answer.corwin_schultz[:days]]
    return Outcome(f"{securities:,} x {days:,} rows", securities * days, cpu, wall, sample)


def measures(folder: Path) -> Outcome:
    """The histories of the three catalogued measures over 90 rows, as a refresh asks for them."""
    import polars as pl

    from microcap.measures.histories import histories

    panel = pl.read_parquet(folder / "panel.parquet").select(
        pl.col("sec").alias("security"),
        pl.col("date").alias("day"),
        "open",
        "high",
        "low",
        "close",
        pl.col("volume").cast(pl.Float64),
        close_raw="close",
        broken=pl.lit(False),
        ohlc=pl.lit(True),
    )
    names = ["cs_two_day_90", "ar_two_day_90", "roll_90"]
    histories(panel.head(20_000), names)
    answer, cpu, wall = timed(lambda: histories(panel, names))
    return Outcome(f"{answer.height:,} rows", answer.height, cpu, wall, [])


def pandas(folder: Path) -> Outcome:
    """Rolling means, security by security."""
    import pandas as pd

    frame = pd.read_parquet(folder / "panel.parquet", filters=[("sec", "<", FEW)])
    parts = [part for _, part in frame.groupby("sec")]
    _rolling(parts[0])
    answers, cpu, wall = timed(lambda: [_rolling(part) for part in parts])
    count = sum(len(answer) for answer in answers)
    sample = [known(value) for value in answers[0]["cs"]]
    return Outcome(f"{count:,} rows", count, cpu, wall, sample)


def _rolling(part: Any) -> Any:
    import numpy as np
    import pandas as pd

    # the move over night is taken out of the prices, as Corwin and Schultz do
    before = part["close"].shift(1)
    over = (before - part["high"]).clip(lower=0) - (part["low"] - before).clip(lower=0)
    high_now, low_now = np.log(part["high"] + over), np.log(part["low"] + over)
    high, low, close = (np.log(part[name]) for name in ("high", "low", "close"))
    high1, low1, close1 = high.shift(1), low.shift(1), close.shift(1)
    beta = (high_now - low_now) ** 2 + (high1 - low1) ** 2
    gamma = (np.maximum(high_now, high1) - np.minimum(low_now, low1)) ** 2
    root = 3 - 2 * np.sqrt(2)
    alpha = (np.sqrt(2 * beta) - np.sqrt(beta)) / root - np.sqrt(gamma / root)
    pair = (2 * (np.exp(alpha) - 1) / (1 + np.exp(alpha))).clip(lower=0)
    square = 4 * (close1 - (high1 + low1) / 2) * (close1 - (high + low) / 2)
    # so many bars have one pair of days fewer, and two products of returns fewer
    change = close.diff()
    covariance = change.rolling(WINDOW - 2).cov(change.shift(1))
    return pd.DataFrame(
        {
            "cs": pair.rolling(WINDOW - 1).mean(),
            "ar": np.sqrt(square.clip(lower=0)).rolling(WINDOW - 1).mean(),
            "roll": 2 * np.sqrt(-covariance.clip(upper=0)),
        }
    )


PEERS = (
    Peer("microcap", microcap),
    Peer("microcap, three measures over 90 rows", measures),
    Peer("pandas", pandas, "pandas", ("pandas",)),
)

if __name__ == "__main__":
    worker(JOB, PEERS)
