"""Forms 3, 4 and 5: each line a row, what cannot be a row a reject, a cut form refused."""

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from microcap.model.errors import Unreadable
from microcap.sources import raw_from
from microcap.sources.ownership_forms import FORMS_OF_INSIDERS, NOTHING_OWNED, ownership_read
from microcap.sources.published import recognise

FORMATS = Path(__file__).resolve().parents[1] / "formats"
NOW = datetime(2026, 1, 2, tzinfo=UTC)


def tables_of(path: Path) -> dict[str, pl.DataFrame]:
    return {
        name: rows.lazy().collect() for name, rows in ownership_read(raw_from(path, NOW)).items()
    }


def written(folder: Path, body: str, *, owner: str = "9900071") -> Path:
    path = folder / "form.xml"
    path.write_text(
        "\ufeff<ownershipDocument><documentType>4</documentType><periodOfReport>2024-06-10"
        "</periodOfReport><issuer><issuerCik>9900001</issuerCik><issuerTradingSymbol>N/A"
        "</issuerTradingSymbol></issuer><reportingOwner><reportingOwnerId><rptOwnerCik>"
        f"{owner}</rptOwnerCik><rptOwnerName>A. Quill</rptOwnerName></reportingOwnerId>"
        f"</reportingOwner>{body}<ownerSignature><signatureDate>2024-06-12</signatureDate>"
        "</ownerSignature></ownershipDocument>"
    )
    return path


def test_a_form_4_becomes_a_row_for_each_line_and_owner() -> None:
    rows = tables_of(FORMATS / "sec_form_4.txt")["insider_trades"]
    first = rows.filter(pl.col("owner") == "9900071")
    assert first.select("line", "code", "shares", "price", "owned_after", "direct").rows() == [
        (1, "P", 12500.0, 0.25, 112500.0, False),
        (2, "F", 40.0, None, 960.0, True),
        (3, "", None, None, 7000.0, False),
        (4, "J", 5000.0, None, 5000.0, True),
    ]
    assert rows.filter(pl.col("owner") == "9900072")["role"].unique().to_list() == [
        "ten_percent_owner"
    ]
    assert first["officer_title"][0] == "See Remarks (Chief Kettle Officer)"
    assert first["symbol"].unique().to_list() == ["BRLW"]
    assert first["planned"].unique().to_list() == [False]
    assert first["footnotes"].to_list()[:3] == [
        "[By Trust]",
        "(F1) Shares withheld for taxes at the closing price of the day.",
        "[By Spouse]",
    ]


def test_the_row_is_known_when_the_submission_was_accepted() -> None:
    """16:32:05 Eastern of 12 June 2024."""
    rows = tables_of(FORMATS / "sec_form_4.txt")["insider_trades"]
    assert rows["known_at"].unique().to_list() == [datetime(2024, 6, 12, 20, 32, 5, tzinfo=UTC)]
    assert rows["accession"].unique().to_list() == ["0009900055-24-000017"]
    warrant = rows.filter(pl.col("derivative")).row(0, named=True)
    assert (warrant["exercise_price"], warrant["expires"], warrant["underlying_shares"]) == (
        1.15,
        date(2029, 6, 10),
        5000.0,
    )


def test_without_a_header_the_signature_dates_it_and_its_hash_names_it(tmp_path: Path) -> None:
    body = (
        "<nonDerivativeTable><nonDerivativeTransaction><securityTitle><value>Common</value>"
        "</securityTitle><transactionDate><value>2024-06-10</value></transactionDate>"
        "<transactionCoding><transactionCode>S</transactionCode></transactionCoding>"
        "</nonDerivativeTransaction></nonDerivativeTable>"
    )
    row = tables_of(written(tmp_path, body))["insider_trades"].row(0, named=True)
    assert (row["filed"], row["known_at"], row["symbol"]) == (date(2024, 6, 12), None, None)
    assert row["accession"].startswith("sha256:")
    assert (row["shares"], row["price"], row["acquired"], row["direct"]) == (None,) * 4


def test_a_trade_without_day_or_code_is_a_reject(tmp_path: Path) -> None:
    line = "<nonDerivativeTransaction><securityTitle><value>Common</value></securityTitle>{}</nonDerivativeTransaction>"
    coded = "<transactionCoding><transactionCode>P</transactionCode></transactionCoding>"
    dated = "<transactionDate><value>2024-06-10</value></transactionDate>"
    body = f"<nonDerivativeTable>{line.format(coded)}{line.format(dated)}</nonDerivativeTable>"
    tables = tables_of(written(tmp_path, body))
    assert tables["insider_trades"].height == 0
    assert tables["rejects"]["reason"].to_list() == ["day is missing or cannot be read"] * 2


def test_an_owner_without_a_number_is_a_reject(tmp_path: Path) -> None:
    tables = tables_of(written(tmp_path, "", owner=""))
    assert tables["rejects"]["reason"].to_list() == ["owner is missing or cannot be read"]


def test_a_form_3_that_owns_nothing_keeps_its_owner(tmp_path: Path) -> None:
    path = written(tmp_path, "<noSecuritiesOwned>1</noSecuritiesOwned>")
    path.write_text(path.read_text().replace("<documentType>4", "<documentType>3"))
    row = tables_of(path)["insider_trades"].row(0, named=True)
    assert (row["security_title"], row["owned_after"], row["form"]) == (NOTHING_OWNED, 0.0, "3")


def test_a_form_that_is_cut_off_is_refused_whole(tmp_path: Path) -> None:
    path = tmp_path / "cut.txt"
    path.write_text((FORMATS / "sec_form_4.txt").read_text()[:4000])
    with pytest.raises(Unreadable, match="cut off"):
        ownership_read(raw_from(path, NOW))


def test_a_form_of_before_its_xml_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_text("<SEC-HEADER>\nCONFORMED SUBMISSION TYPE:\t4\n</SEC-HEADER><TEXT>FORM 4")
    with pytest.raises(Unreadable, match="before mid-2003"):
        ownership_read(raw_from(path, NOW))


def test_the_ingest_finds_the_reader_by_content() -> None:
    assert recognise(FORMATS / "sec_form_4.txt") is FORMS_OF_INSIDERS
