"""Events added up."""

from datetime import date

import numpy as np
import pytest

from microcap.model.figures import Figure
from microcap.studies.event_tables import (
    Case,
    case_table,
    days_table,
    extremes,
    unused_table,
    windows_table,
)
from microcap.studies.event_windows import DAYS, Measured, WindowSum

DAY = date(2024, 3, 20)


def _case(symbol: str, total: float, error: float = 0.05, *, ranks_only: bool = False) -> Case:
    row = np.linspace(-0.01, 0.01, len(DAYS))
    row[DAYS.index(0)] = total
    sums = dict.fromkeys(((-1, 1), (0, 5), (1, 5)), WindowSum(total, error, 3))
    found = Measured(
        "",
        ranks_only,
        0.1,
        240,
        None,
        {0: (total, error)},
        sums,
        row,
        {0: (1.0, 2.0)},
    )
    return Case(symbol, symbol, DAY, "", "", found, 1.0, 5e6)


def test_rank_only_events_are_in_the_ranks_and_in_nothing_else() -> None:
    """Means of 0.1 and 0.3 are 0.2 whatever the third, 9.0, is."""
    used = [_case("ZZA", 0.1), _case("ZZB", 0.3), _case("ZZC", 9.0, ranks_only=True)]
    row = windows_table(used).rows[0]
    mean, rank = row["mean"], row["corrado"]
    assert isinstance(mean, Figure)
    assert row["n"] == 2
    assert mean.value == pytest.approx(0.2)
    # 1.96 x 0.1414 / 2^1/2
    assert mean.high == pytest.approx(0.2 + 0.196, abs=1e-4)
    assert isinstance(rank, Figure)
    assert isinstance(rank.value, float)
    assert rank.value > 0
    day = next(row for row in days_table(used).rows if row["day"] == "0")
    assert day["n"] == 2


def test_one_event_has_no_spread_to_test_it_by() -> None:
    row = windows_table([_case("ZZA", 0.1)]).rows[0]
    cell = row["bmp"]
    assert isinstance(cell, Figure)
    assert (cell.value, cell.status) == (None, "cannot_tell")


def test_the_extremes_are_the_five_at_either_end() -> None:
    used = [_case(f"ZZ{at:02}", at / 10) for at in range(20)]
    (table,) = extremes(used)
    names = [row["symbol"] for row in table.rows]
    assert names == [f"ZZ{at:02}" for at in (19, 18, 17, 16, 15, 4, 3, 2, 1, 0)]


def test_the_unused_are_counted_by_reason_with_their_first_names() -> None:
    cases = [Case(f"ZZ{at}", "", DAY, "", "too young") for at in range(5)]
    cases.append(Case("ZZX", "", DAY, "", "unknown"))
    rows = unused_table(cases).rows
    assert rows[0] == {"reason": "too young", "n": 5, "names": "ZZ0, ZZ1, ZZ2 and 2 more"}
    assert rows[1]["n"] == 1


def test_a_case_that_was_not_used_has_nulls_and_no_zeros() -> None:
    (row,) = case_table([Case("ZZX", "", DAY, "", "unknown")]).rows
    assert row["status"] == "not used"
    assert [row[name] for name in ("ar_0", "car_around", "beta", "volume_z_0")] == [None] * 4
