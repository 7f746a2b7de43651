"""Average precision: how well rare things are ranked before common ones, over all cut-offs."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from microcap.model.errors import Contradiction

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Scores = Sequence[float] | NDArray[np.float64]
    Marks = Sequence[bool] | NDArray[np.bool_]


def average_precision(scores: "Scores", truth: "Marks") -> float | None:
    """Area under precision and recall: the precision at each step of recall, weighed by the step.

    Equal scores are one cut-off. Null where nothing is true. A ranking by chance has the base
    rate, so it is read against that. Source: Davis & Goadrich 2006, ICML (steps, no lines between).
    """
    import numpy as np

    values, holds = np.asarray(scores, dtype=np.float64), np.asarray(truth, dtype=np.bool_)
    if values.shape != holds.shape or values.ndim != 1:
        raise Contradiction(
            f"asked for an average precision of {values.size} scores and {holds.size} truths; "
            "give one truth a score"
        )
    if not holds.any():
        return None
    order = np.argsort(-values, kind="stable")
    last = np.append(np.flatnonzero(np.diff(values[order])), values.size - 1)
    hits = np.cumsum(holds[order])[last]
    gained = np.diff(hits, prepend=0) / holds.sum()
    return float((hits / (last + 1) * gained).sum())
