"""A case as text for a terminal: its days, what became known, and the answers that changed."""

from collections.abc import Sequence

from microcap.faces.figure_words import published
from microcap.faces.outline import Row
from microcap.faces.sections import INFORMS, SYNTHETIC
from microcap.faces.terminal import moment_et, wrap
from microcap.faces.text_rows import apart, row_lines, wide_enough
from microcap.research.case_replay import Change, Replay, ReplayedDay, Shown
from microcap.research.cases import Answer, Case

_WORDS: dict[Answer, str] = {
    "finding": "found",
    "clear": "clear",
    "cannot_tell": "cannot tell",
}
_WITHOUT_FINDING: tuple[Answer, ...] = ("clear", "cannot_tell")
_LEGEND = (
    "The first day shows every finding, a later one what is new since the day before; * marks the "
    "answers that the case tells."
)
_FROM = {
    "sandbox": "invented: the sandbox market",
    "shared": "real: cut from the shared records (MICROCAP_SHARED)",
    "own": "invented: records in the case's folder",
}


def cases(held: Sequence[Case], width: int = 100) -> str:
    """The cases with what they are about, where their records are and the command for each."""
    wide_enough(width)
    lines = [f"CASES  {len(held)}: what was known on which day, and what the register said", ""]
    for one in held:
        days = f"{one.days[0].asof} to {one.days[-1].asof}, {len(one.days)} days"
        lines += apart(published(one.name, 60), f"{one.symbol}  {days}", width)
        for words in (one.title, one.about, _FROM[one.lake]):
            lines += wrap(published(words, 600), width, 2)
        lines += [f"  microcap case {one.name}", ""]
    return "\n".join([*lines, INFORMS])


def replay(value: Replay, width: int = 100) -> str:
    """A case by its days; answers that the case tells are marked, departures are listed last."""
    wide_enough(width)
    lines = [SYNTHETIC] if value.synthetic else []
    lines += apart(f"CASE {published(value.name, 60)}", published(value.symbol, 20), width)
    for words in (value.title, value.about, _LEGEND):
        lines += ["", *wrap(published(words, 600), width, 2)]
    for day in value.days:
        lines += ["", *_day(day, width)]
    if value.afterwards:
        lines += ["", *wrap("AFTERWARDS, which no day above could know", width, 0)]
        lines += [line for one in value.afterwards for line in _known(one, width)]
    lines += ["", *_outcome(value, width)]
    return "\n".join([*lines, INFORMS])


def _day(day: ReplayedDay, width: int) -> list[str]:
    lines = [
        *apart(f"{day.asof}", f"as known {moment_et(day.moment)}", width),
        *wrap(published(day.says, 600), width, 2),
    ]
    lines += [line for one in day.known for line in _known(one, width)]
    counts = ", ".join(f"{count} {_WORDS[kind]}" for kind, count in day.counts.items())
    lines += row_lines(Row("register", counts), width)
    told = [one for one in day.changes if _worth_a_line(one)]
    for change in told:
        lines += row_lines(Row(_label(change), _said(change)), width, margin=0)
    for answer in _WITHOUT_FINDING:
        rest = [one for one in day.changes if one not in told and one.answer == answer]
        if rest:
            names = ", ".join(_name(one) for one in rest)
            lines += row_lines(Row(_WORDS[answer], f"now also {names}"), width)
    return lines


def _worth_a_line(one: Change) -> bool:
    """Findings, what was one, and what the case tells; the others are named together."""
    return "finding" in (one.answer, one.before) or one.expected is not None


def _known(one: Shown, width: int) -> list[str]:
    since = f"known {moment_et(one.known_at)}" if one.known_at else "NOT HELD"
    late = "" if one.as_told or one.known_at is None else ", NOT NEW HERE"
    return row_lines(
        Row("known", f"{published(one.what, 400)} - {one.record}, {since}{late}"), width
    )


def _label(one: Change) -> str:
    mark = "* " if one.expected is not None else "  "
    if one.answer == "finding":
        return f"{mark}{one.severity:.1f} found"
    return f"{mark}{_WORDS[one.answer]}"


def _name(one: Change) -> str:
    return published(one.check.replace("_", " "), 60)


def _said(one: Change) -> str:
    was = ""
    if one.before is not None:
        was = " (as before)" if one.before == one.answer else f" (was {_WORDS[one.before]})"
    wrong = ""
    if one.expected is not None and not one.as_told:
        wrong = f"NOT AS TOLD, the case says {_WORDS[one.expected]}: "
    head, _, rest = one.says.partition(": ")
    # a pattern begins its sentence with its own name
    says = rest if rest and head.replace("-", " ") == one.check.replace("_", " ") else one.says
    return f"{wrong}{_name(one)}{was}: {published(says, 400)}"


def _outcome(value: Replay, width: int) -> list[str]:
    told = [one for day in value.days for one in day.changes if one.expected is not None]
    rows = sum(len(day.known) for day in value.days) + len(value.afterwards)
    if not value.departures:
        says = f"The case holds: all {len(told)} answers that it tells and all {rows} records that it names are as it says."
        return wrap(says, width, 0)
    lines = wrap(f"The case does not hold, {len(value.departures)} times:", width, 0)
    return lines + [
        line for one in value.departures for line in wrap(published(one, 500), width, 2)
    ]
