"""How long the money lasts: burn, runway, debt due, the going-concern window, dated answers.

1. `measures.cash_burn` gives cash and pace; `months` is the runway as a figure.
2. `_window` asks ASC 205-40's question of one year from the issue of the statements.
3. `_funding` lists what documents say was raised since the balance date. It is never added.
4. `catalysts` puts dated answers against the day on which the money ends.
"""

from dataclasses import dataclass
from datetime import date, datetime

from microcap.measures.cash_burn import MONTH, CashBurn, cash_burn
from microcap.measures.debt_wall import debt_wall
from microcap.measures.going_concern_window import going_concern_window
from microcap.model.figures import Figure, Status, cannot_tell
from microcap.model.verdicts import Evidence
from microcap.research.catalysts import Catalyst, catalysts
from microcap.view.facts_as_known import Amount
from microcap.view.said import Stated, documents_read, statements
from microcap.view.subject import Subject
from microcap.view.takedowns import did_sell

STALE_DAYS = 200
"""A balance older than this is called stale (project default: a quarter, its 45 days, and 65 more)."""
_RAISED = {
    "underwritten",
    "registered_direct",
    "private_placement",
    "pipe",
    "ipo",
    "rights_offering",
    "best_efforts",
    "public",
}


@dataclass(frozen=True)
class Funding:
    """Money that a document says was raised, or may be, since the balance date."""

    what: str
    dollars: Figure
    day: date
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Runway:
    """Cash, pace and end of the money, each with its filings, and what it does not count."""

    symbol: str
    security: str
    issuer: str | None
    moment: datetime
    synthetic: bool
    currency: str
    cash: Figure
    investments: Figure
    burn_of_year: Figure
    burn_of_quarter: Figure
    burn: Figure
    """A month, the worse of the two."""
    months: Figure
    ends: Figure
    """The day on which the money ends at this pace."""
    months_at_half: Figure
    """The same with half the pace: what cutting spending by half would bring."""
    debt_due: Figure
    debt_to_cash: Figure
    window_end: Figure
    window_need: Figure
    shortfall: Figure
    doubt: tuple[Evidence, ...]
    """The newest words of doubt, or of doubt alleviated."""
    funding: tuple[Funding, ...]
    catalysts: tuple[Catalyst, ...]
    notes: tuple[str, ...]


def runway(subject: Subject) -> Runway:
    """The runway of a subject's issuer as it could be known at the moment."""
    held = cash_burn(subject)
    raised = _funding(subject, held.cash.end if held else None)
    ends = held.ends if held else None
    answers = catalysts(subject, ends, earns=held.earns if held else False)
    doubt = tuple(one.cite() for one in statements(subject, "going_concern_doubt")[:1])
    figures = _figures(held, subject) if held else _nothing(subject)
    return Runway(
        symbol=subject.symbol,
        security=subject.security,
        issuer=subject.issuer,
        moment=subject.view.moment,
        synthetic=subject.view.synthetic,
        currency=held.currency if held else "",
        **figures,
        doubt=doubt,
        funding=raised,
        catalysts=answers,
        notes=_notes(held, raised, subject),
    )


def months(held: CashBurn, day: date) -> Figure:
    """The runway in months from a day, as a figure."""
    currency = held.currency
    if held.monthly is None:
        return cannot_tell("months", "twelve months of operating cash flow in the facts held")
    if held.earns:
        return Figure(
            None,
            "months",
            "not_applicable",
            as_of=held.cash.end,
            note="operations earn cash",
            sources=_sources(*held.amounts),
        )
    since = (day - held.cash.end).days / MONTH
    old = (day - held.cash.end).days > STALE_DAYS
    note = (
        f"{held.liquid:,.0f} {currency} on {held.cash.end} at {held.monthly:,.0f} a month, "
        f"{since:.1f} months ago; money raised since is not in it"
    )
    return Figure(
        held.months_left(day),
        "months",
        "stale" if old else "estimated",
        as_of=held.cash.end,
        known_at=max(one.known_at for one in held.amounts),
        sources=_sources(*held.amounts),
        note=note,
    )


def balance(held: CashBurn, day: date) -> Figure:
    """The balance of cash, stale where it is old."""
    old = (day - held.cash.end).days > STALE_DAYS
    told = held.cash.parts[0][1]
    note = f"{told.taxonomy}:{told.tag}, {told.form}"
    if held.restricted_within:
        note += "; the only balance told has restricted cash in it"
    return _figure(
        held.cash,
        held.currency,
        note + (f"; older than {STALE_DAYS} days" if old else ""),
        "stale" if old else "known",
    )


