"""Several summaries in one walk."""

import math

import numpy as np
import pytest

from microcap.kernels.joint_windows import SUMMARIES, joint_summaries

UNKNOWN = math.nan


def test_three_rows_give_the_summaries_of_a_pencil() -> None:
    """Levels 2, 4, 3; amounts 1, 0, 3; short window two rows, long three, two known are enough.

    Values 2, 0, 9: short mean 4.5, long 11/3. Amounts: mean 1.5 over 4/3; largest 3/4, both 1;
    Herfindahl 10/16; a third are zeros; 4/3 over base 8 times 12 is 2. Changes where something
    was traded: |3/4 - 1| / 9 in millionths. Logs ln 2 and ln 3/4: their distance over root two.
    The worst fall is a quarter.
    """
    levels, amounts = np.array([2.0, 4.0, 3.0]), np.array([1.0, 0.0, 3.0])
    logs = np.array([UNKNOWN, math.log(2), math.log(0.75)])
    columns = (levels, amounts, levels * amounts, np.full(3, 8.0), logs)
    found = joint_summaries(columns, np.zeros(3, bool), np.array([0, 3]), (2, 3, 3), 2, 12.0)
    assert found.shape == (SUMMARIES, 3)
    assert found[:, 2].tolist() == pytest.approx(
        [4.5, 11 / 3, 9 / 8, 0.75, 1.0, 1.6, 1 / 3, 2.0, 0.25 / 9 * 1e6,
         math.log(2 / 0.75) / math.sqrt(2), -0.25],
        rel=1e-6,
    )  # fmt: skip


def test_nothing_is_said_before_enough_rows_or_across_a_segment() -> None:
    two = np.full(4, 2.0)
    columns = (two, two, two, two, two)
    found = joint_summaries(columns, np.zeros(4, bool), np.array([0, 2, 4]), (2, 3, 3), 3, 1.0)
    assert np.isnan(found[1:]).all()
    assert np.isnan(found[0, [0, 2]]).all()
    assert found[0, [1, 3]].tolist() == [2.0, 2.0]


def test_a_broken_change_is_in_no_ratio() -> None:
    """The only change, 1 to 50, lies across a break."""
    columns = (np.array([1.0, 50.0]), np.ones(2), np.ones(2), np.ones(2), np.full(2, UNKNOWN))
    found = joint_summaries(columns, np.array([False, True]), np.array([0, 2]), (2, 2, 2), 2, 1.0)
    assert np.isnan(found[8, 1])
    assert found[10, 1] == 0.0
