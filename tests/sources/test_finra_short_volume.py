"""FINRA's daily short-sale volume."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from microcap.model.errors import Unreadable
from microcap.sources.finra_short_volume import SHORT_VOLUME
from sources.market_files import changed, raw_of, rows_of

FILE = "finra_CNMSshvol20240624.txt"


def test_volumes_are_read_and_fractions_of_a_share_rounded() -> None:
    rows = rows_of(SHORT_VOLUME, raw_of(FILE), "short_volume")
    names = ("symbol", "day", "market", "short_volume", "exempt_volume", "total_volume")
    day = date(2024, 6, 24)
    assert rows.select(names).rows() == [
        ("ZZHM", day, "B,Q,N", 600, 10, 1000),
        ("ZZB-A", day, "N", 12, 0, 41),
    ]
    assert rows["known_at"].unique().to_list() == [datetime(2024, 6, 24, 22, tzinfo=UTC)]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("\n2\n", "\n", "ends with the number of its rows; this one does not"),
        ("\n2\n", "\n3\n", "2 rows are here and the last line says 3"),
        ("20240624|ZZB/A|12.4|0|40.6|N\n", "", "1 rows are here and the last line says 2"),
    ],
)
def test_a_file_whose_last_line_does_not_agree_is_refused(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    with pytest.raises(Unreadable, match=says):
        SHORT_VOLUME.read(changed(tmp_path, FILE, old=old, new=new))


def test_the_source_says_that_it_is_not_short_interest() -> None:
    rows = rows_of(SHORT_VOLUME, raw_of(FILE), "caveats")
    assert "not short interest" in rows["name"].to_list()
