"""Statements of real companies: what their own filings say, checked by accession number.

Bytes: data/facts of the shared records (companyfacts_518.parquet and the raw answers beside it).
The expected values stand in those files under the accession numbers named here.
"""

import gzip
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from microcap.model.statement_tags import all_tags, items
from microcap.sources import raw_from
from microcap.sources.sec_companyfacts import companyfacts_read
from microcap.view.facts_as_known import EARLIER_BASIS, instant, known_facts
from microcap.view.restatements import restatements, scale_suspects
from microcap.view.statement_items import Accounts, accounts, amount, period_ends

pytestmark = pytest.mark.real

BK_TECHNOLOGIES, UPEXI, YUNJI = 2186, 1775194, 1759614
NO_SPLITS = pl.DataFrame(
    schema={
        "day": pl.Date,
        "new_shares": pl.Int64,
        "old_shares": pl.Int64,
        "status": pl.String,
    }
)


def _facts(shared: Path, *issuers: int, by: date | None = None) -> pl.DataFrame:
    """Facts of issuers filed by a day, with the columns of the table."""
    scan = pl.scan_parquet(shared / "data/facts/companyfacts_518.parquet")
    rows = scan.filter(pl.col("cik").is_in(issuers)).collect()
    rows = rows if by is None else rows.filter(pl.col("filed") <= by)
    dashed = pl.format(
        "{}-{}-{}",
        pl.col("acc").str.slice(0, 10),
        pl.col("acc").str.slice(10, 2),
        pl.col("acc").str.slice(12),
    )
    texts = {"taxonomy": "tax", "tag": "tag", "unit": "unit", "form": "form"}
    return rows.select(
        "cik",
        "start",
        "filed",
        day="end",
        value="val",
        accession=dashed,
        known_at=pl.col("filed").cast(pl.Datetime("us", "UTC")),
        vintage=pl.lit("as_filed"),
        **{name: pl.col(column).cast(pl.String) for name, column in texts.items()},
    )


def _held(facts: pl.DataFrame) -> Accounts:
    held = accounts(facts)
    assert held is not None
    return held


def test_sales_restated_for_a_business_given_up_are_shown_as_known_then(shared: Path) -> None:
    """Upexi, year to June 2023: 80,676,509 in 0001477932-23-007307 of October 2023, 36,441,695 in
    0001477932-24-008123 of December 2024."""
    revenue, end = items()["revenue"], date(2023, 6, 30)
    for by, value, accession in (
        (date(2024, 12, 15), 80_676_509.0, "0001477932-23-007307"),
        (date(2024, 12, 16), 36_441_695.0, "0001477932-24-008123"),
    ):
        found = amount(_held(_facts(shared, UPEXI, by=by)), revenue, end, "year")
        assert found is not None
        assert (found.value, found.sources) == (value, (accession,))


def test_that_restatement_is_found_with_its_filing_and_its_reason(shared: Path) -> None:
    facts = _facts(shared, UPEXI)
    found = [
        one
        for one in restatements(known_facts(facts), facts, NO_SPLITS)
        if (one.first.tag, one.first.day) == ("Revenues", date(2023, 6, 30))
        and one.first.start == date(2022, 7, 1)
    ]
    assert [(one.first.value, one.changed.value) for one in found] == [(80_676_509, 36_441_695)]
    assert found[0].changed.accession == "0001477932-24-008123"
    assert found[0].expected == "the same filing reports discontinued operations"


def test_a_quarter_of_sales_below_zero_is_never_made_of_two_bases(shared: Path) -> None:
    """36.4m for that year and 56.3m for its nine months leave no last quarter."""
    held = _held(_facts(shared, UPEXI))
    assert amount(held, items()["revenue"], date(2023, 6, 30), "quarter") is None


