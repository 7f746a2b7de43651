"""Everything that a document says."""

import pytest

from microcap.model.errors import NoSuchThing
from microcap.reading.said import kinds, said_in
from reading.cases import page

TEXT = (
    "Our auditors have expressed substantial doubt about our ability to continue as a going "
    "concern.\n\nManagement identified a material weakness in our internal control over financial "
    "reporting."
)


def test_statements_come_in_the_order_of_the_source() -> None:
    found = said_in([page(TEXT)])
    assert [one.kind for one in found] == ["going_concern_doubt", "material_weakness"]
    assert found[0].span[1] <= found[1].span[0]


def test_only_the_kinds_that_are_asked_for_are_read() -> None:
    assert {one.kind for one in said_in([page(TEXT)], ["material_weakness"])} == {
        "material_weakness"
    }


def test_a_kind_that_nothing_reads_names_the_nearest() -> None:
    with pytest.raises(NoSuchThing, match="going_concern_doubt"):
        said_in([page(TEXT)], ["going_concern"])


def test_the_public_kinds_are_there() -> None:
    assert set(kinds()) >= {
        "going_concern_doubt",
        "auditor_change",
        "non_reliance",
        "delisting_notice",
        "bankruptcy",
        "regulatory_order",
        "material_weakness",
    }
