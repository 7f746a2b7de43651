"""Submissions answers: when a filing could be read, under which name, and what is held."""

import gzip
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from microcap.model.errors import Unreadable
from microcap.sources import raw_from
from microcap.sources.sec_submissions import submissions_read

FORMATS = Path(__file__).resolve().parents[1] / "formats"
SAMPLE = FORMATS / "sec_submissions.json"
PAGE = FORMATS / "sec_CIK0009900001-submissions-001.json"
NOW = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)


def tables_of(path: Path) -> dict[str, pl.DataFrame]:
    tables = submissions_read(raw_from(path, NOW))
    return {name: rows.lazy().collect() for name, rows in tables.items()}


def written(path: Path, body: Any) -> Path:
    path.write_text(json.dumps(body))
    return path


def sample() -> Any:
    return json.loads(SAMPLE.read_text())


def known(tables: dict[str, pl.DataFrame], accession: str) -> tuple[datetime | None, bool]:
    row = tables["filings"].filter(pl.col("accession") == accession)
    return row["known_at"][0], row["assumed"][0]


def test_a_filing_is_known_when_it_was_accepted() -> None:
    """8-K of 2024-06-14: 20:31:05Z is 16:31 Eastern in summer, before 17:30."""
    moment = datetime(2024, 6, 14, 20, 31, 5, tzinfo=UTC)
    assert known(tables_of(SAMPLE), "0009900001-24-000031") == (moment, False)


def test_a_filing_accepted_after_1730_is_known_at_0600_of_the_date_it_carries() -> None:
    """10-Q: 22:05:41Z is 18:05 Eastern of May 14; dated May 15, whose 06:00 Eastern is 10:00Z."""
    moment = datetime(2024, 5, 15, 10, 0, tzinfo=UTC)
    assert known(tables_of(SAMPLE), "0009900001-24-000029") == (moment, True)


def test_an_ownership_report_of_the_evening_keeps_its_day() -> None:
    """Form 4: 23:40:12Z is 19:40 Eastern of the day it carries."""
    moment = datetime(2024, 6, 12, 23, 40, 12, tzinfo=UTC)
    assert known(tables_of(SAMPLE), "0009900001-24-000030") == (moment, False)


def test_a_staff_letter_is_known_when_the_answer_was_fetched_not_when_it_was_sent() -> None:
    assert known(tables_of(SAMPLE), "0000000000-24-000007") == (NOW, False)


def test_a_missing_acceptance_leaves_the_moment_to_the_rule(tmp_path: Path) -> None:
    body = sample()
    body["filings"]["recent"]["acceptanceDateTime"][0] = ""
    tables = tables_of(written(tmp_path / "CIK0009900001.json", body))
    assert known(tables, "0009900001-24-000031") == (None, True)


def test_an_answer_in_eastern_time_marked_as_utc_is_read_as_eastern(tmp_path: Path) -> None:
    """The same filings with Eastern stamps: 16:31:05 Eastern is 20:31:05 UTC in June."""
    body = sample()
    recent = body["filings"]["recent"]
    eastern = ("16:31:05", "19:40:12", "18:05:41", "11:10:00", "16:15:33", "16:45:10")
    days = ("2024-06-14", "2024-06-12", "2024-05-14", "2024-04-02", "2024-04-01", "2024-01-16")
    recent["acceptanceDateTime"] = [f"{d}T{t}.000Z" for d, t in zip(days, eastern, strict=True)]
    for name in body["formerNames"]:
        name["from"], name["to"] = "2021-02-08T00:00:00.000Z", "2022-08-30T00:00:00.000Z"
    shifted = tables_of(written(tmp_path / "CIK0009900001.json", body))
    assert shifted["filings"].equals(tables_of(SAMPLE)["filings"])


def test_names_are_dated_by_the_former_names_and_one_name_in_two_spellings_is_one() -> None:
    names = tables_of(SAMPLE)["issuers"].filter(pl.col("field") == "name")
    assert names.select("day", "value", "known_at").rows() == [
        (date(2021, 2, 8), "OSTREY ACQUISITION CORP", None),
        (date(2022, 8, 30), "Brimlow Kettle Works, Inc.", None),
    ]


def test_a_filer_without_former_names_bore_its_name_since_its_first_filing(tmp_path: Path) -> None:
    body = sample() | {"formerNames": []}
    issuers = tables_of(written(tmp_path / "CIK0009900001.json", body))["issuers"]
    names = issuers.filter(pl.col("field") == "name")
    assert names.select("day", "value").rows() == [(date(2021, 2, 8), "Brimlow Kettle Works, Inc.")]


def test_undated_attributes_and_tickers_are_known_when_fetched_and_not_before() -> None:
    tables = tables_of(SAMPLE)
    said = tables["issuers"].filter(pl.col("field") != "name")
    assert set(said.select("field", "value", "known_at").rows()) == {
        ("kind", "operating", NOW),
        ("sic", "3990", NOW),
        ("state", "NV", NOW),
        ("fiscal_year_end", "1231", NOW),
        ("category", "Non-accelerated filer, Smaller reporting company", NOW),
    }
    listed = tables["listings"].select("symbol", "day", "event", "venue", "known_at").rows()
    assert listed == [
        ("BRLW", date(2026, 11, 20), "seen", "NASDAQ", NOW),
        ("BRLWW", date(2026, 11, 20), "seen", None, NOW),
    ]


