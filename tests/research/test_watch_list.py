"""The watch-list: on it, off it, and what it was before."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from microcap.model.errors import Contradiction, NoSuchThing
from microcap.research.watch_list import unwatch, watch, watch_list

NOW = datetime(2024, 7, 1, 16, tzinfo=UTC)
LATER = NOW + timedelta(days=1)


def _names(folder: Path, moment: datetime) -> list[tuple[str, str]]:
    held = watch_list(folder / "lake", folder / "book.sqlite", moment=moment)
    return [(one.symbol, one.why) for one in held.names]


def test_a_name_is_on_the_list_once_though_the_clock_went_backwards(tmp_path: Path) -> None:
    where = (tmp_path / "lake", tmp_path / "book.sqlite", "ZZHM")
    watch(*where, now=LATER)
    with pytest.raises(Contradiction, match="since entry 1"):
        watch(*where, now=NOW)
    unwatch(*where, now=NOW)
    assert _names(tmp_path, LATER) == []


def test_a_name_is_put_on_the_list_and_taken_off_and_its_past_stays(tmp_path: Path) -> None:
    place = (tmp_path / "lake", tmp_path / "book.sqlite")
    one, doubts = watch(*place, "abcq", now=NOW, why="thin")
    assert (one.symbol, one.since, one.entry) == ("ABCQ", NOW, 1)
    assert doubts[0].startswith("ABCQ is kept under its letters alone")
    watch(*place, "ZZHM", now=NOW)
    unwatch(*place, "ABCQ", now=LATER, why="sold")
    assert _names(tmp_path, NOW) == [("ABCQ", "thin"), ("ZZHM", "")]
    assert _names(tmp_path, LATER) == [("ZZHM", "")]


def test_a_name_can_come_back(tmp_path: Path) -> None:
    place = (tmp_path / "lake", tmp_path / "book.sqlite")
    watch(*place, "ABCQ", now=NOW)
    unwatch(*place, "ABCQ", now=NOW)
    watch(*place, "ABCQ", now=LATER, why="again")
    assert _names(tmp_path, LATER) == [("ABCQ", "again")]


def test_twice_on_the_list_and_off_it_without_being_on_it_are_refused(tmp_path: Path) -> None:
    place = (tmp_path / "lake", tmp_path / "book.sqlite")
    watch(*place, "ABCQ", now=NOW)
    with pytest.raises(Contradiction, match="since entry 1"):
        watch(*place, "abcq", now=LATER)
    with pytest.raises(NoSuchThing, match="on it are ABCQ"):
        unwatch(*place, "ZZHM", now=LATER)


def test_an_empty_list_is_a_list_and_makes_no_file(tmp_path: Path) -> None:
    assert _names(tmp_path, NOW) == []
    assert list(tmp_path.iterdir()) == []
