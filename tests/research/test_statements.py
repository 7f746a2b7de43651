"""Documents are read once by each version of the readers."""

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from checks.invented import ISSUER, Row, bars, listed
from microcap.lake.store import Lake
from microcap.research import statements
from microcap.research.ingest import Report, bring_tables, rebuild
from microcap.view.said import READ
from microcap.view.said import statements as said
from offering_rows import document
from research.tiny import again, subject, view

MARCH, MAY = date(2024, 3, 28), date(2024, 5, 14)
DOUBT = "These conditions raise substantial doubt about our ability to continue as a going concern."
SIGNED = "Our transfer agent is Quorum Stock Transfer, Inc. " + DOUBT


def _lake(folder: Path, *documents: Row) -> Lake:
    subject(folder, bars=bars([2.0] * 90), listings=listed(), filing_documents=list(documents))
    return Lake.open(folder / "lake")


def _kinds(lake: Lake) -> list[str]:
    return sorted(lake.scan("statements").collect()["kind"])


def test_a_document_is_read_once_and_a_new_one_alone_after_it(tmp_path: Path) -> None:
    lake = _lake(tmp_path, document("10-K", MARCH, DOUBT))
    assert _kinds(lake) == [READ, "going_concern_doubt"]
    assert statements.read_documents(lake) == 0
    later = document("10-Q", MAY, DOUBT)
    bring_tables(
        lake,
        {"filing_documents": pl.DataFrame([later], schema_overrides={"title": pl.String})},
        source="invented",
        fetched=datetime(2026, 1, 3, tzinfo=UTC),
        raw="11" * 32,
        report=Report(),
    )
    told: list[tuple[int, int]] = []
    assert (
        statements.read_documents(lake, lambda what, done, total: told.append((done, total))) == 1
    )
    assert told == [(0, 1)]
    assert _kinds(lake) == [READ, READ, "going_concern_doubt", "going_concern_doubt"]


def test_a_new_version_of_the_readers_reads_all_again_and_leaves_nothing_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lake = _lake(tmp_path, document("10-K", MARCH, DOUBT), document("10-Q", MAY, DOUBT))
    monkeypatch.setattr(statements, "readers", lambda: "another version")
    assert statements.read_documents(lake) == 2
    rows = lake.scan("statements").collect()
    assert rows.height == 4
    assert set(rows.filter(pl.col("kind") == READ)["detail"]) == {"another version"}


def test_a_statement_has_the_words_and_the_moment_of_its_document(tmp_path: Path) -> None:
    lake = _lake(tmp_path, document("10-K", MARCH, DOUBT))
    row = lake.scan("statements").filter(pl.col("kind") != READ).collect().row(0, named=True)
    held = lake.scan("filing_documents").collect().row(0, named=True)
    assert (row["quote"], row["known_at"], row["assumed"]) == (DOUBT, held["known_at"], True)
    assert held["text"][row["start"] : row["end"]] == DOUBT


def test_who_serves_the_issuer_becomes_a_party(tmp_path: Path) -> None:
    lake = _lake(tmp_path, document("10-K", MARCH, SIGNED))
    rows = lake.scan("parties").select("issuer", "role", "name").collect()
    assert rows.rows() == [(ISSUER, "transfer_agent", "Quorum Stock Transfer, Inc.")]


def test_a_document_that_somebody_keeps_is_read_under_its_number(tmp_path: Path) -> None:
    kept = {
        "subject": ISSUER,
        "day": MARCH,
        "title": "10-K 0009900001-24-000777",
        "kind": "filing_text",
        "text": DOUBT,
    }
    subject(tmp_path, listings=listed(), documents=[kept])
    rows = view(tmp_path).table("statements").filter(pl.col("kind") != READ).collect()
    assert rows.select("accession", "form").rows() == [("0009900001-24-000777", "10-K")]


def test_a_correction_of_a_document_replaces_what_it_said(tmp_path: Path) -> None:
    lake = _lake(tmp_path, document("10-K", MARCH, DOUBT))
    corrected = {
        **document("10-K", MARCH, "We sell pumps."),
        "known_at": datetime(2024, 5, 2, 12, tzinfo=UTC),
    }
    bring_tables(
        lake,
        {"filing_documents": pl.DataFrame([corrected], schema_overrides={"title": pl.String})},
        source="invented",
        fetched=datetime(2026, 1, 3, tzinfo=UTC),
        raw="12" * 32,
        report=Report(),
    )
    rebuild(lake)
    assert len(said(again(tmp_path, "2024-05-01"), "going_concern_doubt")) == 1
    assert said(again(tmp_path, "2024-05-03"), "going_concern_doubt") == ()


def test_a_lake_without_documents_is_left_alone(tmp_path: Path) -> None:
    subject(tmp_path)
    assert statements.read_documents(Lake.open(tmp_path / "lake")) == 0
