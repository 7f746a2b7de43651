"""Average precision, against pencil."""

import pytest

from microcap.measures.average_precision import average_precision
from microcap.model.errors import Contradiction


def test_the_precision_at_each_case_is_averaged() -> None:
    """Ranked true, false, true, false: (1/1 + 2/3) / 2."""
    found = average_precision([0.9, 0.8, 0.7, 0.6], [True, False, True, False])
    assert found == pytest.approx(0.8333333333)


def test_equal_scores_are_one_cut_off_and_give_the_base_rate() -> None:
    assert average_precision([1.0] * 5, [False, True, False, False, False]) == pytest.approx(0.2)


def test_a_perfect_ranking_has_an_area_of_one() -> None:
    assert average_precision([0.1, 0.9, 0.8], [False, True, True]) == pytest.approx(1.0)


def test_where_nothing_is_true_nothing_can_be_told() -> None:
    assert average_precision([0.4, 0.2], [False, False]) is None


def test_scores_without_a_truth_each_are_refused() -> None:
    with pytest.raises(Contradiction, match="3 scores and 2 truths; give one truth a score"):
        average_precision([0.1, 0.2, 0.3], [True, False])
