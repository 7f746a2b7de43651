"""Each claim about a name with what the later record shows of it: one of six statuses.

1. `promises` gives the claims, one told again once; `by_facts` answers for amounts, records and guidance.
2. Of a deed `mentions` finds what later documents say: that it was done, ended, put off or named.
3. Rows of the record answer next: an 8-K's item, a prospectus, a dated list of an exchange.
4. A promised day that passed makes a claim overdue only where every later report that could tell
   of it is held, was read, and does not name it; else nobody can tell.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import polars as pl

from microcap.checks.claim_buybacks import bought_back
from microcap.checks.claim_facts import Borne, by_facts
from microcap.checks.claim_mentions import Mention, keys_of, mentions, papers, unread_since
from microcap.checks.claim_promises import promises
from microcap.checks.claims_held import PUT_OFF, Claim
from microcap.checks.filing_record import cite, items_filed
from microcap.model.figures import counted
from microcap.model.verdicts import Evidence
from microcap.view.once import once
from microcap.view.subject import Subject

Status = Literal["contradicted", "overdue", "ended", "cannot_tell", "unverified", "verified"]
"""Ended: it was agreed or begun, and a later document tells that it was taken back; that is no
word against what was claimed on the day."""
WORST_FIRST: tuple[Status, ...] = (
    "contradicted",
    "overdue",
    "ended",
    "cannot_tell",
    "unverified",
    "verified",
)

GRACE = timedelta(days=14)
"""Days after a promised one before it counts as passed: four business days to file an 8-K, twice
over (project default)."""
_BY_FACTS = frozenset({"revenue", "income", "cash", "record", "guidance"})
_ITEMS: dict[str, tuple[str, ...]] = {
    "contract": ("1.01",),
    "acquisition": ("1.01", "2.01"),
    "offering": ("1.01", "3.02"),
}
_BEFORE, _AFTER = timedelta(days=2), timedelta(days=8)
"""An 8-K is due four business days after the event (General Instruction B.1)."""
_PROSPECTUS = timedelta(days=12)
_PERIODIC = ("10-K", "10-KT", "10-Q", "10-QT", "20-F", "40-F")


@dataclass(frozen=True, slots=True)
class WeighedClaim:
    """A claim, its status at the moment, and the sentence and evidence that it rests on."""

    claim: Claim
    status: Status
    says: str
    evidence: tuple[Evidence, ...] = ()
    """What bears on the claim; the claim's own words are `claim.cite()`."""
    until: date | None = None
    """The day to which a later document, that is no telling of it, puts it."""

    def late_since(self, day: date) -> date | None:
        """The promised day that passed by a day without its deed, as far as the record tells.

        Of a promise that was put off it is the newest of its earlier days that passed; null where
        none did, where it was done or ended, and where nobody can tell of the only day.
        """
        if self.status not in ("overdue", "unverified", "cannot_tell") or not self.claim.due:
            return None
        earlier = [one.due for one in self.claim.before if one.due is not None]
        told = earlier if self.claim.put_off else []
        if self.status == "overdue" or self.until is not None:
            told = [*told, self.claim.due]
        return max((one for one in told if one + GRACE < day), default=None)


@once
def weighed_claims(subject: Subject) -> tuple[WeighedClaim, ...]:
    """Every claim with its status: the worst first, then what was put off most, then the newest."""
    found = [_weighed(subject, one) for one in promises(subject)]
    return tuple(sorted(found, key=_worst))


def _worst(one: WeighedClaim) -> tuple[int, int]:
    return WORST_FIRST.index(one.status), -one.claim.put_off


def _weighed(subject: Subject, claim: Claim) -> WeighedClaim:
    if claim.kind in _BY_FACTS:
        borne = by_facts(subject, claim)
        if borne.bearing in ("verified", "contradicted"):
            decided: Status = "verified" if borne.bearing == "verified" else "contradicted"
            return WeighedClaim(claim, decided, borne.says, borne.evidence)
        return WeighedClaim(claim, _undecided(borne), borne.says, borne.evidence)
    names = [subject.name.value] if subject.name else []
    names += [one.value for one in subject.former_names]
    said = mentions(claim, keys_of(claim, names), papers(subject))
    told = next((one for one in said if one.sense in ("done", "ended", "denied")), None)
    if told is not None:
        form = f"{told.paper.form or 'document'} of {told.paper.day}"
        if told.sense == "ended":
            return WeighedClaim(claim, "ended", f"the {form} tells that it ended", (told.cite(),))
        if told.sense == "denied":
            return WeighedClaim(claim, "contradicted", f"the {form} says otherwise", (told.cite(),))
        return WeighedClaim(claim, "verified", f"the {form} tells of it", (told.cite(),))
    for row in _rows(subject, claim):
        return WeighedClaim(claim, "verified", row.says, row.evidence)
    if claim.kind == "buyback":
        bought = bought_back(subject, claim)
        if bought.bearing == "verified" or bought.evidence:
            status: Status = "verified" if bought.bearing == "verified" else "unverified"
            return WeighedClaim(claim, status, bought.says, bought.evidence)
    return _awaited(subject, claim, said)


def _undecided(borne: Borne) -> Status:
    return "unverified" if borne.bearing == "open" else "cannot_tell"


