"""The history of some measures as text and as a CSV file."""

import csv
import io

from microcap.faces.terminal import TableColumn, clean, moment_et, table, wrap
from microcap.research.history import History

_SHOWN = 60


def history(value: History, width: int = 100) -> str:
    """The last sessions of a history as a table, with units and how fresh."""
    lines = [
        f"HISTORY   {clean(value.symbol)}   as known {moment_et(value.moment)}",
        *wrap(value.freshness, width, 0),
        "",
    ]
    columns = [
        TableColumn("day", align="left"),
        *(TableColumn(name, unit) for name, unit in value.units.items()),
    ]
    shown = value.rows[-_SHOWN:]
    rows = [[str(row["day"]), *(_number(row[name]) for name in value.units)] for row in shown]
    lines += table(columns, rows, width=width) if rows else ["no session of it lies in this span"]
    if len(shown) < len(value.rows):
        lines.append(
            f"the last {len(shown)} of {len(value.rows):,} sessions; --from, --csv and --json give all"
        )
    lines += [line for label in value.labels for line in wrap(f"label  {clean(label)}", width, 0)]
    return "\n".join(lines)


def history_csv(value: History) -> str:
    """Every session of a history: units in the names of the columns, unknown left empty."""
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\n")
    writer.writerow(
        ["day", "known_at", *(f"{name} [{unit}]" for name, unit in value.units.items())]
    )
    for row in value.rows:
        known = row["known_at"]
        cells = ["" if row[name] is None else repr(row[name]) for name in value.units]
        writer.writerow([row["day"], getattr(known, "isoformat", str)(), *cells])
    return held.getvalue()


def _number(value: object) -> str:
    return "cannot tell" if not isinstance(value, float) else f"{value:,.6g}"
