"""When a later value is another one."""

import pytest

from microcap.view.restated import change, materially_differs, off_by_scale


@pytest.mark.parametrize(
    ("earlier", "later", "differs"),
    [
        (1e6, 1_005_000.0, False),
        (1e6, 1_005_001.0, True),
        (100.0, 1_100.0, False),
        (100.0, 1_101.0, True),
        (0.0, 1_001.0, True),
        (-1e6, -994_000.0, True),
    ],
)
def test_both_half_a_per_cent_and_a_thousand_must_be_passed(
    earlier: float, later: float, differs: bool
) -> None:
    assert materially_differs(earlier, later) is differs


@pytest.mark.parametrize(
    ("value", "other", "factor"),
    [
        (1_234_000.0, 1_234.0, 1e3),
        (1_234.0, 1_234_000.0, 1e-3),
        (5.04e9, 5e3, 1e6),
        (5.06e6, 5e3, None),
        (5e3, 0.0, None),
        (5e3, 5e3, None),
        (0.0, 5e3, None),
    ],
)
def test_a_thousand_or_a_million_within_one_per_cent_is_a_scale(
    value: float, other: float, factor: float | None
) -> None:
    assert off_by_scale(value, other) == factor


def test_a_change_is_named_by_what_it_looks_like() -> None:
    assert change(1_234_000.0, 1_234.0) == "scale"
    assert change(5e6, -5e6) == "sign"
    assert change(5e6, 4e6) == "restated"
    assert change(5e6, 5e6 + 900) == "same"
