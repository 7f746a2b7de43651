"""Reports of studies as text and as a CSV file."""

from datetime import UTC, date, datetime

from microcap.faces.study_text import cases_csv, listed, report
from microcap.model.figures import Figure, cannot_tell
from microcap.studies import StudyColumn, StudyReport, StudyTable
from microcap.studies.run import known_studies

NOON = datetime(2024, 6, 28, 16, 0, tzinfo=UTC)
TABLE = StudyTable(
    "what followed",
    (
        StudyColumn("window"),
        StudyColumn("n", "events"),
        StudyColumn("mean", "mean", "fraction"),
        StudyColumn("t"),
    ),
    (
        {
            "window": "[0,+5]",
            "n": 1200,
            "mean": Figure(-0.05, "fraction", low=-0.07, high=-0.03),
            "t": -4.91,
        },
        {"window": "[-1,+1]", "n": 0, "mean": cannot_tell("fraction", "two events"), "t": None},
    ),
)
CASES = StudyTable(
    "cases",
    (StudyColumn("symbol"), StudyColumn("day"), StudyColumn("car", unit="fraction")),
    (
        {"symbol": "ZZA", "day": date(2024, 3, 20), "car": 0.125},
        {"symbol": "ZZ\x1b[31mB", "day": None, "car": None},
    ),
)
REPORT = StudyReport(
    "event", "An event study", NOON, True, {"flag": "halt", "market": "", "cap_below": None},
    ("1,200 events",), (TABLE,), CASES, ("arithmetic returns",), ("bars",),
)  # fmt: skip


def test_a_report_shows_what_was_asked_and_found_and_that_it_is_invented() -> None:
    lines = report(REPORT, 90).splitlines()
    assert lines[0] == "SYNTHETIC - invented market, not a real one"
    assert lines[1] == "STUDY event   as known Fri 2024-06-28 12:00 ET"
    assert lines[3] == "asked: flag halt; cap_below default"
    assert any(line.split() == ["[0,+5]", "1,200", "-5.0", "%", "(-7.0", "to", "-3.0", "%)", "-4.91"] for line in lines)  # fmt: skip
    assert "- arithmetic returns" in lines
    assert "2 single cases: --csv FILE or --json gives each of them" in lines
    assert lines[-1] == "microcap informs; it never recommends."


def test_what_is_unknown_is_words_and_never_a_number() -> None:
    row = next(line for line in report(REPORT, 90).splitlines() if "[-1,+1]" in line)
    assert row.split() == ["[-1,+1]", "0", "cannot", "tell", "cannot", "tell"]


def test_every_single_case_is_a_row_of_the_file_and_unknown_is_empty() -> None:
    assert cases_csv(REPORT).splitlines()[:2] == [
        "symbol,day,car [fraction]",
        "ZZA,2024-03-20,0.125",
    ]
    assert cases_csv(REPORT).splitlines()[2].endswith(",,")


def test_letters_that_move_a_terminal_are_not_written_to_the_file() -> None:
    assert "\x1b" not in cases_csv(REPORT)


def test_the_list_names_each_study_with_its_reference() -> None:
    text = listed(known_studies(), 90)
    assert "\nevent\n" in text
    assert "MacKinlay 1997" in text
