"""Job A1: the EDGE spread over the last 21 rows, at every row of a panel.

The polars peer is a port of bidask's own steps; its running sums drift, bidask's are compensated.
"""

from pathlib import Path
from typing import Any

from measuring import Outcome, Peer, known, timed, worker

JOB, INPUT, COMPILES = "A1", "panel", True
ABOUT = "EDGE over 21 rows at every row"
WINDOW = 21
FEW = 40
"""Securities that the slow peer is given; the answers of the first of them are compared."""


def microcap(folder: Path) -> Outcome:
    """The kernel of the measure `edge_90`, with the window of the peers, on one thread."""
    import numpy as np

    from microcap.kernels.edge import edge_rolling

    ohlc, securities, days = prices(folder)
    offsets = np.arange(0, securities * days + 1, days)
    edge_rolling(ohlc, offsets, WINDOW)
    answer, cpu, wall = timed(lambda: edge_rolling(ohlc, offsets, WINDOW))
    return Outcome(
        f"{securities:,} x {days:,} rows", securities * days, cpu, wall, _sample(answer[:days])
    )


def bidask(folder: Path) -> Outcome:
    """`bidask.edge_rolling`, security by security."""
    import pandas as pd
    from bidask import edge_rolling

    ohlc, securities, days = prices(folder)
    few = min(FEW, securities)
    frames = [
        pd.DataFrame(
            {
                name: column[one * days : (one + 1) * days]
                for name, column in zip(("open", "high", "low", "close"), ohlc, strict=True)
            }
        )
        for one in range(few)
    ]
    edge_rolling(frames[0], WINDOW)
    answers, cpu, wall = timed(lambda: [edge_rolling(one, WINDOW) for one in frames])
    sample = _sample(answers[0].to_numpy())
    return Outcome(f"{few:,} x {days:,} rows", few * days, cpu, wall, sample)


def polars_port(folder: Path) -> Outcome:
    """The same steps as rolling means of expressions over each security."""
    import polars as pl

    scan = pl.scan_parquet(folder / "panel.parquet").select("sec", "open", "high", "low", "close")
    few = 10 * FEW
    panel = scan.filter(pl.col("sec") < few).collect()

    def work() -> Any:
        return _ported(panel.lazy()).collect()

    _ported(panel.head(5000).lazy()).collect()
    answer, cpu, wall = timed(work)
    days = answer.filter(pl.col("sec") == 0).height
    sample = _sample(answer["edge"].head(days).to_list())
    count = answer["sec"].n_unique()
    return Outcome(f"{count:,} x {days:,} rows", answer.height, cpu, wall, sample)


def prices(folder: Path) -> Any:
    """Open, high, low, close one after the other, and how many securities and days there are."""
    import numpy as np

    columns = [np.load(folder / f"p_{name}.npy") for name in "ohlc"]
    securities, days = columns[0].shape
    return [np.ascontiguousarray(column).reshape(-1) for column in columns], securities, days


def _sample(values: Any) -> list[float | None]:
    return [known(value) for value in list(values)]


def _ported(frame: Any) -> Any:
    import polars as pl

    def before(name: str) -> pl.Expr:
        return pl.col(name).shift(1).over("sec")

    frame = frame.with_columns(
        o=pl.col("open").log(),
        h=pl.col("high").log(),
        l=pl.col("low").log(),
        c=pl.col("close").log(),
    ).with_columns(m=(pl.col("h") + pl.col("l")) / 2)
    frame = frame.with_columns(h1=before("h"), l1=before("l"), c1=before("c"), m1=before("m"))
    o, h, low, m = (pl.col(name) for name in "ohlm")
    h1, l1, c1, m1 = (pl.col(name) for name in ("h1", "l1", "c1", "m1"))
    frame = frame.with_columns(
        r1=m - o,
        r2=o - m1,
        r3=m - c1,
        r4=c1 - m1,
        r5=o - c1,
        tau=((h != low) | (low != c1)).cast(pl.Float64),
    )
    t, r1, r2, r3, r4, r5 = (pl.col(name) for name in ("tau", "r1", "r2", "r3", "r4", "r5"))
    r12, r15, r34, r45 = r1 * r2, r1 * r5, r3 * r4, r4 * r5
    parts = [
        r12, r34, r15, r45, t, r1, t * r2, r3, t * r4, r5, r12**2, r34**2, r15**2, r45**2,
        r12 * r34, r15 * r45, t * r2 * r2, t * r4 * r4, t * r5 * r5, t * r2 * r12, t * r4 * r34,
        t * r5 * r15, t * r4 * r45, t * r4 * r12, t * r2 * r34, t * r2 * r4, t * r1 * r45,
        t * r5 * r45, t * r4 * r5, t * r5, t * (o != h), t * (o != low), t * (c1 != h1), t * (c1 != l1),
    ]  # fmt: skip
    frame = frame.with_columns(
        part.alias(f"x{number}") for number, part in enumerate(parts, start=1)
    )
    frame = frame.with_columns(
        pl.col(f"x{number}").rolling_mean(WINDOW - 1).over("sec").alias(f"m{number}")
        for number in range(1, len(parts) + 1)
    )
    mean = [pl.lit(0.0), *(pl.col(f"m{number}") for number in range(1, len(parts) + 1))]
    po, pc = mean[31] + mean[32], mean[33] + mean[34]
    frame = frame.with_columns(
        a1=-4 / po,
        a2=-4 / pc,
        a3=mean[6] / mean[5],
        a4=mean[9] / mean[5],
        a5=mean[8] / mean[5],
        a6=mean[10] / mean[5],
        held=(mean[5] * (WINDOW - 1) >= 1.5) & (po != 0) & (pc != 0),
    )
    a1, a2, a3, a4, a5, a6 = (pl.col(f"a{number}") for number in range(1, 7))
    e1 = a1 * (mean[1] - a3 * mean[7]) + a2 * (mean[2] - a4 * mean[8])
    e2 = a1 * (mean[3] - a3 * mean[30]) + a2 * (mean[4] - a4 * mean[10])
    v1 = (
        a1**2 * (mean[11] - 2 * a3 * mean[20] + a3**2 * mean[17])
        + a2**2 * (mean[12] - 2 * a5 * mean[21] + a5**2 * mean[18])
        + 2 * a1 * a2 * (mean[15] - a3 * mean[25] - a5 * mean[24] + a3 * a5 * mean[26])
    )
    v2 = (
        a1**2 * (mean[13] - 2 * a3 * mean[22] + a3**2 * mean[19])
        + a2**2 * (mean[14] - 2 * a6 * mean[23] + a6**2 * mean[18])
        + 2 * a1 * a2 * (mean[16] - a3 * mean[28] - a6 * mean[27] + a3 * a6 * mean[29])
    )
    frame = frame.with_columns(e1=e1, e2=e2, v1=v1, v2=v2).with_columns(
        v1=pl.col("v1") - pl.col("e1") ** 2, v2=pl.col("v2") - pl.col("e2") ** 2
    )
    total = pl.col("v1") + pl.col("v2")
    weighted = (pl.col("v2") * pl.col("e1") + pl.col("v1") * pl.col("e2")) / total
    squares = pl.when(total > 0).then(weighted).otherwise((pl.col("e1") + pl.col("e2")) / 2)
    return frame.select("sec", edge=pl.when(pl.col("held")).then(squares.abs().sqrt()))


PEERS = (
    Peer("microcap", microcap),
    Peer("bidask", bidask, "bidask", ("bidask",)),
    Peer("polars", polars_port, "polars", ("polars",)),
)

if __name__ == "__main__":
    worker(JOB, PEERS)
