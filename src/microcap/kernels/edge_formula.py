"""EDGE from sums: the square of the spread from 26 sums over the rows of a window.

The estimates of Ardia, Guidotti & Kroencke 2024 are, with t whether the price moved,

    x = A (r1 - k1 t) r2 + B (r3 - k3 t) r4,   z = A (r1 - k1 t) r5 + B (r5 - k5 t) r4,

and since r2 = r5 + r4 and r3 = r1 + r5 they are weighted sums of five parts: a = r1 r5, b = r1 r4,
c = r5 r4, u = t r4 and v = t r5. So their means and mean squares follow from 5 sums of parts and
15 of products of parts.
"""

import numpy as np

from microcap.kernels.compiled import part_of_a_loop


@part_of_a_loop
def edge_square(sums: tuple[float, ...], least: int) -> float:
    """Signed square of the EDGE spread; not-a-number where it is undefined.

    `sums` are those of: one for each known row, t, r1, r5, how many ends of the day the open lies
    apart from where the price moved, the same of the close before, a, b, c, u, v, and the products
    of these two by two. Undefined below `least` known rows, where the price moved on fewer than
    two, or where all opens or all closes lie at one end of their day.
    """
    n, t, r1, r5, opens, closes, a, b, c, u, v = sums[:11]
    aa, ab, ac, au, av, bb, bc, bu, bv, cc, cu, cv, uu, uv, vv = sums[11:]
    # x and z are taken -opens closes t / 4n times as large: all weights are whole counts times
    # sums, and of the nine quotients of the paper's steps one is left
    A, B = closes * t, opens * t
    # weights of b, v and u; u has another in z, and b none
    wb, wv, wu, wz = A + B, -closes * r1, -(closes * r1 + opens * (r1 + r5)), -opens * r5
    shared = A * a + B * c + wv * v
    x, z = shared + wb * b + wu * u, shared + wz * u
    both = A * (A * aa + 2.0 * (B * ac + wv * av)) + B * (B * cc + 2.0 * wv * cv) + wv * wv * vv
    xx = both + wb * (wb * bb + 2.0 * (A * ab + B * bc + wu * bu + wv * bv))
    xx += wu * (wu * uu + 2.0 * (A * au + B * cu + wv * uv))
    zz = both + wz * (wz * uu + 2.0 * (A * au + B * cu + wv * uv))
    # n n times the variances
    vx, vz = n * xx - x * x, n * zz - z * z
    size = opens * closes * t
    # both answers and one choice, no branch: many windows are worked out at once
    weighed = vx + vz > 0
    above = vz * x + vx * z if weighed else x + z
    below = size * (vx + vz) if weighed else 2.0 * size
    possible = (opens > 0) & (closes > 0) & (t >= 2) & (n >= least)
    return -4.0 * above / below if possible else np.nan
