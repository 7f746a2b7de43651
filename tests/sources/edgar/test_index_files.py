"""Daily and quarterly indexes, in each of their three orders."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from microcap.model.errors import Unreadable
from microcap.sources import Raw, raw_from
from microcap.sources.edgar.index_files import INDEX_FILES
from microcap.sources.published import recognise

NOW = datetime(2024, 7, 2, 12, tzinfo=UTC)
DAILY = """Description:           Daily Index of EDGAR Dissemination Feed by Form Type
Last Data Received:    Jun 28, 2024
Comments:              webmaster@sec.gov


"""
FORM = (
    DAILY
    + """Form Type        Company Name                       CIK         Date Filed  File Name
-------------------------------------------------------------------------------------------
4                INVENTED WORKS INC                 9900001     20240628    edgar/data/9900001/0009900001-24-000007.txt
8-K              INVENTED  WORKS INC                9900001     20240628    edgar/data/9900001/0009900001-24-000008.txt
SCHEDULE 13G/A   A HOLDER WITH A VERY LONG NAME THAT RUNS INTO THE CIK 9900002  20240627    edgar/data/9900002/0009900002-24-000001.txt
"""
)
COMPANY = (
    DAILY.replace("Form Type", "Company Name")
    + """Company Name                       Form Type        CIK
      Date Filed  File Name
-------------------------------------------------------------------------------------------
INVENTED  WORKS INC                8-K              9900001     20240628    edgar/data/9900001/0009900001-24-000008.txt
"""
)
MASTER = """Description:           Master Index of EDGAR Dissemination Feed
Last Data Received:    June 30, 2024

CIK|Company Name|Form Type|Date Filed|File Name
--------------------------------------------------------------------------------
9900001|INVENTED WORKS INC|8-K|2024-06-28|edgar/data/9900001/0009900001-24-000008.txt
9900001|INVENTED | WORKS INC|8-K|2024-06-28|edgar/data/9900001/0009900001-24-000009.txt
9900001|INVENTED WORKS INC|8-K|2024-06-28|edgar/data/9900001/../../../x.txt
"""


def _raw(folder: Path, text: str) -> Raw:
    path = folder / "some.idx"
    path.write_text(text, encoding="latin-1")
    return raw_from(path, NOW)


def test_an_index_by_form_is_parted_where_its_heading_says(tmp_path: Path) -> None:
    """The third row runs over its column; CIK, day and file name are told from the right."""
    raw = _raw(tmp_path, FORM)
    assert recognise(raw.path) is INDEX_FILES
    rows = INDEX_FILES.read(raw)["filings"].lazy().collect()
    assert rows.select("issuer", "accession", "form", "day").rows() == [
        ("9900001", "0009900001-24-000007", "4", date(2024, 6, 28)),
        ("9900001", "0009900001-24-000008", "8-K", date(2024, 6, 28)),
        ("9900002", "0009900002-24-000001", "SCHEDULE 13G/A", date(2024, 6, 27)),
    ]
    assert rows["known_at"].to_list() == [None] * 3


def test_an_index_by_company_has_a_heading_of_two_lines(tmp_path: Path) -> None:
    rows = INDEX_FILES.read(_raw(tmp_path, COMPANY))["filings"].lazy().collect()
    assert rows.select("issuer", "form").rows() == [("9900001", "8-K")]


def test_a_line_that_cannot_be_read_is_a_reject(tmp_path: Path) -> None:
    """A bar in a name, and a file name that leads elsewhere."""
    tables = INDEX_FILES.read(_raw(tmp_path, MASTER))
    assert tables["filings"].lazy().collect()["accession"].to_list() == ["0009900001-24-000008"]
    assert tables["rejects"].lazy().collect()["row"].to_list() == [2, 3]


def test_an_index_with_few_lines_proves_nothing(tmp_path: Path) -> None:
    rows = INDEX_FILES.read(_raw(tmp_path, FORM))["coverage"].lazy().collect()
    assert rows.select("day", "until", "complete", "absent_means").rows() == [
        (date(2024, 6, 28), date(2024, 6, 28), False, "unknown")
    ]
    assert "may be a part" in rows["evidence"][0]


def test_an_index_of_a_whole_day_proves_what_was_filed_by_anybody(tmp_path: Path) -> None:
    """600 lines, as a quiet day has."""
    line = "4                INVENTED WORKS INC                 {0}     20240628    edgar/data/{0}/0009900001-24-{0:06}.txt\n"
    text = FORM.partition("4    ")[0] + "".join(line.format(one) for one in range(100001, 100601))
    rows = INDEX_FILES.read(_raw(tmp_path, text))["coverage"].lazy().collect()
    assert rows.select("subject", "complete", "absent_means").rows() == [("*", True, "none")]
    assert rows["known_at"].to_list() == [datetime(2024, 6, 29, 4, tzinfo=UTC)]


def test_a_quarterly_index_goes_from_the_quarters_first_day(tmp_path: Path) -> None:
    rows = INDEX_FILES.read(_raw(tmp_path, MASTER))["coverage"].lazy().collect()
    assert rows.select("day", "until").rows() == [(date(2024, 4, 1), date(2024, 6, 30))]


def test_an_empty_index_has_no_filings_and_proves_nothing(tmp_path: Path) -> None:
    text = FORM.partition("4    ")[0]
    tables = INDEX_FILES.read(_raw(tmp_path, text))
    assert tables["filings"].lazy().collect().height == 0
    assert tables["coverage"].lazy().collect()["complete"].to_list() == [False]


@pytest.mark.parametrize("end", [60, 90, 130])
def test_a_last_line_that_is_cut_off_is_refused(tmp_path: Path, end: int) -> None:
    body = FORM.rstrip()[:-end]
    with pytest.raises(Unreadable, match="the last line is cut off"):
        INDEX_FILES.read(_raw(tmp_path, body))


def test_an_index_cut_in_its_heading_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="rule of dashes"):
        INDEX_FILES.read(_raw(tmp_path, DAILY))


def test_another_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="begins with its description"):
        INDEX_FILES.read(_raw(tmp_path, "hello\n-----------\n"))


@pytest.mark.real
def test_the_recorded_indexes_lose_no_line(shared: Path) -> None:
    """Counted by another way: the distinct file names in the unpacked text."""
    folder = shared / "data" / "edgar"
    paths = [*(folder / "index").iterdir(), *(shared / "data" / "edgar_index").glob("*.idx.gz")]
    assert len(paths) == 6
    for path in paths:
        assert recognise(path) is INDEX_FILES
        raw = raw_from(path, NOW)
        tables = INDEX_FILES.read(raw)
        rows = tables["filings"].lazy().collect()
        assert tables["rejects"].lazy().collect().height == 0
        assert rows.height == len(set(re.findall(rb"edgar/data/\S+", raw.body())))
        assert all(len(form) < 14 and "  " not in form for form in rows["form"])
