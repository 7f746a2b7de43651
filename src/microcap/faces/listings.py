"""Screens, states and differences as text."""

from datetime import datetime

from microcap.faces.terminal import (
    TableColumn,
    clean,
    moment_et,
    money,
    percent,
    plain,
    price,
    shares,
    table,
    wrap,
)
from microcap.model.figures import Figure
from microcap.research.census import Census
from microcap.research.diff import Diff
from microcap.research.screen import COLUMNS, PRESETS, Screen
from microcap.research.status import Status
from microcap.research.why import Why

INFORMS = "microcap informs; it never recommends."
_SYNTHETIC = "SYNTHETIC - invented market, not a real one"


def screen(value: Screen, width: int = 100) -> str:
    """A screen: what was asked of which universe, and the names."""
    lines = [f"SCREEN   {clean(value.where) or 'everything'}"]
    if value.synthetic:
        lines.append(_SYNTHETIC)
    lines.append(
        f"as known {moment_et(value.moment)}, last session {value.last_session}, ranked by {value.sort}"
    )
    tally = ", ".join(f"{tier} {count:,}" for tier, count in value.tiers.items() if count)
    lines += wrap(
        f"universe {value.universe:,} names with a bar within 5 sessions: {tally} (best estimate)",
        width,
        0,
    )
    unknown = (
        f"; {value.unknown:,} could not be decided, a column is not known for them"
        if value.unknown
        else ""
    )
    shown = f", {len(value.rows):,} shown" if len(value.rows) < value.matched else ""
    lines += [f"{value.matched:,} match{unknown}{shown}", ""]
    names = list(value.columns)
    columns = [
        TableColumn(
            name,
            value.columns[name],
            "left"
            if name in COLUMNS and COLUMNS[name][0] in {"text", "boolean", "date"}
            else "right",
        )
        for name in names
    ]
    rows = [[_cell(value.columns[name], row[name]) for name in names] for row in value.rows]
    lines += table(columns, rows, width=width)
    lines += [line for label in value.labels for line in wrap(f"label  {clean(label)}", width, 0)]
    lines += wrap(value.freshness, width, 0) if value.freshness else []
    lines += ["", INFORMS]
    return "\n".join(lines)


def _cell(unit: str, value: object) -> str:
    if value is None:
        return "cannot tell"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        if unit == "USD":
            return money(value)
        if unit == "USD/share":
            return price(value)
        if unit == "shares":
            return shares(value)
        if unit.startswith("fraction"):
            return percent(value)
        return plain(value)
    return clean(str(value), 40)


def columns(width: int = 100) -> str:
    """Every column an expression may use, with its unit, and every preset."""
    from microcap.model import catalogue

    catalogue.load("measures")
    lines = ["COLUMNS   for --where, --sort and --show", ""]
    rows = [[name, unit, about] for name, (_, unit, about) in COLUMNS.items()]
    rows += [
        [name, str(entry.says["unit"]), entry.label]
        for name, entry in catalogue.entries("measure").items()
    ]
    lines += table(
        [
            TableColumn("column", align="left"),
            TableColumn("unit", align="left"),
            TableColumn("what it is", align="left"),
        ],
        rows,
        width=width,
    )
    lines += ["", "PRESETS", ""]
    for name, (text, order, about) in PRESETS.items():
        lines += wrap(f"{name}: {about}. {text}, ranked by {order}", width, 2)
    lines += [
        "",
        "numbers take k, m, bn (50k); text stands in single quotes; = != < <= > >= in between is null and or not",
    ]
    return "\n".join(lines)


