"""Companyfacts answers: every number with its period, its filing and its vintage."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from microcap.model.errors import Unreadable
from microcap.sources import raw_from
from microcap.sources.sec_companyfacts import companyfacts_read

SAMPLE = Path(__file__).resolve().parents[1] / "formats" / "sec_companyfacts.json"
NOW = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
SHARES = "EntityCommonStockSharesOutstanding"


def tables_of(path: Path) -> dict[str, pl.DataFrame]:
    tables = companyfacts_read(raw_from(path, NOW))
    return {name: rows.lazy().collect() for name, rows in tables.items()}


def one_fact(tmp_path: Path, value: str) -> dict[str, pl.DataFrame]:
    """The tables of an answer with one share count, whose value is written as given."""
    text = (
        '{"cik": 9900001, "entityName": "Brimlow Kettle Works, Inc.", "facts": {"dei": {"'
        + SHARES
        + '": {"units": {"shares": [{"end": "2024-03-25", "val": '
        + value
        + ', "accn": "0009900001-24-000011", "form": "10-K", "filed": "2024-04-01"}]}}}}}'
    )
    path = tmp_path / "CIK0009900001.json"
    path.write_text(text)
    return tables_of(path)


def test_a_fact_carries_its_period_its_filing_and_the_word_as_filed() -> None:
    facts = tables_of(SAMPLE)["facts"]
    assert facts.select(
        "issuer", "taxonomy", "tag", "unit", "start", "day", "value", "accession", "form", "filed"
    ).rows() == [
        ("9900001", "dei", SHARES, "shares", None, date(2024, 3, 25), 14250000.0,
         "0009900001-24-000011", "10-K", date(2024, 4, 1)),
        ("9900001", "dei", SHARES, "shares", None, date(2024, 5, 10), 15100000.0,
         "0009900001-24-000029", "10-Q", date(2024, 5, 15)),
        ("9900001", "us-gaap", "Revenues", "USD", date(2023, 1, 1), date(2023, 12, 31), 4120333.0,
         "0009900001-24-000011", "10-K", date(2024, 4, 1)),
        ("9900001", "us-gaap", "Revenues", "USD", date(2024, 1, 1), date(2024, 3, 31), 901222.0,
         "0009900001-24-000029", "10-Q", date(2024, 5, 15)),
        ("9900001", "us-gaap", "EarningsPerShareBasic", "USD/shares", date(2024, 1, 1),
         date(2024, 3, 31), -0.07, "0009900001-24-000029", "10-Q", date(2024, 5, 15)),
    ]  # fmt: skip
    assert facts["vintage"].unique().to_list() == ["as_filed"]


def test_only_the_filing_date_is_held_so_the_moment_is_left_to_the_rule() -> None:
    facts = tables_of(SAMPLE)["facts"]
    assert facts["known_at"].null_count() == facts.height


def test_the_name_in_the_answer_is_that_of_the_day_it_was_fetched() -> None:
    names = tables_of(SAMPLE)["issuers"].select("day", "field", "value", "known_at").rows()
    assert names == [(date(2026, 11, 20), "name", "Brimlow Kettle Works, Inc.", NOW)]


def test_coverage_runs_from_the_first_filing_to_the_newest() -> None:
    spans = tables_of(SAMPLE)["coverage"].select("table", "subject", "day", "until", "complete")
    assert spans.rows() == [("facts", "9900001", date(2024, 4, 1), date(2024, 5, 15), True)]


@pytest.mark.parametrize(
    "value",
    [
        "1e308",
        "-1.1e20",
        "1e400",
        "-1e999",
        "NaN",
        "Infinity",
        '"many"',
        "null",
        "true",
        "[]",
        "9" * 400,
    ],
)
def test_a_value_that_is_no_finite_number_is_a_reject_with_its_words(
    value: str, tmp_path: Path
) -> None:
    tables = one_fact(tmp_path, value)
    assert tables["facts"].height == 0
    assert tables["rejects"].select("row", "reason").rows() == [
        (1, "value is missing or cannot be read")
    ]
    assert SHARES in tables["rejects"]["content"][0]


def test_a_count_of_nine_quadrillion_is_kept_as_it_was_filed(tmp_path: Path) -> None:
    facts = one_fact(tmp_path, "9007199254740993")["facts"]
    assert facts["value"].to_list() == [9007199254740992.0]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda body: body.pop("facts"), "lacks facts"),
        (lambda body: body.pop("entityName"), "lacks entityName"),
        (lambda body: body.update(facts=[]), "facts is not an object"),
        (lambda body: body["facts"].update(dei=7), "dei is not an object"),
        (lambda body: body["facts"]["dei"].update(x=7), "dei:x.units is not an object"),
        (
            lambda body: body["facts"]["dei"][SHARES]["units"].update(shares={}),
            "in shares is not a list",
        ),
    ],
)
def test_another_shape_is_refused_with_the_name_of_what_is_missing(
    change: Any, said: str, tmp_path: Path
) -> None:
    body = json.loads(SAMPLE.read_text())
    change(body)
    path = tmp_path / "CIK0009900001.json"
    path.write_text(json.dumps(body))
    with pytest.raises(Unreadable, match=said):
        tables_of(path)


def test_rows_without_an_end_or_a_filing_date_are_rejects(tmp_path: Path) -> None:
    body = json.loads(SAMPLE.read_text())
    rows = body["facts"]["dei"][SHARES]["units"]["shares"]
    rows[0]["end"], rows[1]["filed"] = "2024-02-31", None
    rows.append("not a row")
    path = tmp_path / "CIK0009900001.json"
    path.write_text(json.dumps(body))
    tables = tables_of(path)
    assert tables["facts"].height == 3
    assert tables["rejects"]["row"].to_list() == [1, 2, 3]
