"""Registered and unsold shares against a part of the float: the verdict of two checks."""

import polars as pl

from microcap.checks.filing_record import FilingRecord, filing_record, forms_filed
from microcap.measures.registered_unsold import registered_unsold
from microcap.model.figures import counted, percent
from microcap.model.verdicts import CannotTell, Clear, Finding, Verdict
from microcap.view.subject import Subject

_UNREAD = ("1-A", "1-A POS", "253G1", "253G2", "253G3", "253G4", "QUALIF", "N-2", "N-2ASR", "F-10")
"""Papers of offerings under Regulation A, by funds and by Canadian issuers: what they register, and
when it ends, is not read."""
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
    if record.rows.is_empty():
        why = f"the issuer filed nothing with the SEC from {record.first} to {record.last}"
        return CannotTell(f"{asked}: {why}", "bring its documents from where it does report")
    if found.untold:
        forms = ",".join(sorted({one.form for one in found.live}))
        return CannotTell(
            f"{asked}: the amount of {', '.join(found.untold[:3])} is not told by what is held",
            f"microcap fetch sec {subject.issuer} --forms {forms},424B5 --since {record.first}",
        )
    unread = unread_registration(record)
    if unread is not None:
        return unread
    if not found.live:
        return Clear(f"no registration that stands in {record.says}")
    if ratio is None:
        lacking = "a close of the last ten days" if not found.price else found.beside
        return CannotTell(f"{asked} beside the float: {lacking}", "bring bars and share counts")
    return Clear(
        f"{counted(len(found.live), 'registration')} with ${found.dollars:,.0f} unsold, "
        f"{percent(ratio, 0)} of {found.beside}"
    )


def unread_registration(record: FilingRecord) -> CannotTell | None:
    """Why the silence of the registrations that are read proves nothing; null where it may.

    An offering under Regulation A has ended with its exit report (Form 1-Z).
    """
    form = pl.col("form").str.replace("/A", "", literal=True)
    papers = record.rows.filter(form.is_in(list(_UNREAD))).sort("day", "known_at")
    exits = forms_filed(record.rows, ["1-Z"])["day"].max()
    if exits is not None:
        of_funds = pl.col("form").str.starts_with("N-2") | pl.col("form").str.starts_with("F-10")
        papers = papers.filter(of_funds | (pl.col("day") > pl.lit(exits)))
    if papers.is_empty():
        return None
    newest = f"form {papers['form'].item(-1)} of {papers['day'].item(-1)}"
    return CannotTell(
        f"whether the offering of {newest} goes on, and for how much: such papers are not read",
        "read them: how much was offered and sold",
    )
