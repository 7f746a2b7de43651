"""What is claimed about a name, what the later record shows of each claim, and how the user ruled.

1. `claims` takes every claim with its status from the view and sets the user's rulings beside it.
2. `open_claims` are those that nothing verified: what a trade that rests on a claim has to ask.
3. `rule_claim` writes a ruling into the casebook; `rulings` reads them back by a moment.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from microcap.checks.claim_status import WORST_FIRST, Status, WeighedClaim, weighed_claims
from microcap.model.errors import Contradiction, NoSuchThing
from microcap.model.figures import counted
from microcap.model.verdicts import Evidence
from microcap.reading.claim_kinds import claim_kinds
from microcap.view.said import Value, documents_read
from microcap.view.subject import Subject
from microcap.view.view import records

if TYPE_CHECKING:
    from microcap.casebook.book import Casebook
    from microcap.casebook.entry import Entry

Ruled = Literal["verified", "contradicted", "open", "withdrawn"]
SHORTEST_ID = 6
"""A claim may be named by so many of the first digits of its id."""
LONGEST_WHY = 2_000


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the user decided about a claim, and why; it changes no status, it stands beside it."""

    claim: str
    ruling: Ruled
    why: str
    written_at: datetime
    entry: int
    """The number of the entry in the casebook."""