def census(value: Census, width: int = 100) -> str:
    """The universe of a day by tier and venue, and the claims graded on it."""
    lines = [f"CENSUS   {value.universe:,} names with a bar within 5 sessions"]
    if value.synthetic:
        lines.append(_SYNTHETIC)
    lines += [f"as known {moment_et(value.moment)}, last session {value.last_session}", ""]
    names = {
        "adv_usd_90": ("mean day", "USD, median"),
        "fht_90": ("FHT", "spread"),
        "cc_90": ("volatility", "a day"),
    }
    heads = [TableColumn("tier", align="left"), TableColumn("names"), TableColumn("below $5")]
    heads += [TableColumn("share"), TableColumn("disputed")]
    heads += [TableColumn(title, unit) for title, unit in names.values()]
    rows = [
        [
            line.tier,
            f"{line.names:,}",
            f"{line.below_5:,}",
            percent(line.below_5 / line.names),
            f"{line.disputed:,}",
            *(_cell(line.medians[name].unit, line.medians[name].value) for name in names),
        ]
        for line in value.tiers
    ]
    lines += table(heads, rows, width=width)
    lines += ["", "VENUES   by the newest dated list that names one; a report held is of 15 months"]
    rows = [
        [
            clean(line.venue),
            f"{line.names:,}",
            f"{line.reports_held:,}",
            ", ".join(f"{tier} {count:,}" for tier, count in line.tiers.items()),
        ]
        for line in value.venues
    ]
    heads = [TableColumn("venue", align="left"), TableColumn("names"), TableColumn("reports held")]
    lines += table([*heads, TableColumn("tiers", align="left")], rows, width=width)
    lines += ["", "CLAIMS   graded on the names held, on this day"]
    for claim in value.claims:
        lines += wrap(
            f"{claim.article}: {claim.claim}: {claim.grade.upper()}. {claim.why}", width, 2
        )
    lines += ["", INFORMS]
    return "\n".join(lines)


def why(value: Why, width: int = 100) -> str:
    """One figure: value, formula, inputs, sources."""
    figure = value.figure
    shown = _figure(figure) if figure.value is not None else f"cannot tell: {figure.missing}"
    lines = [f"{value.name.replace('_', ' ')}: {shown}", ""]
    lines += wrap(f"formula    {value.formula}", width, 2)
    if value.reference:
        lines += wrap(f"reference  {value.reference}", width, 2)
    if figure.low is not None and figure.high is not None:
        ends = f"{_cell(figure.unit, figure.low)} to {_cell(figure.unit, figure.high)}"
        lines.append(f"  interval   {ends}")
    lines.append(f"  status     {figure.status.replace('_', ' ')}")
    if figure.as_of:
        lines.append(f"  about      {figure.as_of}")
    if figure.known_at:
        lines.append(f"  known      {moment_et(figure.known_at)}")
    if figure.n_used is not None:
        lines.append(f"  rows       {figure.n_used}")
    for label, text in (("note", figure.note), ("flags", ", ".join(figure.flags))):
        if text:
            lines += wrap(f"{label:<9}  {clean(text, 600)}", width, 2)
    lines += [
        line for text in value.inputs for line in wrap(f"input      {clean(text, 400)}", width, 2)
    ]
    for source in value.sources:
        when = f", {moment_et(source.known_at)}" if source.known_at else ""
        lines += wrap(f"source     {clean(source.what)} ({clean(source.key)}){when}", width, 2)
    return "\n".join(lines)


