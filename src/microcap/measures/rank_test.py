"""The rank test of an event study: how high a day's return stands among the same name's others."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from microcap.measures import method
from microcap.model.errors import Contradiction

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def rank_deviations(values: "Floats") -> "Floats":
    """Rank / (number + 1) - 1/2 of each value in its row, ties averaged; NaN stays NaN.

    `values` is (names, days). A name with missing days is ranked over the days it has (Corrado &
    Zivney 1992, equation 3).
    """
    import numpy as np

    order = np.argsort(values, axis=1, kind="stable")  # NaN goes last
    ranked = np.take_along_axis(values, order, axis=1)
    count = np.isfinite(values).sum(axis=1, keepdims=True)
    place = np.arange(values.shape[1], dtype=float)[None, :].repeat(len(values), axis=0)
    begins = np.ones(values.shape, dtype=bool)
    begins[:, 1:] = ranked[:, 1:] != ranked[:, :-1]
    first = np.maximum.accumulate(np.where(begins, place, 0), axis=1)
    ends = np.ones(values.shape, dtype=bool)
    ends[:, :-1] = begins[:, 1:]
    last = np.flip(
        np.minimum.accumulate(np.flip(np.where(ends, place, np.inf), axis=1), axis=1), axis=1
    )
    ranks = np.empty(values.shape)
    np.put_along_axis(ranks, order, (first + last) / 2 + 1, axis=1)
    return np.where(np.isfinite(values), ranks / (count + 1) - 0.5, np.nan)


def rank_statistic(deviations: "Floats", days: Sequence[int]) -> float | None:
    """The rank statistic of some days (columns) of deviations (names, days); null without names.

    The daily sums over names are scaled by the square root of how many names the day has, so that
    days with few names weigh no more (Corrado & Zivney 1992, section II); where every day has
    every name this is Corrado's own. Several days are added and divided by the square root of
    their number (Cowan 1992). The days themselves count in the deviation, as Corrado has it.
    """
    import numpy as np

    held = np.isfinite(deviations)
    names = held.sum(axis=0)
    scaled = np.where(held, deviations, 0.0).sum(axis=0) / np.sqrt(np.maximum(names, 1))
    used = names > 0
    wanted = [day for day in days if used[day]]
    deviation = float(np.sqrt((scaled[used] ** 2).mean())) if used.any() else 0.0
    if not wanted or deviation <= 1e-12:
        return None
    return float(scaled[wanted].sum() / np.sqrt(len(wanted)) / deviation)


@method(reference="Corrado 1989, J. Financial Economics 23; Corrado & Zivney 1992, JFQA 27")
def corrado(abnormal_returns: Sequence[Sequence[float]]) -> dict[str, float]:
    """Corrado's rank test over some names, a list of abnormal returns each; the last day is the event.

    Ranks run over all days of a name, the event among them; ties share the mean of their ranks.
    """
    import numpy as np

    lengths = {len(row) for row in abnormal_returns}
    if len(lengths) != 1 or max(lengths, default=0) < 2:
        raise Contradiction(
            f"corrado was given rows of {', '.join(map(str, sorted(lengths))) or 'no'} days; give one "
            "row a name, all equally long, of two days or more"
        )
    means = rank_deviations(np.asarray(abnormal_returns, float)).mean(axis=0)
    deviation = float(np.sqrt((means**2).mean()))
    if deviation <= 1e-12:
        raise Contradiction(
            "corrado: the mean rank is the same on every day, so there is nothing to compare; give "
            "returns that differ"
        )
    return {
        "mean_rank_dev": float(means[-1]),
        "s": deviation,
        "stat": float(means[-1]) / deviation,
    }
