"""The people behind a name, and what became of every other issuer they were at.

People are linked across issuers by their own CIK alone: two who bear one name are two until a
number says otherwise. What became of an issuer is told from prices, splits and filings that the
view holds, and is "cannot tell" where it holds none. It says nothing of who brought it about.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import polars as pl

from microcap.model.figures import Figure
from microcap.research.holder_rows import proxy_table
from microcap.research.insider_holdings import InsiderHolding, insider_holdings
from microcap.research.tenures import Tenure, tenures
from microcap.view.holders import large_holders, statements_of_holders
from microcap.view.subject import Subject

_MOST = 30
"""People whose other issuers are looked up; the ones with the newest forms come first."""
_OLD = timedelta(days=5 * 366)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who owes forms on the issuer, with the other issuers of the same CIK."""

    name: str
    owner: str | None
    """CIK; null for a name that no form gives one, and which is then linked to nothing."""
    role: str
    title: str | None
    first: date | None
    last: date | None
    shares: float | None
    known_at: datetime
    source: str
    pay: Figure | None
    elsewhere: tuple[Tenure, ...]


@dataclass(frozen=True, slots=True)
class Party:
    """Who serves the issuer: auditor, underwriter, transfer agent, counsel, IR firm."""

    role: str
    name: str
    identifier: str | None
    first: date
    last: date
    accession: str
    elsewhere: tuple[str, ...]
    """Other issuers whose filings name a party of the same identifier."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Words of a filing on dealings with related persons."""

    quote: str
    day: date
    accession: str


@dataclass(frozen=True, slots=True)
class People:
    """Officers, directors, large holders and service providers of a name."""

    symbol: str
    security: str
    moment: datetime
    synthetic: bool
    people: tuple[Person, ...]
    parties: tuple[Party, ...]
    conflicts: tuple[Conflict, ...]
    notes: tuple[str, ...]


def people(subject: Subject) -> People:
    """Who runs, owns and serves the issuer, and where else they are known to have been."""
    insiders = insider_holdings(subject)
    owners = [one.owner for one in insiders]
    holders = large_holders(subject)
    numbered = holders.filter(pl.col("owner").is_not_null() & ~pl.col("owner").is_in(owners))
    ciks = [*owners, *numbered["owner"].to_list()][:_MOST]
    elsewhere = tenures(subject.view, ciks, without=subject.issuer)
    pay = _pay(subject)
    found = [_insider(one, pay, elsewhere.get(one.owner, ())) for one in insiders]
    found += [
        _holder(row, elsewhere.get(row["owner"] or "", ()), subject)
        for row in holders.filter(~pl.col("owner").is_in(owners).fill_null(False)).iter_rows(
            named=True
        )
    ]
    found += _of_the_proxy(subject, {_words(one.name) for one in found})
    notes = []
    if subject.issuer is None:
        notes.append("who issued it is not known, so no form can be joined to it")
    if len(owners) + numbered.height > _MOST:
        notes.append(f"other issuers were looked up for the first {_MOST} people only")
    if not found:
        notes.append("no form of an insider or large holder, and no proxy, is held for it")
    return People(
        subject.symbol,
        subject.security,
        subject.view.moment,
        subject.view.synthetic,
        tuple(found),
        _parties(subject),
        _conflicts(subject),
        tuple(notes),
    )


def _insider(
    one: InsiderHolding, pay: dict[frozenset[str], Figure], elsewhere: tuple[Tenure, ...]
) -> Person:
    return Person(
        one.name,
        one.owner,
        one.role,
        one.title,
        one.first,
        one.day,
        one.shares,
        one.known_at,
        one.accession,
        pay.get(_words(one.name)),
        elsewhere,
    )


def _holder(row: dict[str, object], elsewhere: tuple[Tenure, ...], subject: Subject) -> Person:
    rows = statements_of_holders(subject).filter(pl.col("holder") == row["holder"])
    shares, day = row["shares"], row["day"]
    factor = subject.shares_since(day) if isinstance(day, date) else 1.0
    return Person(
        str(row["owner_name"]),
        None if row["owner"] is None else str(row["owner"]),
        "large holder",
        None,
        min(rows["filed"].to_list()),
        max(rows["filed"].to_list()),
        shares * factor if isinstance(shares, float) else None,
        row["known_at"],  # type: ignore[arg-type]
        str(row["accession"]),
        None,
        elsewhere,
    )


def _pay(subject: Subject) -> dict[frozenset[str], Figure]:
    """The newest year's pay of each named officer of the newest proxy, by the words of the name."""
    table = proxy_table(subject)
    found: dict[frozenset[str], Figure] = {}
    for row in sorted(table.pay if table else (), key=lambda one: one.year):
        if row.total is not None and table is not None:
            found[_words(row.name)] = Figure(
                row.total,
                "USD",
                as_of=date(row.year, 12, 31) if row.year < subject.view.day.year else None,
                known_at=table.known_at,
                sources=(table.accession,),
                note=f"total pay of {row.year}, {row.title or 'office not read'}",
            )
    return found


def _of_the_proxy(subject: Subject, known: set[frozenset[str]]) -> list[Person]:
    """Directors and officers of the proxy's table whom no form names; they have no number."""
    table = proxy_table(subject)
    pay = _pay(subject)
    return [
        Person(
            row.name,
            None,
            "director or officer",
            None,
            None,
            table.day,
            None if row.shares is None else row.shares * subject.shares_since(table.day),
            table.known_at,
            table.accession,
            pay.get(_words(row.name)),
            (),
        )
        for row in (table.rows if table else ())
        if table is not None and row.role == "insider" and _words(row.name) not in known
    ]


def _parties(subject: Subject) -> tuple[Party, ...]:
    rows = subject.view.table("parties").collect()
    mine = rows.filter(pl.col("issuer") == (subject.issuer or "")).sort("day")
    found = []
    for (role, name), group in mine.group_by(["role", "name"], maintain_order=True):
        identifier = group["identifier"].drop_nulls()
        number = identifier.item(-1) if identifier.len() else None
        others = rows.filter(
            # without a number nobody is the same party: namesakes are never joined
            (pl.col("identifier") == pl.lit(number, pl.String))
            & (pl.col("role") == role)
            & (pl.col("issuer") != subject.issuer)
            & (pl.col("day") >= subject.view.day - _OLD)
        )
        days = group["day"].to_list()
        found.append(
            Party(
                str(role),
                str(name),
                number,
                min(days),
                max(days),
                group["accession"].item(-1),
                tuple(sorted(set(others["issuer"].to_list()))) if number is not None else (),
            )
        )
    return tuple(sorted(found, key=lambda one: (one.role, one.name)))


def _conflicts(subject: Subject) -> tuple[Conflict, ...]:
    rows = subject.view.table("statements").filter(
        (pl.col("issuer") == (subject.issuer or "")) & (pl.col("kind") == "related_party_section")
    )
    held = rows.collect().sort("day", descending=True).head(5)
    return tuple(
        Conflict(row["quote"], row["day"], row["accession"]) for row in held.iter_rows(named=True)
    )


def _words(name: str) -> frozenset[str]:
    """The words of a name in any order, initials left out: within one issuer's papers only."""
    plain = "".join(letter if letter.isalpha() else " " for letter in name.lower())
    titles = {"jr", "sr", "md", "phd", "esq", "cpa", "dr", "mr", "ms", "mrs", "ii", "iii", "iv"}
    return frozenset(word for word in plain.split() if len(word) > 1 and word not in titles)
