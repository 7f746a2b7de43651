"""Ownership documents of the shared records, with values that were read in them by eye."""

import html
import re
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from microcap.reading.beneficial_owner import beneficial_owners
from microcap.reading.documents import open_document, source_text
from microcap.reading.insider_transaction import insider_transactions
from microcap.reading.ownership_table import ownership_table
from microcap.sources import raw_from
from microcap.sources.published import recognise

NOW = datetime(2026, 11, 21, tzinfo=UTC)

TRADES = {
    "4_1462356_0000320193-22-000061.txt": (
        ("1462356", "S", 9_136.0, 159.94),
        ("1462356", "S", 2_292.0, 165.95),
        7,
    ),
    "et_0001127602_25_001055.txt": (
        ("1806647", "S", 1_500.0, 66.903),
        ("1806647", "S", 1_500.0, 66.903),
        1,
    ),
    "et_0001562180_25_000280.nc": (
        ("2009134", "A", 106_150.0, 0.0),
        ("2009134", "A", 70_750.0, 0.0),
        2,
    ),
    "et_374WaterForm4.xml": (
        ("2064133", "A", 757_756.0, 0.0),
        ("2064133", "A", 757_576.0, 0.0),
        2,
    ),
    "et_form3_snow.xml": (("1246215", "", None, None), ("1246215", "", None, None), 6),
    "et_form4_snow.xml": (
        ("1402349", "M", 200_000.0, 8.88),
        ("1402349", "M", 200_000.0, 0.0),
        15,
    ),
    "et_form5_snow.xml": (("1397798", "G", 61_386.0, 0.0), ("1397798", "", None, None), 3),
}
"""First and last line of each form (owner, code, shares, price), and how many there are."""

HOLDERS = {
    "eq_sc13d_qxo.xml": ("1236275", 6, "Jared Kushner", 32_671_542.0, 0.063),
    "eq_sc13da_zivo_truncated_endtag.xml": ("1101026", 5, "Mark E. Strome", 442_854.0, 0.122),
    "et_schedule13d.xml": ("1422142", 2, "Leonard Braden Michael", 2_435_000.0, 0.099),
    "et_schedule13g.xml": ("1909747", 2, "Marex Group plc", 10_000_000.0, 0.051),
    "et_0001076809_24_000144.nc": ("704562", 2, "Paul J. Glazer", 3_394_114.0, 0.0531),
}
"""Issuer, number of persons, and one of them with shares and fraction."""


def rows_of(shared: Path, name: str, table: str) -> pl.DataFrame:
    path = shared / "data" / "filings" / "docs" / name
    source = recognise(path)
    assert source is not None
    tables = source.read(raw_from(path, NOW))
    assert tables["rejects"].lazy().collect().height == 0
    return tables[table].lazy().collect()


@pytest.mark.real
@pytest.mark.parametrize("name", TRADES)
def test_the_lines_of_each_form_are_what_the_form_says(shared: Path, name: str) -> None:
    first, last, count = TRADES[name]
    rows = rows_of(shared, name, "insider_trades").select("owner", "code", "shares", "price").rows()
    assert (rows[0], rows[-1], len(rows)) == (first, last, count)


@pytest.mark.real
def test_an_accepted_form_is_known_to_the_second(shared: Path) -> None:
    """16:07:30 Eastern of 10 January 2025 is 21:07:30 UTC."""
    rows = rows_of(shared, "et_0001127602_25_001055.txt", "insider_trades")
    assert rows["known_at"].item() == datetime(2025, 1, 10, 21, 7, 30, tzinfo=UTC)


@pytest.mark.real
def test_a_notice_of_sale_is_what_the_form_says(shared: Path) -> None:
    row = rows_of(shared, "et_apple_144.xml", "planned_sales").row(0, named=True)
    assert (row["owner_name"], row["shares"], row["value"], row["day"]) == (
        *("Luca Maestri", 69_996),
        *(11_588_537.76, date(2023, 4, 13)),
    )


@pytest.mark.real
@pytest.mark.parametrize("name", HOLDERS)
def test_the_persons_of_each_schedule_are_what_it_says(shared: Path, name: str) -> None:
    issuer, count, who, shares, percent = HOLDERS[name]
    rows = rows_of(shared, name, "beneficial_owners")
    assert rows["issuer"].unique().to_list() == [issuer]
    assert rows.height == count
    one = rows.filter(pl.col("owner_name") == who)
    assert one.select("shares", "percent").rows() == [(shares, percent)]


@pytest.mark.real
def test_a_proxys_table_of_owners_is_read_with_its_group(shared: Path) -> None:
    path = shared / "data" / "filings" / "docs" / "DEF14A_893739_0000893739-20-000019.txt.gz"
    tables = [ownership_table(one) for one in open_document(path.read_bytes(), path.name)]
    (table,) = [one for one in tables if one is not None]
    assert table.day == "2020-03-16"
    assert table.all_insiders is not None
    assert (table.all_insiders.shares, table.all_insiders.percent) == (1_591_968, 0.051)
    assert ("Ariel Investments, LLC", 2_978_818, 0.096) in [
        (row.name, row.shares, row.percent) for row in table.rows
    ]


@pytest.mark.real
def test_only_forms_of_owners_speak_of_trades_and_owners(shared: Path) -> None:
    """Every other document of the set is a report, a release or an offering."""
    folder = shared / "data" / "filings" / "docs"
    speaks = set()
    for path in sorted(folder.iterdir()):
        for document in open_document(path.read_bytes(), path.name):
            if insider_transactions(document) or beneficial_owners(document):
                speaks.add(path.name)
    assert speaks == {*TRADES, *HOLDERS, "et_apple_144.xml"} - {"et_form3_snow.xml"}


@pytest.mark.real
@pytest.mark.parametrize("name", sorted({*TRADES, *HOLDERS} - {"et_0001076809_24_000144.nc"}))
def test_each_span_holds_the_words_of_its_quote(shared: Path, name: str) -> None:
    body = (shared / "data" / "filings" / "docs" / name).read_bytes()
    source = source_text(body, name)
    for document in open_document(body, name):
        for one in insider_transactions(document) + beneficial_owners(document):
            words = html.unescape(re.sub(r"<[^>]*>", " ", source[slice(*one.span)]))
            assert " ".join(words.split()) == one.quote
