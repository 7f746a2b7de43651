"""Points of a fall: 25 the fall, 20 each short sales, nothing filed, a publication; 15 won back."""

import polars as pl
import pytest

from microcap.measures.fall_score import fall_score

KINDS = {
    "fall": pl.Float64, "short_rise": pl.Float64, "no_filing": pl.Boolean,
    "publication": pl.Boolean, "recovered": pl.Float64,
}  # fmt: skip


@pytest.mark.parametrize(
    ("row", "told"),
    [
        # everything: 25 + 20 + 20 + 20 + 15
        ((-0.3, 0.15, True, True, 0.6), (100, 100, True)),
        # on its day: 25 + 20 + 20 + 20
        ((-0.3, 0.15, True, True, 0.0), (85, 100, True)),
        # a filing and no publication: 25 + 20
        ((-0.3, 0.15, False, False, 0.0), (45, 100, False)),
        # no publication is held: 25 + 20 + 20 of 80
        ((-0.3, 0.15, True, None, 0.0), (65, 80, True)),
        # nothing said and no more sold short: 25 + 20 + 15, and yet no pattern
        ((-0.3, 0.0, True, False, 0.9), (60, 100, False)),
        # of prices alone: 25 + 15 of 40
        ((-0.3, None, None, None, 0.9), (40, 40, False)),
        # a publication of which nothing else is known: 25 + 20 of 60 is three quarters
        ((-0.3, None, None, True, 0.0), (45, 60, True)),
        # no fall: nothing to speak of
        ((None, None, True, None, None), (20, 20, False)),
    ],
)
def test_points_add_up_to_what_is_known(
    row: tuple[object, ...], told: tuple[int, int, bool]
) -> None:
    frame = pl.DataFrame([row], schema=KINDS, orient="row")
    assert fall_score(frame).select("score", "reachable", "alert").rows() == [told]
