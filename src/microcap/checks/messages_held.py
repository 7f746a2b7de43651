"""News and kept documents about a name, of the days on which the security bore its tickers."""

from datetime import date

import polars as pl

from microcap.view.subject import Subject

_COLUMNS = ("day", "said", "kind", "text", "known_at", "source")


def messages_held(subject: Subject, first: date, last: date) -> pl.DataFrame:
    """`day`, `said` (headline or title), `kind`, `text`, `known_at`, `source`, oldest first.

    What is kept under a ticker is about who bore it that day, as `Subject` has it. Filings, and
    the notes of the user, are no messages.
    """
    news = subject.news.rename({"headline": "said"})
    kept = subject.documents.filter(~pl.col("kind").is_in(["filing_text", "note"]))
    rows = pl.concat([one.select(_COLUMNS) for one in (news, kept.rename({"title": "said"}))])
    return rows.filter(pl.col("day").is_between(first, last)).sort("day", "known_at")