def _awaited(subject: Subject, claim: Claim, said: list[Mention]) -> WeighedClaim:
    """A claim on which nothing bears yet: not due, overdue, silent, or nobody can tell."""
    day = subject.view.day
    cited = tuple(one.cite() for one in said[:2])
    if claim.due is not None and day <= claim.due + GRACE:
        says = f"not yet due: {claim.when or claim.due}{slipped(claim)}"
        return WeighedClaim(claim, "unverified", says, cited)
    since = claim.due or claim.day
    later = next(
        (
            one
            for one in said
            if one.sense == "later" and one.until and claim.due and one.until > claim.due + PUT_OFF
        ),
        None,
    )
    if later is not None:
        form = f"{later.paper.form or 'document'} of {later.paper.day}"
        put = f"promised by {claim.due}{slipped(claim)}; the {form} puts it at {later.until}"
        assert later.until is not None
        status: Status = "unverified" if day <= later.until + GRACE else "overdue"
        return WeighedClaim(claim, status, put, (later.cite(),), later.until)
    gap = _gap(subject, claim)
    if gap:
        return WeighedClaim(claim, "cannot_tell", f"{gap}{slipped(claim)}", cited)
    named = [one for one in said if one.paper.day > since]
    if named:
        form = f"{named[0].paper.form or 'document'} of {named[0].paper.day}"
        says = f"the {form} names it and does not say that it was done"
        return WeighedClaim(claim, "cannot_tell", says, tuple(one.cite() for one in named[:2]))
    read = [one for one in papers(subject) if one.day > since]
    if claim.due is None:
        says = (
            f"not named in {counted(len(read), 'later document')}"
            if read
            else "nothing was filed since"
        )
        return WeighedClaim(claim, "unverified", says)
    report = next((one for one in read if one.form in _PERIODIC), None)
    if report is None:
        says = f"promised by {claim.due}{slipped(claim)}; no periodic report was filed since"
        return WeighedClaim(claim, "cannot_tell", says)
    silent = (
        f"promised by {claim.due}{slipped(claim)}; {counted(len(read), 'document')} read since, and the {report.form} of "
        f"{report.day} is silent on it"
    )
    absent = Evidence(
        report.accession, f"{report.form} of {report.day}: silent", report.day, report.known_at
    )
    return WeighedClaim(claim, "overdue", silent, (absent,))


def slipped(claim: Claim) -> str:
    """How often a promise was put off, as words that go on; empty where it never was."""
    if not claim.put_off:
        return ""
    times = "once" if claim.put_off == 1 else f"{claim.put_off} times"
    return f" (first promised by {claim.first_due}, put off {times})"


def _gap(subject: Subject, claim: Claim) -> str:
    """What keeps the record from proving that nothing tells of the claim; empty where nothing does."""
    if subject.issuer is None:
        return "who issued it is not known, so no filing can be joined"
    if not subject.holds_complete("filings", claim.day, subject.view.day):
        return "the filings since are not held as a whole"
    _, unread = unread_since(subject, claim.day)
    if unread:
        filings = (
            "filing that could tell of it was"
            if unread == 1
            else "filings that could tell of it were"
        )
        return f"{unread} {filings} not read since"
    return ""


def _rows(subject: Subject, claim: Claim) -> Iterator[Borne]:
    """What rows of the record show of a deed near the day on which it was told or promised."""
    if {"possible", "non-binding"} & set(claim.hedge.split(", ")):
        return
    finder = _FINDERS.get(claim.kind)
    if finder is not None and (claim.due is None or claim.kind in ("listing", "offering")):
        yield from finder(subject, claim)


def _by_items(subject: Subject, claim: Claim) -> Iterator[Borne]:
    told = claim.date("day") or claim.day
    first, last = min(told, claim.day) - _BEFORE, claim.day + _AFTER
    near = subject.filings.filter((pl.col("day") >= first) & (pl.col("day") <= last))
    for item in _ITEMS[claim.kind]:
        rows = items_filed(near, item)
        if rows.height:
            row = rows.row(0, named=True)
            says = f"Form 8-K of {row['day']} reports it under item {item}, by the day alone"
            yield Borne("verified", says, (cite(row),))


def _by_prospectus(subject: Subject, claim: Claim) -> Iterator[Borne]:
    told = claim.due or claim.date("day") or claim.day
    low, high = min(told, claim.day) - _PROSPECTUS, max(told, claim.day) + _PROSPECTUS
    near = subject.filings.filter((pl.col("day") >= low) & (pl.col("day") <= high))
    forms = near.filter(pl.col("form").str.starts_with("424B") | pl.col("form").is_in(["D", "D/A"]))
    if forms.height:
        row = forms.row(0, named=True)
        says = f"Form {row['form']} of {row['day']} is of those days"
        yield Borne("verified", says, (cite(row),))
    else:
        yield from _by_items(subject, claim)


def _by_lists(subject: Subject, claim: Claim) -> Iterator[Borne]:
    """A dated list that shows another venue after the claim than before it."""
    rows = subject.listings.filter(pl.col("venue").is_not_null())
    before = rows.filter(pl.col("day") < claim.day)
    after = rows.filter(pl.col("day") >= claim.day)
    words = claim.quote.lower()
    for row in after.iter_rows(named=True):
        house = str(row["venue"]).split("_")[0].lower()
        moved = before.is_empty() or before["venue"].item(-1) != row["venue"]
        if house in words and moved:
            says = f"the list of {row['day']} shows {row['venue']}"
            yield Borne(
                "verified", says, (Evidence(row["source"], says, row["day"], row["known_at"]),)
            )
            return
    forms = subject.filings.filter(
        pl.col("form").str.starts_with("8-A12B") & (pl.col("day") >= claim.day - _PROSPECTUS)
    )
    if forms.height:
        row = forms.row(0, named=True)
        yield Borne("verified", f"Form {row['form']} of {row['day']} registers it", (cite(row),))


_FINDERS: dict[str, Callable[[Subject, Claim], Iterator[Borne]]] = {
    "contract": _by_items,
    "acquisition": _by_items,
    "offering": _by_prospectus,
    "listing": _by_lists,
}
