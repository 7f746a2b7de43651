"""The dated rule table: what holds, since when, and what is only proposed."""

import json
import textwrap
from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import click

from microcap.model.errors import Contradiction
from microcap.model.rules import Rule, beside, history, overdue, plain, rule, rules

WIDTH = 100


@click.command()
@click.argument("name", required=False)
@click.option(
    "--asof", metavar="DAY", help="The rules of that day (2026-03-17); today if left out."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def command(name: str | None, asof: str | None, as_json: bool) -> None:
    """Print the rules in force on a day, or every version of the rule NAME."""
    day = _day(asof)
    held = _asked(name, day, dated=asof is not None)
    if as_json:
        shown = [one.as_json() for one in held]
        click.echo(json.dumps({"asof": day.isoformat(), "name": name, "rules": shown}, indent=2))
    elif name is None:
        click.echo(_overview(held, day))
    else:
        click.echo("\n\n".join(_version(one, day) for one in held))


def _day(asof: str | None) -> date:
    if asof is None:
        return datetime.now(ZoneInfo("America/New_York")).date()
    try:
        return datetime.fromisoformat(asof).date()
    except ValueError:
        raise Contradiction(
            f"--asof {asof!r} is not a day; write it as year-month-day, for example 2026-03-17"
        ) from None


def _asked(name: str | None, day: date, *, dated: bool) -> tuple[Rule, ...]:
    if name is None:
        return rules(day)
    if dated:
        return (rule(name, day), *beside(name, day))
    return history(name)


def _overview(held: Iterable[Rule], day: date) -> str:
    deciding = [one for one in held if one.decides]
    coming = [one for one in held if not one.decides]
    lines = [f"Rules in force on {day.isoformat()}: {len(deciding)}", ""]
    for one in deciding:
        lines += _two_lines(one, f"since {one.starts or 'not held'}")
    if coming:
        lines += ["", "Proposed or adopted for later: shown, and never applied", ""]
        for one in coming:
            lines += _two_lines(one, f"{one.status.replace('_', ' ')} {one.known}")
    late = overdue(day)
    if late:
        named = ", ".join(sorted({one.name for one in late}))
        lines += ["", *textwrap.wrap(f"Review day passed, look again: {named}", WIDTH)]
    lines += ["", "One rule with its source and versions: microcap rules NAME"]
    return "\n".join(lines)


def _two_lines(one: Rule, right: str) -> list[str]:
    left = f"{one.name}  {_short(one)}"
    room = WIDTH - len(right) - 2
    if len(left) > room:
        left = left[: room - 1] + "…"
    return [f"{left:<{room}}  {right}", f"    {one.label}"]


def _short(one: Rule) -> str:
    if isinstance(one.value, bool):
        return "yes" if one.value else "no"
    if isinstance(one.value, int | float):
        return f"{one.value:,g} {one.unit}" if one.value < 1e6 else f"{one.value:,.0f} {one.unit}"
    if isinstance(one.value, str):
        return one.value
    value = plain(one.value)
    return _pairs(value) if isinstance(value, dict) else _listed(value)


def _listed(value: list[object]) -> str:
    if any(isinstance(row, dict) for row in value):
        return f"{len(value)} rows"
    return ", ".join(str(row) for row in value)


def _version(one: Rule, day: date) -> str:
    since = one.starts.isoformat() if one.starts else "not held"
    until = one.ends.isoformat() if one.ends else "open"
    state = one.status.replace("_", " ")
    if one.decides:
        taken = "" if one.starts else ", taken so: its first day is not held"
        state = f"in force on {day}{taken}" if one.covers(day) else f"not in force on {day}"
    fields = [("value", _rows(one)), ("unit", one.unit), ("status", state)]
    fields += [("from", since), ("to", until), ("source", one.source)]
    if one.known is not None:
        fields.append(("announced", one.known.isoformat()))
    passed = " (passed: look again)" if one.review < day and one.status != "ended" else ""
    fields.append(("review", f"{one.review.isoformat()}{passed}"))
    if one.note:
        fields.append(("note", one.note))
    lines = [one.name, f"  {one.label}"]
    for label, text in fields:
        for number, part in enumerate(text.split("\n")):
            head = f"  {label if number == 0 else '':<10}"
            lines += textwrap.wrap(part, WIDTH, initial_indent=head, subsequent_indent=" " * 12)
    return "\n".join(lines)


def _rows(one: Rule) -> str:
    value = plain(one.value)
    if isinstance(value, list):
        return "\n".join(_pairs(row) if isinstance(row, dict) else str(row) for row in value)
    if isinstance(value, dict):
        return _pairs(value)
    return _short(one) if isinstance(value, bool) else f"{value}"


def _pairs(row: dict[str, object]) -> str:
    return ", ".join(f"{key.replace('_', ' ')} {_word(value)}" for key, value in row.items())


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{value:,.6g}" if abs(value) < 1e6 else f"{value:,.0f}"
    return str(value)
