"""People of this issuer who were at another one when it vanished, was suspended, went bankrupt."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from microcap.checks import check
from microcap.checks.filing_record import filing_record, items_filed
from microcap.checks.ownership_record import unread_forms
from microcap.checks.reverse_splits import reverse_splits_between
from microcap.checks.stretch import months_before
from microcap.checks.vanished import vanished
from microcap.model.figures import counted
from microcap.model.verdicts import CannotTell, Clear, Evidence, Finding, Verdict
from microcap.view.filer import Filer
from microcap.view.holders import INSIDER_FORMS, insider_trades, statements_of_holders
from microcap.view.stays import Stay, stays_of
from microcap.view.subject import Subject

_MONTHS = 36
"""Whose forms of how many months back count as people of this issuer (project default)."""
_AFTER = timedelta(days=365)
"""An event so long after the last form still counts as of the person's time: forms are filed when
something changes (project default)."""
_OWNERS, _STAYS = 60, 40
"""Persons, and issuers, that are looked up in one call."""
_TWICE = 2


@dataclass(frozen=True, slots=True)
class _Fate:
    """What happened to an issuer, and when."""

    what: str
    day: date
    evidence: Evidence


@check(
    severity=2,
    kind="event",
    risk="misstatement",
    reference="Forms 3, 4 and 5, Schedules 13D and 13G, by the person's CIK; mission 62",
)
def people_with_a_history(subject: Subject) -> Verdict:
    """Someone here was, by CIK, at another issuer when it vanished, was suspended, revoked, bankrupt or split twice.

    Persons are officers, directors and large holders of three years, by the number that the SEC
    gave them; names alone join nobody. The fact is the other company's: directors are often asked
    in because a company is in trouble, and a company also vanishes by being bought.
    """
    owners = _owners(subject)
    record = filing_record(subject, _MONTHS)
    stays = stays_of(subject.view, owners[:_OWNERS], without=subject.issuer)
    found = [(stay, fate) for stay, fate in _fates(subject, stays[:_STAYS]) if _in_time(stay, fate)]
    if found:
        companies = {stay.issuer for stay, _ in found}
        people = {stay.owner for stay, _ in found}
        told = "; ".join(dict.fromkeys(_says(stay, fate) for stay, fate in found[:4]))
        word = "person was" if len(people) == 1 else "people were"
        issuers = "issuer" if len(companies) == 1 else "issuers"
        cited = tuple(
            piece
            for stay, fate in found[:6]
            for piece in (
                fate.evidence,
                Evidence(
                    stay.sources[-1],
                    f"{stay.owner_name[:60]}: {stay.role} of issuer {stay.issuer}, {stay.first} to {stay.last}",
                    stay.day,
                    stay.known_at,
                ),
            )
        )
        return Finding(f"{len(people)} {word} at {len(companies)} other {issuers}: {told}", cited)
    gap = unread_forms(subject, record, INSIDER_FORMS)
    if gap is not None:
        return CannotTell(f"who its people are: {gap.missing}", gap.do)
    if not owners:
        return CannotTell(
            "who its people are: no form of an insider or large holder of three years is held",
            f"microcap fetch sec {subject.issuer} --forms 3,4,5",
        )
    first, last = record.first, record.last
    whole = subject.view.coverage("insider_trades").filter(
        (pl.col("subject") == "*") & pl.col("complete")
    )
    if whole.is_empty() or not subject.holds_complete("insider_trades", first, last):
        return CannotTell(
            f"where else {counted(len(owners), 'person was', 'people were')}: the forms of every issuer are not held as a whole",
            "microcap ingest sec FOLDER with the SEC's insider data sets of three years",
        )
    return Clear(
        f"{counted(len(owners), 'person', 'people')} of {record.says}; "
        f"{counted(len(stays), 'other issuer')} of theirs among the forms held"
    )


def _owners(subject: Subject) -> list[str]:
    since = months_before(subject.view.day, _MONTHS)
    forms = insider_trades(subject).filter(pl.col("filed") >= since)["owner"]
    holders = statements_of_holders(subject).filter(pl.col("filed") >= since)["owner"]
    named = pl.concat([forms, holders]).drop_nulls()
    return named.unique(maintain_order=True).to_list()


def _fates(subject: Subject, stays: tuple[Stay, ...]) -> Iterator[tuple[Stay, _Fate]]:
    if not stays:
        return
    issuers = {stay.issuer for stay in stays}
    held = subject.view.issuers_of_securities().filter(pl.col("issuer").is_in(sorted(issuers)))
    securities = {issuer: security for security, issuer in held.iter_rows()}
    known: dict[str, list[_Fate]] = {}
    for stay in stays:
        if stay.issuer not in known:
            known[stay.issuer] = [*_of_filings(subject, stay.issuer), *_of_orders(subject, stay)]
            if stay.issuer in securities:
                other = Subject(subject.view, securities[stay.issuer])
                known[stay.issuer] += _of_prices(other)
        yield from ((stay, fate) for fate in known[stay.issuer])
        if (twice := _twice(subject, securities.get(stay.issuer), stay)) is not None:
            yield stay, twice


def _in_time(stay: Stay, fate: _Fate) -> bool:
    return stay.first <= fate.day <= stay.last + _AFTER


def _of_filings(subject: Subject, issuer: str) -> Iterator[_Fate]:
    rows = Filer(subject.view, issuer).filings
    for row in items_filed(rows, "1.03", amendments=False).iter_rows(named=True):
        cited = Evidence(row["accession"], "8-K item 1.03", row["day"], row["known_at"])
        yield _Fate("bankruptcy or receivership reported", row["day"], cited)
    for row in rows.filter(pl.col("form") == "REVOKED").iter_rows(named=True):
        cited = Evidence(row["accession"], "registration revoked", row["day"], row["known_at"])
        yield _Fate("registration revoked", row["day"], cited)


def _of_orders(subject: Subject, stay: Stay) -> Iterator[_Fate]:
    rows = subject.view.table("regulatory_actions").filter(
        (pl.col("kind") == "trading_suspension") & (pl.col("issuer") == stay.issuer)
    )
    for row in rows.collect().sort("day").iter_rows(named=True):
        what = f"{row['identifier']}: {row['title'][:120]}"
        cited = Evidence(row["source"], what, row["day"], row["known_at"])
        yield _Fate("trading suspended by the SEC", row["day"], cited)


def _of_prices(other: Subject) -> Iterator[_Fate]:
    verdict = vanished(other)
    if isinstance(verdict, Finding) and verdict.evidence:
        last = verdict.evidence[0]
        if last.day is not None:
            yield _Fate(f"no bar since the one of {last.day}", last.day, last)


def _twice(subject: Subject, security: str | None, stay: Stay) -> _Fate | None:
    """Two reverse splits of the other issuer in the person's time, told by the second."""
    if security is None:
        return None
    until = min(stay.last + _AFTER, subject.view.day)
    rows = reverse_splits_between(Subject(subject.view, security), stay.first, until)
    if rows.height < _TWICE:
        return None
    row = rows.row(-1, named=True)
    what = f"{row['symbol']}: {row['new_shares']} for {row['old_shares']}, ex-day {row['day']}"
    cited = Evidence(row["source"], what, row["day"], row["known_at"])
    return _Fate(f"{rows.height} reverse splits", row["day"], cited)


def _says(stay: Stay, fate: _Fate) -> str:
    company = stay.symbol or f"issuer {stay.issuer}"
    return f"{company}, {fate.what}, {fate.day}"
