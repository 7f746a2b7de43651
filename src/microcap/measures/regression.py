"""Least squares: the plain regression that two liquidity methods share."""

from collections.abc import Sequence


def least_squares(answer: Sequence[float], *columns: Sequence[float]) -> tuple[float, ...] | None:
    """Intercept and slopes of the answer on the columns; null where they cannot be told apart.

    Columns are centred and scaled first, so that dollars and fractions may stand side by side.
    """
    import numpy as np

    y, x = np.asarray(answer, float), np.asarray(columns, float).T
    if len(y) <= x.shape[1] + 1:
        return None
    middle, width = x.mean(axis=0), x.std(axis=0)
    if not (width > 0).all():
        return None
    slopes, _, rank, _ = np.linalg.lstsq((x - middle) / width, y - y.mean(), rcond=1e-12)
    if rank < x.shape[1]:
        return None
    slopes = slopes / width
    return (float(y.mean() - slopes @ middle), *(float(slope) for slope in slopes))
