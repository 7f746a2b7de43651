"""A rule score of a fall, 0 to 100, of what is known: the mirror of the score of a run-up.

methods.md section 8 gives points for a run-up and says that short-and-distort is its mirror. The
points are put over unchanged, one part for one: 25 for the price, 20 each for short sales in the
place of volume, for nothing filed and for a publication in the place of a promotion, and 15 for
what is won back in the place of the float turned over (project default).
"""

import polars as pl

from microcap.measures.fall_features import FALL, RECOVERY, SHORT_RISE
from microcap.measures.pump_score import ALERT, AT_LEAST, SHARE

_POINTS = {"fall": 25, "short_rise": 20, "no_filing": 20, "publication": 20, "recovered": 15}


def fall_score(frame: pl.DataFrame) -> pl.DataFrame:
    """The rows with `score`, `reachable` and `alert`.

    `frame` has `fall`, `short_rise`, `no_filing`, `publication` and `recovered`, each of the
    deepest fall of the last 21 sessions; null is not known. What is null adds to neither `score` nor
    `reachable`. `alert`: there is a fall beside a publication or more short sales, without which it
    is a fall and no pattern, and the score is 60 or more, or 45 or more and at least three quarters
    of what was reachable, as for run-ups.
    """
    holds = {
        "fall": pl.col("fall") <= FALL,
        "short_rise": pl.col("short_rise") >= SHORT_RISE,
        "no_filing": pl.col("no_filing"),
        "publication": pl.col("publication"),
        "recovered": pl.col("recovered") >= RECOVERY,
    }
    points = [pl.when(one).then(_POINTS[name]).otherwise(0) for name, one in holds.items()]
    reach = [
        pl.when(one.is_not_null()).then(_POINTS[name]).otherwise(0) for name, one in holds.items()
    ]
    scored = frame.with_columns(
        score=pl.sum_horizontal(points).cast(pl.Int64),
        reachable=pl.sum_horizontal(reach).cast(pl.Int64),
    )
    enough = (pl.col("score") >= AT_LEAST) & (pl.col("score") >= SHARE * pl.col("reachable"))
    beside = (holds["fall"] & (holds["publication"] | holds["short_rise"])).fill_null(False)
    return scored.with_columns(alert=beside & ((pl.col("score") >= ALERT) | enough))
