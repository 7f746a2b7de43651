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
    A, B = -4.0 * n / opens, -4.0 * n / closes
    k1, k5 = r1 / t, r5 / t
    # weights of b, v and u; u has another in z, and b none
    wb, wv, wu, wz = A + B, -A * k1, -(A * k1 + B * (k1 + k5)), -B * k5
    e1 = (A * a + wb * b + B * c + wu * u + wv * v) / n
    e2 = (A * a + B * c + wz * u + wv * v) / n
    s1 = A * (A * aa + 2.0 * (wb * ab + B * ac + wu * au + wv * av))
    s1 += wb * (wb * bb + 2.0 * (B * bc + wu * bu + wv * bv))
    s1 += B * (B * cc + 2.0 * (wu * cu + wv * cv))
    s1 += wu * (wu * uu + 2.0 * wv * uv) + wv * wv * vv
    s2 = A * (A * aa + 2.0 * (B * ac + wz * au + wv * av))
    s2 += B * (B * cc + 2.0 * (wz * cu + wv * cv))
    s2 += wz * (wz * uu + 2.0 * wv * uv) + wv * wv * vv
    v1, v2 = s1 / n - e1 * e1, s2 / n - e2 * e2
    # both answers and one choice, no branch: many windows are worked out at once
    weighed, plain = (v2 * e1 + v1 * e2) / (v1 + v2), (e1 + e2) / 2
    square = weighed if v1 + v2 > 0 else plain
    possible = (opens > 0) & (closes > 0) & (t >= 2) & (n >= least)
    return square if possible else np.nan
