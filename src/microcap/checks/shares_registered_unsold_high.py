"""Registered and unsold shares of more than a fifth of the float."""

from microcap.checks import check
from microcap.checks.registered_verdict import registered_verdict
from microcap.model.verdicts import Verdict
from microcap.view.subject import Subject

_ABOVE = 0.2
"""Part of the float above which it is found (methods.md section 7)."""


@check(
    severity=2,
    kind="state",
    risk="failure",
    ends="the sale, the withdrawal or the expiry of the registration",
    reference="Securities Act Rule 415; methods.md section 7",
)
def shares_registered_unsold_high(subject: Subject) -> Verdict:
    """Registered and unsold shares at the price are more than a fifth of the float.

    At half the price the same dollars are twice the shares. Where the float is not known the
    shares outstanding stand for it, so that the part is a lower end.
    """
    return registered_verdict(subject, _ABOVE)
