"""Growth of the share count, splits taken out."""

import math

import pytest

from microcap.measures.dilution import dilution_rate
from microcap.model.errors import Contradiction


def test_dilution_is_the_growth_of_the_count() -> None:
    """31m after 22m: 31 / 22 - 1 = 0.40909."""
    answer = dilution_rate(31e6, 22e6)
    assert answer["gross"] == pytest.approx(9 / 22)
    assert answer["log"] == pytest.approx(math.log(31 / 22))


def test_a_split_is_taken_out() -> None:
    """22m old shares are 2.2m after one for ten; 3.3m are half as many more."""
    assert dilution_rate(3.3e6, 22e6, 0.1)["gross"] == pytest.approx(0.5)


def test_a_count_that_is_unknown_or_zero_gives_null() -> None:
    for now, before in ((None, 22e6), (31e6, None), (31e6, 0.0), (0.0, 22e6)):
        assert dilution_rate(now, before) == {"gross": None, "log": None}


def test_a_split_factor_of_zero_and_a_negative_count_are_refused() -> None:
    with pytest.raises(Contradiction, match="for one for ten"):
        dilution_rate(31e6, 22e6, 0.0)
    with pytest.raises(Contradiction, match="zero or more"):
        dilution_rate(-1.0, 22e6)
