"""A claimed buy-back held against what was paid for own shares, and against the shares counted."""

from datetime import date, timedelta

from microcap.checks.claim_facts import Borne, claim_accounts
from microcap.checks.claims_held import Claim
from microcap.model.statement_tags import items
from microcap.model.verdicts import Evidence
from microcap.view.facts_as_known import Amount
from microcap.view.statement_items import amount, period_ends
from microcap.view.subject import Subject

NEAR = 0.05
"""Purchases are paid days after they are made, so that quarters differ by some (project default)."""
_QUARTERS = 12
_PAST = timedelta(days=200)
"""A purchase that was made is told within so many days of the end of its period."""


def bought_back(subject: Subject, claim: Claim) -> Borne:
    """What the cash flows and the share counts known at the moment show of a claimed buy-back.

    An amount that was bought is verified by a period whose payments are within five per cent of
    it, one that was authorised by payments since that come to it. Payments below it contradict
    nothing: an authorisation binds nobody to buy. Of the shares the counts before and after stand
    beside it.
    """
    held = claim_accounts(subject)
    if held is None:
        return Borne("cannot_tell", "no tagged facts of the issuer are held")
    claimed = claim.number("amount")
    line = items()["buybacks"]
    ends = period_ends(held, "quarter", _QUARTERS)
    paid = [one for end in ends if (one := amount(held, line, end, "quarter")) is not None]
    near = [
        one
        for end in ends
        if claim.day - _PAST <= end <= claim.day + timedelta(days=10)
        for kind in ("quarter", "half", "year")
        if (one := amount(held, line, end, kind)) is not None
    ]
    counted = _counted(subject, claim.day)
    same = [one for one in near if claimed and abs(one.value - claimed) <= NEAR * claimed]
    if same and claim.text("unit") == held.currency:
        said = f"{_dollars(same[0].value)} was paid for own shares in a period to {same[0].end}"
        return Borne("verified", f"{said}{counted}", (_cite(same[0]),))
    since = [one for one in paid if one.end > claim.day]
    if not since:
        return Borne(
            "open", f"no payment for own shares is tagged for a quarter since{counted}", ()
        )
    total = sum(one.value for one in since)
    said = f"{_dollars(total)} was paid for own shares in the quarters to {since[-1].end}"
    whole = claimed is not None and claim.text("unit") == held.currency
    if whole and claimed and total >= (1 - NEAR) * claimed:
        return Borne("verified", f"{said}{counted}", tuple(_cite(one) for one in since[-4:]))
    of = f", of {_dollars(claimed)} claimed" if whole and claimed else ""
    return Borne("open", f"{said}{of}{counted}", tuple(_cite(one) for one in since[-4:]))


def _counted(subject: Subject, day: date) -> str:
    """The shares counted last before a day and last of all, in the shares of the view's day."""
    counts = subject.share_counts
    before = [one for one in counts if one.day <= day]
    after = [one for one in counts if one.day > day]
    if not before or not after or before[-1].adjusted is None or after[-1].adjusted is None:
        return ""
    old, new = round(before[-1].adjusted), round(after[-1].adjusted)
    return f"; {old:,} shares were counted on {before[-1].day}, {new:,} on {after[-1].day}"


def _cite(told: Amount) -> Evidence:
    parts = [one for _, one in told.parts]
    newest = max(parts, key=lambda one: one.known_at)
    words = f"paid for own shares: {_dollars(told.value)} to {told.end}"
    return Evidence(newest.accession, words, newest.day, newest.known_at)


def _dollars(value: float) -> str:
    return f"${value:,.0f}"
