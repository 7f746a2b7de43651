"""What the record tells, as sections: what documents admit, who holds it, what it must report."""

from collections.abc import Sequence

from microcap.faces.figure_words import Letters, amount, cite, doubts, phrase, published
from microcap.faces.outline import Grid, Row, Section, figure_grid, missing_rows, together
from microcap.faces.record_tables import admission_grid, clock_grid, holder_grids, report_grids
from microcap.faces.terminal import money, percent, shares
from microcap.model.figures import Figure, counted
from microcap.research.admissions import Admission, Admissions
from microcap.research.clock_rows import ClockRow
from microcap.research.holders import Holders
from microcap.research.parties import Served
from microcap.research.reporting import Reporting
from microcap.research.reports import Reports

_STATUS = {
    "sec_current": "current with the SEC",
    "sec_delinquent": "past due with the SEC",
    "reg_a": "reports under Regulation A",
    "bank_insurance": "reports to a bank or insurance supervisor",
    "intl_12g3_2b": "exempt by Rule 12g3-2(b)",
    "alternative": "alternative reporting",
    "none": "owes no reports",
    "deregistered": "deregistered",
}
_RUNNING = frozenset(
    {"counting", "deficient", "no_time_to_cure", "past_the_deadline", "suspension"}
)
"""States of a price rule whose count runs."""
_FEW = 3


def admitted_section(
    value: Admissions, letters: Letters, *, symbol: str = "", full: bool = False
) -> Section:
    """What its filings admit: the most telling first, or with `full` all of them, newest first."""
    if value.unknown is not None:
        missing = published(value.unknown.missing.partition(": ")[2] or value.unknown.missing, 200)
        said = f"cannot tell: {missing}"
        return Section(
            "ADMITS", f"{said} - {published(value.unknown.do, 200)}" if full else said, ()
        )
    stand = sum(row.stands == "stands" for row in value.rows)
    headline = (
        f"{counted(len(value.rows), 'statement')}, {stand} {'stands' if stand == 1 else 'stand'}; "
        f"{counted(value.documents, 'document')} of two years read, newest {value.newest}"
    )
    shown = value.rows if full else _most_telling(value.rows)
    rows = [_admission(row, letters, 320 if full else 120) for row in shown]
    if not value.rows:
        headline = (
            f"none of the kinds looked for in {counted(value.documents, 'document')} of two years "
            f"read, newest {value.newest}"
        )
    if full and value.counted:
        said = ", ".join(
            f"{count} {kind.replace('_', ' ')}" for kind, count in value.counted.items()
        )
        rows.append(Row("counted", f"{said}, which other chapters use"))
    if value.unread:
        if full:
            rows.append(Row("not read", _unread(value)))
        elif not value.rows:
            headline += f"; {counted(len(value.unread), 'report')} not read"
    hidden = len(value.rows) - len(shown) > 0
    more = f"microcap dossier {symbol} --html FILE" if hidden else ""
    grids = (admission_grid(value, letters),) if full and value.rows else ()
    return Section("ADMITS", headline, tuple(rows), more, grids)


def _most_telling(rows: Sequence[Admission]) -> list[Admission]:
    """The few that weigh most, the newest of a weight first; a kind and its words once."""
    shown: list[Admission] = []
    for row in sorted(rows, key=lambda one: (-one.telling, -one.day.toordinal())):
        if not any(row.kind == one.kind or row.quote == one.quote for one in shown):
            shown.append(row)
    return shown[:_FEW]


def _admission(row: Admission, letters: Letters, room: int) -> Row:
    kind = published(row.kind.replace("_", " "), 40)
    detail = published(row.detail.replace("_", " "), 30)
    said = f"{kind}{f', {detail}' if detail and detail != kind else ''}"
    said += {"stands": ", stands", "ended": ", ended", "event": ""}[row.stands]
    again = f"; in {row.documents} documents since {row.first}" if row.documents > 1 else ""
    note = f"; {published(row.note, 120)}" if row.note else ""
    quote = published(row.quote, room)
    return Row(
        row.day.isoformat(),
        f"{said}: “{quote}”{again}{note} {cite([row.accession], letters)}".rstrip(),
    )


def _unread(value: Admissions) -> str:
    return (
        f"{counted(len(value.unread), 'annual, quarterly or current report')} of two years listed "
        "without a text: what they say is not known"
    )


