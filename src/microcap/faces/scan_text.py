"""The alerts of a scan as text and as a CSV file."""

import csv
import io
from dataclasses import fields

from microcap.faces.terminal import (
    TableColumn,
    clean,
    moment_et,
    percent,
    plain,
    price,
    table,
    wrap,
)
from microcap.research.scan import Alert, Scan

_SHOWN, _WAITING = 60, 15
_INFORMS = "microcap informs; it never recommends, and an alert accuses nobody"


def scan(value: Scan, width: int = 100) -> str:
    """The alerts of a day with their reasons, or those of a span one a line."""
    invented = "   SYNTHETIC: an invented market" if value.synthetic else ""
    span = f"{value.first}" if value.sessions == 1 else f"{value.first} to {value.last}"
    lines = [
        f"SCAN   {span}   as known {moment_et(value.moment)}{invented}",
        *wrap(_counted(value), width, 0),
        "",
    ]
    if not value.alerts:
        nobody = "no name showed the pattern of a run-up for the first time"
        lines.append(nobody if value.judged else "no name can be judged")
    elif value.sessions == 1:
        for alert in value.alerts:
            lines += _whole(alert, width)
    else:
        shown = value.alerts[-_SHOWN:]
        lines += table(_COLUMNS, [_row(alert) for alert in shown], width=width)
        if any(alert.chance is not None for alert in shown):
            lines.append("chance: learned, invented markets")
        if len(shown) < len(value.alerts):
            lines.append(
                f"the last {len(shown)} of {len(value.alerts):,} alerts; --csv and --json give all"
            )
    lines.append("")
    if value.waiting:
        lines += wrap(_waiting(value.waiting), width, 0)
    lines += [line for note in value.notes for line in wrap(f"note  {note}", width, 0)]
    return "\n".join([*lines, _INFORMS])


def scan_csv(value: Scan) -> str:
    """Every alert of a scan, one a row; unknown is left empty."""
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\n")
    names = [field.name for field in fields(Alert)]
    writer.writerow(names)
    for alert in value.alerts:
        cells = [getattr(alert, name) for name in names]
        writer.writerow(["; ".join(cell) if isinstance(cell, tuple) else cell for cell in cells])
    return held.getvalue()


def _counted(value: Scan) -> str:
    alerts = f"{len(value.alerts):,} alert{'s' * (len(value.alerts) != 1)}"
    counted = (
        f"{alerts} in {value.judged:,} names that can be judged, of {value.names:,} with a bar"
    )
    if value.sessions > 1:
        counted += (
            f", on {value.sessions:,} sessions: a median of {value.median_a_day:g} a day, "
            f"at most {value.most_a_day}"
        )
    if value.continuing:
        counted += f"; {value.continuing:,} more go on from an alert of the 20 sessions before"
    if value.left_out:
        counted += f"; weaker ones left out beyond the most of a day: {value.left_out:,}"
    return counted


def _waiting(names: tuple[str, ...]) -> str:
    more = f" and {len(names) - _WAITING} more" if len(names) > _WAITING else ""
    shown = ", ".join(clean(name, 20) for name in names[:_WAITING])
    return (
        f"wait for another session before they can alert, since the last close is four times the "
        f"one before on at most twice the shares counted, or double on little volume, which a bad "
        f"print or a split that is not listed shows too: {shown}{more}"
    )


def _kind(alert: Alert) -> str:
    return "" if alert.kind == "share" else f" {alert.kind}"


def _whole(alert: Alert, width: int) -> list[str]:
    head = (
        f"{alert.rank:>2}  {clean(alert.symbol, 20)}{_kind(alert)}   {alert.score} of {alert.reachable} points"
        f"   {price(alert.price)}   {alert.phase.replace('_', ' ')}   found: {alert.found}"
    )
    lines = [head + ("   late" if alert.late else "")]
    lines += wrap(f"since {alert.run_start}: {alert.reasons}", width, 4)
    if alert.chance is not None:
        told = "prices alone" if alert.learned_from == "prices" else "prices and record"
        lines.append(f"    chance {_chance(alert)} of 1 (learned, invented markets; from {told})")
    for beside in alert.beside:
        lines += wrap(clean(beside), width, 4)
    if alert.offering is not None:
        lines += wrap(f"offering {clean(alert.offering)}", width, 4)
    return lines


def _chance(alert: Alert) -> str:
    # no per cent: it is the likeness to invented pumps and no rate among real names
    return "" if alert.chance is None else f"{alert.chance:.3f}"


_COLUMNS = (
    TableColumn("day", align="left"),
    TableColumn("#"),
    TableColumn("name", align="left"),
    TableColumn("score", "reach"),
    TableColumn("run-up"),
    TableColumn("in", "days"),
    TableColumn("volume", "x usual"),
    TableColumn("turnover", "x shares"),
    TableColumn("price", "USD"),
    TableColumn("chance", "of 1"),
    TableColumn("found", align="left"),
)


def _row(alert: Alert) -> list[str]:
    return [
        f"{alert.day}",
        str(alert.rank),
        clean(alert.symbol, 20) + _kind(alert) + (" late" if alert.late else ""),
        f"{alert.score}/{alert.reachable}",
        percent(alert.run_up, 0),
        str(alert.run_sessions),
        plain(alert.volume_times, 3),
        plain(alert.float_turnover, 3),
        price(alert.price),
        _chance(alert),
        clean("; ".join((alert.found, *alert.beside))),
    ]
