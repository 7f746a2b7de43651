"""What an affiliate may sell in three months under Rule 144."""

from collections.abc import Sequence

from microcap.measures import method
from microcap.model.errors import Contradiction

_SHARE = 0.01
"""One per cent of the shares outstanding (17 CFR 230.144(e))."""


@method(reference="17 CFR 230.144(e)")
def rule_144_volume_limit(
    outstanding: float, weekly_volumes: Sequence[float] | None = None, listed: bool = True
) -> float:
    """Shares that an affiliate may sell in any three months.

    Listed: the larger of 1 % of the shares outstanding and the mean weekly volume of the four
    calendar weeks before the notice. Traded over the counter only: 1 %.
    """
    if outstanding < 0:
        raise Contradiction(f"{outstanding:,.0f} shares outstanding; give zero or more")
    limit = _SHARE * outstanding
    weeks = list(weekly_volumes or ())
    if not listed or not weeks:
        return limit
    return max(limit, sum(weeks) / len(weeks))
