"""The rank test of an event study."""

import numpy as np
import pytest

from microcap.faces.calc import run
from microcap.measures.rank_test import rank_deviations, rank_statistic
from microcap.model.errors import Contradiction

THREE = [
    [0.01, -0.02, 0.0, 0.03, -0.01, 0.005, -0.015, 0.12],
    [0.02, 0.01, -0.03, -0.005, 0.015, -0.02, 0.0025, 0.07],
    [-0.01, 0.04, -0.02, 0.01, 0.0, -0.03, 0.02, 0.035],
]
"""COR-1 of the specification: 2.0370138162."""


def test_ties_share_the_mean_of_their_ranks() -> None:
    """Ranks 1.5, 1.5, 3, 4 of four days: over 5, less a half."""
    found = rank_deviations(np.array([[1.0, 1.0, 2.0, 3.0]]))
    assert found[0] == pytest.approx([-0.2, -0.2, 0.1, 0.3])


def test_a_day_without_return_has_no_rank_and_takes_none() -> None:
    """Ranks 1 and 2 of two days: 1/3 - 1/2 and 2/3 - 1/2."""
    found = rank_deviations(np.array([[np.nan, 5.0, 9.0]]))
    assert np.isnan(found[0, 0])
    assert found[0, 1:] == pytest.approx([-1 / 6, 1 / 6])


def test_where_every_name_has_every_day_it_is_corrados_statistic() -> None:
    deviations = rank_deviations(np.array(THREE))
    assert rank_statistic(deviations, [7]) == pytest.approx(2.0370138162)


def test_two_days_are_added_and_divided_by_the_root_of_two() -> None:
    deviations = rank_deviations(np.array(THREE))
    single = [rank_statistic(deviations, [day]) or 0.0 for day in (6, 7)]
    assert rank_statistic(deviations, [6, 7]) == pytest.approx(sum(single) / 2**0.5)


def test_without_names_or_with_nothing_but_ties_there_is_no_statistic() -> None:
    assert rank_statistic(np.empty((0, 8)), [7]) is None
    assert rank_statistic(rank_deviations(np.ones((2, 8))), [7]) is None


def test_rows_of_different_length_are_refused() -> None:
    with pytest.raises(Contradiction, match="rows of 2, 3 days"):
        run("corrado", {"abnormal_returns": [[0.1, 0.2], [0.1, 0.2, 0.3]]})
    with pytest.raises(Contradiction, match="nothing to compare"):
        run("corrado", {"abnormal_returns": [[0.1, 0.1], [0.2, 0.2]]})
