"""A refresh and its check as text."""

from microcap.faces.terminal import clean
from microcap.research.flag_outcomes import Stored
from microcap.research.refresh import Refreshed
from microcap.research.refresh_check import Checked, Difference

_SHOWN = 40


def refreshed(value: Refreshed) -> str:
    """What a refresh did, in a few lines."""
    lines = [
        f"MEASURES   {value.measures} of each session, up to {value.last_session}",
        f"{value.stored:,} rows stored; {value.rows:,} rows of {value.securities:,} securities computed now",
    ]
    if not value.securities:
        lines[1] = f"{value.stored:,} rows stored; nothing has changed since, nothing was computed"
    if value.resumed:
        lines.append(
            f"{value.resumed} of {value.tasks} tasks were in already, from a refresh that was interrupted"
        )
    return "\n".join(lines)


def followed(value: Stored) -> str:
    """What asking the register of past years stored, in a few lines."""
    days = ", ".join(str(day) for day in value.days) or "no day: no year has ended with bars held"
    lines = [
        f"OUTCOMES   of {len(value.questions)} questions: {', '.join(value.questions)}",
        f"asked on {days}",
    ]
    if value.passed_over:
        years = ", ".join(str(day.year) for day in value.passed_over)
        lines.append(
            f"nothing asked at the end of {years}: no raw bars, no cap, or no whole year held after it"
        )
    stored = f"{value.rows:,} rows stored, {value.new_rows:,} of them now"
    return "\n".join([*lines, f"{stored}; microcap study base-rates prints them"])


def checked(value: Checked) -> str:
    """What a check of sampled rows found."""
    lines = [
        f"CHECK   {value.rows:,} rows, {value.values:,} values computed anew in the view of their day",
        f"{len(value.differences):,} differ",
    ]
    if value.later:
        lines.append(
            f"{value.later:,} sampled rows stand on something that became known after their close; "
            "no view of their day reads them"
        )
    lines += [_line(one) for one in value.differences[:_SHOWN]]
    if len(value.differences) > _SHOWN:
        lines.append(f"  … and {len(value.differences) - _SHOWN:,} more; --json lists all")
    return "\n".join(lines)


def _line(one: Difference) -> str:
    return (
        f"  {clean(one.security)} {one.day} {one.measure}: stored {_number(one.stored)}, "
        f"the view of that day says {_number(one.computed)}"
    )


def _number(value: float | None) -> str:
    return "cannot tell" if value is None else f"{value:.12g}"
