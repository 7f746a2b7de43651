"""What the troubled name of the invented market claims, and what its record shows of it."""

from collections import defaultdict

import polars as pl

from microcap.reading.claims import claims_in
from microcap.reading.document import Document
from microcap.sources import Tables
from microcap.sources.sandbox.claim_releases import CUSTOMER, FACILITY
from microcap.sources.sandbox.truth import Truth

Made = tuple[Tables, Truth]


def _rows(made: Made, table: str) -> pl.DataFrame:
    return made[0][table].lazy().collect()


def _claims(made: Made) -> dict[str, list[float | None]]:
    """The amounts of each sort of claim in the releases of the troubled name, oldest first."""
    news = _rows(made, "news").filter((pl.col("symbol") == "ZZHM") & (pl.col("kind") == "release"))
    found: dict[str, list[float | None]] = defaultdict(list)
    for day, text in news.sort("day").select("day", "text").iter_rows():
        whole = Document("r", "", "", text, (0,), (0,), filed=day.isoformat())
        for one in claims_in(whole):
            amount = one.says.get("amount")
            found[one.detail].append(float(amount) if isinstance(amount, int | float) else None)
    return found


def test_releases_claim_revenue_a_record_a_contract_and_dated_promises(made: Made) -> None:
    found = _claims(made)
    assert found.keys() >= {"revenue", "record", "contract", "production", "milestone"}
    assert found["contract"] == [2_400_000.0]


def test_one_claimed_revenue_is_larger_than_any_told_and_one_is_told(made: Made) -> None:
    """A third more than the fact for the first, the fact to a cent of a million for the second."""
    facts = _rows(made, "facts").filter(
        (pl.col("issuer") == made[1].of("ZZHM").issuer) & (pl.col("tag") == "Revenues")
    )
    quarters = facts.filter((pl.col("day") - pl.col("start")).dt.total_days() < 100)["value"]
    larger, true = _claims(made)["revenue"]
    assert larger is not None
    assert true is not None
    assert min(abs(value - larger) for value in quarters) > 0.05 * larger
    assert min(abs(value - true) for value in quarters) <= 5_000


def test_a_later_report_ends_the_contract_and_none_names_the_facility(made: Made) -> None:
    issuer = made[1].of("ZZHM").issuer
    texts = _rows(made, "filing_documents").filter(pl.col("issuer") == issuer)["text"]
    assert any(f"with {CUSTOMER} was terminated" in text for text in texts)
    assert not any(FACILITY in text for text in texts)


def test_every_current_report_of_the_troubled_name_that_could_tell_has_words(made: Made) -> None:
    issuer = made[1].of("ZZHM").issuer
    reports = _rows(made, "filings").filter(
        (pl.col("issuer") == issuer)
        & (pl.col("form") == "8-K")
        & ~pl.col("items").is_in(["5.02", "5.07", "3.03,5.03,9.01"])
    )
    worded = set(_rows(made, "filing_documents")["accession"])
    worded |= {
        title.split()[1] for title in _rows(made, "documents")["title"] if title.startswith("8-K")
    }
    assert set(reports["accession"]) <= worded
