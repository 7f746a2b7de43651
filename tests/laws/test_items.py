"""The register of checks and the table of 8-K items say the same."""

import pytest

from microcap.model.catalogue import entries, load
from microcap.model.item_flags import EventItem, item_flags

load("checks")
CHECKS = entries("check")
FLAGGED = [item for item in item_flags().values() if item.severity]


@pytest.mark.parametrize("item", FLAGGED, ids=[item.number for item in FLAGGED])
def test_each_item_that_raises_a_flag_has_a_check_of_its_severity(item: EventItem) -> None:
    asked = CHECKS[item.check].says
    assert asked["severity"] == item.severity
    assert asked["holds_as"] == "event"
    assert f"Item {item.number}" in asked["reference"]
    for one in item.worse:
        assert CHECKS[one.check].says["severity"] == one.severity


def test_an_item_without_a_flag_names_no_check() -> None:
    quiet = [item for item in item_flags().values() if not item.severity]
    assert {(item.flag, item.check, item.worse) for item in quiet} == {("none", "", ())}