def flow(one: Amount | None, currency: str, missing: str) -> Figure:
    """A flow of twelve months, or why there is none."""
    if one is None:
        return cannot_tell(currency or "USD", missing)
    told = one.parts[0][1]
    return _figure(one, currency, f"{told.taxonomy}:{told.tag}, twelve months to {one.end}")


def _figures(held: CashBurn, subject: Subject) -> dict[str, Figure]:
    day, currency, per_month = subject.view.day, held.currency, f"{held.currency} a month"
    sources = _sources(*held.amounts)
    known_at = max(one.known_at for one in held.amounts)

    def pace(value: float | None, note: str, missing: str) -> Figure:
        if value is None:
            return cannot_tell(per_month, missing)
        if value <= 0:
            words = f"operations earn {-value:,.0f} {currency} a month by {note}"
            return Figure(None, per_month, "not_applicable", note=words, sources=sources)
        return Figure(
            value,
            per_month,
            "estimated",
            as_of=held.cash.end,
            known_at=known_at,
            sources=sources,
            note=note,
        )

    worse = "the last quarter, the worse of the two"
    if (held.pace_of_quarter or 0.0) <= (held.pace_of_year or 0.0):
        worse = "twelve months, the worse of the two" if held.quarter else "twelve months"
    left = held.months_left(day)
    quarter = held.quarter[0].end if held.quarter else None
    no_flow = "twelve months of operating cash flow in the facts held"
    return {
        "cash": balance(held, day),
        "investments": _figure(held.investments, currency, "short-term investments")
        if held.investments
        else cannot_tell(currency, "short-term investments among the tags; none may be held"),
        "burn_of_year": pace(held.pace_of_year, "twelve months", no_flow),
        "burn_of_quarter": pace(
            held.pace_of_quarter,
            f"the quarter to {quarter}, a third of it",
            "a last quarter that is told or follows from what is told",
        ),
        "burn": pace(held.monthly, worse, no_flow),
        "months": months(held, day),
        "ends": _ends(held, known_at, sources),
        "months_at_half": Figure(
            max((held.liquid / held.monthly) * 2 - (day - held.cash.end).days / MONTH, 0.0),
            "months",
            "estimated",
            as_of=held.cash.end,
            sources=sources,
            note="if half as much were spent from the balance date on",
        )
        if left is not None and held.monthly
        else months(held, day),
        **_debt(held, currency),
        **_window(held, currency),
    }


def _ends(held: CashBurn, known_at: datetime, sources: tuple[str, ...]) -> Figure:
    if held.ends is None:
        if held.earns:
            return Figure(
                None, "day", "not_applicable", note="operations earn cash", sources=sources
            )
        return cannot_tell("day", "twelve months of operating cash flow in the facts held")
    return Figure(
        held.ends.isoformat(),
        "day",
        "estimated",
        as_of=held.cash.end,
        known_at=known_at,
        sources=sources,
        note="cash and short-term investments at the pace of the burn",
    )


def _debt(held: CashBurn, currency: str) -> dict[str, Figure]:
    due = held.debt_due
    if due is None:
        missing = "debt due within a year among the tags; its absence is no proof of none"
        return {
            "debt_due": cannot_tell(currency, missing),
            "debt_to_cash": cannot_tell("ratio", missing),
        }
    wall = debt_wall(held.liquid, due.value)["to_cash_12"]
    ratio = cannot_tell("ratio", "cash above zero")
    if wall is not None:
        ratio = Figure(
            wall,
            "ratio",
            "estimated",
            sources=_sources(due, held.cash),
            note="due over liquid means",
        )
    tags = ", ".join(dict.fromkeys(told.tag for _, told in due.parts))
    return {"debt_due": _figure(due, currency, tags), "debt_to_cash": ratio}


