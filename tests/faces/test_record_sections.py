"""What documents admit, who holds it and what it must report, as sections."""

from dataclasses import replace
from datetime import date

import pytest

from faces import sample_record
from faces.sample_dossier import troubled
from microcap.faces.figure_words import letters_of, references
from microcap.faces.outline import Section
from microcap.faces.record_sections import admitted_section, holders_section, reporting_section
from microcap.model.figures import Figure

VALUE = troubled()
LETTERS = letters_of(references(VALUE, VALUE.sources), VALUE.day)


def _rows(section: Section) -> dict[str, str]:
    return {row.label: row.says for row in section.rows}


def test_the_headline_counts_statements_and_documents_read() -> None:
    section = admitted_section(sample_record.admitted(), LETTERS, symbol="ZZHM")
    assert section.headline == (
        "2 statements, 1 stands; 14 documents of two years read, newest 2026-02-27"
    )
    assert section.rows[0].says == (
        f"going concern doubt, raised, stands: “{sample_record.DOUBT}”; in 3 documents since "
        "2025-03-31 [a]"
    )


def test_three_statements_of_three_kinds_come_first_and_the_rest_is_on_the_page() -> None:
    """Of bankruptcy 10, doubt 9, a note 7 and a name 1 the last has no room."""
    held = sample_record.admitted()
    other = [
        replace(held.rows[0], kind=kind, quote=kind, day=date(2026, 1, 1))
        for kind in ("name_change", "bankruptcy", "bankruptcy")
    ]
    many = replace(held, rows=(*other, *held.rows))
    brief = admitted_section(many, LETTERS, symbol="ZZHM")
    assert [row.says.split(",")[0] for row in brief.rows] == [
        "bankruptcy",
        "going concern doubt",
        "toxic conversion",
    ]
    assert brief.more == "microcap dossier ZZHM --html FILE"
    full = admitted_section(many, LETTERS, symbol="ZZHM", full=True)
    assert len([row for row in full.rows if row.label[:1].isdigit()]) == 5
    assert full.grids[0].rows[0][2] == "name change"
    assert _rows(full)["counted"].startswith("2 warrant terms")


def test_nothing_said_is_told_with_what_was_read_and_what_was_not() -> None:
    quiet = replace(sample_record.admitted(), rows=())
    assert admitted_section(quiet, LETTERS).headline == (
        "none of the kinds looked for in 14 documents of two years read, newest 2026-02-27; "
        "1 report not read"
    )
    unread = admitted_section(sample_record.nothing_admitted(), LETTERS)
    assert unread.headline == "cannot tell: no document of it is held as text"


def test_parts_of_the_shares_head_the_chapter_of_holders() -> None:
    """1.91 / 47.467 = 4.0 %, 5.24 / 47.467 = 11.0 %, 39.017 / 47.467 = 82.2 %."""
    section = holders_section(
        sample_record.holders_of(), sample_record.parties_of(), LETTERS, symbol="ZZHM"
    )
    assert section.headline == "insiders 4.0 %; 10 % holders 11.0 %; float 82.2 % - disputed"
    rows = _rows(section)
    assert rows["who"].startswith("Quill Agnes 1.90M sh; Marrow LP 11.0 % by SCHEDULE 13G")
    assert "net buying in 12 months -$1,500 - estimated" in rows["trades"]
    assert "2 insiders bought 2,000 sh, $2,240" in rows["trades"]
    assert "1 notice to sell in 12 months, newest 5,000 sh" in rows["trades"]
    assert rows["serves"].startswith("auditor Ledgerfield LLP (99042)")
    assert section.more == "microcap holders ZZHM"


def test_with_nobody_known_one_line_says_so() -> None:
    section = holders_section(sample_record.nobody_known(), (), LETTERS, symbol="ZZNO")
    assert section.headline.startswith("cannot tell: no form, schedule or proxy table")
    assert section.rows == ()


def test_the_status_of_reports_is_said_in_words() -> None:
    section = reporting_section(sample_record.reports_of(), LETTERS, symbol="ZZHM")
    assert section.headline == "current with the SEC: every report is in [a]"
    rows = _rows(section)
    assert rows["late"].startswith("1 came after the due day, of 8")
    assert "1 Form 8-K late in 12 months" in rows["late"]
    assert rows["clock"].startswith("Nasdaq: counting, 12 sessions of 30 since 2026-03-16")
    assert "1 notice by its own 8-K" in rows["clock"]


def test_the_page_lists_duties_and_every_report() -> None:
    section = reporting_section(sample_record.reports_of(), LETTERS, symbol="ZZHM", full=True)
    assert _rows(section)["owes"] == "annual report: Form 10-K, within 90 days"
    assert "2026-03-31 10-K" in _rows(section)["next"]
    assert len(section.grids) == 3


@pytest.mark.parametrize("kind", ["none", "deregistered", "something_new"])
def test_a_status_that_has_no_words_stands_for_itself(kind: str) -> None:
    held = sample_record.reports_of()
    status = Figure(kind, "reporting status")
    section = reporting_section(
        replace(held, record=replace(held.record, status=status)), LETTERS, symbol="ZZHM"
    )
    words = {"none": "owes no reports", "deregistered": "deregistered"}
    assert section.headline == words.get(kind, kind)
