"""Revisions: what of a publication is new, held already, or corrects what is held."""

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl

from checks.invented import Row
from lake_of import at, bar, count, publish
from research.tiny import at as moment

JUNE = date(2024, 6, 3)
JULY, AUGUST, AUTUMN = (datetime(2024, month, 1, tzinfo=UTC) for month in (7, 8, 9))


def _shares(folder: Path, day: str) -> list[int | None]:
    rows: list[int | None] = at(folder, day).table("share_counts").collect()["shares"].to_list()
    return rows


def test_a_correction_of_a_correction_is_the_second_revision(tmp_path: Path) -> None:
    """10 in July, 11 in August, 12 in September; each is known from when it was fetched."""
    for fetched, shares in ((JULY, 10), (AUGUST, 11), (AUTUMN, 12)):
        publish(tmp_path, fetched=fetched, share_counts=[count("ZZHM", JUNE, shares)])
    seen = [_shares(tmp_path, day) for day in ("2024-07-30", "2024-08-30", "2024-09-30")]
    assert seen == [[10], [11], [12]]
    last = at(tmp_path, "2024-09-30").table("share_counts").collect()
    assert last.select("revision", "assumed", "known_at").row(0) == (2, True, AUTUMN)


def test_a_correction_that_says_when_it_was_made_is_known_then(tmp_path: Path) -> None:
    made = datetime(2024, 6, 20, 14, tzinfo=UTC)
    publish(tmp_path, fetched=JULY, share_counts=[count("ZZHM", JUNE, 10)])
    row = {**count("ZZHM", JUNE, 11), "known_at": made}
    report = publish(tmp_path, fetched=AUGUST, share_counts=[row])
    assert report.corrected == 1
    assert [_shares(tmp_path, day) for day in ("2024-06-20 09:59", "2024-06-20 10:00")] == [
        [10],
        [11],
    ]


def test_a_withdrawal_is_a_revision_and_earlier_views_keep_the_row(tmp_path: Path) -> None:
    publish(tmp_path, fetched=JULY, share_counts=[count("ZZHM", JUNE, 10)])
    gone = {**count("ZZHM", JUNE, 10), "withdrawn": True}
    report = publish(tmp_path, fetched=AUGUST, share_counts=[gone])
    assert report.corrected == 1
    assert (_shares(tmp_path, "2024-07-30"), _shares(tmp_path, "2024-08-30")) == ([10], [])


def test_the_same_rows_again_are_held_and_correct_nothing(tmp_path: Path) -> None:
    rows = [count("ZZHM", JUNE, 10)]
    publish(tmp_path, fetched=JULY, share_counts=rows)
    report = publish(tmp_path, fetched=AUGUST, share_counts=rows)
    assert (report.held, report.corrected, report.rows) == (1, 0, {})


def test_a_count_of_another_source_stays_out_and_a_bar_is_a_reject(tmp_path: Path) -> None:
    """The first source says 10 shares and a close of 2.00, the other 11 and 2.50."""
    publish(
        tmp_path,
        fetched=JULY,
        bars=[bar("ZZHM", JUNE, 2.0)],
        share_counts=[count("ZZHM", JUNE, 10)],
    )
    report = publish(
        tmp_path,
        fetched=AUGUST,
        source="another",
        bars=[bar("ZZHM", JUNE, 2.5)],
        share_counts=[count("ZZHM", JUNE, 11)],
    )
    assert _shares(tmp_path, "2024-09-30") == [10]
    assert report.rejected == {
        "differs from the row of invented that is held; give the file a series of its own": 1
    }


def _filed(**more: object) -> Row:
    return {
        "issuer": "9900001",
        "accession": "0009900001-24-060301",
        "form": "8-K",
        "day": JUNE,
        **more,
    }


def test_another_list_that_tells_more_of_a_filing_keeps_its_moment(tmp_path: Path) -> None:
    """Its items were in it all along: no view may see the filing later for a fuller list."""
    accepted = moment("2024-06-03 17:31")
    publish(tmp_path, fetched=JULY, filings=[_filed(known_at=accepted)])
    fuller = _filed(known_at=accepted, items="4.01")
    report = publish(tmp_path, fetched=AUGUST, source="another", filings=[fuller])
    rows = at(tmp_path, "2024-06-03 17:31").table("filings").collect()
    assert report.corrected == 1
    assert rows.select("items", "known_at").row(0) == ("4.01", accepted)


def test_another_list_that_tells_less_of_a_filing_changes_nothing(tmp_path: Path) -> None:
    accepted = moment("2024-06-03 17:31")
    publish(tmp_path, fetched=JULY, filings=[_filed(known_at=accepted, items="4.01")])
    report = publish(
        tmp_path, fetched=AUGUST, source="another", filings=[_filed(known_at=accepted)]
    )
    assert (report.held, report.corrected) == (1, 0)
    held = at(tmp_path, "2024-09-30").table("filings").select(pl.col("items")).collect()
    assert held["items"].to_list() == ["4.01"]
