"""Offerings of an issuer's shares, each once, and the money that its statements say shares brought.

1. `offerings`: supplements to the prospectuses of its own registrations, then what other documents
   tell of sales, then Forms 8-K of item 3.02 of which no words are held.
2. `money_raised`: the cash that shares brought in each period, as the cash flow statements tag it.

The two are never added: a statement's quarter holds the offerings of its days.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import polars as pl

from microcap.model.business_days import months_after
from microcap.model.statement_tags import item_named
from microcap.model.verdicts import Evidence
from microcap.view.facts_as_known import Amount
from microcap.view.once import once
from microcap.view.registrations import registrations
from microcap.view.said import Stated, statements
from microcap.view.statement_items import Accounts, accounts, amount
from microcap.view.subject import Subject
from microcap.view.takedowns import SMALLEST, did_sell, offered

_SUPPLEMENTS = ("424B1", "424B4", "424B5")
"""Supplements that offer something by themselves; a 424B3 mostly brings a prospectus up to date."""
_PROSPECTUSES = ("424B", "S-", "F-", "SB-", "POS", "EFFECT")
_PERIODIC = ("10-K", "10-Q", "20-F", "40-F")
_SAME = timedelta(days=10)
"""A document that tells of a sale within these days of one already held tells of that one (project
default: priced, closed and reported within two weeks)."""
_UNSOLD = {"left", "ended", "atm", "eloc", "takedown", "at_the_market"}
_MARKET = re.compile(
    r"at[- ]the[- ]market|\bATM\b|(?:sales|equity distribution) agreement|equity line",
    re.IGNORECASE,
)
_KINDS = (("quarter", 3), ("half", 6), ("year", 12))


@dataclass(frozen=True, slots=True)
class Offering:
    """New shares offered for money: by a prospectus, or as a document tells of their sale."""

    day: date
    what: str
    """The form, or the way of the sale as the document tells it."""
    into_the_market: bool
    """Sales into the market over time."""
    limit: bool
    """The dollars are what may be sold, not what was."""
    dollars: float | None
    price: float | None
    """Dollars per share of its own day."""
    known_at: datetime
    evidence: tuple[Evidence, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Raised:
    """Cash that shares brought in a period, by a cash flow statement."""

    start: date
    end: date
    dollars: float
    currency: str
    known_at: datetime
    evidence: tuple[Evidence, ...]


@once
def offerings(subject: Subject) -> tuple[Offering, ...]:
    """The offerings known at the moment, oldest first; empty where none is on record."""
    found: list[Offering] = []
    supplements = sorted((*_taken(subject), *_unmatched(subject)), key=lambda one: one.day)
    for one in supplements:
        # a preliminary supplement and the final one offer the same shares
        last = found[-1] if found else None
        if last is not None and last.dollars and one.dollars and last.dollars != one.dollars:
            found.append(one)
        else:
            _with(found, one)
    for one in _told(subject):
        _with(found, one)
    for one in _unregistered(subject):
        _with(found, one)
    return tuple(sorted(found, key=lambda one: (one.day, one.known_at)))


@once
def money_raised(subject: Subject) -> tuple[Raised, ...]:
    """What shares brought in each quarter, half or year that the facts tell, oldest first.

    A longer period is told only where no shorter one lies in it.
    """
    item = item_named("equity_raised")
    tags = {
        term.name
        for taxonomy in ("us-gaap", "ifrs-full")
        for parts in item.alternatives(taxonomy)
        for term in parts
    }
    held = accounts(subject.facts.filter(pl.col("tag").is_in(sorted(tags))))
    if held is None:
        return ()
    ends = sorted({end for series in held.known.values() for start, end in series if start})
    found: list[Raised] = []
    for kind, months in _KINDS:
        for end in ends:
            one = amount(held, item, end, kind)  # type: ignore[arg-type]
            start = months_after(end, -months) + timedelta(days=1)
            # an end told twice a few days apart is one period
            inside = any(two.end > start and two.start < end - timedelta(days=5) for two in found)
            if one is not None and one.value > 0 and not inside:
                found.append(_raised(held, one, start))
    return tuple(sorted(found, key=lambda one: one.end))


def _raised(held: Accounts, one: Amount, start: date) -> Raised:
    cited = tuple(
        Evidence(
            told.accession,
            f"{told.tag} {told.value:,.0f} {held.currency}, {told.start} to {told.day}",
            told.day,
            told.known_at,
        )
        for _, told in one.parts
    )
    return Raised(start, one.end, one.value, held.currency, one.known_at, cited)


def _taken(subject: Subject) -> list[Offering]:
    return [
        Offering(
            down.day,
            "at the market" if down.into_the_market else down.form,
            down.into_the_market,
            down.into_the_market,
            down.dollars,
            _price(down.dollars, down.shares) if not down.estimated else None,
            down.known_at,
            down.evidence,
            "" if down.read else "its document is not held",
        )
        for one in registrations(subject)
        if not one.resale
        for down in one.takedowns
    ]


def _price(dollars: float | None, shares: int | None) -> float | None:
    return dollars / shares if dollars and shares else None


def _unmatched(subject: Subject) -> list[Offering]:
    """Supplements of which no registration is on record."""
    matched = {down.accession for one in registrations(subject) for down in one.takedowns}
    rows = subject.filings.filter(
        pl.col("form").is_in(list(_SUPPLEMENTS)) & ~pl.col("accession").is_in(sorted(matched))
    )
    return [
        Offering(
            row["day"], row["form"], False, False, None, None, row["known_at"], (_cite(row),), ""
        )
        for row in rows.iter_rows(named=True)
    ]


def _told(subject: Subject) -> Iterable[Offering]:
    """Sales that reports and releases tell of; a periodic report only with the day of the sale."""
    for one in statements(subject, "equity_offering", "atm_or_takedown"):
        day = one.date("day")
        if one.form.startswith(_PROSPECTUSES) or one.detail in _UNSOLD:
            continue
        if one.kind == "atm_or_takedown" and not did_sell(one):
            continue
        into = one.kind == "atm_or_takedown" or _MARKET.search(one.quote) is not None
        # of sales into the market a periodic report tells a sum over its period, or since ever
        if one.form.startswith(_PERIODIC) and (day is None or into):
            continue
        dollars = offered(one)
        if dollars is not None and dollars < SMALLEST:
            continue
        yield Offering(
            min(day, one.day) if day else one.day,
            (one.detail or "sale").replace("_", " "),
            into,
            False,
            dollars,
            _believed(one, dollars),
            one.known_at,
            (one.cite(),),
            f"told by {one.form} of {one.day}",
        )


def _believed(one: Stated, dollars: float | None) -> float | None:
    """The price that the words give, where it does not contradict their dollars and shares."""
    price, shares = one.number("price"), one.number("shares")
    if price is None or price < 0.01:
        return _price(dollars, int(shares) if shares else None)
    if dollars and shares and not 0.5 <= price * shares / dollars <= 2:
        return None
    return price


def _unregistered(subject: Subject) -> Iterable[Offering]:
    listed = pl.col("items").fill_null("").str.replace_all(" ", "").str.split(",")
    rows = subject.filings.filter((pl.col("form") == "8-K") & listed.list.contains("3.02"))
    for row in rows.iter_rows(named=True):
        yield Offering(
            row["day"],
            "8-K item 3.02",
            False,
            False,
            None,
            None,
            row["known_at"],
            (_cite(row),),
            "an unregistered sale; what it brought is not read",
        )


def _cite(row: dict[str, object]) -> Evidence:
    day, known_at = row["day"], row["known_at"]
    what = f"{row['form']} filed {day}" + (f", items {row['items']}" if row["items"] else "")
    return Evidence(str(row["accession"]), what, day, known_at)  # type: ignore[arg-type]


def _with(found: list[Offering], one: Offering) -> None:
    """One more offering, or the amount of one that is held without it."""
    for place, two in enumerate(found):
        if abs(two.day - one.day) > _SAME or two.into_the_market != one.into_the_market:
            continue
        if two.dollars is None and one.dollars is not None:
            found[place] = Offering(
                two.day,
                two.what,
                two.into_the_market,
                one.limit,
                one.dollars,
                one.price,
                max(two.known_at, one.known_at),
                (*two.evidence, *one.evidence),
                one.note,
            )
        return
    found.append(one)
