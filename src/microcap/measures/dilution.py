"""Dilution: how much the share count grew in a year, splits taken out."""

import math

from microcap.measures import method
from microcap.model.errors import Contradiction


@method(reference="definition; Pontiff & Woodgate 2008, J. Finance 63(2) for the log form")
def dilution_rate(
    shares_now: float | None, shares_1y_ago: float | None, split_factor_since: float = 1.0
) -> dict[str, float | None]:
    """Growth of the share count over a year, as a fraction and as a log.

    `split_factor_since` is new shares for one old share since the earlier count (0.1 for one
    for ten). A count that is unknown or zero gives null.
    """
    if split_factor_since <= 0:
        raise Contradiction(
            f"split_factor_since is {split_factor_since:g}; it is new shares for one old share "
            "and above zero, 0.1 for one for ten"
        )
    for name, shares in (("shares_now", shares_now), ("shares_1y_ago", shares_1y_ago)):
        if shares is not None and shares < 0:
            raise Contradiction(f"{name} is {shares:g}; a share count is zero or more")
    if not shares_now or not shares_1y_ago:
        return {"gross": None, "log": None}
    growth = shares_now / (shares_1y_ago * split_factor_since)
    return {"gross": growth - 1, "log": math.log(growth)}
