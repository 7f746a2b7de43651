"""Beneish's indices and their sum, by pencil."""

from typing import Any

import pytest

from microcap.measures.beneish import INDICES, beneish
from microcap.model.errors import Contradiction

NOW: dict[str, float | None] = {
    "rec": 20.0, "sales": 100.0, "cogs": 60.0, "ca": 50.0, "ppe": 30.0, "ta": 100.0,
    "dep": 10.0, "sga": 20.0, "cl": 20.0, "ltd": 20.0, "ni": 10.0, "cfo": 5.0,
}  # fmt: skip
BEFORE: dict[str, float | None] = {
    "rec": 10.0, "sales": 100.0, "cogs": 50.0, "ca": 50.0, "ppe": 30.0, "ta": 100.0,
    "dep": 10.0, "sga": 20.0, "cl": 20.0, "ltd": 20.0,
}  # fmt: skip


def _answer(**more: Any) -> dict[str, Any]:
    found = beneish(**{"current": NOW, "prior": BEFORE, **more})
    assert isinstance(found, dict)
    return found


def test_the_indices_compare_this_year_with_the_last() -> None:
    """Receivables 0.2 over 0.1; margin 0.5 over 0.4; all else as before; (10 - 5) / 100.
    M = -4.84 + 1.84 + 0.66 + 0.404 + 0.892 + 0.115 - 0.172 + 0.23395 - 0.327 = -1.19405."""
    answer = _answer()
    assert answer["DSRI"] == pytest.approx(2.0)
    assert answer["GMI"] == pytest.approx(1.25)
    assert [answer[name] for name in ("AQI", "SGI", "DEPI", "SGAI", "LVGI")] == pytest.approx(
        [1.0] * 5
    )
    assert answer["TATA"] == pytest.approx(0.05)
    assert answer["M"] == pytest.approx(-1.19405)


def test_eight_indices_give_the_sum_alone() -> None:
    """Ones and no accruals: -4.84 + 0.92 + 0.528 + 0.404 + 0.892 + 0.115 - 0.172 - 0.327 = -2.48."""
    ones: dict[str, float] = {**dict.fromkeys(INDICES, 1.0), "TATA": 0.0}
    assert beneish(**ones) == pytest.approx(-2.48)  # type: ignore[arg-type]


def test_a_missing_index_gives_null_unless_it_may_be_one() -> None:
    """Without long-term debt LVGI is unknown; as 1 it is what it was: M = -1.19405."""
    less = {**NOW, "ltd": None}
    assert (_answer(current=less)["LVGI"], _answer(current=less)["M"]) == (None, None)
    assert _answer(current=less, missing_as_one=True)["M"] == pytest.approx(-1.19405)


def test_unknown_accruals_are_never_taken_for_one() -> None:
    assert _answer(current={**NOW, "cfo": None}, missing_as_one=True)["M"] is None


@pytest.mark.parametrize(
    ("year", "change"),
    [
        ("prior", {"rec": 0.0}),
        ("prior", {"sales": 0.0}),
        ("current", {"cogs": 100.0}),
        ("current", {"cogs": 120.0}),
        ("prior", {"ca": 80.0, "ppe": 30.0}),
        ("current", {"ta": 0.0}),
    ],
)
def test_a_denominator_that_is_not_above_zero_leaves_no_score(
    year: str, change: dict[str, float]
) -> None:
    """No receivables, no sales, no margin, no soft assets, no assets."""
    whole = {"current": NOW, "prior": BEFORE}
    answer = _answer(**{year: {**whole[year], **change}}, missing_as_one=True)
    assert answer["M"] is None


def test_a_part_of_two_ways_of_asking_is_refused() -> None:
    with pytest.raises(Contradiction, match="a part of two ways"):
        beneish(current=NOW)
    with pytest.raises(Contradiction, match="a part of two ways"):
        beneish(current=NOW, prior=BEFORE, TATA=0.1)


def test_a_year_with_an_unknown_name_or_a_text_is_refused() -> None:
    with pytest.raises(Contradiction, match="'revenue'"):
        beneish(current={**NOW, "revenue": 1.0}, prior=BEFORE)
    with pytest.raises(Contradiction, match="sales is 'many'"):
        beneish(current={**NOW, "sales": "many"}, prior=BEFORE)
