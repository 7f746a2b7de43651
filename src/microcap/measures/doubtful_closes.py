"""Closes that no second session confirms yet: what a slip of a digit, a reused ticker or a split shows.

A publisher's close with a digit too many looks like a run of a tenfold price, and so does a ticker
that another company took over. On the day itself nobody can tell, so that a run-up waits for the
next session's trade; from then on the close counts for no more than that trade bears out.
"""

from typing import TYPE_CHECKING

import polars as pl

from microcap.measures.pump_features import BASELINE, FEWEST, LOUD_FROM, segments

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STEEP = 4.0
"""Times the close before from which one session's close is not believed by itself: a digit too many
shows as that much even where the price halved (project default; docs/decisions/pump-alerts.md)."""
TURNED = 2.0
"""Times the shares counted that bear out such a close when they trade in its session (project
default: half of the shares of a small company do not float)."""
DOUBLED = 2.0
"""Times the close before that a run does not reach on little volume, but a consolidation that is not
listed, or another company's ticker, does (project default; docs/decisions/pump-alerts.md)."""
FEWER = 0.6
"""Part of the shares counted before that a count falls below where shares were put together (project
default)."""


def with_doubts(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with `unconfirmed`, and `close` and `broken` as the next session's trade lets them stand.

    `rows` has `security`, `close`, `volume`, `shares`, `counted` and `broken`, sorted by security and day. A
    session is `unconfirmed` where its close is four times the one before while at most twice the
    shares counted traded, or none are counted; or twice on less than three times the usual volume.
    So are the sessions without trade after it. Once a later session has traded, such a close is at
    most that session's; where a thin doubling stays on thin volume, `broken` says that the price is
    another one from there on. So it is where the publisher's count (`counted`, as given) fell by two
    fifths with a doubling. What is said of a row never changes when later rows arrive.
    """
    import numpy as np

    names = ["close", "volume", "shares", "counted"]
    known = rows.select(pl.col(names).cast(pl.Float64).fill_null(np.nan))
    close, volume, shares, counted = (known[name].to_numpy() for name in names)
    told, broken = close.copy(), rows["broken"].fill_null(True).to_numpy().copy()
    unconfirmed = np.zeros(len(close), dtype=bool)
    first = segments(rows)
    before = np.concatenate([[np.nan], close[:-1]])[: len(close)]
    jumped = (close >= DOUBLED * before) & (np.arange(len(close)) > first)
    for place in np.flatnonzero(jumped).tolist():
        if counted[place] < FEWER * counted[place - 1]:
            broken[place] = True
            continue
        usual = _usual(volume[max(int(first[place]), place - BASELINE) : place])
        thin = volume[place] < LOUD_FROM * usual
        steep = close[place] >= STEEP * before[place] and not volume[place] > TURNED * shares[place]
        if not (thin or steep):
            continue
        end = _next_traded(volume, first, place)
        unconfirmed[place:end] = True
        if end == len(close) or first[end] != first[place]:
            continue
        stays = close[end] >= DOUBLED * before[place] and volume[end] < LOUD_FROM * usual
        fewer = counted[end] <= FEWER * counted[place - 1]
        if (thin and stays) or fewer:
            broken[place] = True
        else:
            told[place:end] = np.fmin(close[place:end], max(before[place], close[end]))
    return rows.with_columns(
        close=pl.Series(told, nan_to_null=True),
        broken=pl.Series(broken),
        unconfirmed=pl.Series(unconfirmed),
    )


def _usual(volume: "NDArray[np.float64]") -> float:
    """The mean volume of the sessions before; NaN, below which nothing is thin, of too few."""
    return float(volume.mean()) if len(volume) >= FEWEST else float("nan")


def _next_traded(volume: "NDArray[np.float64]", first: "NDArray[np.int64]", place: int) -> int:
    """The place of the segment's next row with trade, or the end of what is held."""
    end = place + 1
    while end < len(volume) and first[end] == first[place] and volume[end] == 0:
        end += 1
    return end
