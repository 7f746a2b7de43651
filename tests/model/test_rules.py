"""The dated rule table: what held when, and what never decides."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microcap.model.errors import Contradiction, NoSuchThing, NotKnownThen
from microcap.model.rules import (
    TO_BE_CHECKED,
    beside,
    history,
    overdue,
    parsed,
    plain,
    rule,
    rules,
    table,
)

TODAY = date(2026, 11, 21)


def version(name: str = "fee", **fields: str) -> str:
    """One version of an invented rule as TOML; a field is given as TOML text."""
    held = {
        "label": '"A fee"',
        "value": "1",
        "unit": '"USD"',
        "status": '"in_force"',
        "source": '"invented"',
        "review": "2027-01-01",
    } | fields
    return "\n".join([f"[[{name}]]", *(f"{key} = {text}" for key, text in held.items()), ""])


def test_settlement_went_from_two_days_to_one_on_28_may_2024() -> None:
    assert rule("settlement_cycle", date(2024, 5, 27)).number == 2
    assert rule("settlement_cycle", date(2024, 5, 28)).number == 1


def test_a_13d_was_due_in_ten_calendar_days_until_4_february_2024() -> None:
    assert plain(rule("due_13d", date(2024, 2, 4)).value) == {"first_calendar_days": 10}
    assert plain(rule("due_13d", date(2024, 2, 5)).value) == {
        "first_business_days": 5,
        "amendment_business_days": 2,
    }


def test_the_pattern_day_trader_rule_has_an_end() -> None:
    assert rule("pattern_day_trader_equity", date(2026, 6, 3)).number == 25_000
    with pytest.raises(NotKnownThen, match="2026-06-04: no version was in force"):
        rule("pattern_day_trader_equity", date(2026, 6, 4))


def test_pink_current_is_a_tier_to_30_june_2025_and_otcid_from_the_next_day() -> None:
    before = rule("otc_tiers", date(2025, 6, 30)).value
    after = rule("otc_tiers", date(2025, 7, 1)).value
    assert isinstance(before, tuple) and isinstance(after, tuple)
    assert "PINK_CURRENT" in before and "OTCID" not in before
    assert "OTCID" in after and "PINK_CURRENT" not in after


@pytest.mark.parametrize(
    ("price", "shares"),
    [(0.05, 10_000), (0.15, 5_000), (0.35, 2_500), (0.75, 1_000), (2.0, 100), (180.0, 1)],
)
def test_the_smallest_displayed_otc_size_is_the_one_of_finra_6433(
    price: float, shares: int
) -> None:
    """Vector OTCQ-1."""
    steps = [plain(row) for row in rule("otc_minimum_quote", TODAY).rows]
    assert [step["shares"] for step in steps if step["price_from"] <= price][-1] == shares


@pytest.mark.parametrize(
    ("price", "shares"), [(250.0, 100), (250.01, 40), (1000.01, 10), (10000.01, 1), (3.2, 100)]
)
def test_the_round_lot_follows_the_average_close(price: float, shares: int) -> None:
    """Vector LOT-1."""
    steps = [plain(row) for row in rule("round_lot", TODAY).rows]
    assert [step["shares"] for step in steps if step["average_close_above"] < price][-1] == shares


def test_round_lots_by_price_did_not_exist_before_november_2025() -> None:
    with pytest.raises(NotKnownThen, match="from 2025-11-03 to now"):
        rule("round_lot", date(2025, 11, 2))


def test_the_finer_tick_was_adopted_and_does_not_decide() -> None:
    assert [plain(row)["tick"] for row in rule("tick_size", date(2027, 12, 1)).rows] == [
        0.0001,
        0.01,
    ]
    (later,) = beside("tick_size", TODAY)
    assert later.status == "adopted_later"
    assert later.starts == date(2027, 11, 1)


def test_a_proposal_is_shown_from_its_announcement_and_never_answers() -> None:
    assert beside("baby_shelf", date(2026, 5, 18)) == ()
    (proposal,) = beside("baby_shelf", date(2026, 5, 19))
    assert proposal.status == "proposed"
    assert plain(rule("baby_shelf", TODAY).value)["months"] == 12


def test_a_rule_that_is_only_proposed_is_not_a_rule() -> None:
    with pytest.raises(NotKnownThen, match="proposed, announced 2026-01-31"):
        rule("nasdaq_market_value", TODAY)


def test_nyse_american_has_no_one_dollar_rule() -> None:
    with pytest.raises(Contradiction, match="read as a number; it holds a str"):
        _ = rule("nyse_american_minimum_price", TODAY).number


def test_an_unknown_rule_names_the_nearest() -> None:
    with pytest.raises(NoSuchThing, match="nearest: tick_size"):
        rule("tick_sizes", TODAY)


@given(st.dates(date(2000, 1, 1), date(2030, 12, 31)))
def test_whatever_a_day_shows_was_in_force_or_announced_by_then(day: date) -> None:
    for one in rules(day):
        if one.decides:
            assert one.status == "in_force"
            assert one.starts is None or one.starts <= day
            assert one.ends is None or day <= one.ends
            assert rule(one.name, day) == one
        else:
            assert one.known is not None and one.known <= day


def test_versions_of_a_rule_leave_no_day_between_them() -> None:
    for name, versions in table().items():
        deciding = [one for one in versions if one.decides]
        for before, after in pairwise(deciding):
            assert before.ends is not None
            assert before.ends + timedelta(days=1) == after.starts, name


def test_every_rule_has_a_source_and_a_review_day_that_has_not_passed() -> None:
    assert all(one.source and one.unit and one.label for one in rules())
    assert overdue(TODAY) == ()
    assert {one.name for one in overdue(date(2040, 1, 1))} >= {"tick_size", "baby_shelf"}


def test_what_was_not_compared_with_its_source_says_so() -> None:
    assert TO_BE_CHECKED in history("otc_tick_size")[0].note
    assert TO_BE_CHECKED in history("luld_bands")[0].note


def test_nobody_can_change_what_another_reads() -> None:
    row = rule("otc_minimum_quote", TODAY).rows[0]
    with pytest.raises(TypeError, match="does not support item assignment"):
        row["shares"] = 1  # type: ignore[index]


def test_two_versions_in_force_on_one_day_are_refused() -> None:
    first = version(status='"ended"', to="2024-05-28")
    second = version(**{"from": "2024-05-28"})
    with pytest.raises(Contradiction, match="'fee' is in force twice"):
        parsed(first + second)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (version(status='"planned"'), "status 'planned'"),
        (version(status='"proposed"'), "without `known`"),
        (version(to="2024-01-01"), "last day exactly where the status is ended"),
        (version(status='"ended"'), "last day exactly where the status is ended"),
        (version(status='"ended"', to="2020-01-01", **{"from": "2021-01-01"}), "swap the days"),
        (version(colour='"red"'), "unknown ['colour']"),
        ('[[fee]]\nlabel = "A fee"\n', "missing ['review', 'source'"),
        ("fee = 1\n", "write it as [[fee]]"),
        ("[[fee]\n", "is not TOML"),
    ],
)
def test_a_rule_table_that_makes_no_sense_is_refused(text: str, found: str) -> None:
    with pytest.raises(Contradiction) as refused:
        parsed(text)
    assert found in str(refused.value)
