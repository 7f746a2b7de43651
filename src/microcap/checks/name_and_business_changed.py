"""A new name and another industry code."""

from datetime import date
from itertools import pairwise

from microcap.checks import check
from microcap.checks.name_changed import MONTHS, name_changed, new_names
from microcap.checks.stretch import months_before
from microcap.model.verdicts import CannotTell, Clear, Evidence, Finding, Verdict
from microcap.view.filer import filer_of
from microcap.view.subject import Said, Subject


@check(
    severity=3,
    kind="event",
    risk="manipulation",
    reference="methods.md section 7, a name change with a change of the SIC code",
)
def name_and_business_changed(subject: Subject) -> Verdict:
    """The company's name and its industry code (SIC) both changed within three years.

    Codes are dated by the lists and answers that show them, so the day of a change is the first on
    which the new code was seen. Mergers of blank-check companies and sales of a business change both.
    """
    renamed, codes = new_names(subject), _codes(subject)
    if not renamed:
        return name_changed(subject)
    first, last = months_before(subject.view.day, MONTHS), subject.view.day
    changed = [
        (old, new)
        for old, new in pairwise(codes)
        if _code(old) != _code(new) and first < new.day <= last
    ]
    if changed:
        both = [*((*pair, "") for pair in renamed), *((*pair, "SIC ") for pair in changed)]
        both.sort(key=lambda one: one[1].day)
        says = "; ".join(f"{kind}{_told(old, new)}, {new.day}" for old, new, kind in both)
        cited = (
            Evidence(new.source, f"{kind}{_told(old, new)}", new.day, new.known_at)
            for old, new, kind in reversed(both)
        )
        return Finding(f"name and industry code changed: {says}", tuple(cited))
    name = renamed[-1][1]
    if _shown_around(codes, renamed[0][1].day, name.day):
        return Clear(
            f"a new name, {name.value!r} since {name.day}; the industry code {_code(codes[-1])} was "
            f"shown on {codes[0].day} and still on {codes[-1].day}"
        )
    shown = ", ".join(f"{_code(one)} on {one.day}" for one in codes[-4:]) or "none"
    return CannotTell(
        f"the industry code before and after the name {name.value!r} of {name.day}; shown: {shown}",
        f"microcap fetch sec {subject.issuer or subject.symbol} now, and bring an older list of codes",
    )


def _codes(subject: Subject) -> tuple[Said, ...]:
    filer = filer_of(subject)
    held = filer.history("sic") if filer is not None else ()
    return tuple(one for one in held if one.day <= subject.view.day)


def _code(said: Said) -> str:
    return said.value.strip()[:4]


def _told(old: Said, new: Said) -> str:
    return f"{old.value} → {new.value}"


def _shown_around(codes: tuple[Said, ...], first: date, last: date) -> bool:
    return bool(codes) and codes[0].day < first and codes[-1].day >= last
