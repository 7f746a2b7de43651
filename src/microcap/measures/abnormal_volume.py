"""Abnormal volume: how far a day's volume lies above what is usual for the name."""

from collections.abc import Sequence
from math import fsum, log1p, sqrt

from microcap.measures import method
from microcap.model.errors import Contradiction


@method(reference="log(1 + V) form of Ajinkya & Jain 1989, J. Accounting and Economics 11")
def abnormal_volume(base_volumes: Sequence[float], event_volume: float) -> dict[str, float | None]:
    """A day's log volume less its mean over the base days, and that in their deviations.

    Volumes in shares, adjusted for splits; a day without trade is a volume of 0. `z` is null where
    the base volumes are all the same.
    """
    if len(base_volumes) < 2 or min(*base_volumes, event_volume) < 0:
        raise Contradiction(
            f"abnormal_volume was given {len(base_volumes)} base volumes; give two or more, none of "
            "them, nor the event's, below zero"
        )
    logs = [log1p(volume) for volume in base_volumes]
    mean = fsum(logs) / len(logs)
    spread = sqrt(fsum((one - mean) ** 2 for one in logs) / (len(logs) - 1))
    abnormal = log1p(event_volume) - mean
    z = abnormal / spread if spread > 0 else None
    return {"mean": mean, "sd": spread, "abnormal": abnormal, "z": z}
