"""A claim that a later filing or a fact speaks against."""

from microcap.checks import check
from microcap.checks.claim_status import weighed_claims
from microcap.checks.claims_record import verdict
from microcap.checks.stretch import months_before
from microcap.model.verdicts import Verdict
from microcap.view.subject import Subject

_MONTHS = 24


@check(severity=3, kind="event", risk="misstatement", reference="microcap's own: docs/claims.md")
def claim_contradicted(subject: Subject) -> Verdict:
    """A claim of two years differs from a later filing's own words, or from the facts of its period.

    The contradiction is quoted: a sentence of a later document, or the tagged amount. What was
    meant on the day, and why it came otherwise, is not told by it.
    """
    since = months_before(subject.view.day, _MONTHS)
    found = [
        one
        for one in weighed_claims(subject)
        if one.status == "contradicted" and one.claim.day >= since
    ]
    return verdict(subject, found, "contradicted", asked="claims of the last two years")
