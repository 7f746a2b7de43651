"""What filings admit: newest first, what still stands, and what was not read."""

from datetime import date
from pathlib import Path

from checks.invented import Row, filing, listed, subject_of
from microcap.research.admissions import Admission, Admissions, admissions
from research.papers import DOUBT, MENDED, PLAIN, WEAKNESS, paper

OLD, MARCH, MAY = date(2021, 5, 10), date(2024, 3, 28), date(2024, 5, 14)


def _admitted(folder: Path, *papers: Row, filings: tuple[Row, ...] = ()) -> Admissions:
    return admissions(
        subject_of(folder, listings=listed(), filing_documents=list(papers), filings=list(filings))
    )


def _of(value: Admissions, kind: str) -> list[Admission]:
    return [row for row in value.rows if row.kind == kind]


def test_what_two_reports_say_is_one_row_of_the_newest(tmp_path: Path) -> None:
    value = _admitted(tmp_path, paper("10-K", MARCH, DOUBT), paper("10-Q", MAY, DOUBT))
    (row,) = _of(value, "going_concern_doubt")
    assert (row.detail, row.day, row.first, row.documents) == ("raised", MAY, MARCH, 2)
    assert (row.stands, row.form, row.accession) == ("stands", "10-Q", "0009900001-24-051401")
    assert "substantial doubt" in row.quote
    assert (value.documents, value.newest, value.unknown) == (2, MAY, None)


def test_doubt_that_a_later_report_does_not_repeat_has_no_standing(tmp_path: Path) -> None:
    (row,) = _of(
        _admitted(tmp_path, paper("10-K", MARCH, DOUBT), paper("10-Q", MAY, PLAIN)),
        "going_concern_doubt",
    )
    assert (row.stands, row.note) == (
        "ended",
        "not repeated in the 10-Q of 2024-05-14, which was read",
    )


def test_a_weakness_that_was_mended_since_stands_no_more(tmp_path: Path) -> None:
    """Identified in the report of 2023 and mended by that of 2024."""
    before = date(2023, 3, 30)
    value = _admitted(tmp_path, paper("10-K", before, WEAKNESS), paper("10-K", MARCH, MENDED))
    rows = {row.detail: row for row in _of(value, "material_weakness")}
    assert rows["identified"].stands == rows["remediated"].stands == "ended"
    assert rows["identified"].note == "a document of 2024-03-28 says that it ended"


def test_what_is_older_than_two_years_is_told_where_it_stands(tmp_path: Path) -> None:
    """The doubt of 2021 is repeated by nothing that was read since, and ended by nothing."""
    alone = _admitted(tmp_path / "alone", paper("10-K", OLD, DOUBT))
    later = _admitted(tmp_path / "later", paper("10-K", OLD, DOUBT), paper("10-K", MARCH, PLAIN))
    assert [row.day for row in alone.rows] == [OLD]
    assert later.rows == ()
    assert (alone.documents, later.documents) == (0, 1)


def test_where_nothing_was_read_nothing_is_known_to_be_absent(tmp_path: Path) -> None:
    value = _admitted(tmp_path / "one", filings=(filing("10-K", MARCH),))
    assert value.unknown is not None
    assert value.unknown.do == "microcap fetch sec ZZHM --documents 10-K,10-Q,8-K"
    assert value.unread == ("0009900001-24-032801",)
    nobody = admissions(subject_of(tmp_path / "two"))
    assert nobody.unknown is not None
    assert "who issued it" in nobody.unknown.missing


def test_a_report_that_is_listed_without_text_is_counted(tmp_path: Path) -> None:
    value = _admitted(
        tmp_path, paper("10-K", MARCH, PLAIN), filings=(filing("10-K", MARCH), filing("10-Q", MAY))
    )
    assert value.rows == ()
    assert value.unread == ("0009900001-24-051401",)


def test_a_state_that_stands_is_more_telling_than_one_that_ended(tmp_path: Path) -> None:
    stands = _admitted(tmp_path / "a", paper("10-K", MARCH, DOUBT)).rows[0]
    ended = _admitted(tmp_path / "b", paper("10-K", MARCH, DOUBT), paper("10-Q", MAY, PLAIN)).rows
    assert stands.telling > ended[0].telling
