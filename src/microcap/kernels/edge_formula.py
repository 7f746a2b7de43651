"""EDGE from sums: the weights of its parts, the means of its two estimates, and their square.

The estimates of Ardia, Guidotti & Kroencke 2024 are, with t whether the price moved,

    x = A (r1 - k1 t) r2 + B (r3 - k3 t) r4,   z = A (r1 - k1 t) r5 + B (r5 - k5 t) r4,

and since r2 = r5 + r4 and r3 = r1 + r5 they are weighted sums of five parts: r1 r5, r1 r4, r5 r4,
t r4 and t r5. So means and mean squares follow from 5 sums of parts and 15 of their products.
"""

import numpy as np

from microcap.kernels.blocks import Floats
from microcap.kernels.compiled import compiled

KNOWN, MOVED, R1, R5, OPENS, CLOSES, R4 = range(7)
HELD = 6
"""Sums that weights are made of: the first six parts, each times `KNOWN`."""
A, B, C, U, V = range(7, 12)
PARTS = 12
_WEIGHTS_OF_X = {A: 0, B: 1, C: 2, U: 3, V: 4}
_WEIGHTS_OF_Z = {A: 0, C: 2, U: 5, V: 4}
WEIGHTS = 6


def _terms() -> list[tuple[int, ...]]:
    """Two parts, two weights in x, two in z; -1 for the second of a single part, or for none."""
    terms = []
    for one in range(A, PARTS):
        for two in (KNOWN, *range(one, PARTS)):
            row = [one, two]
            for weights in (_WEIGHTS_OF_X, _WEIGHTS_OF_Z):
                first, second = weights.get(one, -1), weights.get(two, -1)
                absent = first < 0 or (two != KNOWN and second < 0)
                row += [-1, -1] if absent else [first, second]
            terms.append(tuple(row))
    return terms


TERMS = np.array(_terms(), np.int64)


@compiled
def edge_weights(held: Floats, weights: Floats) -> None:
    """The weights of the parts, from the sums `held`: A, A + B, B, -(A k1 + B k3), -A k1, -B k5."""
    _side(held[KNOWN], held[OPENS], weights[0])
    _side(held[KNOWN], held[CLOSES], weights[2])
    for at in range(held.shape[1]):
        weights[1, at] = weights[0, at] + weights[2, at]
    _drift(weights[0], held[R1], held[MOVED], weights[4])
    _drift(weights[2], held[R5], held[MOVED], weights[5])
    _drifts(weights[2], held[R1], held[R5], held[MOVED], weights[4], weights[3])


@compiled
def weigh(number: int, total: Floats, weights: Floats, means: Floats) -> None:
    """Add the sum of a term to means (rows 0, 2) and mean squares (rows 1, 3) of x and z."""
    for estimate in range(2):
        one, two = TERMS[number, 2 + 2 * estimate], TERMS[number, 3 + 2 * estimate]
        if one < 0:
            continue
        if two < 0:
            _add_single(weights[one], total, means[2 * estimate])
        else:
            times = 1.0 if one == two else 2.0
            _add_double(weights[one], weights[two], times, total, means[2 * estimate + 1])


@compiled
def edge_estimates(held: Floats, means: Floats, least: int) -> None:
    """The signed square of the spread, in place of the first mean; not-a-number where undefined.

    It is undefined below `least` known rows, where the price moved on fewer than two, or where
    all opens or all closes lie at one end of their day.
    """
    _squares(held[KNOWN], means[0], means[1], means[2], means[3])
    for at in range(held.shape[1]):
        ends = held[OPENS, at] > 0 and held[CLOSES, at] > 0
        if not (ends and held[MOVED, at] >= 2 and held[KNOWN, at] >= least):
            means[0, at] = np.nan


# each loop reads few arrays: the compiler uses the vector unit only where it can tell them apart


@compiled
def _side(count: Floats, apart: Floats, weight: Floats) -> None:
    for at in range(len(weight)):
        weight[at] = -4.0 * count[at] / apart[at]


@compiled
def _drift(side: Floats, returns: Floats, moved: Floats, weight: Floats) -> None:
    for at in range(len(weight)):
        weight[at] = -side[at] * (returns[at] / moved[at])


@compiled
def _drifts(
    side: Floats, r1: Floats, r5: Floats, moved: Floats, other: Floats, weight: Floats
) -> None:
    for at in range(len(weight)):
        weight[at] = other[at] - side[at] * ((r1[at] + r5[at]) / moved[at])


@compiled
def _add_single(weight: Floats, total: Floats, mean: Floats) -> None:
    for at in range(len(mean)):
        mean[at] += weight[at] * total[at]


@compiled
def _add_double(one: Floats, two: Floats, times: float, total: Floats, mean: Floats) -> None:
    for at in range(len(mean)):
        mean[at] += one[at] * two[at] * (times * total[at])


@compiled
def _squares(
    count: Floats, mean_x: Floats, square_x: Floats, mean_z: Floats, square_z: Floats
) -> None:
    for at in range(len(mean_x)):
        e1, e2 = mean_x[at] / count[at], mean_z[at] / count[at]
        v1, v2 = square_x[at] / count[at] - e1 * e1, square_z[at] / count[at] - e2 * e2
        both = v1 + v2
        mean_x[at] = (v2 * e1 + v1 * e2) / both if both > 0 else (e1 + e2) / 2
