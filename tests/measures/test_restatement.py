"""One fact that later filings tell differently."""

from typing import Any

import pytest

from microcap.measures.restatement import restatement
from microcap.model.errors import Contradiction


def _told(*values: tuple[str, float]) -> list[dict[str, Any]]:
    return [{"filed": filed, "form": "10-K", "val": value} for filed, value in values]


def test_the_first_later_value_that_differs_is_the_restatement() -> None:
    """8.7m after 9.5m: -0.8 / 9.5 = -0.0842; between the seasons before and after 14 August."""
    told = _told(("2025-03-20", 9.5e6), ("2025-08-14", 8.7e6), ("2026-03-19", 8.7e6))
    assert restatement("Revenues FY2024", told) == {
        "restated": True,
        "first_changed": "2025-08-14",
        "change_pct": pytest.approx(-0.8 / 9.5),
        "as_of_2025_06_01": 9.5e6,
        "as_of_2025_09_01": 8.7e6,
    }


def test_the_order_in_which_the_filings_are_given_does_not_matter() -> None:
    told = _told(("2026-03-19", 8.7e6), ("2025-08-14", 8.7e6), ("2025-03-20", 9.5e6))
    assert restatement("Revenues", told)["first_changed"] == "2025-08-14"


@pytest.mark.parametrize(
    ("later", "restated"),
    [(1_005_000.0, False), (1_005_001.0, True), (994_999.0, True), (995_000.0, False)],
)
def test_half_a_per_cent_is_no_restatement(later: float, restated: bool) -> None:
    answer = restatement("Assets", _told(("2025-03-20", 1e6), ("2026-03-20", later)))
    assert answer["restated"] is restated


def test_a_thousand_dollars_are_no_restatement() -> None:
    small = restatement("Assets", _told(("2025-03-20", 10_000.0), ("2026-03-20", 11_000.0)))
    assert small == {"restated": False, "first_changed": None, "change_pct": None}


def test_days_that_are_asked_for_are_answered_and_nothing_was_known_before() -> None:
    told = _told(("2025-03-20", 9.5e6), ("2025-08-14", 8.7e6))
    answer = restatement("Revenues", told, as_of=["2025-03-19", "2025-03-20", "2025-12-31"])
    assert [answer[f"as_of_{day}"] for day in ("2025_03_19", "2025_03_20", "2025_12_31")] == [
        None,
        9.5e6,
        8.7e6,
    ]
    assert len(answer) == 6


def test_a_change_from_zero_has_no_fraction() -> None:
    answer = restatement("Goodwill", _told(("2025-03-20", 0.0), ("2026-03-20", 5e6)))
    assert (answer["restated"], answer["change_pct"]) == (True, None)


def test_values_that_are_none_are_refused() -> None:
    with pytest.raises(Contradiction, match="has no values"):
        restatement("Revenues", [])
    with pytest.raises(Contradiction, match="it is no day"):
        restatement("Revenues", _told(("March", 1.0)))
    with pytest.raises(Contradiction, match="val is 'much'"):
        restatement("Revenues", [{"filed": "2025-03-20", "form": "10-K", "val": "much"}])
