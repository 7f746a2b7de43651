"""Something promised by a day that passed, of which the record is silent or which it puts off."""

from datetime import timedelta

from microcap.checks import check
from microcap.checks.claim_status import weighed_claims
from microcap.checks.claims_record import verdict
from microcap.model.verdicts import Verdict
from microcap.view.subject import Subject

_FORGOTTEN = timedelta(days=730)
"""A day that passed longer ago than two years is history, as with the other two-year rules."""


@check(
    severity=2,
    kind="state",
    risk="misstatement",
    reference="microcap's own: docs/claims.md",
    ends="a later document that tells that it was done, or that it will not be",
)
def claim_overdue(subject: Subject) -> Verdict:
    """A day by which something was promised passed, and no later filing tells that it was done.

    Read from releases, current reports and what the user keeps; a date may slip for good reasons.
    Every later report that could tell of it is held and was read, or one of them puts it off; a
    promise that is told again with a later day is one, and counts until it is done.
    """
    since = subject.view.day - _FORGOTTEN
    found = [
        one
        for one in weighed_claims(subject)
        if (late := one.late_since(subject.view.day)) is not None and late >= since
    ]
    return verdict(subject, found, "overdue or put off", asked="claims with a promised day")
