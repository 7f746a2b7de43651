"""The first and the last lines of a verb's page."""

from datetime import UTC, datetime

from microcap.faces.verb_page import foot, top
from microcap.research.chapters import Reference

MOMENT = datetime(2024, 6, 28, 20, 0, tzinfo=UTC)


def test_invented_records_are_called_so_in_the_first_line() -> None:
    lines = top("SUPPLY", "ZZHM", MOMENT, True, 80)
    assert lines[0].startswith("SYNTHETIC")
    assert lines[1].startswith("SUPPLY ZZHM")
    assert lines[1].endswith("2024-06-28 16:00 ET")
    assert top("SUPPLY", "ZZHM", MOMENT, False, 80)[0].startswith("SUPPLY")


def test_sources_stand_at_the_end_by_letter() -> None:
    lines = foot([Reference("a", "0009900001-24-000001", "10-Q filed 2024-05-14", MOMENT)], 80)
    assert "[a] 10-Q filed 2024-05-14 0009900001-24-000001, 2024-06-28 16:00" in lines[2]
    assert lines[-1] == "microcap informs; it never recommends."
