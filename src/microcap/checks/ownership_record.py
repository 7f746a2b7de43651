"""Whether the lines of the ownership forms that the record lists are held."""

from collections.abc import Collection

import polars as pl

from microcap.checks.filing_record import FilingRecord, forms_filed, issuer_kind
from microcap.model.errors import NotKnownThen
from microcap.model.rules import rule
from microcap.model.verdicts import CannotTell
from microcap.view.holders import (
    INSIDER_FORMS,
    insider_trades,
    planned_sales,
    statements_of_holders,
)
from microcap.view.subject import Subject

_FOREIGN = ("foreign_private", "mjds")
SCHEDULES = (
    *("SC 13D", "SC 13D/A", "SC 13G", "SC 13G/A"),
    *("SCHEDULE 13D", "SCHEDULE 13D/A", "SCHEDULE 13G", "SCHEDULE 13G/A"),
)


def unread_forms(
    subject: Subject, record: FilingRecord, forms: Collection[str]
) -> CannotTell | None:
    """Why nothing follows from what these forms do not say; null where all of them are held.

    The list of filings must be proved whole, and every form on it must have been read. That no
    insider filed says nothing where none ever did, or where insiders need not (`_owe_none`).
    """
    if record.gap is not None:
        return record.gap
    if record.rows.is_empty():
        why = f"the issuer has no filing with the SEC from {record.first} to {record.last}"
        return CannotTell(why, "bring its documents from where it does report")
    if set(forms) == set(INSIDER_FORMS):
        owe_none = _owe_none(subject, record)
        if owe_none is not None:
            return owe_none
    listed = forms_filed(record.rows, forms)
    held = pl.concat(
        [
            rows["accession"]
            for rows in (
                insider_trades(subject),
                statements_of_holders(subject),
                planned_sales(subject),
            )
        ]
    ).unique()
    missing = listed.filter(~pl.col("accession").is_in(held.to_list()))
    if missing.is_empty():
        return None
    named = ", ".join(missing["accession"].to_list()[:3])
    return CannotTell(
        f"{missing.height} of {listed.height} forms {', '.join(sorted(set(missing['form'])))} are "
        f"listed and not read ({named})",
        "microcap ingest sec FOLDER with the text of these submissions",
    )


def _owe_none(subject: Subject, record: FilingRecord) -> CannotTell | None:
    """Why its insiders may owe no Forms 3, 4 and 5 over the stretch, or null where they do.

    Those of foreign issuers owe them since 2026-03-18; those of an issuer whose securities are not
    registered under Section 12 never do, and it is seen by nothing but that none was filed.
    """
    do = "look at its annual report for the dealings of its officers"
    kind = issuer_kind(record).kind
    if kind is not None and kind.name in _FOREIGN:
        try:
            rule("insider_forms_foreign_issuers", record.first)
        except NotKnownThen:
            return CannotTell(
                f"insiders of a {kind.label} owed no Forms 3, 4 and 5 in {record.first}", do
            )
    if forms_filed(subject.filings, INSIDER_FORMS).is_empty():
        return CannotTell(
            "no Form 3, 4 or 5 of its insiders was ever filed: whether they owe any is not known",
            do,
        )
    return None
