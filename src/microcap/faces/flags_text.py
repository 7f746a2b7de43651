"""The register of one name, as text for a terminal: the six risks, then every answer in full."""

from collections.abc import Sequence

from microcap.faces.figure_words import Letters, cite, letters_of, published, references
from microcap.faces.outline import Grid, Row, missing_rows
from microcap.faces.terminal import TableColumn
from microcap.faces.text_rows import grid_lines, row_lines, wide_enough
from microcap.faces.verb_page import foot, top
from microcap.model.verdicts import CannotTell, Clear, Evidence, Finding
from microcap.research.chapters import Reference, Suspicion
from microcap.research.flags import Flags
from microcap.research.risks import Risk

_EVIDENCE = 3
_RISKS = (
    TableColumn("risk", align="left"),
    TableColumn("level", align="left"),
    TableColumn("worst"),
    TableColumn("of", align="left"),
    TableColumn("why", align="left"),
)


def flags(value: Flags, width: int = 100, *, given: Sequence[Reference] = ()) -> str:
    """The six risks as a table, then findings with their evidence, clean bills and cannot tell."""
    wide_enough(width)
    held = references(value, value.sources or given)
    letters = letters_of(held)
    lines = top("FLAGS", value.symbol, value.moment, value.synthetic, width)
    found = [one for one in value.answers if isinstance(one.verdict, Finding)]
    clear = [one for one in value.answers if isinstance(one.verdict, Clear)]
    unknown = [one for one in value.answers if isinstance(one.verdict, CannotTell)]
    counts = f"{len(found)} found, {len(clear)} clear, {len(unknown)} cannot tell"
    lines += row_lines(Row("asked", f"{len(value.answers)} questions: {counts}"), width)
    lines += ["", *grid_lines(_risks(value.risks), width), ""]
    for one in found:
        lines += row_lines(Row(f"{one.severity:.1f} {one.kind}", _said(one, letters)), width)
        for words in _beneath(one, letters):
            lines += row_lines(Row("", words), width)
    for one in clear:
        looked = one.verdict.looked_at if isinstance(one.verdict, Clear) else ""
        lines += row_lines(Row("clear", f"{_name(one)}: {published(looked, 240)}"), width)
    rows = [(_name(one), one.verdict) for one in unknown if isinstance(one.verdict, CannotTell)]
    for row in missing_rows(rows, brief=True):
        lines += row_lines(row, width)
    return "\n".join([*lines, *foot(held, width)])


def _risks(rows: Sequence[Risk]) -> Grid:
    return Grid(
        "The six risks, never added up; of: questions found/clear/cannot tell",
        _RISKS,
        tuple(
            (
                one.risk,
                one.level,
                f"{one.weight:.1f}" if one.found else "-",
                f"{one.found}/{one.clear}/{one.unknown}",
                published("; ".join(one.reasons) or "no question is asked of it", 300),
            )
            for one in rows
        ),
    )


def _said(one: Suspicion, letters: Letters) -> str:
    verdict = one.verdict
    if not isinstance(verdict, Finding):
        return _name(one)
    cited = cite([piece.source for piece in verdict.evidence], letters)
    return f"{_name(one)}: {published(verdict.says, 500)} {cited}".rstrip()


def _beneath(one: Suspicion, letters: Letters) -> list[str]:
    """The quoted evidence, and what would end a state."""
    evidence = one.verdict.evidence if isinstance(one.verdict, Finding) else ()
    lines = [_piece(piece, letters) for piece in evidence[:_EVIDENCE]]
    if len(evidence) > _EVIDENCE:
        lines.append(f"and {len(evidence) - _EVIDENCE} more, in --json")
    if one.base_rate:
        lines.append(f"base rate: {published(one.base_rate, 300)}")
    if one.ends:
        overdue = f"; weighs one more: {one.overdue} is missing" if one.overdue else ""
        lines.append(f"ends with {one.ends}{published(overdue, 80)}")
    return lines


def _piece(piece: Evidence, letters: Letters) -> str:
    day = f", {piece.day}" if piece.day and piece.day.isoformat() not in piece.what else ""
    number = published(piece.source, 40)
    return f"{published(piece.what, 400)}{day} - {number} {cite([piece.source], letters)}".rstrip()


def _name(one: Suspicion) -> str:
    return published(one.check.replace("_", " "), 60)
