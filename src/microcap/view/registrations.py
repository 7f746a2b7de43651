"""Securities registered for sale: what was registered, sold from it, ended, and what is left.

1. `registrations` begins at every registration statement on record, a form or a document.
2. Amendments, EFFECT, post-effective amendments and withdrawals are matched by form, file number
   and dates; where only the dates speak, the match is marked `assumed`.
3. Prospectus supplements are matched to the registration that was effective on their day.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

import polars as pl

from microcap.model.business_days import months_after
from microcap.model.rules import rule
from microcap.model.verdicts import Evidence
from microcap.view.once import once
from microcap.view.said import Stated, documents_read, statements
from microcap.view.subject import Subject
from microcap.view.takedowns import (
    COVER,
    Paper,
    Takedown,
    largest_amount,
    most_shares,
    offered,
    takedown,
)

SHELVES = ("S-3", "S-3ASR", "F-3", "F-3ASR", "F-10")
OTHERS = ("S-1", "F-1", "SB-2", "S-2", "S-11")
SUPPLEMENTS = ("424B1", "424B2", "424B3", "424B4", "424B5", "424B7", "424B8")
OFFERING_FORMS = (*SHELVES, *OTHERS, *SUPPLEMENTS)
"""The forms whose documents tell what was registered and sold."""
_EFFECTIVE_WITHIN = timedelta(days=500)
"""An effectiveness later than this after the filing belongs to another registration (project default)."""
_SOON = timedelta(days=60)
"""An EFFECT so soon after a post-effective amendment is that amendment's (project default)."""


@dataclass(frozen=True)
class Registration:
    """One registration statement with what became of it by the moment."""

    form: str
    accession: str
    filed: date
    touches: tuple[date, ...]
    """The days of its filing and its amendments, oldest first."""
    known_at: datetime
    resale: bool
    """Holders sell under it, not the company."""
    dollars: float | None
    shares: int | None
    """Shares of its own day."""
    file_number: str | None
    effective: date | None
    effective_how: str
    """EFFECT, automatic, stated, used, or empty."""
    expires: date | None
    ended: date | None
    end: str
    """withdrawn, deregistered, expired, lapsed, sold, or empty."""
    evidence: tuple[Evidence, ...]
    read: bool
    takedowns: tuple[Takedown, ...] = ()
    assumed: tuple[str, ...] = field(default=())
    """What rests on dates alone."""

    def touched(self, day: date) -> date:
        """The day of its last amendment by a day."""
        return max((one for one in self.touches if one <= day), default=self.filed)

    @property
    def stands(self) -> bool:
        """Effective, and not ended."""
        return self.effective is not None and self.ended is None

    @property
    def taken(self) -> float | None:
        """Dollars that supplements took or set aside; null where one of them does not say."""
        amounts = [one.dollars for one in self.takedowns]
        return None if None in amounts else sum(one for one in amounts if one is not None)

    @property
    def left(self) -> float | None:
        """Dollars registered and neither sold nor set aside by supplements; never below zero."""
        if self.dollars is None or self.taken is None:
            return None
        return max(self.dollars - self.taken, 0.0)


@once
def registrations(subject: Subject) -> tuple[Registration, ...]:
    """The registration statements of the issuer known at the moment, newest first."""
    papers = _papers(subject)
    said = statements(
        subject, "shelf_registration", "equity_offering", "atm_or_takedown", "baby_shelf"
    )
    by_paper: dict[str, list[Stated]] = {}
    for one in said:
        by_paper.setdefault(one.accession, []).append(one)
    begun = [row for row in papers if row[1] in (*SHELVES, *OTHERS)]
    found = [_begun(row, papers, by_paper) for row in begun]
    found = _effective(found, papers, said)
    found = _ended(found, papers, by_paper, subject.view.day)
    taken = _taken(found, papers, by_paper)
    return tuple(_sold_out(_priced(one, subject)) for one in reversed(taken))


def _priced(one: Registration, subject: Subject) -> Registration:
    """Supplements of shares without dollars, at the raw close of their day."""
    if all(down.dollars is not None or down.shares is None for down in one.takedowns):
        return one
    closes = dict(subject.panel.select("day", "close_raw").drop_nulls().iter_rows())
    downs = tuple(
        replace(down, dollars=down.shares * closes[down.day], estimated=True)
        if down.dollars is None and down.shares is not None and down.day in closes
        else down
        for down in one.takedowns
    )
    return replace(one, takedowns=downs)


