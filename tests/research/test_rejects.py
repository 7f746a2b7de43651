"""Rejects: rows that contradict their table or repeat a key, each with the reason."""

from datetime import UTC, date, datetime

import polars as pl
import pytest

from microcap.model.tables import MOMENT, TABLES
from microcap.research.rejects import as_rejects, examined, foreign_rejects, no_rejects

FETCHED = datetime(2024, 7, 1, tzinfo=UTC)
JUNE = date(2024, 6, 3)
COUNTS = TABLES["share_counts"]


def _counts(*rows: tuple[str, date, int | None]) -> pl.LazyFrame:
    """Vendors' counts with their number in the file, known on the evening of their day."""
    return pl.DataFrame(
        [
            {
                "row": number,
                "symbol": symbol,
                "kind": "vendor",
                "share_class": "",
                "day": day,
                "shares": shares,
                "known_at": datetime(day.year, day.month, day.day, 21, tzinfo=UTC),
                "assumed": True,
                "revision": 0,
                "withdrawn": False,
                "source": "files",
                "raw": "00",
            }
            for number, (symbol, day, shares) in enumerate(rows, start=1)
        ],
        schema={"row": pl.Int64, **COUNTS.schema, "known_at": MOMENT},
    ).lazy()


def test_of_rows_with_one_key_the_first_of_the_file_stays() -> None:
    rows = _counts(("ZZHM", JUNE, 10), ("ZZHM", JUNE, 11), ("ZZBT", JUNE, 12), ("ZZHM", JUNE, 10))
    good, bad, holding, tally = examined(COUNTS, rows, FETCHED)
    why = "the same symbol, kind, share_class, day as an earlier row of the file"
    assert good.collect()["row"].sort().to_list() == [1, 3]
    assert bad.sort("row").select("row", "reason").rows() == [(2, why), (4, why)]
    assert (holding, tally) == (2, {why: 2})


def test_a_row_is_told_by_the_first_rule_that_it_breaks() -> None:
    """-1 shares of a day before 1900."""
    _, bad, holding, _ = examined(COUNTS, _counts(("ZZHM", date(1899, 1, 3), -1)), FETCHED)
    assert bad["reason"].to_list() == ["shares is below 0"]
    assert holding == 0


@pytest.mark.parametrize(
    ("symbol", "reason"),
    [
        (" ", "symbol is empty"),
        ("ZZ\x1bHM", "the symbol has a control character in it"),
        ("Z" * 25, "the symbol is longer than 24 characters"),
        ("Z" * 24, None),
    ],
)
def test_a_symbol_that_is_none_is_refused(symbol: str, reason: str | None) -> None:
    _, _, _, tally = examined(COUNTS, _counts((symbol, JUNE, 10)), FETCHED)
    assert tally == ({} if reason is None else {reason: 1})


@pytest.mark.parametrize(("day", "refused"), [(date(2024, 7, 1), 0), (date(2024, 7, 2), 1)])
def test_a_day_after_the_ingest_is_refused(day: date, refused: int) -> None:
    """The rows were fetched on 1 July 2024."""
    _, bad, _, _ = examined(COUNTS, _counts(("ZZHM", day, 10)), FETCHED)
    assert bad.height == refused


def test_where_all_hold_there_is_nothing_to_tell() -> None:
    good, bad, holding, tally = examined(COUNTS, _counts(("ZZHM", JUNE, None)), FETCHED)
    assert (good.collect().height, holding, tally) == (1, 1, {})
    assert bad.equals(no_rejects())


def test_a_rejects_content_is_what_the_row_said_and_bounded() -> None:
    """Unknown is a question mark, and of a value 80 characters are kept."""
    rows = _counts(("Z" * 90, JUNE, None)).with_columns(reason=pl.lit("it is too long")).collect()
    content = as_rejects(COUNTS, rows)["content"].item()
    assert content == f"symbol={'Z' * 80} kind=vendor share_class= day=2024-06-03 shares=?"


def test_rejects_of_a_source_get_the_types_of_the_table() -> None:
    """A source numbers its rows as it likes."""
    given = no_rejects().cast({"row": pl.Int32}).lazy()
    assert foreign_rejects(given).schema == no_rejects().schema


def test_a_filing_of_the_evening_is_held_under_its_next_business_day_and_no_later_one() -> None:
    """Fetched in the evening of Wednesday 3 July 2024: the next business day is Friday the 5th."""
    fetched = datetime(2024, 7, 3, 23, tzinfo=UTC)
    days = (date(2024, 7, 5), date(2024, 7, 9))
    rows = pl.DataFrame(
        [
            {
                "row": number,
                "issuer": "77",
                "accession": f"0000000077-24-00000{number}",
                "form": "8-K",
                "day": day,
                "known_at": datetime(day.year, day.month, day.day, 10, tzinfo=UTC),
                "assumed": True,
                "revision": 0,
                "withdrawn": False,
                "source": "sec_submissions",
                "raw": "00",
            }
            for number, day in enumerate(days, start=1)
        ],
        schema={"row": pl.Int64, **TABLES["filings"].schema},
    ).lazy()
    good, bad, _, _ = examined(TABLES["filings"], rows, fetched)
    assert good.collect()["day"].to_list() == [date(2024, 7, 5)]
    assert bad["reason"].to_list() == ["the day is later than the moment of the ingest"]