def holders_section(
    value: Holders, served: Sequence[Served], letters: Letters, *, symbol: str, full: bool = False
) -> Section:
    """Who holds it: parts of the shares, who they are, what insiders did, and who serves it."""
    parts = [
        ("insiders", value.insiders_part),
        ("10 % holders", value.large_part),
        ("float", value.float_part),
    ]
    headline = together([(words, _plain(figure)) for words, figure in parts], letters)
    rows = [Row("", published(note, 300)) for note in value.notes] if full else []
    if full:
        rows.append(Row("insiders", _insiders(value, letters)))
        rows.append(Row("large", _large(value, letters, 6)))
    elif value.insiders or value.holders:
        told = [_names(value, 2)] if value.insiders_shares.value is not None else []
        rows.append(Row("who", "; ".join([*told, _large(value, letters, 2)])))
    if traded := _traded(value, letters, full):
        rows.append(Row("trades", traded))
    if served:
        rows.append(Row("serves", "; ".join(_served(one, letters) for one in served)))
    elif full:
        rows.append(Row("serves", "cannot tell: no filing that was read names auditor or counsel"))
    unknown = all(figure.value is None for _, figure in parts)
    if unknown and not value.insiders and not value.holders:
        headline = "cannot tell: no form, schedule or proxy table of its holders is held"
        rows = rows if full else rows[-1:] * bool(served)
    grids: tuple[Grid, ...] = ()
    if full:
        grids = (figure_grid("Holdings, figure by figure", _figures(value), letters),)
        grids += holder_grids(value)
    return Section("HOLDERS", headline, tuple(rows), f"microcap holders {symbol}", grids)


def _plain(figure: Figure) -> Figure:
    """Only the amount, the ends and the doubt: what it rests on stands under it."""
    return Figure(
        figure.value, figure.unit, figure.status, figure.low, figure.high, missing=figure.missing
    )


def _figures(value: Holders) -> list[tuple[str, Figure]]:
    return [
        ("insiders", value.insiders_shares),
        ("insiders, part of the shares", value.insiders_part),
        ("holders of ten per cent", value.large_shares),
        ("holders of ten per cent, part of the shares", value.large_part),
        ("institutions by their schedules", value.institutions_shares),
        ("restricted", value.restricted_shares),
        ("float", value.float_shares),
        ("float, part of the shares", value.float_part),
        ("net buying of insiders, 12 months", value.net_buying_usd),
    ]


def _insiders(value: Holders, letters: Letters) -> str:
    names = _names(value, 6)
    said = phrase(value.insiders_shares, letters)
    return f"{said}; {names}" if names else said


def _names(value: Holders, most: int) -> str:
    """The insiders with the most shares."""
    named = [one for one in value.insiders if one.manages and not one.silent and one.shares]
    told = ", ".join(f"{published(one.name, 40)} {shares(one.shares)} sh" for one in named[:most])
    return told or "insiders by a table of all of them"


def _large(value: Holders, letters: Letters, most: int) -> str:
    told = [one for one in value.holders if one.share > 0][:most]
    said = "; ".join(
        f"{published(one.name, 40)} {percent(one.share)} by {published(one.form, 16)} of {one.filed} "
        f"{cite([one.accession], letters)}".rstrip()
        for one in told
    )
    more = len(value.holders) - len(told)
    if not value.holders:
        return "no schedule of a large holder is held"
    return (
        f"{said}; {more} more" if more > 0 and told else said or "no schedule tells of shares now"
    )


def _traded(value: Holders, letters: Letters, full: bool) -> str:
    said = []
    if value.net_buying_usd.value is not None:
        said.append(
            f"net buying in 12 months {phrase(value.net_buying_usd, letters, brief=not full)}"
        )
    elif full or value.insiders:
        said.append(f"net buying {phrase(value.net_buying_usd, letters, brief=True)}")
    for one in value.clusters[:1]:
        dollars = money(one.usd) if one.usd is not None else "at prices not stated"
        said.append(
            f"{len(one.owners)} insiders bought {shares(one.shares)} sh, {dollars}, "
            f"{one.first} to {one.last} {cite(one.accessions, letters)}".rstrip()
        )
    if value.planned:
        newest = value.planned[0]
        said.append(
            f"{counted(len(value.planned), 'notice')} to sell in 12 months, newest "
            f"{shares(newest.shares)} sh about {newest.day} {cite([newest.accession], letters)}".rstrip()
        )
    if value.late:
        said.append(f"{counted(len(value.late), 'form')} came late in two years")
    return "; ".join(said)