def status(value: Status, width: int = 100) -> str:
    """The state of a lake or of one name in it."""
    lines = [f"STATUS   {value.symbol or 'the whole lake'}   as known {moment_et(value.moment)}"]
    if value.synthetic:
        lines.append(_SYNTHETIC)
    if value.identity:
        lines += ["", "IDENTITY"]
        lines += [line for link in value.identity for line in wrap(clean(link, 400), width, 2)]
    lines += ["", "HELD"]
    rows = [
        [
            held.table,
            held.source,
            f"{held.rows:,}",
            str(held.first),
            str(held.last),
            _moment(held.newest),
            percent(held.assumed, 0),
        ]
        for held in value.held
    ]
    heads = [
        TableColumn("table", align="left"),
        TableColumn("source", align="left"),
        TableColumn("rows"),
        TableColumn("from"),
        TableColumn("to"),
        TableColumn("newest known", "ET"),
        TableColumn("assumed", "of moments"),
    ]
    lines += table(heads, rows, width=width) if rows else ["  nothing"]
    if value.measures:
        lines += ["", *wrap(f"MEASURES   {value.measures}", width, 0)]
    asked = "COMPLETE?   an absence proves nothing where the record is not complete"
    lines += ["", *wrap(asked, width, 0)]
    for cover in value.coverage:
        word = "complete" if cover.complete else "not proved complete"
        absent = (
            f"; an absent row is {'unknown' if cover.absent_means == 'unknown' else cover.absent_means.replace('_', ' ')}"
            if cover.table == "bars"
            else ""
        )
        lines += wrap(
            f"{cover.table} of {clean(cover.source)}, {clean(cover.subject)}, {cover.day} to {cover.until}: {word}{absent} ({clean(cover.evidence)})",
            width,
            2,
        )
    if not value.coverage:
        lines += wrap(
            "no coverage row: nothing is held for it, so nothing may be concluded from an absence",
            width,
            2,
        )
    if value.caveats:
        lines += ["", "KNOWN FAULTS OF THE SOURCES"]
        lines += [
            line
            for source, name, says in value.caveats
            for line in wrap(f"{clean(source)}: {clean(name)}: {clean(says, 400)}", width, 2)
        ]
    if value.rejected:
        lines += ["", "REJECTED"]
        rows = [[name, f"{count:,}", reason] for name, reason, count in value.rejected]
        lines += table(
            [
                TableColumn("table", align="left"),
                TableColumn("rows"),
                TableColumn("reason", align="left"),
            ],
            rows,
            width=width,
        )
        for name, row, reason, content in value.reject_samples[:12]:
            lines += wrap(f"{name} row {row}: {clean(reason)}: {clean(content, 160)}", width, 2)
    if value.rules_due:
        lines += ["", "RULES TO REVIEW", *(f"  {clean(rule)}" for rule in value.rules_due)]
    return "\n".join(lines)


def _moment(moment: datetime | None) -> str:
    if moment is None:
        return "none"
    # the calendar is known from the beginning, not from a day
    return "always" if moment.year <= 1970 else moment_et(moment)[4:20]


def diff(value: Diff, width: int = 100) -> str:
    """What became known between two moments."""
    lines = [f"DIFF   {value.symbol}   from {moment_et(value.earlier)} to {moment_et(value.later)}"]
    if value.synthetic:
        lines.append(_SYNTHETIC)
    lines += ["", f"BECAME KNOWN   {value.bars} bars and {len(value.rows)} other rows"]
    for row in value.rows[:60]:
        correction = "correction: " if row.correction else ""
        lines += wrap(
            f"{moment_et(row.known_at)[4:]}  {row.table}: {correction}{clean(row.says, 160)}",
            width,
            2,
        )
    if len(value.rows) > 60:
        lines.append(f"  {len(value.rows) - 60} more: --json")
    lines += ["", f"MOVED   {len(value.moved)} figures"]
    if any(row.table == "splits" for row in value.rows):
        lines.append(
            "  a split became known: shares and dollars a share are each in their own day's shares"
        )
    for moved in value.moved:
        lines += wrap(
            f"{moved.chapter}: {moved.name.replace('_', ' ')}: {_figure(moved.before)} > {_figure(moved.after)}",
            width,
            2,
        )
    lines += ["", f"HARDER TO LEAVE   {len(value.worsened)} signs"]
    for sign in value.worsened:
        lines += wrap(clean(sign.says, 300), width, 2)
    lines += ["", f"ANSWERS THAT CHANGED   {len(value.turned)}"]
    for turned in value.turned:
        lines += wrap(
            f"{turned.check.replace('_', ' ')}: {clean(turned.before, 120)} > {clean(turned.after, 200)}",
            width,
            2,
        )
    lines += ["", INFORMS]
    return "\n".join(lines)


def _figure(figure: Figure) -> str:
    if figure.value is None:
        return figure.status.replace("_", " ")
    shown = _cell(figure.unit, figure.value)
    return shown if figure.status == "known" else f"{shown} ({figure.status})"
