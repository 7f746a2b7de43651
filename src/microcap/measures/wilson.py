"""The interval of a share of a count, by Wilson's score."""

from math import sqrt
from statistics import NormalDist

from microcap.model.errors import Contradiction


def wilson_interval(hits: int, of: int, confidence: float = 0.95) -> tuple[float, float] | None:
    """Low and high end of a binomial share, as fractions; null where nothing was counted.

    Wilson 1927, J. American Statistical Association 22(158). Raises `Contradiction` for more hits
    than cases, and for a confidence that is no fraction.
    """
    if not 0 <= hits <= max(of, 0) or not 0 < confidence < 1:
        raise Contradiction(
            f"an interval for {hits} of {of} at confidence {confidence}; give hits of 0 to the number "
            "of cases and a confidence between 0 and 1"
        )
    if of == 0:
        return None
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    share, spread = hits / of, z * z / of
    middle = (share + spread / 2) / (1 + spread)
    half = z / (1 + spread) * sqrt(share * (1 - share) / of + spread / (4 * of))
    return max(0.0, middle - half), min(1.0, middle + half)