def _served(one: Served, letters: Letters) -> str:
    role = published(one.role.replace("_", " "), 30)
    number = f" ({published(one.identifier, 20)})" if one.identifier else ""
    before = f", before it {published(one.before, 50)}" if one.before else ""
    span = f"{one.first}" if one.first == one.last else f"{one.first} to {one.last}"
    cited = cite([one.accession], letters)
    return f"{role} {published(one.name, 60)}{number}, named {span}{before} {cited}".rstrip()


def reporting_section(
    value: Reports, letters: Letters, *, symbol: str, full: bool = False
) -> Section:
    """What it must report: status and kind, what came late, what is next, the listing clock."""
    record = value.record
    status = record.status
    headline = phrase(status, letters, brief=True)
    if isinstance(status.value, str):
        said = _STATUS.get(status.value, published(status.value, 40))
        doubt = f" - {doubts(status)}" if doubts(status) else ""
        note = f": {published(status.note, 200)}" if status.note else ""
        headline = f"{said}{doubt}{note} {cite(status.sources, letters)}".rstrip()
    rows = []
    if record.kind.value is not None:
        rows += [Row("kind", _kind(record, letters))] if full else []
        rows.append(Row("late", _late(record, letters)))
    if value.next_dates and full:
        following = [f"{one.day} {published(one.what, 160)}" for one in value.next_dates]
        rows.append(Row("next", "; ".join(following)))
    rows += _clock(value, letters, full)
    more = f"microcap calendar {symbol}"
    if not full:
        return Section("REPORTING", headline, tuple(rows), more)
    rows += [Row("owes", published(duty, 240)) for duty in record.duties]
    rows += [Row("note", published(one, 300)) for one in (*record.proposals, *record.blind)]
    rows += missing_rows([("", gap) for gap in record.unknown[:3]])
    grids = report_grids(record, letters)
    if value.clock is not None and value.clock.rows:
        grids += (clock_grid(value.clock),)
    return Section("REPORTING", headline, tuple(rows), more, grids)


def _kind(record: Reporting, letters: Letters) -> str:
    said = [phrase(record.kind, letters), f"year end {phrase(record.fiscal_year_end, letters)}"]
    last = record.last_report
    if last.value is not None:
        report = f"{published(last.note, 30)} {last.as_of or ''}".strip()
        said.append(f"last report {report} {cite(last.sources, letters)}".rstrip())
    said.append(f"filer size {phrase(record.filer_size, letters)}")
    return "; ".join(said)


def _late(record: Reporting, letters: Letters) -> str:
    late = record.late
    if late.value is None:
        said = phrase(late, letters, brief=True)
    else:
        count = "none" if late.value == 0 else f"{late.value}"
        said = f"{count} {published(late.note, 160)} {cite(late.sources, letters)}".rstrip()
    if record.missing:
        said += f"; missing: {', '.join(published(one, 60) for one in record.missing[-3:])}"
    if record.late_events:
        newest = record.late_events[0]
        said += (
            f"; {counted(len(record.late_events), 'Form')} 8-K late in 12 months, newest of "
            f"{newest.filed} for {newest.event} {cite([newest.accession], letters)}".rstrip()
        )
    return said


def _clock(value: Reports, letters: Letters, full: bool) -> list[Row]:
    if value.clock is None:
        return [Row("clock", published(value.clock_note, 200))] if full else []
    running = [row for row in value.clock.rows if row.state in _RUNNING]
    said = [_rule(row, letters) for row in (running if full else running[:2])]
    if value.clock.notices:
        newest = value.clock.notices[0]
        said.append(
            f"{counted(len(value.clock.notices), 'notice')} by its own 8-K in two years, newest "
            f"{newest.day} {cite([newest.source], letters)}".rstrip()
        )
    if not said and full:
        said = ["no price rule that could be measured is counting"]
    return [Row("clock", "; ".join(said))] if said else []


def _rule(row: ClockRow, letters: Letters) -> str:
    where = published(row.exchange, 16) + ("" if row.listed_there else ", if listed there")
    said = f"{where}: {row.state.replace('_', ' ')}"
    if row.count.value is not None and row.needed is not None:
        said += f", {amount(row.count)} of {row.needed}"
    said += f" since {row.first_day}" if row.first_day else ""
    said += f", to be cured by {row.deadline}" if row.deadline else ""
    label = published(row.label, 80).partition(": ")[2] or published(row.label, 80)
    return f"{said} ({label}) {cite(row.count.sources, letters)}".rstrip()