@dataclass(frozen=True, slots=True)
class ToldBefore:
    """An earlier telling of a promise: when and where, and the day that it gave."""

    day: date
    due: date
    when: str
    source: str


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim: its words, its status with what that rests on, and a ruling where there is one."""

    id: str
    kind: str
    label: str
    status: Status
    says: str
    """Why it has this status, in a sentence."""
    ruling: Ruling | None
    quote: str
    told: Mapping[str, Value]
    """Amounts, days and names read out of the words; USD, ISO days."""
    origin: str
    source: str
    document: str
    span: tuple[int, int]
    day: date
    known_at: datetime
    by: str
    hedge: str
    verified_by: str
    first: date | None
    due: date | None
    when: str
    before: tuple[ToldBefore, ...]
    """The same promise as it was told before, oldest first."""
    put_off: int
    """How often its day was moved by more than a month."""
    evidence: tuple[Evidence, ...]

    @property
    def is_open(self) -> bool:
        """Whether neither the record nor the user's ruling verified it or took it back."""
        if self.ruling is not None:
            return self.ruling.ruling not in ("verified", "withdrawn")
        return self.status != "verified"


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims about a name as known at a moment, the worst first."""

    symbol: str
    security: str
    moment: datetime
    synthetic: bool
    rows: tuple[ClaimRow, ...]
    counts: Mapping[str, int]
    """How many claims have each status."""
    notes: tuple[str, ...]


def claims(subject: Subject, rulings: Iterable[Ruling] = ()) -> Claims:
    """Every claim about a name with its status, the worst first, then the newest."""
    by_claim = {one.claim: one for one in sorted(rulings, key=lambda one: one.entry)}
    weighed = weighed_claims(subject)
    rows = tuple(_row(one, _newest(by_claim, one.claim.ids)) for one in weighed)
    counted = Counter(one.status for one in rows)
    return Claims(
        subject.symbol,
        subject.security,
        subject.view.moment,
        subject.view.synthetic,
        rows,
        {status: counted[status] for status in WORST_FIRST},
        _notes(
            subject, rows, by_claim.keys() - {name for one in weighed for name in one.claim.ids}
        ),
    )


def open_claims(subject: Subject, rulings: Iterable[Ruling] = ()) -> tuple[ClaimRow, ...]:
    """The claims that are not verified, by the record or by a ruling, the worst first.

    A trade that rests on a claim asks these: one that is contradicted or overdue, one that nobody
    can tell, one not yet due. A ruling of `verified` or `withdrawn` closes a claim, no other does.
    """
    return tuple(one for one in claims(subject, rulings).rows if one.is_open)


def rulings(book: "Casebook", subject: Subject) -> tuple[Ruling, ...]:
    """The rulings on a name's claims that were written by the view's moment, oldest first."""
    from microcap.research.notes import about_subject

    held = book.entries(about_subject(subject), "ruling", until=subject.view.moment)
    return tuple(one for entry in held if (one := _ruling(entry)) is not None)


def rule_claim(
    lake_path: Path,
    casebook_path: Path,
    symbol: str,
    claim: str,
    ruling: str,
    why: str,
    *,
    now: datetime,
) -> Ruling:
    """Write a ruling on a claim, by its id or its first digits, into the casebook.

    A later ruling on the same claim takes the place of the earlier one. Raises `NoSuchThing` for a
    claim that is not known now, `Contradiction` for a ruling that is none or has no reason.
    """
    from microcap.research.notes import about_subject, casebook_of

    if ruling not in get_args(Ruled):
        raise Contradiction(
            f"a ruling of {ruling[:40]!r}; it is one of {', '.join(get_args(Ruled))}"
        )
    if not why.strip() or len(why) > LONGEST_WHY:
        raise Contradiction(
            f"a ruling with a reason of {len(why.strip())} characters; say why in 1 to {LONGEST_WHY:,}"
        )
    subject = Subject(records(lake_path).as_of(now), symbol)
    row = claim_named(claims(subject).rows, claim)
    book = casebook_of(lake_path, casebook_path)
    before = [one for one in rulings(book, subject) if one.claim == row.id]
    body = {"claim": row.id, "ruling": ruling, "why": why.strip(), "quote": row.quote}
    entry = book.append(
        about_subject(subject),
        "ruling",
        body,
        now,
        [row.source],
        replaces=before[-1].entry if before else None,
    )
    written = _ruling(entry)
    assert written is not None
    return written


def claim_named(rows: Sequence[ClaimRow], name: str) -> ClaimRow:
    """The claim of an id, or of its first digits; raises `NoSuchThing` with the nearest."""
    asked = name.strip().lower()
    found = [one for one in rows if one.id.startswith(asked)] if len(asked) >= SHORTEST_ID else []
    if len(found) == 1:
        return found[0]
    if len(found) > 1:
        raise NoSuchThing(
            f"claim {asked[:20]!r} is the beginning of {len(found)} ids; give all twelve digits"
        )
    near = get_close_matches(asked, [one.id for one in rows], n=3, cutoff=0.5)
    raise NoSuchThing(
        f"asked for claim {asked[:20]!r}; {len(rows)} are known and none has that id; "
        + (f"the nearest are {', '.join(near)}" if near else "microcap claims SYMBOL lists them")
    )


def _newest(by_claim: Mapping[str, Ruling], ids: Iterable[str]) -> Ruling | None:
    """The newest ruling on any telling of a claim; null where there is none."""
    held = [by_claim[name] for name in ids if name in by_claim]
    return max(held, key=lambda one: one.entry, default=None)


def _row(one: WeighedClaim, ruling: Ruling | None) -> ClaimRow:
    claim = one.claim
    return ClaimRow(
        claim.id,
        claim.kind,
        claim.label,
        one.status,
        one.says,
        ruling,
        claim.quote,
        claim.says,
        claim.origin,
        claim.source,
        claim.document,
        claim.span,
        claim.day,
        claim.known_at,
        claim.by,
        claim.hedge,
        claim_kinds()[claim.kind].verified_by,
        claim.first,
        claim.due,
        claim.when,
        tuple(
            ToldBefore(told.day, told.due, told.when, told.source)
            for told in claim.before
            if told.due is not None
        ),
        claim.put_off,
        one.evidence,
    )


def _notes(subject: Subject, rows: Sequence[ClaimRow], gone: Collection[str]) -> tuple[str, ...]:
    said = []
    if not rows:
        read = documents_read(subject).height
        kept = subject.news.height + subject.documents.height
        said.append(
            f"no claim was read: held are {counted(read, 'document of filings')}, and "
            f"{counted(kept, 'item of news and messages')}; microcap fetch documents {subject.symbol} brings its 8-Ks and exhibits, "
            "microcap note add --file a release or a message of your own"
        )
    if subject.issuer is None:
        said.append("who issued it is not known, so no filing can be held against a claim")
    if gone:
        said.append(
            f"{counted(len(gone), 'ruling is', 'rulings are')} on claims that are not read any more"
        )
    return tuple(said)


def _ruling(entry: "Entry") -> Ruling | None:
    body = entry.body
    claim, ruling = str(body.get("claim", "")), str(body.get("ruling", ""))
    if not claim or ruling not in get_args(Ruled):
        return None
    return Ruling(claim, ruling, str(body.get("why", "")), entry.written_at, entry.number)  # type: ignore[arg-type]
