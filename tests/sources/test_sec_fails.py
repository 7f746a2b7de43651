"""The SEC's balances of fails to deliver."""

import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from microcap.model.errors import Unreadable
from microcap.sources import raw_from
from microcap.sources.published import recognise
from microcap.sources.sec_fails import FAILS_TO_DELIVER
from sources.market_files import FETCHED, FORMATS, changed, raw_of, rows_of

FILE = "sec_cnsfails202406a.txt"
ROWS = [
    ("ZZHM", "99000A101", date(2024, 6, 3), 12_000, 2.0),
    ("ZZHM", "99000A101", date(2024, 6, 4), 15_000, 2.1),
    ("ZZQX", "99000B102", date(2024, 6, 4), 7, None),
]
NAMES = ("symbol", "cusip", "day", "shares_failing", "price")


def test_balances_are_read_and_a_dot_is_no_price() -> None:
    rows = rows_of(FAILS_TO_DELIVER, raw_of(FILE), "fails_to_deliver")
    assert rows.select(NAMES).rows() == ROWS


def test_the_first_half_of_june_2024_is_known_on_the_first_of_july() -> None:
    """The month ends on a Sunday; the publisher's next working day ends at 04:00 UTC of the 2nd."""
    rows = rows_of(FAILS_TO_DELIVER, raw_of(FILE), "fails_to_deliver")
    assert rows["known_at"].unique().to_list() == [datetime(2024, 7, 2, 4, tzinfo=UTC)]


def test_the_half_month_is_covered_whole() -> None:
    rows = rows_of(FAILS_TO_DELIVER, raw_of(FILE), "coverage")
    assert rows.select("day", "until", "complete", "absent_means").rows() == [
        (date(2024, 6, 1), date(2024, 6, 15), True, "none")
    ]


def test_an_archive_is_read_as_the_text_in_it(tmp_path: Path) -> None:
    path = tmp_path / "cnsfails202406a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(FORMATS / FILE, "cnsfails202406a.txt")
    rows = rows_of(FAILS_TO_DELIVER, raw_from(path, FETCHED), "fails_to_deliver")
    assert rows.select(NAMES).rows() == ROWS


def test_a_damaged_archive_and_one_of_two_files_are_no_archives_of_fails(tmp_path: Path) -> None:
    cut, two = tmp_path / "cut.zip", tmp_path / "two.zip"
    with zipfile.ZipFile(two, "w") as archive:
        archive.write(FORMATS / FILE, "a.txt")
        archive.write(FORMATS / FILE, "b.txt")
    cut.write_bytes(two.read_bytes()[:200])
    assert recognise(two) is None
    with pytest.raises(Unreadable, match="not a whole zip archive"):
        FAILS_TO_DELIVER.read(raw_from(cut, FETCHED))
    with pytest.raises(Unreadable, match="2 files are in it and one belongs there"):
        FAILS_TO_DELIVER.read(raw_from(two, FETCHED))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("Trailer record count 3\n", "", "ends with its trailer record count"),
        ("count 3", "count 4", "the trailer record count is 4 and 3 are here"),
        ("27007", "27008", "trailer total quantity of shares is 27,008 and 27,007 are here"),
    ],
)
def test_a_file_whose_trailer_does_not_agree_is_refused(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    with pytest.raises(Unreadable, match=says):
        FAILS_TO_DELIVER.read(changed(tmp_path, FILE, old=old, new=new))
