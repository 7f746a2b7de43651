"""The table of tags: read, checked, and spoken of by name."""

from itertools import pairwise

import pytest

from microcap.model.errors import Contradiction, NoSuchThing
from microcap.model.statement_tags import (
    Term,
    all_tags,
    item_named,
    items,
    of_statement,
    restricted_tags,
    sum_of,
)


def test_a_sum_is_read_with_signs_and_with_what_may_be_absent() -> None:
    assert sum_of("Assets - Cash + Other?") == (
        Term(1, "Assets"),
        Term(-1, "Cash"),
        Term(1, "Other", optional=True),
    )


@pytest.mark.parametrize("text", ["A B", "A ++ B", "A + ", "+ A", "A; B"])
def test_what_is_no_sum_is_refused(text: str) -> None:
    with pytest.raises(Contradiction, match="is no sum of names"):
        sum_of(text)


def test_of_tags_that_are_added_those_present_count_and_of_a_difference_both() -> None:
    debts = items()["long_debt"].tags
    assert debts[1] == (Term(1, "LongTermDebt"), Term(-1, "LongTermDebtCurrent"))
    assert [term.optional for term in debts[2]] == [True, True]
    assert [term.optional for term in items()["paid_in"].tags[1]] == [False, True, True]


def test_the_base_of_the_methods_is_in_the_table_in_its_order() -> None:
    """Methods, section 6: the first names of some rows."""
    firsts = {
        "revenue": ["Revenues", "RevenueFromContractWithCustomerExcludingAssessedTax"],
        "capex": [
            "PaymentsToAcquirePropertyPlantAndEquipment",
            "PaymentsToAcquireProductiveAssets",
        ],
        "net_income": ["NetIncomeLoss", "ProfitLoss"],
        "receivables": ["AccountsReceivableNetCurrent", "ReceivablesNetCurrent"],
    }
    for name, wanted in firsts.items():
        assert [parts[0].name for parts in items()[name].tags[:2]] == wanted
    assert items()["revenue"].largest == 2
    assert items()["operating_income"].otherwise == sum_of("pretax + interest")


def test_every_line_of_a_balance_sheet_is_a_moment_and_a_flow_is_none() -> None:
    assert all(item.moment for item in of_statement("balance"))
    assert not any(item.moment for item in of_statement("income"))


def test_a_subtotal_stands_below_what_it_adds() -> None:
    """A person reads downwards: every part of a sum that is shown comes before it."""
    for name in ("income", "balance", "cash_flow"):
        order = [item.name for item in of_statement(name)]
        for item in of_statement(name):
            for term in (term for parts in item.adds for term in parts if term.name in order):
                if item.name != "liabilities_and_equity":
                    assert order.index(term.name) < order.index(item.name), item.name


def test_a_name_is_found_however_it_is_written_and_the_nearest_are_told() -> None:
    assert item_named("Net Income").name == "net_income"
    with pytest.raises(NoSuchThing, match="revenue"):
        item_named("revenu")


def test_no_item_has_a_tag_twice() -> None:
    for item in items().values():
        for taxonomy in (item.tags, item.ifrs):
            ordered = sorted(str(parts) for parts in taxonomy if len(parts) == 1)
            assert all(one != other for one, other in pairwise(ordered)), item.name


def test_restricted_cash_is_a_tag_of_cash() -> None:
    assert restricted_tags() <= all_tags()
    assert {parts[0].name for parts in items()["cash"].tags} >= restricted_tags()
