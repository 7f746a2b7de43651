"""How well documents are read."""

import json
from pathlib import Path

import pytest

from microcap.model.errors import Unreadable
from microcap.research.reading_score import reading_score, share

DOUBT = "FORM 10-K\n\nThere is substantial doubt about our ability to continue as a going concern."
CALM = "FORM 8-K\n\nWe opened a second pit of talc near Ogden."


def labels_in(folder: Path, rows: list[tuple[str, str, list[str], str]]) -> Path:
    for name, _, _, text in rows:
        (folder / name).write_text(text)
    file = folder / "labels.jsonl"
    file.write_text(
        "".join(
            json.dumps({"file": name, "form": form, "flags": flags}) + "\n"
            for name, form, flags, _ in rows
        )
    )
    return file


def test_the_interval_is_the_exact_one_of_clopper_and_pearson() -> None:
    """For n of n at 95 % the lower end is 0.025 ** (1/n): 0.691503 for ten of ten."""
    ten = share(10, 10)
    assert ten.low == pytest.approx(0.025 ** (1 / 10))
    assert ten.high == 1.0


def test_the_interval_of_none_found_mirrors_it() -> None:
    five = share(0, 5)
    assert five.low == 0.0
    assert five.high == pytest.approx(1 - 0.025 ** (1 / 5))


def test_fewer_than_five_examples_are_not_measured(tmp_path: Path) -> None:
    rows = [(f"a{n}.txt", "10-K", ["going_concern_doubt"], DOUBT) for n in range(4)]
    (found,) = reading_score(labels_in(tmp_path, rows)).kinds
    assert (found.status, found.positives) == ("not_measured", 4)


def test_five_examples_are_measured_and_a_wrong_one_counts(tmp_path: Path) -> None:
    """Five found of five, one read where no label stands: precision 5/6, recall 1."""
    rows = [(f"a{n}.txt", "10-K", ["going_concern_doubt"], DOUBT) for n in range(5)]
    rows += [("b.txt", "8-K", ["clean"], DOUBT), ("c.txt", "8-K", ["clean"], CALM)]
    (found,) = reading_score(labels_in(tmp_path, rows)).kinds
    assert found.precision.value == pytest.approx(5 / 6)
    assert found.recall.value == 1.0
    assert found.wrong == ("b.txt",)


def test_a_label_that_is_absent_on_an_annual_report_was_not_looked_for(tmp_path: Path) -> None:
    weak = "FORM 10-K\n\nManagement identified a material weakness in our internal control."
    rows = [
        ("a.txt", "8-K", ["material_weakness"], weak),
        ("b.txt", "10-K", ["clean"], weak),
        ("c.txt", "8-K", ["clean"], CALM),
    ]
    (found,) = reading_score(labels_in(tmp_path, rows)).kinds
    assert (found.negatives, found.not_looked_for, found.wrong) == (1, 1, ())


def test_a_label_of_a_detail_counts_for_its_kind(tmp_path: Path) -> None:
    left = "FORM 8-K\n\nOn March 3, 2009 Birchgrove LLP resigned as our independent auditor."
    rows = [("a.txt", "8-K", ["auditor_resigned", "auditor_change"], left)]
    found = {one.label: one.recall.hits for one in reading_score(labels_in(tmp_path, rows)).kinds}
    assert found == {"auditor_resigned": 1, "auditor_change": 1}


def test_a_document_outside_the_folder_is_not_opened(tmp_path: Path) -> None:
    rows = [("a.txt", "8-K", ["clean"], CALM)]
    file = labels_in(tmp_path, rows)
    file.write_text(
        file.read_text() + json.dumps({"file": "../secret", "form": "8-K", "flags": []}) + "\n"
    )
    assert reading_score(file).unreadable == ("../secret: not there",)


def test_what_is_no_list_of_labels_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "labels.jsonl"
    file.write_text("not json\n")
    with pytest.raises(Unreadable, match="line 1 is no label"):
        reading_score(file)
