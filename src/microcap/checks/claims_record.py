"""The verdict on the claims of a name: a finding, a clean bill that was earned, or cannot tell."""

from collections.abc import Sequence

from microcap.checks.claim_status import WeighedClaim, weighed_claims
from microcap.checks.filing_record import MONTHS
from microcap.checks.stretch import months_before
from microcap.model.figures import counted
from microcap.model.verdicts import CannotTell, Clear, Evidence, Finding, Verdict
from microcap.view.subject import Subject

_CITED = 6
"""Claims of which the words are cited; `microcap claims` shows all of them."""
_DO = "microcap fetch documents for its 8-Ks and exhibits, or add its releases"


def verdict(subject: Subject, found: Sequence[WeighedClaim], what: str, *, asked: str) -> Verdict:
    """The verdict on the claims found `what`; clear only where all were read and could be told."""
    if found:
        newest = sorted(found, key=lambda one: one.claim.known_at, reverse=True)
        first = newest[0]
        more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
        return Finding(
            f"{first.claim.label} of {first.claim.day} is {what}: {first.says}{more}",
            tuple(piece for one in newest[:_CITED] for piece in _pieces(one)),
        )
    held = weighed_claims(subject)
    if not held:
        return CannotTell(f"{asked}: no release, current report or message with one was read", _DO)
    open_ones = [one for one in held if one.status == "cannot_tell"]
    if open_ones:
        why = open_ones[0].says
        return CannotTell(f"{asked}: of {len(held)}, {len(open_ones)} cannot be told; {why}", _DO)
    first_day = months_before(subject.view.day, MONTHS)
    if not subject.holds_complete("filings", first_day, subject.view.day):
        return CannotTell(f"{asked}: the filings since {first_day} are not held as a whole", _DO)
    return Clear(f"{counted(len(held), 'claim')} read, none of them {what}")


def _pieces(one: WeighedClaim) -> tuple[Evidence, ...]:
    return (one.claim.cite(), *one.evidence)
