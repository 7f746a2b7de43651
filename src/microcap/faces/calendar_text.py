"""The calendar of a name as text: status, reports one by one, the clock, signs, what comes next."""

from collections.abc import Sequence

from microcap.faces.figure_words import (
    Letters,
    amount,
    cite,
    letters_of,
    phrase,
    published,
    references,
)
from microcap.faces.outline import Grid, Row
from microcap.faces.record_tables import report_grids
from microcap.faces.sections import INFORMS, SYNTHETIC, source_words
from microcap.faces.terminal import TableColumn, moment_et, wrap
from microcap.faces.text_rows import apart, grid_lines, row_lines, wide_enough
from microcap.model.figures import Figure, counted
from microcap.model.verdicts import CannotTell, Clear, Finding
from microcap.research.calendar import Calendar
from microcap.research.chapters import Reference
from microcap.research.information import Information
from microcap.research.listing_clock import ListingClock
from microcap.research.reporting import Reporting
from microcap.research.shell_signs import Sign

_MOST_SOURCES = 12


def calendar(value: Calendar, width: int = 100, *, given: Sequence[Reference] = ()) -> str:
    """The whole calendar, never wider than `width`; raises `Contradiction` below 40 columns."""
    wide_enough(width)
    held = references(value, given)
    letters = letters_of(held, value.day)
    named = "" if value.name.value is None else f"   {published(str(value.name.value), 60)}"
    lines = apart(
        f"{published(value.symbol, 20)}{named}", f"as known {moment_et(value.moment)}", width
    )
    lines += [SYNTHETIC] * value.synthetic
    lines += ["", *_reporting(value.reporting, letters, width)]
    lines += ["", *_next(value, width)]
    lines += ["", *_clock(value.clock, letters, width)]
    lines += ["", *_signs(value.signs, letters, width)]
    if value.information is not None:
        lines += ["", *_information(value.information, letters, width)]
    return "\n".join([*lines, "", *_sources(held, width), "", INFORMS])


def _reporting(value: Reporting, letters: Letters, width: int) -> list[str]:
    lines = row_lines(Row("REPORTING", phrase(value.status, letters)), width, 0)
    figures = [
        ("kind", value.kind),
        ("year end", value.fiscal_year_end),
        ("filer size", value.filer_size),
        ("last report", value.last_report),
        ("late", value.late),
    ]
    for label, figure in figures:
        lines += row_lines(Row(label, phrase(figure, letters)), width)
    for duty in value.duties:
        lines += row_lines(Row("owes", published(duty, 200)), width)
    for one in (*value.proposals, *value.blind):
        lines += row_lines(Row("note", published(one, 300)), width)
    for gap in value.unknown[:3]:
        lines += row_lines(
            Row("cannot tell", f"{published(gap.missing, 300)} - {published(gap.do, 200)}"), width
        )
    if value.held_from is not None:
        lines += row_lines(
            Row("held", f"every filing from {value.held_from} to {value.held_until}"), width
        )
    for grid in report_grids(value, letters):
        lines += ["", *grid_lines(grid, width)]
    return lines


def _next(value: Calendar, width: int) -> list[str]:
    if not value.next_dates:
        return row_lines(Row("NEXT DATES", "none that could be known"), width, 0)
    lines = ["NEXT DATES"]
    for one in value.next_dates:
        lines += row_lines(Row(one.day.isoformat(), published(one.what, 200)), width)
    return lines


def _clock(value: ListingClock, letters: Letters, width: int) -> list[str]:
    close = phrase(value.last_close, letters)
    lines = row_lines(Row("CLOCK", f"{phrase(value.venue, letters)}; last close {close}"), width, 0)
    for note in value.notes:
        lines += row_lines(Row("note", published(note, 300)), width)
    if value.carried or value.dropped:
        said = f"{value.used} closes, {value.carried} of them days without trade; {value.dropped} rows left out"
        lines += row_lines(Row("rows", said), width)
    for row in value.rows:
        label = published(row.exchange, 12)
        of = published(row.label, 120).removeprefix(f"{row.exchange}: ")
        said = f"{of}: {row.state.replace('_', ' ')}"
        said += "" if row.listed_there else ", if listed there"
        if row.count.value is not None and row.needed is not None:
            said += (
                f"; {amount(row.count)}"
                + (f" of {row.needed}" if row.needed > 1 else "")
                + (f" since {row.first_day}" if row.first_day else "")
            )
        days = (
            ("complete on", row.deficient_on),
            ("to be cured by", row.deadline),
            ("at the latest", row.second_deadline),
            ("cured", row.cured_on),
        )
        said += "".join(f"; {words} {day}" for words, day in days if day is not None)
        said += f"; {published(row.note, 300)}" if row.note else ""
        said += f"; it would end with {published(row.would_cure, 300)}" if row.would_cure else ""
        lines += row_lines(Row(label, f"{said} ({published(row.source, 80)})"), width)
    for notice in value.notices:
        lines += row_lines(
            Row("notice", f"{published(notice.what, 100)} {cite([notice.source], letters)}"), width
        )
    return lines


def _signs(value: Sequence[Sign], letters: Letters, width: int) -> list[str]:
    lines = ["SIGNS OF A SHELL, each for itself"]
    for sign in value:
        verdict = sign.verdict
        if isinstance(verdict, Finding):
            said = f"seen: {published(verdict.says, 300)} {cite([one.source for one in verdict.evidence], letters)}"
        elif isinstance(verdict, Clear):
            said = f"not seen: {published(verdict.looked_at, 300)}"
        else:
            said = _cannot(verdict)
        lines += wrap(f"{published(sign.label, 120)} - {said}", width, 4, head="  -")
    return lines


def _cannot(verdict: CannotTell) -> str:
    do = f" - {published(verdict.do, 200)}" if verdict.do else ""
    return f"cannot tell: {published(verdict.missing, 300)}{do}"


def _information(value: Information, letters: Letters, width: int) -> list[str]:
    rows = [
        (
            published(name, 40),
            amount(place.figure),
            _part(place.percentile),
            phrase(place.figure, letters),
        )
        for name, place in (*value.reading.items(), *value.traits.items())
    ]
    grid = Grid(
        f"HOW MUCH THERE IS TO READ, beside {counted(value.universe, 'name of the day', 'names of the day')}; no total",
        (
            TableColumn("", align="left"),
            TableColumn("value"),
            TableColumn("at or below"),
            TableColumn("what is said of it", align="left"),
        ),
        tuple(rows),
    )
    return grid_lines(grid, width)


def _part(figure: Figure) -> str:
    if figure.value is None:
        return "?"
    return f"{amount(figure)} of {figure.n_used:,}"


def _sources(held: Sequence[Reference], width: int) -> list[str]:
    lines = ["SOURCES, moments in ET"]
    for source in held[:_MOST_SOURCES]:
        lines += wrap(source_words(source), width, 4)
    if len(held) > _MOST_SOURCES:
        lines += wrap(f"and {len(held) - _MOST_SOURCES} more, in the JSON", width, 4)
    return lines if held else [*lines, "  none: no row of any source was used"]
