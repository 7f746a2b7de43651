"""A case told again: answers that changed, what was known when, and where it departs."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from case_files import CASE, three_days
from microcap.model.errors import NotKnownThen
from microcap.research.case_lake import case_lake
from microcap.research.case_replay import Replay, replay
from microcap.research.cases import read_case


def _quiet(what: str, done: int, total: int) -> None:
    assert what
    assert done <= total


def _told(tmp_path: Path, case: str = CASE) -> Replay:
    read = read_case(three_days(tmp_path / "cases", case=case))
    fetched = datetime(2026, 11, 21, tzinfo=UTC)
    return replay(
        read, case_lake(read, tmp_path / "lake", shared=None, fetched=fetched, tell=_quiet)
    )


def test_a_case_that_the_record_bears_out_has_no_departure(tmp_path: Path) -> None:
    """A session closes at 16:00 Eastern, in June 20:00 UTC."""
    value = _told(tmp_path)
    assert value.departures == ()
    assert [day.asof for day in value.days] == ["2024-06-26", "2024-06-27"]
    (known,) = value.days[1].known
    assert known.known_at == datetime(2024, 6, 27, 20, tzinfo=UTC)
    assert [one.record for one in value.afterwards] == ["bars 2024-06-28"]


def test_what_is_expected_is_shown_also_where_it_did_not_change(tmp_path: Path) -> None:
    second = {one.check: one for one in _told(tmp_path).days[1].changes}
    assert (second["vanished"].before, second["vanished"].answer) == ("clear", "clear")
    assert second["auditor_changed"].expected == "cannot_tell"
    assert "auditor_changed_twice" not in second


def test_each_view_asks_the_whole_register(tmp_path: Path) -> None:
    first, second = _told(tmp_path).days
    assert sum(first.counts.values()) == sum(second.counts.values()) > 70


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (
            'clear = ["vanished"]\ncannot_tell',
            'finds = ["vanished"]\ncannot_tell',
            "2024-06-27: vanished answers clear and the case says finding",
        ),
        (
            "bars 2024-06-27",
            "bars 2024-06-28",
            "2024-06-27: bars 2024-06-28 is not held by then",
        ),
        (
            'record = "bars 2024-06-27"',
            'record = "bars 2024-06-26"',
            "2024-06-27: bars 2024-06-26 was known on the day before",
        ),
        (
            'record = "bars 2024-06-28"',
            'record = "bars 2024-06-27"',
            "afterwards: bars 2024-06-27 was known by the last day",
        ),
        (
            'record = "bars 2024-06-28"',
            'record = "filings 0009900001-24-000001"',
            "afterwards: filings 0009900001-24-000001 is not held",
        ),
    ],
)
def test_a_case_that_departs_from_the_record_is_told_where(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    assert old in CASE
    (departure,) = _told(tmp_path, CASE.replace(old, new)).departures
    assert departure.startswith(says)


def test_a_day_before_the_first_bar_is_not_known_then(tmp_path: Path) -> None:
    with pytest.raises(NotKnownThen, match="ZZQN"):
        _told(tmp_path, CASE.replace('asof = "2024-06-26"', 'asof = "2024-06-25"'))
