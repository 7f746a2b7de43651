"""Items of Form 8-K: flag and severity."""

import pytest

from microcap.faces.calc import run
from microcap.measures.eight_k_flags import EVENT_ITEMS, item_of
from microcap.model.errors import Contradiction


def test_the_items_of_the_first_vector() -> None:
    """FLAG-1."""
    items = ["4.01", "4.02", "3.01", "2.02", "9.01", "1.03", "3.02"]
    assert run("eight_k_flags", {"items": items}) == [
        "auditor_change:3",
        "non_reliance:5",
        "delisting_notice:4",
        "none:0",
        "none:0",
        "bankruptcy:5",
        "unregistered_sale:2",
    ]


def test_an_auditor_who_resigned_weighs_more() -> None:
    inputs = {"items": ["4.01", "5.02"], "says": ["resigned"]}
    assert run("eight_k_flags", inputs) == ["auditor_change:4", "officer_change:1"]


def test_a_chief_financial_officer_who_left_weighs_two() -> None:
    inputs = {"items": ["5.02"], "says": ["chief_financial_officer"]}
    assert run("eight_k_flags", inputs) == ["officer_change:2"]


def test_an_item_of_before_2004_is_refused() -> None:
    with pytest.raises(Contradiction, match="'12' is no item of Form 8-K since 2004-08-23"):
        run("eight_k_flags", {"items": ["12"]})


def test_the_table_has_every_item_of_the_form() -> None:
    """1.01-1.05, 2.01-2.06, 3.01-3.03, 4.01-4.02, 5.01-5.08, 6.01-6.06, 7.01, 8.01, 9.01."""
    assert len(EVENT_ITEMS) == 5 + 6 + 3 + 2 + 8 + 6 + 3
    found = item_of("Item 5.06")
    assert found is not None
    assert found.flag == "shell_status_change"
