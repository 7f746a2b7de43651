"""The tables behind the chapters of the record."""

from dataclasses import replace

from faces import sample_record
from faces.sample_dossier import troubled
from microcap.faces.figure_words import letters_of, references
from microcap.faces.record_tables import admission_grid, clock_grid, holder_grids, report_grids

VALUE = troubled()
LETTERS = letters_of(references(VALUE, VALUE.sources), VALUE.day)


def test_a_report_that_came_late_shows_its_days_and_its_notice() -> None:
    """Due on 14 August, filed on the 25th: 11 days."""
    reports, events = report_grids(sample_record.reports_of().record, LETTERS)
    assert reports.rows[0][:4] == ("10-Q", "2025-06-30", "2025-08-14", "2025-08-25")
    assert reports.rows[0][4].startswith("late, 11 days after the due day; NT 10-Q, in time")
    assert events.rows[0][:3] == ("2026-03-16",) * 3


def test_each_price_rule_is_a_row_of_the_clock() -> None:
    clock = sample_record.reports_of().clock
    assert clock is not None
    grid = clock_grid(clock)
    assert [row[1] for row in grid.rows] == ["counting", "clear"]
    assert grid.rows[0][2] == "12 sessions of 30"


def test_a_statement_is_told_with_its_words() -> None:
    (first, second) = admission_grid(sample_record.admitted(), LETTERS).rows
    assert first[:5] == ("2025-11-14", "10-Q", "going concern doubt", "raised", "stands")
    assert first[5].startswith(f"“{sample_record.DOUBT}”; in 3 documents since 2025-03-31")
    assert second[4] == "event"


def test_empty_tables_of_holders_are_left_out() -> None:
    """Insiders, large holders, notices and late forms; without the last two there are two."""
    held = sample_record.holders_of()
    assert len(holder_grids(held)) == 4
    assert len(holder_grids(replace(held, planned=(), late=()))) == 2
    assert holder_grids(sample_record.nobody_known()) == ()


def test_a_long_table_of_insiders_is_cut_and_counted() -> None:
    held = sample_record.holders_of()
    (insiders, *_) = holder_grids(replace(held, insiders=held.insiders * 30))
    assert len(insiders.rows) == 25
    assert insiders.title == "Insiders (30, the first 25 shown)"
