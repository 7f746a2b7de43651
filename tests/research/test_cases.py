"""The form of a case: what its file must say, and what is refused."""

from pathlib import Path

import pytest

from microcap.model.errors import Contradiction, NoSuchThing, Unreadable
from microcap.research.cases import Known, case_folders, case_named, read_case

WHOLE = """
title = "A quiet day"
about = "Nothing happens."
lake = "sandbox"
symbol = "ZZBT"
[[day]]
asof = "2024-06-27"
says = "Quiet."
clear = ["auditor_changed"]
[[day]]
asof = "2024-06-28 09:45"
says = "Still quiet."
finds = ["vanished"]
cannot_tell = ["report_late"]
[[day.known]]
what = "a report"
record = "filings 0009900001-24-000001"
[[afterwards]]
what = "a bar"
record = "bars 2024-07-01"
"""


def _folder(root: Path, text: str, name: str = "quiet-day") -> Path:
    folder = root / name
    folder.mkdir()
    (folder / "case.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_case_has_days_with_what_was_known_and_what_must_be_answered(tmp_path: Path) -> None:
    case = read_case(_folder(tmp_path, WHOLE))
    assert (case.name, case.symbol, case.seed) == ("quiet-day", "ZZBT", 7)
    assert [dict(day.expected) for day in case.days] == [
        {"auditor_changed": "clear"},
        {"vanished": "finding", "report_late": "cannot_tell"},
    ]
    assert case.days[1].known == (Known("a report", "filings", "0009900001-24-000001"),)
    assert case.afterwards == (Known("a bar", "bars", "2024-07-01"),)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('lake = "sandbox"', 'lake = "real"', "there are sandbox, shared, own"),
        ('lake = "sandbox"', 'lake = "shared"', "with 0 files"),
        ('title = "A quiet day"', "", "has no title"),
        ('title = "A quiet day"', "title = 5", "is 5 and not a text"),
        ('symbol = "ZZBT"', 'symbol = "ZZBT"\ncolour = "red"', "does not know colour"),
        ('asof = "2024-06-27"', 'asof = "2024-07-27"', "the oldest first"),
        ('asof = "2024-06-27"', 'asof = "yesterday"', "'yesterday' is no moment"),
        ('"auditor_changed"', '"auditor_chnged"', "the nearest are auditor_changed"),
        ('finds = ["vanished"]', 'finds = ["report_late"]', "finding and cannot_tell"),
        ("bars 2024-07-01", "candles 2024-07-01", "names no row"),
        ("bars 2024-07-01", "bars", "names no row"),
        ('lake = "sandbox"', 'lake = "shared"\nfile = [{ path = "../x" }]', "leaves the shared"),
        ("[[afterwards]]", "[afterwards]", "is no list of tables"),
    ],
)
def test_what_is_not_understood_is_refused_with_what_to_do(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    assert old in WHOLE
    with pytest.raises(Contradiction, match=says):
        read_case(_folder(tmp_path, WHOLE.replace(old, new)))


def test_a_file_that_is_no_toml_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match=r"quiet-day was asked for and case\.toml cannot be read"):
        read_case(_folder(tmp_path, "title = "))


def test_cases_are_found_by_their_file_and_named_by_their_folder(tmp_path: Path) -> None:
    _folder(tmp_path, WHOLE, "second")
    _folder(tmp_path, WHOLE, "first")
    (tmp_path / "no-case").mkdir()
    assert [folder.name for folder in case_folders(tmp_path)] == ["first", "second"]
    assert case_named(tmp_path, "first").title == "A quiet day"


def test_an_unknown_case_names_the_nearest(tmp_path: Path) -> None:
    _folder(tmp_path, WHOLE)
    with pytest.raises(NoSuchThing, match=r"no case 'quiet_day' in .*there are quiet-day"):
        case_named(tmp_path, "quiet_day")


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(NoSuchThing, match="give their folder: --cases FOLDER"):
        case_folders(tmp_path / "nowhere")
