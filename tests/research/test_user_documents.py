"""Documents that a user keeps of a name."""

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from microcap.model.errors import Contradiction, NoSuchThing
from microcap.research.user_documents import bring_documents
from microcap.view.said import READ
from microcap.view.view import records

NOW = datetime(2024, 7, 1, 12, tzinfo=UTC)
REPORT = (
    "QUARTERLY REPORT\n\nZz Kelp, Inc.\n\nFor the period ended March 31, 2024\n\n"
    "Date of publication: May 14, 2024\n\nUNAUDITED BALANCE SHEET\n\nThese conditions raise "
    "substantial doubt about our ability to continue as a going concern.\n"
)


def _file(folder: Path, name: str, body: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
    return path


def _rows(lake: Path) -> pl.DataFrame:
    return records(lake).as_of(NOW).table("documents").collect()


def test_a_report_enters_with_its_own_day_and_the_word_unaudited(tmp_path: Path) -> None:
    """The day it was published, not the end of its period; known at the next session's open."""
    _file(tmp_path / "kept", "q1.txt", REPORT.encode())
    lake = tmp_path / "lake"
    report = bring_documents(lake, [tmp_path / "kept"], symbol="zzkp", day=None, fetched=NOW)
    assert (report.files, report.refused) == (1, [])
    row = _rows(lake).row(0, named=True)
    assert (row["subject"], row["day"], row["source"]) == ("ZZKP", date(2024, 5, 14), "user")
    assert row["title"].endswith("q1.txt (unaudited)")
    assert (row["known_at"], row["assumed"]) == (datetime(2024, 5, 15, 13, 30, tzinfo=UTC), True)
    said = records(lake).as_of(NOW).table("statements").filter(pl.col("kind") != READ).collect()
    assert said.select("issuer", "kind").rows() == [("ZZKP", "going_concern_doubt")]


def test_a_file_without_a_day_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = _file(tmp_path, "a.txt", b"For the period ended March 31, 2024. We sell kelp.")
    report = bring_documents(tmp_path / "lake", [path], symbol="ZZKP", day=None, fetched=NOW)
    assert report.files == 0
    assert report.refused[0].startswith("a.txt: asked for the day it was made public")
    given = bring_documents(
        tmp_path / "lake", [path], symbol="ZZKP", day=date(2024, 5, 2), fetched=NOW
    )
    assert given.files == 1


def test_the_same_file_is_recognised(tmp_path: Path) -> None:
    path = _file(tmp_path, "q1.txt", REPORT.encode())
    for _ in range(2):
        report = bring_documents(tmp_path / "lake", [path], symbol="ZZKP", day=None, fetched=NOW)
    assert (report.files, report.already) == (0, ["q1.txt"])
    assert _rows(tmp_path / "lake").height == 1


def test_bytes_that_are_no_text_are_refused_and_the_others_brought(tmp_path: Path) -> None:
    _file(tmp_path / "kept", "scan.pdf", b"%PDF-1.4 x")
    _file(
        tmp_path / "kept", "page.htm", b"<html><p>Dated: May 2, 2024</p><p>We sell kelp.</p></html>"
    )
    report = bring_documents(
        tmp_path / "lake", [tmp_path / "kept"], symbol="ZZKP", day=None, fetched=NOW
    )
    assert report.files == 1
    assert "pdftotext" in report.refused[0]


def test_a_request_that_makes_no_sense_is_refused(tmp_path: Path) -> None:
    path = _file(tmp_path, "q1.txt", REPORT.encode())
    lake = tmp_path / "lake"
    with pytest.raises(Contradiction, match="--symbol"):
        bring_documents(lake, [path], symbol="", day=None, fetched=NOW)
    with pytest.raises(Contradiction, match="is to come"):
        bring_documents(lake, [path], symbol="ZZKP", day=date(2025, 1, 2), fetched=NOW)
    with pytest.raises(NoSuchThing, match="no file or folder"):
        bring_documents(lake, [tmp_path / "none"], symbol="ZZKP", day=None, fetched=NOW)
    with pytest.raises(Contradiction, match="name at least one"):
        bring_documents(lake, [], symbol="ZZKP", day=None, fetched=NOW)
