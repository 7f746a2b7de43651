"""Size tiers under every definition, at every edge."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microcap.model.definitions import (
    classify,
    classify_all,
    custom_definition,
    definition_of,
    definitions,
    definitions_disagree,
    scale_bounds,
    size_tier,
    tiers_of_interval,
)
from microcap.model.errors import Contradiction, NoSuchThing

EDGES = {
    # cap: default, guide (S0), definition (S1), daytrader (S4), sec-guide; methods.md, section 1
    49_999_999.99: ("nano", "nano", "nano", "nano", "micro"),
    50e6: ("micro", "boundary nano | micro", "micro", "boundary nano | micro", "micro"),
    249_999_999.99: ("micro", "micro", "micro", "micro", "micro"),
    250e6: ("micro", "micro", "micro", "micro", "boundary micro | not given"),
    299_999_999.99: ("micro", "micro", "micro", "micro", "boundary micro | not given"),
    300e6: (
        "small",
        "boundary micro | small",
        "boundary micro | small",
        "boundary micro | small",
        "not given",
    ),
    1_999_999_999.99: ("small", "small", "small", "small", "not given"),
    2e9: (
        "mid",
        "boundary small | not given",
        "boundary small | mid",
        "boundary small | mid",
        "not given",
    ),
    10e9: ("large", "not given", "mid", "boundary mid | large", "not given"),
    10_000_000_000.01: ("large", "not given", "large", "large", "not given"),
    199_999_999_999.99: ("large", "not given", "large", "large", "not given"),
    200e9: ("mega", "not given", "large", "boundary large | mega", "not given"),
    3e12: ("mega", "not given", "large", "mega", "not given"),
}


@pytest.mark.parametrize("cap", EDGES)
def test_every_set_answers_for_itself_at_every_edge(cap: float) -> None:
    sets = ("default", "guide", "definition", "daytrader", "sec-guide")
    assert tuple(classify(cap, name).text for name in sets) == EDGES[cap]


@pytest.mark.parametrize(
    ("cap", "tier"), [(49_999_999.99, "nano"), (50e6, "micro"), (300e6, "small"), (1e10, "large")]
)
def test_the_default_set_answers_the_vectors(cap: float, tier: str) -> None:
    """Vectors TIER-1, TIER-2, TIER-4, TIER-6."""
    assert size_tier(cap) == tier


@pytest.mark.parametrize("cap", [None, 0, 0.0, -1.0, math.nan, math.inf])
def test_a_missing_zero_or_negative_cap_is_unknown_everywhere(cap: float | None) -> None:
    assert size_tier(cap) == "unknown"
    assert {answer.status for answer in classify_all(cap)} == {"unknown"}
    assert {answer.tier for answer in classify_all(cap)} == {None}


@pytest.mark.parametrize("name", ["russell", "msci"])
def test_an_index_by_rank_or_coverage_cannot_be_told_without_its_file(name: str) -> None:
    answer = classify(100e6, name)
    assert (answer.tier, answer.status) == (None, "cannot_tell")
    assert "file" in answer.why


def test_a_tier_that_a_set_lacks_is_not_given_and_never_the_default_one() -> None:
    answer = classify(5e9, "guide")
    assert (answer.tier, answer.status) == (None, "not_given")
    assert "names no mid, large or mega tier" in answer.why


def test_every_set_names_its_source_and_its_date() -> None:
    assert list(definitions()) == [
        "default",
        "guide",
        "definition",
        "daytrader",
        "sec-guide",
        "russell",
        "msci",
    ]
    assert all(one.source and one.dated and one.label for one in definitions().values())


def test_an_unknown_set_names_the_nearest() -> None:
    with pytest.raises(NoSuchThing, match="nearest: daytrader"):
        definition_of("day-trader")


@given(st.floats(min_value=0.01, max_value=1e13))
def test_the_default_set_has_a_tier_for_every_cap_above_zero(cap: float) -> None:
    assert classify(cap).status == "stated"


def test_an_interval_over_an_edge_is_disputed_and_on_a_boundary() -> None:
    """$43.0M to $53.2M: nano at the low end, micro at the high one; the SEC's guide: micro."""
    ranges = {one.definition: one for one in tiers_of_interval(43.0e6, 53.2e6, 53.2e6)}
    default, sec = ranges["default"], ranges["sec-guide"]
    assert (default.low.tier, default.best.tier, default.high.tier) == ("nano", "micro", "micro")
    assert (default.disputed, default.boundary) == (True, True)
    assert (sec.low.tier, sec.high.tier, sec.disputed, sec.boundary) == (
        "micro",
        "micro",
        False,
        False,
    )


def test_an_interval_inside_a_tier_is_neither() -> None:
    (one,) = tiers_of_interval(100e6, 110e6, 120e6, ["default"])
    assert (one.best.tier, one.disputed, one.boundary) == ("micro", False, False)


def test_a_missing_end_is_the_best_estimate() -> None:
    (one,) = tiers_of_interval(None, 60e6, None, ["default"])
    assert (one.low.tier, one.best.tier, one.high.tier) == ("micro", "micro", "micro")
    (none,) = tiers_of_interval(None, None, None, ["default"])
    assert (none.best.status, none.disputed) == ("unknown", False)


def test_an_interval_out_of_order_is_refused() -> None:
    with pytest.raises(Contradiction, match="low <= best <= high"):
        tiers_of_interval(60e6, 50e6, 70e6)


def test_sets_disagree_about_twenty_million_and_agree_about_one_hundred() -> None:
    """Nano for four sets, micro for the SEC's guide; $100M is micro for all that answer."""
    assert definitions_disagree(classify_all(20e6))
    assert not definitions_disagree(classify_all(100e6))


def test_bounds_of_your_own_are_half_open() -> None:
    own = custom_definition({"tiny": (0, 75e6), "little": (75e6, 500e6), "rest": (500e6, None)})
    assert [classify(cap, own).tier for cap in (74_999_999.0, 75e6, 499e6, 500e6, 1e12)] == [
        "tiny",
        "little",
        "little",
        "rest",
        "rest",
    ]


@pytest.mark.parametrize(
    ("bounds", "found"),
    [
        ({}, "has no tiers"),
        ({"tiny": (75e6, 75e6)}, "the low end is zero or more"),
        ({"tiny": (-1.0, 75e6)}, "the low end is zero or more"),
        ({"tiny": (0.0, math.nan)}, "the low end is zero or more"),
        ({"tiny": (0.0, 75e6), "little": (70e6, 90e6)}, "overlap from"),
    ],
)
def test_bounds_that_make_no_sense_are_refused(
    bounds: dict[str, tuple[float, float | None]], found: str
) -> None:
    with pytest.raises(Contradiction) as refused:
        custom_definition(bounds)
    assert found in str(refused.value)


def test_scaled_bounds_show_their_factor() -> None:
    """$50M x 1.2 = $60M: $55M is micro by the set, nano by the scaled one."""
    scaled = scale_bounds("default", 1.2)
    assert (classify(55e6).tier, classify(55e6, scaled).tier) == ("micro", "nano")
    assert (scaled.name, scaled.factor) == ("default x 1.2", 1.2)


@pytest.mark.parametrize("factor", [0.0, -1.0, math.nan, math.inf])
def test_a_factor_that_is_no_factor_is_refused(factor: float) -> None:
    with pytest.raises(Contradiction, match="finite and above zero"):
        scale_bounds("default", factor)


def test_an_index_without_dollar_bounds_cannot_be_scaled() -> None:
    with pytest.raises(Contradiction, match="no bounds in dollars"):
        scale_bounds("russell", 1.2)
