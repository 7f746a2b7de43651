"""Which forms of insiders and large holders came after the day they were due.

A form is judged only where its filing date is the publisher's. What the rules leave open is
judged by the latest day that any of them allows, so that a form called late is late.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import polars as pl

from microcap.model.business_days import business_days_after, is_business_day, next_business_day
from microcap.model.rules import rule
from microcap.model.verdicts import Evidence
from microcap.view.holders import filed_exactly, insider_trades, statements_of_holders
from microcap.view.subject import Subject

DEFERRED = frozenset({"G", "L", "W", "Z", "E", "H", "J", "I"})
"""Codes whose transactions may be, or once might be, reported on Form 5 (17 CFR 240.16a-3(f))."""
_PLANNED_LATER = 3
"""Business days within which the day of a trade under a plan may be learned (240.16a-3(g)(2))."""
_MONTH = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class LateForm:
    """A form that was filed after its due day."""

    form: str
    accession: str
    owner: str
    event: date
    due: date
    filed: date
    known_at: datetime

    @property
    def days_late(self) -> int:
        """Calendar days from the due day to the filing."""
        return (self.filed - self.due).days

    def cite(self) -> Evidence:
        """The form as evidence: its day is the day of the event."""
        what = f"form {self.form} of {self.owner[:60]}: event {self.event}, due {self.due}, filed {self.filed}"
        return Evidence(self.accession, what, self.event, self.known_at)


def late_insider_forms(subject: Subject, first: date, last: date) -> tuple[LateForm, ...]:
    """Forms 3 and 4 filed from `first` to `last` that came after their due day, newest first.

    A Form 4 is judged by its oldest trade that may not wait for a Form 5; amendments are not
    judged, since the form they amend was.
    """
    rows = filed_exactly(insider_trades(subject)).filter(pl.col("filed").is_between(first, last))
    fours = rows.filter(
        (pl.col("form") == "4") & (pl.col("code") != "") & ~pl.col("code").is_in(list(DEFERRED))
    )
    threes = rows.filter(pl.col("form") == "3")
    found = []
    for row in _oldest(fours):
        days = int(rule("due_form_4", row["day"]).number)
        days += _PLANNED_LATER if row["planned"] or _says_plan(row["footnotes"]) else 0
        found.append(_judged(row, business_days_after(row["day"], days)))
    for row in _oldest(threes):
        allowed = timedelta(days=int(rule("due_form_3", row["day"]).number))
        found.append(_judged(row, next_business_day(row["day"] + allowed)))
    late = [one for one in found if one.filed > one.due]
    return tuple(sorted(late, key=lambda one: (one.filed, one.accession), reverse=True))


def late_schedules(subject: Subject, first: date, last: date) -> tuple[LateForm, ...]:
    """Schedules 13D and 13G filed from `first` to `last` after their due day, newest first.

    First schedules and amendments of a 13D; a 13G by the longest time that any holder has, since
    which of its rules applies is not held.
    """
    rows = filed_exactly(statements_of_holders(subject))
    rows = rows.filter(
        pl.col("filed").is_between(first, last) & pl.col("form").str.contains(r"13[DG]")
    )
    found = []
    for row in rows.unique("accession", keep="first", maintain_order=True).iter_rows(named=True):
        due = _schedule_due(row["form"], row["day"])
        if due is not None and row["day"] < row["filed"]:
            found.append(_judged(row, due))
    late = [one for one in found if one.filed > one.due]
    return tuple(sorted(late, key=lambda one: (one.filed, one.accession), reverse=True))


def _schedule_due(form: str, event: date) -> date | None:
    """The last day on which the schedule was in time; null where no rule of that day tells one."""
    amended = form.endswith("/A")
    if "13D" in form:
        days = _days("due_13d", event)
        name = "amendment_business_days" if amended else "first_business_days"
        if name in days:
            return _after_event(event, days[name])
        if amended:
            return None
        return next_business_day(event + timedelta(days=days["first_calendar_days"]))
    if amended:
        return None
    days = _days("due_13g", event)
    if "institution_days_after_quarter" in days:
        allowed = timedelta(days=days["institution_days_after_quarter"])
        return next_business_day(_quarter_end(event) + allowed)
    allowed = timedelta(days=days["institution_days_after_year"])
    return next_business_day(date(event.year, 12, 31) + allowed)


def _days(name: str, day: date) -> dict[str, int]:
    """The numbers of a rule that holds several, as it stood on a day."""
    value = rule(name, day).value
    held = value if isinstance(value, Mapping) else {}
    return {key: number for key, number in held.items() if isinstance(number, int)}


def _after_event(event: date, count: int) -> date:
    """The day `count` business days after an event; one on a closed day has not begun to count."""
    if is_business_day(event):
        return business_days_after(event, count)
    return business_days_after(next_business_day(event), count - 1)


def _quarter_end(day: date) -> date:
    month = 3 * ((day.month + 2) // 3)
    return (date(day.year, month, 1) + _MONTH).replace(day=1) - timedelta(days=1)


def _oldest(rows: pl.DataFrame) -> Iterator[dict[str, Any]]:
    oldest = rows.sort("day", "line").unique("accession", keep="first", maintain_order=True)
    return oldest.iter_rows(named=True)


def _says_plan(footnotes: str | None) -> bool:
    return "10b5-1" in (footnotes or "")


def _judged(row: dict[str, Any], due: date) -> LateForm:
    return LateForm(
        str(row["form"]),
        str(row["accession"]),
        str(row["owner_name"]),
        row["day"],
        due,
        row["filed"],
        row["known_at"],
    )