def test_a_report_in_thousands_among_dollars_is_suspected_aloud(shared: Path) -> None:
    """BK Technologies, assets at the end of 2023: 49,408,000 in 0001654954-24-003098, 49,408 in
    the report of May 2024, 0001654954-24-005809, and 49,408,000 again in August."""
    facts = _facts(shared, BK_TECHNOLOGIES)
    pairs = {
        (pair.one.accession, pair.one.value, pair.other.accession, pair.other.value)
        for pair in scale_suspects(known_facts(facts), all_tags())
        if (pair.one.tag, pair.one.day) == ("Assets", date(2023, 12, 31))
    }
    assert (
        "0001654954-24-003098",
        49_408_000.0,
        "0001654954-24-005809",
        49_408.0,
    ) in pairs
    found = amount(_held(facts), items()["assets"], date(2023, 12, 31), None)
    assert found is not None and found.value == 49_408_000.0


def test_a_filer_in_yuan_stays_in_yuan(shared: Path) -> None:
    """Yunji tells its newest balance in dollars too, for convenience; they are another series."""
    held = _held(_facts(shared, YUNJI))
    assert held.currency == "CNY"
    assert "USD" in held.other_currencies
    assert period_ends(held, "quarter", 8) == ()
    assert len(period_ends(held, "year", 5)) == 5


def test_the_four_quarters_are_the_year_for_most_years_of_twenty_companies(shared: Path) -> None:
    """Where no cell stands on an earlier basis. Quarters told again without their year do not add:
    3 in 100 of the years of all 518 companies."""
    ciks = pl.read_parquet(shared / "data/facts/entities_518.parquet")["cik"].sort().to_list()[::26]
    facts, tried, wrong = _facts(shared, *ciks), 0, 0
    for cik in ciks:
        held = accounts(facts.filter(pl.col("cik") == cik))
        if held is None:
            continue
        for end in period_ends(held, "year", 12):
            for name in ("revenue", "net_income", "cfo"):
                adds = _adds(held, name, end)
                tried += adds is not None
                wrong += adds is False
    assert tried > 250
    assert wrong / tried < 0.06


def _adds(held: Accounts, name: str, end: date) -> bool | None:
    """Whether the quarters of a year are the year; null where not all are known."""
    year = amount(held, items()[name], end, "year")
    ends = [end - timedelta(days=days) for days in (276, 184, 92, 0)]
    known = period_ends(held, "quarter", 40)
    near = [next((one for one in known if abs((one - day).days) <= 8), None) for day in ends]
    parts = [amount(held, items()[name], one, "quarter") for one in near if one is not None]
    whole = [one for one in parts if one is not None and EARLIER_BASIS not in one.how]
    if year is None or len(whole) < 4:
        return None
    return abs(sum(one.value for one in whole) - year.value) <= max(2000, 0.005 * abs(year.value))


def test_the_raw_answer_and_a_plain_parser_agree_on_every_balance(shared: Path) -> None:
    """iBio: of each day and tag in dollars the value of the filing made last."""
    path = shared / "data/facts/companyfacts_raw/CIK0001420720.json.gz"
    fetched = datetime(2025, 12, 31, tzinfo=UTC)
    frame = pl.DataFrame(companyfacts_read(raw_from(path, fetched))["facts"].lazy().collect())
    known = known_facts(frame.with_columns(known_at=pl.col("filed").cast(pl.Datetime("us", "UTC"))))
    plain: dict[tuple[str, str], tuple[str, str, float]] = {}
    for tag, concept in json.loads(gzip.decompress(path.read_bytes()))["facts"]["us-gaap"].items():
        for row in concept["units"].get("USD", ()):
            if "start" not in row and row["end"] <= row["filed"]:
                place, told = (tag, row["end"]), (row["filed"], row["accn"], float(row["val"]))
                plain[place] = max(plain.get(place, told), told)
    assert len(plain) > 1000
    for (tag, end), (_, _, value) in plain.items():
        found = instant(known["us-gaap", tag, "USD"], date.fromisoformat(end))
        assert found is not None and found.value == value
