"""The standardised cross-section."""

import pytest

from microcap.faces.calc import run
from microcap.model.errors import Contradiction


def test_two_events_by_pencil() -> None:
    """0.02/0.01 = 2 and 0.04/0.01 = 4: mean 3, deviation 2^1/2, t = 3 / (2^1/2 / 2^1/2)."""
    answer = run("bmp", {"ar": [0.02, 0.04], "forecast_sd": [0.01, 0.01]})
    assert answer == {"mean_sar": pytest.approx(3), "t": pytest.approx(3)}


@pytest.mark.parametrize(
    ("ar", "deviations", "says"),
    [
        ([0.1], [0.1], "for two events or more"),
        ([0.1, 0.2], [0.1], "one deviation a return"),
        ([0.1, 0.2], [0.1, 0.0], "each is above zero"),
        ([0.1, 0.2], [0.1, 0.2], "no spread"),
    ],
)
def test_what_cannot_be_tested_is_refused_with_the_reason(
    ar: list[float], deviations: list[float], says: str
) -> None:
    with pytest.raises(Contradiction, match=says):
        run("bmp", {"ar": ar, "forecast_sd": deviations})
