"""Job G1: many short texts, promotional or not."""

import json
from pathlib import Path

from measuring import Outcome, Peer, timed, worker

JOB, INPUT, COMPILES = "G1", "text", True
ABOUT = "short texts told promotional or not"
FEW = 20_000
"""Texts that the slow peers are given."""


def microcap(folder: Path) -> Outcome:
    """Label and score of each text, as `microcap.reading.promotion_batch` gives them."""
    from microcap.reading.promotion_batch import verdicts_of

    texts, _ = _texts(folder)
    verdicts_of(texts[:3_000])
    found, cpu, wall = timed(lambda: verdicts_of(texts))
    return _outcome(len(texts), cpu, wall, sum(label == "promotional" for label, _ in found))


def one_by_one(folder: Path) -> Outcome:
    """`microcap.reading.promotion`, reasons included."""
    from microcap.reading.promotion import promotion

    texts, _ = _texts(folder)
    some = texts[: FEW // 4]
    promotion(some[0])
    found, cpu, wall = timed(lambda: [promotion(text) for text in some])
    return _outcome(len(some), cpu, wall, sum(one.label == "promotional" for one in found))


def sklearn(folder: Path) -> Outcome:
    """TF-IDF of one and two words and a linear model, fitted before the clock runs."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import SGDClassifier
    from sklearn.pipeline import make_pipeline

    texts, labels = _texts(folder)
    model = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), min_df=3),
        SGDClassifier(loss="log_loss", random_state=0),
    )
    model.fit(texts[:FEW], labels[:FEW])
    some = texts[FEW : 2 * FEW]
    found, cpu, wall = timed(lambda: model.predict_proba(some))
    return _outcome(len(some), cpu, wall, int((found[:, 1] > 0.5).sum()))


def _texts(folder: Path) -> tuple[list[str], list[int]]:
    texts, labels = json.loads((folder / "news.json").read_text("utf-8"))
    return texts, labels


def _outcome(count: int, cpu: float, wall: float, called: int) -> Outcome:
    speed = count / cpu
    work = f"{count:,} texts, {called:,} promotional: {speed:,.0f} texts a CPU s"
    return Outcome(work, count, cpu, wall, [])


PEERS = (
    Peer("microcap", microcap),
    Peer("microcap, one by one", one_by_one),
    Peer("scikit-learn", sklearn, "sklearn", ("scikit-learn",)),
)

if __name__ == "__main__":
    worker(JOB, PEERS)
