"""Studies as text and as a CSV file: the list of them, and the report of one."""

import csv
import io
from collections.abc import Mapping
from datetime import date

from microcap.faces.terminal import TableColumn, clean, moment_et, percent, plain, table, wrap
from microcap.model.catalogue import Entry
from microcap.model.figures import Figure
from microcap.studies import Cell, StudyColumn, StudyReport, StudyTable

INFORMS = "microcap informs; it never recommends."
_SYNTHETIC = "SYNTHETIC - invented market, not a real one"


def listed(known: Mapping[str, Entry], width: int = 100) -> str:
    """Every study with its label, what it needs, and where its method is from."""
    lines = ["STUDIES   microcap study NAME --help tells the options of one", ""]
    for name, entry in known.items():
        lines += [name, *wrap(entry.label, width, 2)]
        lines += wrap(
            f"needs {', '.join(entry.says['needs'])}; {entry.says['reference']}", width, 2
        )
    return "\n".join(lines)


def report(value: StudyReport, width: int = 100) -> str:
    """The report of a study: what was asked, what was found, the short tables, what limits it."""
    known = f"   as known {moment_et(value.moment)}" if value.moment else ""
    lines = [_SYNTHETIC] if value.synthetic else []
    lines += [f"STUDY {value.study}{known}", *wrap(value.label, width, 0)]
    asked = "; ".join(
        f"{key} {_said(one)}" for key, one in value.asked.items() if one not in ("", ())
    )
    lines += wrap(f"asked: {asked}", width, 0) if asked else []
    lines.append("")
    for sentence in value.says:
        lines += wrap(clean(sentence, 600), width, 0)
    for one in value.tables:
        lines += ["", *_shown(one, width)]
    lines += [""] if value.notes else []
    for note in value.notes:
        lines += wrap(clean(note, 600), width, 2, head="-")
    if value.cases is not None and value.cases.rows:
        more = f"{len(value.cases.rows):,} single cases: --csv FILE or --json gives each of them"
        lines += ["", *wrap(more, width, 0)]
    if value.sources:
        lines += wrap(f"sources: {', '.join(clean(one) for one in value.sources)}", width, 0)
    return "\n".join([*lines, INFORMS])


def cases_csv(value: StudyReport) -> str:
    """The single cases of a study, or its first table: units in the heads, unknown left empty."""
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\n")
    whole = value.cases or (value.tables[0] if value.tables else None)
    if whole is not None:
        writer.writerow(
            [one.name + (f" [{one.unit}]" if one.unit else "") for one in whole.columns]
        )
        for row in whole.rows:
            writer.writerow([_bare(row[one.name]) for one in whole.columns])
    return held.getvalue()


def _shown(one: StudyTable, width: int) -> list[str]:
    lines = wrap(one.title, width, 0) if one.title else []
    columns = [
        TableColumn(
            column.title or column.name.replace("_", " "),
            "" if column.unit == "fraction" else column.unit,
            "left" if _of_words(one, column) else "right",
        )
        for column in one.columns
    ]
    rows = [[_cell(row[column.name], column) for column in one.columns] for row in one.rows]
    lines += table(columns, rows, width=width) if rows else ["  none"]
    return lines + (wrap(one.note, width, 2) if one.note else [])


def _of_words(one: StudyTable, column: StudyColumn) -> bool:
    return any(isinstance(row[column.name], str) for row in one.rows)


def _cell(cell: Cell, column: StudyColumn) -> str:
    if isinstance(cell, Figure):
        if cell.value is None:
            return "cannot tell" if cell.status == "cannot_tell" else "does not apply"
        ends = ""
        if cell.low is not None and cell.high is not None:
            low, high = _cell(cell.low, column), _cell(cell.high, column)
            ends = f" ({low.removesuffix(' %')} to {high})"
        return f"{_cell(cell.value, column)}{ends}"
    if cell is None:
        return "cannot tell"
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, str):
        return clean(cell, 200)
    if isinstance(cell, date):
        return cell.isoformat()
    if column.unit == "fraction":
        return percent(cell)
    return f"{cell:,}" if isinstance(cell, int) else _rounded(cell, column.digits)


def _rounded(value: float, digits: int) -> str:
    return f"{value:,.{digits}f}" if 0.001 <= abs(value) < 1e9 or value == 0 else plain(value)


def _bare(cell: Cell) -> object:
    value = cell.value if isinstance(cell, Figure) else cell
    if isinstance(value, str):
        return clean(value, 400)
    return repr(value) if isinstance(value, float) else "" if value is None else value


def _said(one: object) -> str:
    if isinstance(one, bool):
        return "yes" if one else "no"
    if isinstance(one, tuple):
        return ", ".join(clean(str(part), 60) for part in one)
    return "default" if one is None else clean(str(one), 80)
