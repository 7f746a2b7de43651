"""The words of the invented troubled name tell what its share ledger did."""

import polars as pl
import pytest

from microcap.reading.document import Document
from microcap.reading.equity_offering import equity_offerings
from microcap.reading.shelf_registration import shelf_registrations
from microcap.sources import Tables
from microcap.sources.sandbox.offering_papers import SHELF
from microcap.sources.sandbox.truth import Truth

Made = tuple[Tables, Truth]


@pytest.fixture(scope="module")
def papers(made: Made) -> pl.DataFrame:
    """The documents of the troubled name."""
    rows = made[0]["filing_documents"].lazy().collect()
    return rows.filter(pl.col("issuer") == made[1].of("ZZHM").issuer)


def _document(row: dict[str, str]) -> Document:
    return Document(row["document"], row["form"], row["type"], row["text"], (0,), (0,))


def test_each_document_of_the_troubled_name_is_of_a_filing(
    papers: pl.DataFrame, made: Made
) -> None:
    filings = made[0]["filings"].lazy().collect()
    assert {"S-3", "424B5", "10-Q"} <= set(papers["form"])
    joined = papers.join(filings, on="accession", suffix="_filing")
    assert joined.height == papers.height
    assert (joined["known_at"] == joined["known_at_filing"]).all()


def test_the_shelf_says_what_it_registers(papers: pl.DataFrame) -> None:
    row = papers.filter(pl.col("form") == "S-3").row(0, named=True)
    assert SHELF in {one.says.get("dollars") for one in shelf_registrations(_document(row))}


def test_each_supplement_says_the_shares_that_were_sold(papers: pl.DataFrame, made: Made) -> None:
    """Shares times price is the gross amount it names, to a dollar and the rounding of a price."""
    rows = list(papers.filter(pl.col("form") == "424B5").iter_rows(named=True))
    assert len(rows) == len(made[1].of("ZZHM").of_kind("dilution"))
    for row in rows:
        first = equity_offerings(_document(row))[0].says
        shares, price = float(str(first["shares"])), float(str(first["price"]))
        gross = float(str(first.get("at_most") or first.get("proceeds")))
        assert shares * price == pytest.approx(gross, rel=0.01)


def test_the_quarters_tell_doubt_programme_warrants_and_note(papers: pl.DataFrame) -> None:
    quarters = papers.filter(pl.col("form") == "10-Q")["text"]
    assert quarters.len() > 3
    for text in quarters:
        assert "substantial doubt about our ability to continue" in text
        assert "at the market sales agreement" in text
        assert "Warrants to purchase" in text
        assert "80% of the lowest VWAP" in text
