"""Whether the lines of the ownership forms that the record lists are held."""

from collections.abc import Collection

import polars as pl

from microcap.checks.filing_record import FilingRecord, forms_filed
from microcap.model.verdicts import CannotTell
from microcap.view.holders import insider_trades, planned_sales, statements_of_holders
from microcap.view.subject import Subject

SCHEDULES = (
    *("SC 13D", "SC 13D/A", "SC 13G", "SC 13G/A"),
    *("SCHEDULE 13D", "SCHEDULE 13D/A", "SCHEDULE 13G", "SCHEDULE 13G/A"),
)


def unread_forms(
    subject: Subject, record: FilingRecord, forms: Collection[str]
) -> CannotTell | None:
    """Why nothing follows from what these forms do not say; null where all of them are held.

    The list of filings must be proved whole, and every form on it must have been read.
    """
    if record.gap is not None:
        return record.gap
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
