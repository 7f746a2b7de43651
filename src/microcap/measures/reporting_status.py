"""Whether an issuer's reports are in, from its last report and what it filed since."""

import re
from collections.abc import Sequence
from datetime import date

from microcap.measures import method
from microcap.measures.report_calendar import (
    Record,
    Submitted,
    is_delinquent,
    report_calendar,
    sound,
)
from microcap.model.errors import Contradiction
from microcap.model.issuer_kinds import IssuerKind, kinds

_FILED = re.compile(
    r"(?P<form>.+?)(?: for (?P<period>\d{4}-\d\d-\d\d) filed)? (?P<day>\d{4}-\d\d-\d\d)"
)
_YEAR_END = re.compile(r"(\d\d)-?(\d\d)")


@method(reference="methods.md section 7: delinquent, counted from the original due day")
def reporting_status(
    last_periodic: str, today: str, fiscal_year_end: str, filings_since: Sequence[str] = ()
) -> dict[str, object]:
    """Status of an issuer: current, delinquent or deregistered, with what is missing and for how long.

    `last_periodic` is as `10-Q for 2025-06-30 filed 2025-08-13`; `filings_since` are as `NT 10-Q
    2025-11-14`, all that it filed since; `fiscal_year_end` is as 12-31. Days late are calendar
    days from the original due day. A report is missing when its due day has passed, or the
    extended one where a notice came in time.
    """
    last = _filed(last_periodic, "last_periodic")
    kind = _kind(last)
    period = sound(last)
    if period is None:
        raise Contradiction(
            f"last_periodic is {last_periodic!r}; say as in '10-Q for 2025-06-30 filed 2025-08-13'"
        )
    day = _day(today, "today")
    since = [_filed(one, f"filings_since {at}") for at, one in enumerate(filings_since, 1)]
    ended = next((one.day for one in since if one.form in kind.ends), None)
    if ended is not None and ended <= day:
        return {"status": "deregistered", "missing": [], "days_late": []}
    record = Record(period, day, held_from=period, held_until=day)
    known = [last, *(one for one in since if one.day <= day)]
    rows = report_calendar(kind, known, record, fiscal_year_end=_year_end(fiscal_year_end)) or ()
    missing = [row for row in rows if row.state == "missing" and row.period > period]
    return {
        "status": "delinquent" if is_delinquent(rows) and missing else "current",
        "missing": [row.name for row in missing],
        "days_late": [row.days_late for row in missing],
    }


def _filed(text: str, name: str) -> Submitted:
    found = _FILED.fullmatch(text.strip())
    if found is None:
        raise Contradiction(
            f"{name} is {text!r}; say the form and the day, as in 'NT 10-Q 2025-11-14' or "
            "'10-Q for 2025-06-30 filed 2025-08-13'"
        )
    period = _day(found["period"], name) if found["period"] else None
    return Submitted(found["form"], _day(found["day"], name), period)


def _kind(last: Submitted) -> IssuerKind:
    for kind in kinds().values():
        if any(last.form in report.forms and report.checkable for report in kind.reports):
            return kind
    raise Contradiction(
        f"last_periodic is of Form {last.form}; its calendar is not held: give a 10-K, 10-Q, "
        "20-F, 1-K or 1-SA"
    )


def _year_end(text: str) -> tuple[int, int]:
    found = _YEAR_END.fullmatch(text.strip())
    month, day = (int(found[1]), int(found[2])) if found else (0, 0)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        raise Contradiction(f"fiscal_year_end is {text!r}; say month and day, as in 12-31")
    return month, day


def _day(text: str, name: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Contradiction(f"{name}: {text!r} is no day; give one as 2026-03-31") from None
