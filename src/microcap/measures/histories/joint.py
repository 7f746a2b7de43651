"""The liquidity of every row in one walk: eleven measures at the price of two."""

from typing import TYPE_CHECKING

from microcap.measures.histories import Rows
from microcap.measures.rows import MINIMUM

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Shorts = NDArray[np.float32]

LIQUIDITY = (
    "adv_usd_10",
    "adv_usd_90",
    "adv_ratio",
    "top1_share_90",
    "top2_share_90",
    "effective_days_90",
    "zero_volume_share_90",
    "turnover_90",
    "amihud_90",
    "cc_90",
    "max_drawdown_252",
)
"""What one asks of a thin market: how much trades, on how few days, and how far it moves.

In the order of the kernel's summaries.
"""

_DAYS = (10, 90, 252)
_YEAR = 252.0


def liquidity_at_once(rows: Rows) -> "dict[str, Shorts]":
    """The measures of `LIQUIDITY` at every row, in 32 bits: their histories to seven digits.

    Not-a-number is unknown.
    """
    # the names above are read where no kernel is wanted
    from microcap.kernels.joint_windows import joint_summaries
    from microcap.measures.histories.volumes import row_dollars, row_log_return

    columns = (
        rows["close"],
        rows["volume"],
        row_dollars(rows),
        rows["shares"],
        row_log_return(rows),
    )
    found = joint_summaries(columns, rows["broken"], rows.offsets, _DAYS, MINIMUM, _YEAR)
    return dict(zip(LIQUIDITY, found, strict=True))