def _sold_out(one: Registration) -> Registration:
    """An offering on Form S-1 or F-1 is made once: after its prospectus nothing is left."""
    if one.form in SHELVES or one.resale or one.ended is not None:
        return one
    final = [down for down in one.takedowns if down.form in ("424B1", "424B4")]
    if not final:
        return one
    return replace(
        one, ended=final[-1].day, end="sold", evidence=(*one.evidence, *final[-1].evidence)
    )


def _papers(subject: Subject) -> list[Paper]:
    """Filings and documents read, oldest first; a document may be held without its filing."""
    columns = ["accession", "form", "day", "known_at"]
    read = documents_read(subject)
    known = set(read["accession"])
    held = pl.concat([subject.filings.select(columns), read.select(columns)])
    rows = held.unique("accession", keep="first", maintain_order=True).sort("day", "known_at")
    return [(*row, row[0] in known) for row in rows.iter_rows()]


def _base(form: str) -> str:
    return form.removesuffix("/A").removesuffix("MEF")


def _begun(row: Paper, papers: list[Paper], said: dict[str, list[Stated]]) -> Registration:
    """A registration from its first filing and the amendments until the next of its form."""
    accession, form, filed, known_at, read = row
    later = [one for one in papers if one[2] >= filed and _base(one[1]) == form]
    own = [accession]
    for one in later:
        if one[0] != accession and one[1] == form:
            break
        if one[1] != form and one[2] - filed <= _EFFECTIVE_WITHIN:
            own.append(one[0])
    words = [
        one
        for paper in own
        for one in said.get(paper, [])
        if one.kind == "shelf_registration"
        and one.detail in {"filed", "used"}
        and one.says.get("file_number") is None
    ]
    offers = [
        one
        for paper in own
        for one in said.get(paper, [])
        if one.kind == "equity_offering" and one.start < COVER
    ]
    cover = [one for one in words if one.says.get("form")]
    resale = bool(cover and cover[0].says.get("resale")) or (
        form in OTHERS and sum(one.says.get("resale") is True for one in words) > len(words) / 2
    )
    dollars = largest_amount(one for one in words if not one.says.get("resale"))
    shares = most_shares(words if resale else [one for one in words if not one.says.get("resale")])
    if dollars is None and form in OTHERS and not resale:
        dollars = max(
            (amount for one in offers if (amount := offered(one)) is not None), default=None
        )
    chosen = [
        one
        for one in words
        if (dollars is not None and one.number("dollars") == dollars)
        or (shares is not None and one.number("shares") == shares)
    ]
    automatic = form.endswith("ASR")
    return Registration(
        form,
        accession,
        filed,
        tuple(one[2] for one in papers if one[0] in own),
        known_at,
        resale,
        None if resale and shares else dollars,
        shares,
        None,
        filed if automatic else None,
        "automatic" if automatic else "",
        None,
        None,
        "",
        tuple(one.cite() for one in [*chosen, *cover][:2])
        or (Evidence(accession, f"{form} filed {filed}", filed, known_at),),
        read or any(one[4] for one in papers if one[0] in own),
    )


def _effective(
    found: list[Registration], papers: list[Paper], said: Iterable[Stated]
) -> list[Registration]:
    """The first day of sales: an EFFECT, a document's words, or the first supplement."""
    stated = [
        (day, one.says.get("file_number"), one)
        for one in said
        if one.detail == "effective" and (day := one.date("day")) is not None
    ]
    free = list(found)
    for row in papers:
        if row[1] != "EFFECT":
            continue
        waiting = [
            one
            for one in free
            if one.effective is None
            and one.filed <= row[2] <= one.touched(row[2]) + _EFFECTIVE_WITHIN
        ]
        amended = max(
            (one[2] for one in papers if one[1].startswith("POS") and one[2] <= row[2]),
            default=date.min,
        )
        if not waiting:
            continue
        last = max(waiting, key=lambda one: (one.touched(row[2]), one.filed))
        if amended > last.touched(row[2]) and row[2] - amended <= _SOON:
            continue  # it is the effectiveness of a post-effective amendment
        note = ("which registration an EFFECT is of",) if len(waiting) > 1 else ()
        free[free.index(last)] = replace(
            last, effective=row[2], effective_how="EFFECT", assumed=last.assumed + note
        )
    for place, one in enumerate(free):
        if one.effective is not None:
            continue
        days = [
            (day, number, words)
            for day, number, words in stated
            if timedelta(0) <= day - one.filed <= _EFFECTIVE_WITHIN
        ]
        if days:
            day, number, words = min(days, key=lambda pair: pair[0])
            free[place] = replace(
                one,
                effective=day,
                effective_how="stated",
                file_number=str(number) if number else None,
                evidence=(*one.evidence, words.cite()),
            )
            continue
        following = next((other.filed for other in free if other.filed > one.filed), date.max)
        used = [
            row
            for row in papers
            if row[1] in SUPPLEMENTS
            and one.filed < row[2] <= min(following, one.filed + _EFFECTIVE_WITHIN)
        ]
        if used:
            free[place] = replace(
                one,
                effective=used[0][2],
                effective_how="used",
                assumed=(*one.assumed, "that it was effective when a supplement was filed"),
            )
    return free


