"""Job B: eleven measures of liquidity at every row, from Parquet to Parquet.

The peers do less: the second largest day is left out, and where the true drawdown of a window
cannot be said in rolling terms they take the rolling maximum of the fall from a rolling maximum,
which is another number.
"""

import tempfile
from pathlib import Path

from measuring import Outcome, Peer, timed, worker

JOB, INPUT, COMPILES = "B", "panel", True
ABOUT = "eleven measures of liquidity at every row, Parquet to Parquet"


def microcap(folder: Path) -> Outcome:
    """`research.liquidity_panel`, true drawdown and second largest day with it."""
    import polars as pl

    from microcap.research.liquidity_panel import liquidity_panel

    names = {"security": "sec", "day": "date"}
    with tempfile.TemporaryDirectory() as home:
        small = Path(home) / "small.parquet"
        pl.scan_parquet(folder / "panel.parquet").filter(pl.col("sec") < 8).collect().write_parquet(
            small
        )
        target = Path(home) / "out.parquet"
        liquidity_panel(small, target, names=names)
        rows, cpu, wall = timed(
            lambda: liquidity_panel(folder / "panel.parquet", target, names=names)
        )
    return Outcome(f"{rows:,} rows x 11 measures", rows, cpu, wall, [])


def polars(folder: Path) -> Outcome:
    """Rolling expressions over each security, lazily, into lz4."""
    import polars as pl

    def work() -> None:
        usd = pl.col("close") * pl.col("volume")
        move = (pl.col("close").log() - pl.col("close").log().shift(1)).over("sec")

        def rolling(values: pl.Expr, how: str, days: int) -> pl.Expr:
            answer: pl.Expr = getattr(values, f"rolling_{how}")(days)
            return answer.over("sec")

        frame = pl.scan_parquet(folder / "panel.parquet").with_columns(usd=usd, move=move)
        price = pl.col("usd")
        share, fall = rolling(price, "sum", 90), rolling(pl.col("close"), "max", 252)
        frame = frame.with_columns(
            adv_10=rolling(price, "mean", 10),
            adv_90=rolling(price, "mean", 90),
            top_1=rolling(price, "max", 90) / share,
            days=share**2 / rolling(price**2, "sum", 90),
            zero=rolling((pl.col("volume") == 0).cast(pl.Float64), "mean", 90),
            turnover=rolling(pl.col("volume") / pl.col("shares"), "mean", 90),
            amihud=rolling(pl.when(price > 0).then(pl.col("move").abs() / price), "mean", 90),
            volatility=rolling(pl.col("move"), "std", 90) * 252**0.5,
            fall=1 - pl.col("close") / fall,
        ).with_columns(
            ratio=pl.col("adv_10") / pl.col("adv_90"), drawdown=rolling(pl.col("fall"), "max", 252)
        )
        kept = frame.select(
            "sec",
            "date",
            pl.col(
                "adv_10", "adv_90", "ratio", "top_1", "days", "zero", "turnover", "amihud",
                "volatility", "drawdown",
            ).cast(pl.Float32),
        )  # fmt: skip
        with tempfile.TemporaryDirectory() as home:
            kept.sink_parquet(Path(home) / "out.parquet", compression="lz4")

    _, cpu, wall = timed(work)
    rows = pl.scan_parquet(folder / "panel.parquet").select(pl.len()).collect().item()
    return Outcome(f"{rows:,} rows x 10 measures", rows, cpu, wall, [])


def duckdb(folder: Path) -> Outcome:
    """Window functions, into lz4."""
    import duckdb as engine

    source = str(folder / "panel.parquet")
    connection = engine.connect()

    def window(days: int) -> str:
        return f"over (partition by sec order by date rows {days - 1} preceding)"

    with tempfile.TemporaryDirectory() as home:
        query = f"""
            copy (
              with rows_of as (select *, close * volume as usd,
                  ln(close) - ln(lag(close) over (partition by sec order by date)) as move,
                  1 - close / max(close) {window(252)} as fall
                from read_parquet('{source}'))
              select sec, date,
                (avg(usd) {window(10)})::float as adv_10, (avg(usd) {window(90)})::float as adv_90,
                (avg(usd) {window(10)} / avg(usd) {window(90)})::float as ratio,
                (max(usd) {window(90)} / sum(usd) {window(90)})::float as top_1,
                (pow(sum(usd) {window(90)}, 2) / sum(usd * usd) {window(90)})::float as days,
                (avg((volume = 0)::int) {window(90)})::float as zero,
                (avg(volume / shares) {window(90)})::float as turnover,
                (avg(case when usd > 0 then abs(move) / usd end) {window(90)})::float as amihud,
                (stddev_samp(move) {window(90)} * sqrt(252))::float as volatility,
                (max(fall) {window(252)})::float as drawdown
              from rows_of
            ) to '{home}/out.parquet' (format parquet, compression lz4)"""
        _, cpu, wall = timed(lambda: connection.execute(query))
        counted = connection.execute(f"select count(*) from read_parquet('{source}')").fetchone()
    rows = int(counted[0]) if counted else 0
    return Outcome(f"{rows:,} rows x 10 measures", rows, cpu, wall, [])


PEERS = (
    Peer("microcap", microcap),
    Peer("polars", polars, "polars", ("polars",)),
    Peer("duckdb", duckdb, "duckdb", ("duckdb",)),
)

if __name__ == "__main__":
    worker(JOB, PEERS)
