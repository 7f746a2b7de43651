"""An offering of new shares that is registered and not done, or was priced days ago."""

from datetime import date

import polars as pl

from microcap.checks import check
from microcap.checks.item_told import two_years
from microcap.checks.registered_verdict import unread_registration
from microcap.model.verdicts import CannotTell, Clear, Evidence, Finding, Verdict
from microcap.view.registrations import OTHERS, Registration, registrations
from microcap.view.subject import Subject
from microcap.view.takedowns import Takedown

_SESSIONS = 10
"""Sessions after a prospectus in which its shares still find their price (project default)."""
_PRICED = ("424B1", "424B4", "424B5")
_MAYBE = ("424B2",)
"""Banks sell notes by this form every day: it counts where its words offer shares."""


@check(
    severity=3,
    kind="event",
    risk="failure",
    reference="Securities Act Rules 415, 424(b); methods.md section 7",
)
def offering_pending(subject: Subject) -> Verdict:
    """An offering is registered and not ended, or was priced within the last ten sessions.

    Form S-1 or F-1 that is not withdrawn, sold or lapsed, or a prospectus of the last ten sessions.
    New shares are most often sold below the close. Sales by holders are no offering of the company;
    where a registration was not read, whose shares it sells is not known and it counts.
    """
    record = two_years(subject)
    found = registrations(subject)
    pending = [one for one in found if _is_pending(one, subject)]
    priced = _priced(subject, found)
    if pending or priced:
        says = [f"{one.form} of {one.filed}: {_stage(one)}" for one in pending]
        says += [f"{form} of {day}: priced" for form, day, _ in priced]
        evidence = [_newest(one, subject) for one in pending] + [one for _, _, one in priced]
        return Finding("; ".join(dict.fromkeys(says)), tuple(dict.fromkeys(evidence)))
    if record.gap is not None:
        return CannotTell(f"offerings: {record.gap.missing}", record.gap.do)
    if record.rows.is_empty():
        why = f"the issuer filed nothing with the SEC from {record.first} to {record.last}"
        return CannotTell(f"offerings: {why}", "bring its documents from where it does report")
    unread = unread_registration(record)
    if unread is not None:
        return unread
    return Clear(
        f"no Form S-1 or F-1 that waits, and no prospectus of the last {_SESSIONS} sessions, in "
        f"{record.says}"
    )


def _is_pending(one: Registration, subject: Subject) -> bool:
    if one.form not in OTHERS or one.resale or one.ended is not None:
        return False
    return one.effective is None or one.effective >= _since(subject)


def _stage(one: Registration) -> str:
    if one.effective is None:
        stage = "filed and not effective"
    else:
        stage = f"effective {one.effective} and not told as sold"
    return stage if one.read else f"{stage}; not read, perhaps shares of holders"


def _priced(subject: Subject, found: tuple[Registration, ...]) -> list[tuple[str, date, Evidence]]:
    """Prospectuses of the last ten sessions that offer shares: of no registration held too."""
    since = _since(subject)
    matched: dict[str, Takedown] = {
        down.accession: down for one in found if not one.resale for down in one.takedowns
    }
    resold = {down.accession for one in found if one.resale for down in one.takedowns}
    priced = []
    rows = subject.filings.filter(
        (pl.col("day") >= since) & pl.col("form").is_in([*_PRICED, *_MAYBE])
    )
    for row in rows.sort("day", descending=True).iter_rows(named=True):
        down = matched.get(row["accession"])
        offers = down is not None and (down.dollars is not None or down.shares is not None)
        if row["accession"] in resold or (row["form"] in _MAYBE and not offers):
            continue
        filed = Evidence(
            row["accession"], f"{row['form']} filed {row['day']}", row["day"], row["known_at"]
        )
        priced.append((row["form"], row["day"], down.evidence[0] if down else filed))
    return priced


def _since(subject: Subject) -> date:
    days = subject.view.sessions["day"]
    first: date = days[-_SESSIONS] if days.len() >= _SESSIONS else date.min
    return first


def _newest(one: Registration, subject: Subject) -> Evidence:
    """The last amendment as evidence, so that an offering that goes on does not fade."""
    own = subject.filings.filter(
        pl.col("form").is_in([one.form, f"{one.form}/A"]) & (pl.col("day") >= one.filed)
    ).sort("day", "known_at")
    if own.is_empty():
        return one.evidence[0]
    row = own.row(-1, named=True)
    what = f"{row['form']} filed {row['day']}"
    if one.evidence and one.evidence[0].what.startswith("“"):
        what += f"; {one.form} of {one.filed}: {one.evidence[0].what}"
    return Evidence(row["accession"], what, row["day"], row["known_at"])
