"""Changes of the company's name."""

import re
from itertools import pairwise

from microcap.checks import check
from microcap.checks.filing_record import filing_record
from microcap.checks.stretch import months_before
from microcap.model.figures import counted
from microcap.model.verdicts import CannotTell, Clear, Evidence, Finding, Verdict
from microcap.view.subject import Said, Subject

MONTHS = 36
"""How far back changes of name are looked for (methods.md section 7)."""
_MARK = re.compile(r"\s*[/\\][a-z]{2,5}(?=[/\\]|$)")
"""The SEC tells namesakes apart by a mark after the name, as in INC /NEW/ or INC/DE/."""
_REFERENCE = "methods.md section 7, name changes"


@check(severity=1, kind="event", risk="manipulation", reference=_REFERENCE)
def name_changed(subject: Subject) -> Verdict:
    """The company's name changed within three years."""
    return _changes(subject, at_least=1)


@check(severity=3, kind="event", risk="manipulation", reference=_REFERENCE)
def name_changed_often(subject: Subject) -> Verdict:
    """The company's name changed twice or more within three years."""
    return _changes(subject, at_least=2)


def new_names(subject: Subject) -> list[tuple[Said, Said]]:
    """Each change of name within three years as the old and the new one, oldest first."""
    first, last = months_before(subject.view.day, MONTHS), subject.view.day
    names = _distinct(subject.former_names)
    return [(before, after) for before, after in pairwise(names) if first < after.day <= last]


def _changes(subject: Subject, *, at_least: int) -> Verdict:
    names = _distinct(subject.former_names)
    first, last = months_before(subject.view.day, MONTHS), subject.view.day
    changed = new_names(subject)
    if len(changed) >= at_least:
        said = "; ".join(f"{old.value} → {new.value}, {new.day}" for old, new in changed)
        evidence = tuple(
            Evidence(new.source, f"{old.value} → {new.value}", new.day, new.known_at)
            for old, new in reversed(changed)
        )
        return Finding(f"{counted(len(changed), 'change of name')}: {said}", evidence)
    if names and _whole(subject, names):
        found = counted(len(changed), "change of name") if changed else "no change of name"
        held = counted(len(names), "name of the issuer")
        return Clear(f"{found} from {first} to {last}: {held} held")
    gap = filing_record(subject, MONTHS).gap
    missing = gap.missing if gap is not None else "the issuer's former names are not held"
    do = "microcap ingest sec FOLDER with the submissions JSON of the issuer"
    return CannotTell(f"changes of name: {missing}", gap.do if gap is not None else do)


def _distinct(names: tuple[Said, ...]) -> list[Said]:
    """Names in order, a name written in another way not counted as a change."""
    kept: list[Said] = []
    for said in names:
        if not kept or _plain(kept[-1].value) != _plain(said.value):
            kept.append(said)
    return kept


def _plain(name: str) -> str:
    return "".join(letter for letter in _MARK.sub("", name.casefold()) if letter.isalnum())


def _whole(subject: Subject, names: list[Said]) -> bool:
    """Whether the source of the names holds the issuer's record over the whole stretch.

    An answer of the SEC about a filer carries all its former names with its filings.
    """
    sources = set(subject.coverage("filings")["source"]) | set(
        subject.coverage("issuers")["source"]
    )
    return names[-1].source in sources and filing_record(subject, MONTHS).gap is None
