"""The SEC's quarterly data sets of insider transactions, written from its description."""

import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from microcap.model.errors import Unreadable
from microcap.sources import raw_from
from microcap.sources.insider_data_sets import INSIDER_DATA_SETS, data_set_read
from microcap.sources.published import recognise

NOW = datetime(2026, 1, 2, tzinfo=UTC)
TABLES = {
    "SUBMISSION": "ACCESSION_NUMBER\tFILING_DATE\tPERIOD_OF_REPORT\tDOCUMENT_TYPE\tISSUERCIK\t"
    "ISSUERTRADINGSYMBOL\tAFF10B5ONE\n0009900055-24-000017\t12-JUN-2024\t10-JUN-2024\t4\t0009900001\tbrlw\t1\n",
    "REPORTINGOWNER": "ACCESSION_NUMBER\tRPTOWNERCIK\tRPTOWNERNAME\tRPTOWNER_RELATIONSHIP\tRPTOWNER_TITLE\n"
    "0009900055-24-000017\t0009900071\tQuill A\tDirector,TenPercentOwner\t\n",
    "NONDERIV_TRANS": "ACCESSION_NUMBER\tNONDERIV_TRANS_SK\tSECURITY_TITLE\tTRANS_DATE\tTRANS_CODE\t"
    "TRANS_SHARES\tTRANS_PRICEPERSHARE\tTRANS_ACQUIRED_DISP_CD\tSHRS_OWND_FOLWNG_TRANS\tDIRECT_INDIRECT_OWNERSHIP\n"
    "0009900055-24-000017\t5\tCommon\t10-JUN-2024\tS\t100\t2.5\tD\t900\tD\n",
    "NONDERIV_HOLDING": "ACCESSION_NUMBER\tNONDERIV_HOLDING_SK\tSECURITY_TITLE\tSHRS_OWND_FOLWNG_TRANS\t"
    "DIRECT_INDIRECT_OWNERSHIP\n0009900055-24-000017\t1\tCommon\t40\tI\n",
    "DERIV_TRANS": "ACCESSION_NUMBER\tDERIV_TRANS_SK\tSECURITY_TITLE\tCONV_EXERCISE_PRICE\tTRANS_DATE\t"
    "TRANS_CODE\tTRANS_SHARES\tTRANS_PRICEPERSHARE\tTRANS_ACQUIRED_DISP_CD\tEXCERCISE_DATE\tEXPIRATION_DATE\t"
    "UNDLYNG_SEC_SHARES\tSHRS_OWND_FOLWNG_TRANS\tDIRECT_INDIRECT_OWNERSHIP\n"
    "0009900055-24-000017\t9\tOption\t1.5\t10-JUN-2024\tA\t50\t\tA\t\t10-JUN-2034\t50\t50\tD\n",
}


def archive(folder: Path, *, without: str = "") -> Path:
    path = folder / "2024q2_form345.zip"
    with zipfile.ZipFile(path, "w") as file:
        for name, body in TABLES.items():
            if name != without:
                file.writestr(f"{name}.tsv", body)
    return path


def test_the_tables_are_joined_to_the_lines_of_their_forms(tmp_path: Path) -> None:
    assert recognise(archive(tmp_path)) is INSIDER_DATA_SETS
    rows = data_set_read(raw_from(archive(tmp_path), NOW))["insider_trades"].lazy().collect()
    assert rows.select("line", "code", "day", "shares", "price", "owned_after").rows() == [
        (1, "S", date(2024, 6, 10), 100.0, 2.5, 900.0),
        (2, "", date(2024, 6, 10), None, None, 40.0),
        (3, "A", date(2024, 6, 10), 50.0, None, 50.0),
    ]
    assert rows.select("issuer", "symbol", "owner", "role", "planned", "filed").unique().rows() == [
        ("9900001", "BRLW", "9900071", "director,ten_percent_owner", True, date(2024, 6, 12))
    ]
    option = rows.row(2, named=True)
    assert (option["exercise_price"], option["expires"]) == (1.5, date(2034, 6, 10))


def test_a_data_set_without_its_owners_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path, without="DERIV_TRANS")
    with pytest.raises(Unreadable, match="lacks DERIV_TRANS"):
        data_set_read(raw_from(path, NOW))


def test_an_archive_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path)
    path.write_bytes(path.read_bytes()[:300])
    with pytest.raises(Unreadable, match="not a whole zip archive"):
        data_set_read(raw_from(path, NOW))
