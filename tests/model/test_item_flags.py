"""The table of the items of Form 8-K."""

from datetime import date

import pytest

from microcap.model.item_flags import item_flags, item_of


@pytest.mark.parametrize(
    ("number", "flag", "severity"),
    [
        ("1.02", "termination", 1),
        ("1.05", "cyber", 3),
        ("2.04", "debt_acceleration", 4),
        ("2.06", "impairment", 2),
        ("4.02", "non_reliance", 5),
        ("5.05", "ethics_waiver", 1),
        ("5.04", "none", 0),
    ],
)
def test_an_item_has_the_flag_of_the_table_of_methods(
    number: str, flag: str, severity: int
) -> None:
    item = item_flags()[number]
    assert (item.flag, item.severity) == (flag, severity)


def test_what_the_text_says_may_weigh_more() -> None:
    """Methods, section 7: 4.01 is 4 if resigned or disagreement; 5.02 is 2 for the CFO."""
    worse = {one.says: one.severity for item in item_flags().values() for one in item.worse}
    assert worse == {"resigned": 4, "disagreement": 4, "chief_financial_officer": 2}


def test_items_begin_when_the_release_took_effect() -> None:
    """Release 33-9286 on mine safety: effective January 27, 2012; today's numbers: 2004-08-23."""
    assert item_flags()["1.04"].since == date(2012, 1, 27)
    assert min(item.since for item in item_flags().values()) == date(2004, 8, 23)


def test_a_number_of_before_is_no_item() -> None:
    assert item_of("12") is None
    found = item_of(" Item 5.06 ")
    assert found is not None
    assert found.label == "change of shell status"
