"""The statements of a company as text: periods across, lines indented, and what stands beside."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from microcap.faces.figure_words import (
    Letters,
    cite,
    in_unit,
    label,
    letters_of,
    moment_short,
    phrase,
    published,
)
from microcap.faces.outline import Row, missing_rows
from microcap.faces.terminal import TableColumn, cells, moment_et, percent, plain, table, wrap
from microcap.faces.text_rows import row_lines, wide_enough
from microcap.model.figures import Figure
from microcap.research.company_facts import CellInputs, CompanyFacts, Misscaled, Retold
from microcap.research.revenue_quality import RevenueQuality
from microcap.research.statement_tables import Cell, Line, Statement
from microcap.view.facts_as_known import Told

INFORMS = "microcap informs; it never recommends."
SYNTHETIC = "SYNTHETIC - invented market, not a real one"
_MARKS = (
    "* computed: Q4 = FY - 9M and the like, or a sum of tags; "
    "r restated by a later filing; ? a thousand or a million off its neighbours"
)
_HEADS = {"quarter": "quarters to", "half": "half-years to", "year": "years to"}
_MOST_RETOLD = 12
_MOST_MISSCALED = 6
_LABEL = 42
"""Columns of a label before it is cut."""


def company_facts(value: CompanyFacts, width: int = 100) -> str:
    """The three statements, what was told otherwise later, the quality of sales, the sources."""
    wide_enough(width)
    letters = letters_of(value.sources)
    lines = [f"FACTS   {published(value.symbol, 20)}   issuer {value.issuer or 'cannot tell'}"]
    lines += [SYNTHETIC] * value.synthetic
    lines.append(f"as known {moment_et(value.moment)}")
    for note in value.notes:
        lines += wrap(published(note, 300), width, 2)
    for one in value.statements:
        lines += ["", *_statement(one, letters, width)]
    if value.statements:
        lines += ["", *wrap(_MARKS, width, 2)]
        lines += _retold_lines(value.retold, letters, width)
    lines += _misscaled_lines(value.misscaled, letters, width)
    if value.quality is not None:
        lines += ["", *_quality(value.quality, letters, width)]
    if value.cannot_tell:
        lines += ["", "CANNOT TELL"]
        for row in missing_rows([("", one) for one in value.cannot_tell]):
            lines += row_lines(row, width)
    lines += _sources(value, lines, width)
    lines += ["", INFORMS]
    return "\n".join(lines)


def _statement(value: Statement, letters: Letters, width: int) -> list[str]:
    scale, word = _scale(value)
    head = f"{value.title.upper()}   {value.currency}{word}, {_HEADS[value.kind]}"
    if value.name == "balance":
        head = f"{value.title.upper()}   {value.currency}{word}, at"
    lines = wrap(head, width, 0)
    named = [_named(line) for line in value.lines]
    room = min(_LABEL, max(map(cells, named), default=10))
    shown = [[_shown(cell, line, scale) for cell in line.cells] for line in value.lines]
    widest = max([cells(text) for row in shown for text in row] + [10])
    fit = max(1, (width - 2 - room) // (widest + 2))
    # blocks of one size read better than a full one and a rest
    even = -(-len(value.ends) // -(-len(value.ends) // fit))
    places = list(range(len(value.ends)))
    for place, start in enumerate(range(0, len(places), even)):
        block = places[start : start + even]
        lines += [""] * bool(place)
        mains = [_main_sources(value, at) for at in block]
        columns = [TableColumn("", align="left")]
        columns += [TableColumn(value.ends[at].isoformat()) for at in block]
        rows = [["from", *(cite(keys, letters).replace(" ", "") for keys in mains)]]
        rows += [
            [name[:room], *(row[at] for at in block)]
            for name, row in zip(named, shown, strict=True)
            if any(row[at] for at in block)
        ]
        lines += table(columns, rows, width=width)
        lines += _elsewhere(value, block, mains, letters, width)
    return lines


def _named(line: Line) -> str:
    return "  " * line.indent + line.label


def _shown(cell: Cell | None, line: Line, scale: float) -> str:
    if cell is None or not isinstance(cell.figure.value, int | float):
        return ""
    value = cell.figure.value * line.sign or 0.0  # no minus before a zero
    if line.unit.endswith("/shares") or "/" in line.unit:
        text = f"{value:,.2f}"
    elif line.unit == "shares":
        text = f"{value / scale:,.0f}" if abs(value) >= scale else plain(value / scale, 2)
    elif value and (scale >= 1e6 or abs(value) < scale):
        text = f"{value / scale:,.1f}"
    else:
        text = f"{value / scale:,.0f}"
    if not any(digit in text for digit in "123456789"):
        text = "0"  # less than is shown
    marks = "*" * (bool(cell.derived) and line.kind != "rest")
    marks += "r" * ("restated" in cell.figure.flags)
    marks += "?" * ("scale_suspect" in cell.figure.flags)
    return text + marks


def _scale(value: Statement) -> tuple[float, str]:
    """By what amounts are divided, and the word for it."""
    sizes = [
        abs(cell.figure.value)
        for line in value.lines
        for cell in line.cells
        if cell is not None and isinstance(cell.figure.value, int | float) and "/" not in line.unit
    ]
    largest = max(sizes, default=0.0)
    if largest < 1e6:
        return 1.0, ""
    return (1e3, " thousand") if largest < 1e10 else (1e6, " million")


def _main_sources(value: Statement, at: int) -> tuple[str, ...]:
    tally = Counter(
        cell.figure.sources
        for line in value.lines
        if (cell := line.cells[at]) is not None and line.kind != "rest"
    )
    return tally.most_common(1)[0][0] if tally else ()


def _elsewhere(
    value: Statement,
    block: Sequence[int],
    mains: Sequence[tuple[str, ...]],
    letters: Letters,
    width: int,
) -> list[str]:
    """The cells whose filings are not those of their column."""
    found: dict[tuple[str, ...], list[str]] = {}
    for line in value.lines:
        for at, main in zip(block, mains, strict=True):
            cell = line.cells[at]
            if cell is None or line.kind == "rest" or set(cell.figure.sources) <= set(main):
                continue
            day = value.ends[at].isoformat()[2:]
            found.setdefault(cell.figure.sources, []).append(f"{line.label} {day}")
    said = [f"{', '.join(names)} {cite(keys, letters)}" for keys, names in found.items()]
    return wrap(f"from elsewhere: {'; '.join(said)}", width, 4) if said else []


def _retold_lines(retold: Sequence[Retold], letters: Letters, width: int) -> list[str]:
    ours = [one for one in retold if one.in_statements]
    if not retold:
        return ["", *_head("TOLD OTHERWISE LATER", "no number held was told otherwise", width)]
    bare = [one for one in ours if not one.expected]
    lines = ["", *_head("TOLD OTHERWISE LATER", "a number of one period, by a later filing", width)]
    lines += wrap(
        f"{len(retold):,} numbers, {len(ours):,} of them in the statements, "
        f"{len(ours) - len(bare):,} of these with a reason that is held",
        width,
        2,
    )
    for one in (*bare, *(one for one in ours if one.expected))[:_MOST_RETOLD]:
        lines += wrap(_retold_words(one, letters), width, 4)
    rest = len(ours) - _MOST_RETOLD
    return lines + ([f"    {rest:,} more: --json"] if rest > 0 else [])


def _head(title: str, says: str, width: int) -> list[str]:
    return wrap(says, width, len(title) + 3, head=title)


def _retold_words(one: Retold, letters: Letters) -> str:
    period = f"{one.start} to {one.end}" if one.start else f"at {one.end}"
    tag = published(one.tag.partition(":")[2], 90)
    what = {"scale": ", a thousand or a million off", "sign": ", the sign turned"}.get(one.what, "")
    size = f" ({percent(one.fraction)})" if one.fraction is not None and not what else ""
    why = f": {one.expected}" if one.expected else ""
    return (
        f"{tag} {period}: {_full(one.first)} {cite(one.first.sources, letters)}, then "
        f"{_full(one.changed)}{size}{what} {published(one.form, 12)} "
        f"{cite(one.changed.sources, letters)}{why}"
    )


def _full(figure: Figure) -> str:
    value = figure.value if isinstance(figure.value, int | float) else 0
    return f"{value:,.0f} {published(figure.unit, 12)}"


def _misscaled_lines(found: Sequence[Misscaled], letters: Letters, width: int) -> list[str]:
    if not found:
        return []
    says = "one of the two may be in the wrong unit; neither is changed"
    lines = ["", *_head("SCALE SUSPECTED", says, width)]
    for one in found[:_MOST_MISSCALED]:
        says = (
            f"{published(one.tag.partition(':')[2], 90)} {_full(one.one)} at {one.one.as_of} "
            f"{cite(one.one.sources, letters)}, {_full(one.other)} at {one.other.as_of} "
            f"{cite(one.other.sources, letters)}"
        )
        lines += wrap(says, width, 4)
    rest = len(found) - _MOST_MISSCALED
    return lines + ([f"    {rest:,} more: --json"] if rest > 0 else [])


def _quality(value: RevenueQuality, letters: Letters, width: int) -> list[str]:
    lines = ["REVENUE QUALITY"]
    groups = {**value.sales, **value.days}
    rows = [Row(_WORDS.get(key, label(key)), phrase(one, letters)) for key, one in groups.items()]
    if value.one_offs:
        rows += [Row(label(key), phrase(one, letters)) for key, one in value.one_offs.items()]
    else:
        rows.append(Row("one-offs", "none tagged for the last fiscal year; no proof of none"))
    rows.append(Row("accruals", phrase(value.accruals, letters)))
    lines += [line for row in rows for line in _wide_row(row, width)]
    score = value.beneish["M"]
    lines += ["", *_head("BENEISH", phrase(score, letters), width)]
    parts = [f"{name} {_bare(one)}" for name, one in value.beneish.items() if name != "M"]
    if len(parts) > 1:
        lines += wrap(", ".join(parts), width, 2)
    lines += ["", "DISTRESS"]
    for key, one in value.distress.items():
        lines += _wide_row(Row(_WORDS[key], phrase(one, letters)), width)
    for says in value.says:
        lines += wrap(says, width, 2)
    return lines


def _wide_row(row: Row, width: int) -> Iterator[str]:
    head = f"  {row.label}"
    yield from wrap(row.says, width, 32, head=head if cells(head) < 31 else head[:31])


def _bare(figure: Figure) -> str:
    if figure.value is None:
        return "cannot tell"
    return in_unit(figure.value, figure.unit)


_WORDS = {
    "revenue_12_months": "sales, twelve months",
    "growth_year": "growth, year",
    "growth_quarter": "growth, quarter",
    "related_party_share": "sales to related parties",
    "concentration": "largest concentration",
    "receivables_days_last_year": "receivables, year",
    "receivables_days_year_before": "receivables, year before",
    "receivables_days_last_quarter": "receivables, quarter",
    "deferred_revenue_days_last_year": "deferred revenue, year",
    "deferred_revenue_days_year_before": "deferred revenue, before",
    "altman_z2": "Altman Z''",
    "ohlson_o": "Ohlson O",
}


def _sources(value: CompanyFacts, lines: Sequence[str], width: int) -> list[str]:
    said = "\n".join(lines)
    cited = [one for one in value.sources if f"[{one.letter}]" in said]
    if not cited:
        return []
    made = ["", "SOURCES, known ET"]
    for one in cited:
        known = moment_short(one.known_at) if one.known_at else "moment not held"
        made += wrap(f"[{one.letter}] {published(one.what, 120)}, {one.key}, {known}", width, 6)
    return made


def why(found: Sequence[CellInputs], value: CompanyFacts, width: int = 100) -> str:
    """Cells with everything they rest on: each tagged number, added or taken off."""
    lines = [f"WHY   {published(value.symbol, 20)}, as known {moment_et(value.moment)}"]
    lines += [SYNTHETIC] * value.synthetic
    for one in found:
        figure = one.cell.figure
        kind = {"quarter": "quarter to", "half": "half-year to", "year": "year to"}[one.kind]
        how = f", {one.cell.derived}" if one.cell.derived else ", as told"
        lines += ["", *wrap(f"{one.label}, {kind} {one.end}: {_exact(figure)}{how}", width, 0)]
        for part in one.cell.inputs:
            period = f"{part.start} to {part.end}" if part.start else f"at {part.end}"
            says = (
                f"{'-' if part.sign < 0 else '+'} {part.value:,.10g} {published(part.unit, 20)}  "
                f"{published(part.tag, 120)} {period}, {published(part.form, 12)} filed "
                f"{part.filed}, {part.accession}, known {moment_short(part.known_at)}"
            )
            lines += wrap(says, width, 4)
        if one.cell.before is not None:
            before = one.cell.before
            lines += wrap(
                f"told before: {_exact(before)}, {published(before.note, 200)}, "
                f"{', '.join(before.sources)}",
                width,
                4,
            )
        if figure.flags:
            flags = ", ".join(flag.replace("_", " ") for flag in figure.flags)
            lines += wrap(f"marked: {flags}", width, 4)
    return "\n".join(lines)


def _exact(figure: Figure) -> str:
    value = figure.value
    shown = f"{value:,.10g}" if isinstance(value, float) else f"{value:,}"
    return f"{shown} {published(figure.unit, 20)}"


def history(told: Sequence[Told], symbol: str, width: int = 100) -> str:
    """Everything told of one tag, by period and then as it became known."""
    lines = [f"HISTORY   {published(symbol, 20)}   {published(told[0].tag, 120)}", ""]
    columns = [
        TableColumn("from", align="left"),
        TableColumn("to", align="left"),
        TableColumn("value"),
        TableColumn("unit", align="left"),
        TableColumn("form", align="left"),
        TableColumn("filed", align="left"),
        TableColumn("accession", align="left"),
    ]
    rows = [
        [
            _day(one.start),
            _day(one.day),
            f"{one.value:,.10g}",
            published(one.unit, 14),
            published(one.form, 10),
            _day(one.filed),
            published(one.accession, 24),
        ]
        for one in told
    ]
    return "\n".join(lines + table(columns, rows, width=width))


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()
