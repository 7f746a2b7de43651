"""What documents of the last years said of one kind: the verdict that several questions share."""

from collections.abc import Collection
from datetime import date

from microcap.checks.filing_record import FilingRecord, filing_record
from microcap.checks.item_told import two_years
from microcap.model.issuer_kinds import kinds
from microcap.model.verdicts import CannotTell, Clear, Finding, Verdict
from microcap.view.said import Stated, statements, unread_filings
from microcap.view.subject import Subject

REPORTS = frozenset(form for kind in kinds().values() for form in kind.periodic)
"""The annual and interim reports of every kind of issuer."""
_CURRENT = frozenset(kind.events for kind in kinds().values() if kind.events)
TELLING = tuple(sorted(form + more for form in REPORTS | _CURRENT for more in ("", "/A")))
"""Forms that must have been read before their silence says anything."""
_SHOWN = 8


def words_told(
    subject: Subject,
    kind: str,
    *,
    fact: str,
    asked: str,
    details: Collection[str],
    months: int = 24,
) -> Verdict:
    """The verdict on statements of a kind and of some details in the last `months`.

    `fact` is the sentence of a finding; `asked` is what was looked for.
    """
    record = two_years(subject) if months == 24 else filing_record(subject, months)
    said = said_within(subject, kind, record, details)
    if said:
        sorts = ", ".join(sorted({one.detail.replace("_", " ") for one in said if one.detail}))
        papers = len({one.accession for one in said})
        word = "document" if papers == 1 else "documents"
        newest = said[0].day
        return Finding(
            f"{fact} in {papers} {word}, the newest of {newest}: {sorts}",
            tuple(one.cite() for one in said[:_SHOWN]),
        )
    return silent(subject, record, asked)


def said_within(
    subject: Subject, kind: str, record: FilingRecord, details: Collection[str]
) -> list[Stated]:
    """The statements of a kind in the documents of a stretch, of these details, newest first.

    A report that tells of a day before the stretch is left out.
    """
    return [
        one
        for one in statements(subject, kind)
        if one.detail in details
        and record.first <= one.day <= record.last
        and (one.date("day") or date.max) >= record.first
    ]


def silent(
    subject: Subject, record: FilingRecord, asked: str, forms: Collection[str] = TELLING
) -> CannotTell | Clear:
    """The verdict where nothing was said: clear only where every telling document was read.

    A periodic report must be among them: that a lone 8-K is silent says nothing.
    """
    if record.gap is not None:
        return CannotTell(f"{asked}: {record.gap.missing}", record.gap.do)
    lacking = unread_filings(subject, tuple(forms), record.first)
    if lacking.height:
        named = ",".join(sorted(set(lacking["form"])))
        return CannotTell(
            f"{asked}: filings not held and read since {record.first}: {lacking.height}",
            f"microcap fetch sec {subject.issuer} --forms {named} --since {record.first}",
        )
    if not {form.removesuffix("/A") for form in record.rows["form"]} & REPORTS:
        return CannotTell(
            f"{asked}: no annual or interim report was filed from {record.first} to {record.last}",
            "bring its documents from where it does report",
        )
    return Clear(f"no {asked} in {record.says} and read")