def _window(held: CashBurn, currency: str) -> dict[str, Figure]:
    """Twelve months of burn and the debt due, against what is liquid, from the issue date."""
    due = held.debt_due.value if held.debt_due else 0.0
    since = (held.issued - held.cash.end).days / MONTH
    at_issue = None
    if held.monthly is not None:
        at_issue = max(held.liquid - max(held.monthly, 0.0) * since, 0.0)
    told = going_concern_window(held.issued.isoformat(), at_issue, held.monthly, due)
    sources = tuple(dict.fromkeys((held.accession, *_sources(*held.amounts))))
    end = Figure(
        str(told["window_end"]),
        "day",
        as_of=held.issued,
        sources=(held.accession,),
        note=f"one year from {held.issued}, when the statements were filed",
    )
    need, lacking = told["need"], told["shortfall"]
    if not isinstance(need, float) or not isinstance(lacking, float) or at_issue is None:
        unknown = cannot_tell(currency, "twelve months of operating cash flow in the facts held")
        return {"window_end": end, "window_need": unknown, "shortfall": unknown}
    note = "12 months of burn" + (
        " and the debt due" if held.debt_due else "; debt due is not told"
    )
    return {
        "window_end": end,
        "window_need": Figure(
            need, currency, "estimated", as_of=held.issued, sources=sources, note=note
        ),
        "shortfall": Figure(
            lacking,
            currency,
            "estimated",
            as_of=held.issued,
            sources=sources,
            note=f"before management's plans; {at_issue:,.0f} {currency} liquid on {held.issued}",
        ),
    }


def _funding(subject: Subject, since: date | None) -> tuple[Funding, ...]:
    """What documents say was raised after the balance date; the same amount is told once."""
    if since is None:
        return ()
    found: dict[float, Funding] = {}
    for one in statements(subject, "equity_offering", "atm_or_takedown", "convertible_note"):
        day = one.date("day") or one.day
        amount = _raised(one)
        if amount is None or not since < day <= subject.view.day:
            continue
        what = (one.detail or one.kind).replace("_", " ")
        if one.kind == "convertible_note":
            what = "convertible note"
        if one.kind == "atm_or_takedown":
            what = "sold into the market or to a committed buyer"
        figure = Figure(
            amount,
            "USD",
            as_of=day,
            known_at=one.known_at,
            sources=(one.accession,),
            note=f"{one.form} of {one.day}",
        )
        found.setdefault(amount, Funding(what, figure, day, (one.cite(),)))
    return tuple(sorted(found.values(), key=lambda one: one.day, reverse=True))


def _raised(one: Stated) -> float | None:
    if one.kind == "equity_offering" and one.detail in _RAISED:
        return one.number("proceeds")
    if did_sell(one):
        return one.number("dollars")
    if one.kind == "convertible_note" and one.detail == "terms" and one.date("day"):
        return one.number("principal")
    return None


def _notes(held: CashBurn | None, raised: tuple[Funding, ...], subject: Subject) -> tuple[str, ...]:
    notes = []
    if held is not None and held.currency != "USD":
        notes.append(f"amounts are in {held.currency}, as filed; nothing is converted to dollars")
    if held is not None and held.restricted_within:
        notes.append("restricted cash could not be taken off: only the sum with it is told")
    if held is not None and held.operating is not None and held.capital is None:
        notes.append("no capital spending is told; it counts as none in the burn")
    if raised:
        notes.append(
            "money raised since the balance date is listed and not added: it may be the same money "
            "told twice, or spent already"
        )
    if documents_read(subject).is_empty():
        notes.append(
            "no document of its filings is held and read: words of doubt, money raised since and "
            f"dated events cannot be told; microcap fetch sec {subject.symbol} --forms 10-K,10-Q,8-K"
        )
    return tuple(notes)


def _nothing(subject: Subject) -> dict[str, Figure]:
    missing = "its company facts" if subject.issuer else "a link to its issuer, and so its filings"
    if not subject.facts.is_empty():
        missing = "a balance of cash in the facts held"
    units = {
        **dict.fromkeys(("cash", "investments", "debt_due", "window_need", "shortfall"), "USD"),
        **dict.fromkeys(("burn_of_year", "burn_of_quarter", "burn"), "USD a month"),
        **dict.fromkeys(("months", "months_at_half"), "months"),
        **dict.fromkeys(("ends", "window_end"), "day"),
        "debt_to_cash": "ratio",
    }
    return {name: cannot_tell(unit, missing) for name, unit in units.items()}


def _figure(one: Amount, currency: str, note: str, status: Status = "known") -> Figure:
    return Figure(
        one.value,
        currency,
        status,
        as_of=one.end,
        known_at=one.known_at,
        sources=one.sources,
        note=note + (f"; {one.how}" if one.how else ""),
    )


def _sources(*amounts: Amount) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source for one in amounts for source in one.sources))
