"""How loops are compiled."""

import math

from microcap.kernels.compiled import compiled, compiled_in_any_order


def _quotient(one: float, other: float) -> float:
    return one / other


def test_a_quotient_by_zero_is_infinite_or_not_a_number() -> None:
    assert compiled(_quotient)(1.0, 0.0) == math.inf
    assert math.isnan(compiled_in_any_order(_quotient)(0.0, 0.0))
