"""Job A2: the EDGE spread over all rows of each security."""

from pathlib import Path

from edge_rolling import prices
from measuring import Outcome, Peer, known, timed, worker

JOB, INPUT, COMPILES = "A2", "panel", True
ABOUT = "EDGE over all rows of each security"


def microcap(folder: Path) -> Outcome:
    """The kernel of the full-sample measure `edge`, on one thread."""
    import numpy as np

    from microcap.kernels.edge import edge_whole

    ohlc, securities, days = prices(folder)
    offsets = np.arange(0, securities * days + 1, days)
    edge_whole(ohlc, offsets)
    answer, cpu, wall = timed(lambda: edge_whole(ohlc, offsets))
    sample = [known(value) for value in answer.tolist()]
    return Outcome(f"{securities:,} x {days:,} rows", securities * days, cpu, wall, sample)


def bidask(folder: Path) -> Outcome:
    """`bidask.edge`, security by security."""
    import warnings

    from bidask import edge

    warnings.simplefilter("ignore")
    ohlc, securities, days = prices(folder)

    def one(number: int) -> float:
        return float(edge(*(column[number * days : (number + 1) * days] for column in ohlc)))

    one(0)
    answers, cpu, wall = timed(lambda: [one(number) for number in range(securities)])
    work = f"{securities:,} x {days:,} rows"
    return Outcome(work, securities * days, cpu, wall, [known(value) for value in answers])


PEERS = (Peer("microcap", microcap), Peer("bidask", bidask, "bidask", ("bidask",)))

if __name__ == "__main__":
    worker(JOB, PEERS)
