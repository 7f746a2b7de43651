"""What its filings admit: statements of its own documents, newest first, and which still stand.

1. `statements` of two years, and older ones of a state that nothing has ended since.
2. The same thing said again by a later document is one row, with how often it was said.
3. A state (going concern, a weakness of controls) stands until a document says that it ended; a
   later report that was read and does not repeat it is named, and proves nothing.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from microcap.model.verdicts import CannotTell
from microcap.view.said import Stated, documents_read, statements
from microcap.view.subject import Subject

WITHIN = timedelta(days=730)
"""Statements older than this are told only where the state still stands (project default)."""
TELLING: Mapping[str, int] = {
    "bankruptcy": 10,
    "non_reliance": 9,
    "going_concern_doubt": 9,
    "delisting_notice": 8,
    "regulatory_order": 8,
    "toxic_conversion": 7,
    "auditor_change": 6,
    "material_weakness": 6,
    "ir_contract": 6,
    "custodianship": 6,
    "unregistered_sale": 5,
    "equity_offering": 5,
    "atm_or_takedown": 5,
    "reverse_split": 5,
    "control_change": 4,
    "shell_status": 4,
    "convertible_note": 4,
    "shelf_registration": 3,
    "litigation_class_action": 3,
    "customer_concentration": 3,
    "lock_up": 3,
    "related_party_section": 2,
    "rights_plan": 2,
    "name_change": 1,
}
"""The kinds that are told with their words, and which come first where there is little room."""
_COUNTED = (
    "baby_shelf",
    "beneficial_owner",
    "dated_catalyst",
    "insider_transaction",
    "spac_remnant",
    "subsequent_event",
    "warrant_terms",
)
_ENDED_BY: Mapping[str, frozenset[str]] = {
    "bankruptcy": frozenset({"emerged", "dismissed"}),
    "going_concern_doubt": frozenset({"alleviated"}),
    "delisting_notice": frozenset({"regained"}),
    "material_weakness": frozenset({"remediated"}),
    "shell_status": frozenset({"no", "ceased"}),
    "convertible_note": frozenset({"ended"}),
    "lock_up": frozenset({"ended"}),
}
"""States, and what ends each; every other kind tells of an event."""
_REPEATED = ("going_concern_doubt", "material_weakness")
"""States that every periodic report has to tell again while they last."""
_PERIODIC = ("10-K", "10-Q", "10-KT", "20-F", "40-F")

Stands = Literal["stands", "ended", "event"]


@dataclass(frozen=True, slots=True)
class Admission:
    """One thing that documents of the issuer say, by the newest that says it."""

    kind: str
    detail: str
    quote: str
    form: str
    day: date
    known_at: datetime
    accession: str
    stands: Stands
    documents: int
    """How many documents say it."""
    first: date
    note: str = ""

    @property
    def telling(self) -> int:
        """Which comes first where there is little room: 10 first."""
        return TELLING[self.kind] - (5 if self.stands == "ended" else 0)


@dataclass(frozen=True, slots=True)
class Admissions:
    """What the documents that were read admit, and what was read."""

    rows: tuple[Admission, ...]
    """Newest first."""
    counted: Mapping[str, int]
    """Statements of other kinds in two years, which other chapters use."""
    documents: int
    """Documents of two years that were read."""
    newest: date | None
    """The day of the newest document that was read."""
    unread: tuple[str, ...]
    """Periodic reports and 8-Ks of two years that are listed and were not read, newest first."""
    unknown: CannotTell | None
    """Where no document was read, nothing is known to be absent."""


def admissions(subject: Subject) -> Admissions:
    """What the documents of a subject's issuer admit, as known at the view's moment."""
    read = documents_read(subject)
    since = subject.view.day - WITHIN
    recent = read.filter(read["day"] >= since)
    listed = subject.filings.filter(
        subject.filings["form"].is_in([*_PERIODIC, "8-K"]) & (subject.filings["day"] >= since)
    ).sort("day", descending=True)
    held = set(read["accession"].to_list())
    unread = tuple(one for one in listed["accession"].to_list() if one not in held)
    if read.is_empty():
        return Admissions((), {}, 0, None, unread, _nothing_read(subject))
    said = statements(subject, *TELLING, *_COUNTED)
    reports = [
        (row["day"], row["form"], row["accession"])
        for row in read.iter_rows(named=True)
        if row["form"].removesuffix("/A") in _PERIODIC
    ]
    rows = [row for row in _grouped(said, reports) if row.day >= since or row.stands == "stands"]
    other = Counter(one.kind for one in said if one.kind in _COUNTED and one.day >= since)
    return Admissions(
        tuple(sorted(rows, key=lambda row: (row.day, row.telling), reverse=True)),
        dict(sorted(other.items())),
        recent.height,
        max(read["day"].to_list()),
        unread,
        None,
    )


def _nothing_read(subject: Subject) -> CannotTell:
    if subject.issuer is None:
        return CannotTell(
            "what its documents admit: who issued it is not known",
            "microcap ingest documents FOLDER --symbol with its papers",
        )
    return CannotTell(
        "what its filings admit: no document of it is held as text",
        f"microcap fetch sec {subject.symbol} --documents 10-K,10-Q,8-K",
    )


def _grouped(said: Sequence[Stated], reports: Sequence[tuple[date, str, str]]) -> list[Admission]:
    """One row for each kind and detail, by the newest document that says it."""
    groups: dict[tuple[str, str], list[Stated]] = {}
    for one in said:
        if one.kind in TELLING:
            groups.setdefault((one.kind, one.detail), []).append(one)
    ended: dict[str, date] = {}
    for one in said:
        if one.detail in _ENDED_BY.get(one.kind, ()):
            ended[one.kind] = max(one.day, ended.get(one.kind, one.day))
    return [_row(held, ended.get(kind), reports) for (kind, _), held in groups.items()]


def _row(
    held: Sequence[Stated], ended: date | None, reports: Sequence[tuple[date, str, str]]
) -> Admission:
    one = held[0]
    stands, note = _stands(one, ended, reports)
    return Admission(
        one.kind,
        one.detail,
        one.quote,
        one.form,
        one.day,
        one.known_at,
        one.accession,
        stands,
        len({each.accession for each in held}),
        min(each.day for each in held),
        note,
    )


def _stands(
    one: Stated, ended: date | None, reports: Sequence[tuple[date, str, str]]
) -> tuple[Stands, str]:
    ends = _ENDED_BY.get(one.kind)
    if ends is None:
        return "event", ""
    if one.detail in ends:
        return "ended", ""
    if ended is not None and ended > one.day:
        return "ended", f"a document of {ended} says that it ended"
    later = [(day, form) for day, form, accession in reports if day > one.day]
    if one.kind in _REPEATED and later:
        day, form = max(later)
        return "ended", f"not repeated in the {form} of {day}, which was read"
    return "stands", ""