def test_coverage_is_the_span_of_the_page_and_the_older_page_is_a_span_of_its_own() -> None:
    """The older page reaches 2024-01-14 by the answer, so the recent one is whole from the 15th."""
    span = ("day", "until", "complete")
    assert tables_of(SAMPLE)["coverage"].select(span).rows() == [
        (date(2024, 1, 15), date(2024, 6, 14), True)
    ]
    assert tables_of(PAGE)["coverage"].select("subject", *span).rows() == [
        ("9900001", date(2021, 2, 8), date(2024, 1, 10), True)
    ]


def test_an_older_page_without_the_cik_in_its_name_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "older.json"
    page.write_bytes(PAGE.read_bytes())
    with pytest.raises(Unreadable, match=r"call the file CIK##########-submissions-001.json"):
        submissions_read(raw_from(page, NOW))


def test_a_gzipped_answer_reads_like_a_plain_one(tmp_path: Path) -> None:
    packed = tmp_path / "CIK0009900001.json.gz"
    packed.write_bytes(gzip.compress(SAMPLE.read_bytes()))
    assert tables_of(packed)["filings"].equals(tables_of(SAMPLE)["filings"])


def test_a_damaged_gzip_is_refused(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(SAMPLE.read_bytes()))
    middle = len(packed) // 2
    packed[middle] ^= 0xFF
    damaged = tmp_path / "CIK0009900001.json.gz"
    damaged.write_bytes(bytes(packed))
    with pytest.raises(Unreadable, match="damaged"):
        submissions_read(raw_from(damaged, NOW))
    damaged.write_bytes(gzip.compress(SAMPLE.read_bytes())[:-20])
    with pytest.raises(Unreadable, match="cut off"):
        submissions_read(raw_from(damaged, NOW))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda body: body.pop("filings"), "lacks filings"),
        (lambda body: body.update(filings=[]), "lacks it"),
        (lambda body: body["filings"]["recent"].pop("form"), "lacks form"),
        (lambda body: body["filings"]["recent"]["form"].pop(), "form has 5 entries"),
        (lambda body: body["filings"]["recent"].update(form="8-K"), "form is not a list"),
        (lambda body: body.update(cik="no number"), "the CIK 'no number' is not a number"),
        (lambda body: body.update(name=None), "the name is not a text"),
        (lambda body: body.update(cik=0), "the CIK '0' is not a number"),
    ],
)
def test_another_shape_is_refused_with_the_name_of_what_is_missing(
    change: Any, said: str, tmp_path: Path
) -> None:
    body = sample()
    change(body)
    with pytest.raises(Unreadable, match=said):
        tables_of(written(tmp_path / "CIK0009900001.json", body))


def test_rows_that_cannot_be_read_are_rejects_and_the_others_stay(tmp_path: Path) -> None:
    body = sample()
    recent = body["filings"]["recent"]
    recent["accessionNumber"][0] = "../../etc/passwd"
    recent["filingDate"][1] = "2024-13-45"
    recent["form"][2] = None
    recent["size"][3] = 10**400
    tables = tables_of(written(tmp_path / "CIK0009900001.json", body))
    assert tables["filings"].height == 3
    assert tables["filings"]["size"][0] is None
    assert tables["rejects"].select("row", "reason").rows() == [
        (1, "accession is missing or cannot be read"),
        (2, "day is missing or cannot be read"),
        (3, "form is missing or cannot be read"),
    ]
    coverage = tables["coverage"].select("complete", "absent_means").rows()
    assert coverage == [(False, "unknown")]


def test_a_filing_of_an_impossible_day_bounds_no_record_and_leaves_it_not_whole(
    tmp_path: Path,
) -> None:
    """Of the filings of the sample one is moved to the year 9999, one before EDGAR began."""
    body = sample()
    body["filings"]["files"], days = [], body["filings"]["recent"]["filingDate"]
    days[0], days[-1] = "9999-12-31", "0001-01-01"
    spans = tables_of(written(tmp_path / "CIK0009900001.json", body))["coverage"]
    day, until, complete = spans.select("day", "until", "complete").row(0)
    assert (str(day), str(until), complete) == (min(days[1:-1]), max(days[1:-1]), False)


def test_a_filing_dated_on_the_next_business_day_is_held_and_proves_nothing_of_that_day(
    tmp_path: Path,
) -> None:
    """Fetched on Friday 20 November 2026 at noon Eastern; the newest is dated Monday the 23rd."""
    body = sample()
    body["filings"]["recent"]["filingDate"][0] = "2026-11-23"
    body["filings"]["recent"]["acceptanceDateTime"][0] = "2026-11-20T22:45:00.000Z"
    tables = tables_of(written(tmp_path / "CIK0009900001.json", body))
    assert date(2026, 11, 23) in tables["filings"]["day"].to_list()
    assert tables["coverage"].select("until", "complete").row(0) == (date(2026, 11, 20), True)


@pytest.mark.parametrize("text", ["[1, 2]", "null", "[" * 100_000, '{"cik": 1' + "0" * 5000 + "}"])
def test_json_of_no_use_ends_in_one_sentence(text: str, tmp_path: Path) -> None:
    path = tmp_path / "CIK0009900001.json"
    path.write_text(text)
    with pytest.raises(Unreadable, match="get the file again"):
        submissions_read(raw_from(path, NOW))
