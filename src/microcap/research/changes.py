"""What would change the answer: days to come, and what is near an edge."""

from datetime import date, timedelta

from microcap.model.rules import beside
from microcap.research.chapters import Money, Size
from microcap.research.holders import Holders
from microcap.research.reports import Reports
from microcap.view.said import statements
from microcap.view.subject import Subject

_MONTH = 30.4375
"""Days in a month, 365.25 / 12."""
_FAR = 24.0
"""Months from which on the end of the money is no news (project default)."""
_SOLD_SOON = timedelta(days=90)
"""A notice on Form 144 holds for three months (17 CFR 230.144(h))."""


def changes(
    subject: Subject, how_big: Size, cash: Money, owed: Reports, held: Holders
) -> tuple[str, ...]:
    """Sentences, the dated ones first in the order of their days; none of them says what to do."""
    dated = [(one.day, f"{one.what} on {one.day}") for one in owed.next_dates]
    days = {one.day for one in owed.next_dates}
    dated += [
        (row["day"], f"split {row['new_shares']}:{row['old_shares']} announced for {row['day']}")
        for row in subject.splits.iter_rows(named=True)
        if row["day"] > subject.view.day and row["day"] not in days
    ]
    dated += _money_ends(subject, cash)
    dated += _free_again(subject)
    lines = [said for _, said in sorted(dated)]
    lines += [
        f"{one.shares:,} shares that {one.owner} gave notice to sell about {one.day}"
        for one in held.planned[:3]
        if one.day >= subject.view.day - _SOLD_SOON
    ]
    lines += _at_an_edge(subject, how_big)
    if subject.facts.is_empty():
        lines.append("the company's facts, once they are brought")
    return tuple(dict.fromkeys(lines)) or ("nothing dated is held",)


def _money_ends(subject: Subject, cash: Money) -> list[tuple[date, str]]:
    runway = cash.runway_months
    if not isinstance(runway.value, float) or runway.value > _FAR:
        return []
    if runway.value <= 0:
        return [(subject.view.day, "new money: by the last balance sheet the cash is gone")]
    end = subject.view.day + timedelta(days=round(runway.value * _MONTH))
    return [(end, f"the money ends about {end}, estimated")]


def _free_again(subject: Subject) -> list[tuple[date, str]]:
    """Ends of lock-ups and of restrictions, as holdings and documents state them."""
    day = subject.view.day
    found: list[tuple[date, str]] = [
        (row["sellable_from"], f"{row['shares']:,} restricted shares are free from {row['sellable_from']}")
        for row in subject.ownership.iter_rows(named=True)
        if row["sellable_from"] is not None and row["sellable_from"] > day
    ]  # fmt: skip
    for one in statements(subject, "lock_up"):
        end = one.date("until")
        if one.detail == "agreed" and end is not None and end > day:
            found.append((end, f"a lock-up stated on {one.day} ends on {end}"))
    return found


def _at_an_edge(subject: Subject, how_big: Size) -> list[str]:
    lines = []
    price = how_big.price.value
    if isinstance(price, float) and price < 2:
        lines.append("a close under $1.00" if price >= 1 else "a close at or above $1.00")
        proposals = beside("nasdaq_market_value", subject.view.day)
        lines += [f"proposed, not in force: {one.label} ({one.source})" for one in proposals[:1]]
    if how_big.cap.status == "disputed":
        lines.append("a cover page with a share count")
    return lines
