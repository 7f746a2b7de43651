"""Registered and unsold shares against a part of the float: the verdict of two checks."""

from microcap.checks.filing_record import filing_record
from microcap.measures.registered_unsold import registered_unsold
from microcap.model.figures import percent
from microcap.model.verdicts import CannotTell, Clear, Finding, Verdict
from microcap.view.subject import Subject

_MONTHS = 42
"""How far back a registration that stands may have been filed: its three years and its wait."""


def registered_verdict(subject: Subject, above: float) -> Verdict:
    """Whether registered and unsold shares at the price are more than a part of the float."""
    found = registered_unsold(subject)
    ratio = found.to_float
    if ratio is not None and ratio > above and found.evidence:
        says = (
            f"${found.dollars:,.0f} registered and unsold, at ${found.price:,.4g} a share "
            f"{percent(ratio, 0)} of {found.beside}"
        )
        return Finding(says, found.evidence)
    asked = "registered and unsold shares"
    record = filing_record(subject, _MONTHS)
    if record.gap is not None:
        return CannotTell(f"{asked}: {record.gap.missing}", record.gap.do)
    if found.untold:
        forms = ",".join(sorted({one.form for one in found.live}))
        return CannotTell(
            f"{asked}: the amount of {', '.join(found.untold[:3])} is not told by what is held",
            f"microcap fetch sec {subject.issuer} --forms {forms},424B5 --since {record.first}",
        )
    if not found.live:
        return Clear(f"no registration that stands in {record.says}")
    if ratio is None:
        lacking = "a close of the last ten days" if not found.price else found.beside
        return CannotTell(f"{asked} beside the float: {lacking}", "bring bars and share counts")
    return Clear(
        f"{len(found.live)} registration{'s' * (len(found.live) > 1)} with ${found.dollars:,.0f} unsold, "
        f"{percent(ratio, 0)} of {found.beside}"
    )
