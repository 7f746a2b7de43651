"""Wilson's interval, by the table of another author."""

import pytest

from microcap.measures.wilson import wilson_interval
from microcap.model.errors import Contradiction


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_four_examples_of_newcombe(hits: int, of: int, low: float, high: float) -> None:
    """Newcombe 1998, Statistics in Medicine 17, table I, method 3 (score, no correction)."""
    assert wilson_interval(hits, of) == pytest.approx((low, high), abs=5e-5)


def test_of_nothing_there_is_no_interval() -> None:
    assert wilson_interval(0, 0) is None


@pytest.mark.parametrize(("hits", "of", "confidence"), [(3, 2, 0.95), (-1, 2, 0.95), (1, 2, 1.0)])
def test_what_is_no_share_is_refused(hits: int, of: int, confidence: float) -> None:
    with pytest.raises(Contradiction, match="give hits of 0 to the number of cases"):
        wilson_interval(hits, of, confidence)