def _ended(
    found: list[Registration],
    papers: list[Paper],
    said: dict[str, list[Stated]],
    day: date,
) -> list[Registration]:
    """Withdrawn by an RW, deregistered by a post-effective amendment, or three years old."""
    held = list(found)
    for accession, form, filed, known_at, _ in papers:
        if form == "RW":
            open_ = [
                one
                for one in held
                if one.filed <= filed and one.ended is None and not one.effective
            ]
            if open_:
                place = held.index(max(open_, key=lambda one: one.filed))
                held[place] = _closed(held[place], filed, "withdrawn", accession, form, known_at)
        if form.startswith("POS") and any(
            one.detail == "deregistered" and one.start < COVER for one in said.get(accession, [])
        ):
            named = {
                named
                for one in said[accession]
                if one.says.get("file_number") and (named := one.date("day")) is not None
            }
            of = [one for one in held if one.filed <= filed and one.ended is None]
            exact = [
                one for one in of if any(abs(one.filed - two) <= timedelta(days=4) for two in named)
            ]
            chosen = exact or of[-1:]
            for one in chosen:
                note = () if exact else ("which registration was deregistered",)
                ended = _closed(one, filed, "deregistered", accession, form, known_at)
                held[held.index(one)] = replace(ended, assumed=one.assumed + note)
    return [_expired(one, day) for one in held]


def _closed(
    one: Registration, day: date, end: str, accession: str, form: str, known_at: datetime
) -> Registration:
    cited = Evidence(accession, f"{form} filed {day}", day, known_at)
    return replace(one, ended=day, end=end, evidence=(*one.evidence, cited))


def _expired(one: Registration, day: date) -> Registration:
    """What the company itself offers lasts three years; what never became effective lapses."""
    if one.effective is None:
        if one.ended is None and day - one.touched(day) > _EFFECTIVE_WITHIN:
            return replace(one, ended=one.touched(day) + _EFFECTIVE_WITHIN, end="lapsed")
        return one
    if one.resale:
        return one
    last = months_after(one.effective, int(rule("shelf_life", day).number))
    if one.ended is None and last < day:
        return replace(one, expires=last, ended=last, end="expired")
    return replace(one, expires=last)


def _taken(
    found: list[Registration], papers: list[Paper], said: dict[str, list[Stated]]
) -> list[Registration]:
    held = list(found)
    for row in papers:
        if row[1] not in SUPPLEMENTS:
            continue
        day = row[2]
        shelves = row[1] in ("424B2", "424B5")
        live = [
            one
            for one in held
            if one.effective is not None
            and one.effective <= day
            and (one.ended is None or day <= one.ended)
            and (one.form in SHELVES or not shelves)
        ]
        if not live:
            continue
        chosen = max(live, key=lambda one: (not one.resale, one.effective or one.filed))
        taken = takedown(row, said.get(row[0], []))
        if taken.dollars is None and taken.shares is None and row[1] in ("424B3", "424B7"):
            continue  # it only brings a prospectus up to date
        note: tuple[str, ...] = ()
        if len(live) > 1:
            note = ("which registration a supplement is of",)
        dollars = chosen.dollars
        base = [
            one
            for one in said.get(row[0], [])
            if one.kind == "shelf_registration"
            and one.detail == "used"
            and not one.says.get("resale")
        ]
        evidence = chosen.evidence
        if dollars is None and not chosen.resale and (amount := largest_amount(base)) is not None:
            dollars = amount
            evidence = (*evidence, *(one.cite() for one in base if one.number("dollars") == amount))
        held[held.index(chosen)] = replace(
            chosen,
            dollars=dollars,
            evidence=evidence,
            takedowns=(*chosen.takedowns, taken),
            assumed=tuple(dict.fromkeys((*chosen.assumed, *note))),
        )
    return held
