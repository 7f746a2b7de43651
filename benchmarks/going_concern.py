"""Job G2: where "going concern" stands in texts as long as annual reports."""

import json
import re
from collections.abc import Callable
from pathlib import Path

from measuring import Outcome, Peer, timed, worker

JOB, INPUT = "G2", "text"
ABOUT = "going concern in texts of 500 kB"


def microcap(folder: Path) -> Outcome:
    """`going_concern_places`: the rare word first, then the expression."""
    from microcap.reading.going_concern_search import going_concern_places

    return _searched(folder, lambda text: len(going_concern_places(text)))


def expression(folder: Path) -> Outcome:
    """The regular expression alone, letter case ignored."""
    pattern = re.compile(r"\bgoing[\s-]+concern\b", re.IGNORECASE)
    return _searched(folder, lambda text: len(pattern.findall(text)))


def _searched(folder: Path, count: Callable[[str], int]) -> Outcome:
    texts = json.loads((folder / "tenk.json").read_text("utf-8"))
    size = sum(map(len, texts))
    count(texts[0])
    hits, cpu, wall = timed(lambda: [count(text) for text in texts])
    work = f"{size / 1e6:.0f} MB, {sum(hits)} hits: {size / cpu / 1e6:,.0f} MB a CPU s"
    return Outcome(work, size, cpu, wall, [float(one) for one in hits])


PEERS = (Peer("microcap", microcap), Peer("Python's expression", expression))

if __name__ == "__main__":
    worker(JOB, PEERS)
