"""A shell company, or one whose business is to find one."""

from dataclasses import dataclass
from datetime import date

from microcap.checks import check
from microcap.checks.annual_report import FRESH
from microcap.checks.filing_record import items_filed
from microcap.model.verdicts import CannotTell, Clear, Evidence, Finding, Verdict
from microcap.view.latest import last_day
from microcap.view.said import statements
from microcap.view.subject import Subject

_BLANK_CHECK = "6770"
_YES, _NO = {"true", "yes", "1"}, {"false", "no", "0"}


@dataclass(frozen=True, slots=True)
class _Box:
    yes: bool
    day: date
    evidence: Evidence


@check(
    severity=3,
    kind="state",
    risk="manipulation",
    ends="a cover page or Form 8-K item 5.06 that says it is no shell any more",
    renewed_by="annual",
    reference="17 CFR 240.12b-2 (shell company); SIC 6770; methods.md section 7",
)
def shell_or_blank_check(subject: Subject) -> Verdict:
    """The cover page says shell company, or the industry code is blank check (6770).

    An industry code other than 6770 does not say that a company has a business, so only the
    cover page's own answer of the last fifteen months, or an 8-K item 5.06, gives a clean bill.
    """
    box, industry, ceased = _box(subject), subject.said("sic"), _ceased(subject)
    found = []
    if box is not None and box.yes and (ceased is None or box.day > ceased):
        found.append(box.evidence)
    blank = industry is not None and industry.value.strip()[:4] == _BLANK_CHECK
    if blank and industry is not None and (ceased is None or industry.day > ceased):
        what = f"industry code {_BLANK_CHECK}, blank checks"
        found.append(Evidence(industry.source, what, industry.day, industry.known_at))
    if found:
        says = " and ".join(evidence.what for evidence in found)
        return Finding(f"{says}, as of {max(e.day for e in found if e.day)}", tuple(found))
    fresh = subject.view.day - FRESH
    if ceased is not None and ceased >= fresh:
        return Clear(f"8-K item 5.06 of {ceased}: a change of the shell status was reported")
    if box is not None and not box.yes and box.day >= fresh:
        return Clear(f"the cover page of {box.day} says that it is no shell company")
    held = f", the newest held is of {box.day}" if box is not None else ""
    code = f"; its industry code is {industry.value}" if industry is not None else ""
    return CannotTell(
        f"the shell box of its latest cover page is not held{held}{code}",
        "look at the first page of its latest 10-K or 10-Q",
    )


def _box(subject: Subject) -> _Box | None:
    """The shell box of the newest cover page: as read from its text, or as a file gives it."""
    read = [
        _Box(one.detail == "yes", one.day, one.cite())
        for one in statements(subject, "shell_status")
        if one.detail in ("yes", "no")
    ]
    said = subject.said("shell")
    if said is not None and (value := said.value.strip().lower()) in _YES | _NO:
        word = "yes" if value in _YES else "no"
        what = f"shell company: {word}"
        cited = Evidence(said.source, what, said.day, said.known_at)
        read.append(_Box(value in _YES, said.day, cited))
    return max(read, key=lambda one: one.day, default=None)


def _ceased(subject: Subject) -> date | None:
    """The day of the newest report that its shell status changed (8-K item 5.06), or null."""
    return last_day(items_filed(subject.filings, "5.06")["day"])
