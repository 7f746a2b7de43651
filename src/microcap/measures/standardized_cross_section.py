"""The standardised cross-section: whether many events together moved prices, whatever each one's noise."""

from collections.abc import Sequence
from math import fsum, sqrt

from microcap.measures import method
from microcap.model.errors import Contradiction


@method(reference="Boehmer, Musumeci & Poulsen 1991, J. Financial Economics 30")
def bmp(ar: Sequence[float], forecast_sd: Sequence[float]) -> dict[str, float]:
    """Test of standardised abnormal returns that allows the event to raise the variance.

    Each abnormal return is divided by its own forecast deviation, then their mean is held against
    their own spread. It assumes that the events do not share their days.
    """
    if len(ar) != len(forecast_sd) or len(ar) < 2:
        raise Contradiction(
            f"bmp was given {len(ar)} abnormal returns and {len(forecast_sd)} deviations; give one "
            "deviation a return, for two events or more"
        )
    if min(forecast_sd) <= 0:
        raise Contradiction(
            f"bmp was given a forecast deviation of {min(forecast_sd):g}; each is above zero"
        )
    standardised = [one / deviation for one, deviation in zip(ar, forecast_sd, strict=True)]
    mean = fsum(standardised) / len(standardised)
    spread = sqrt(fsum((one - mean) ** 2 for one in standardised) / (len(standardised) - 1))
    if spread == 0:
        raise Contradiction(
            "bmp: every standardised return is the same, so they have no spread; give others"
        )
    return {"mean_sar": mean, "t": mean / (spread / sqrt(len(standardised)))}
