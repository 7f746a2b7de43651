"""News and kept documents about a name, of the days on which the security bore its tickers."""

from datetime import date

import polars as pl

from microcap.view.subject import Subject

_COLUMNS = ("day", "said", "kind", "text", "known_at", "source")


def messages_held(subject: Subject, first: date, last: date) -> pl.DataFrame:
    """`day`, `said` (headline or title), `kind`, `text`, `known_at`, `source`, oldest first.

    What is kept under a ticker is about who bore it that day: the messages of an earlier bearer
    are left out. Filings, and the notes of the user, are no messages.
    """
    news = subject.news.rename({"headline": "said"})
    kept = subject.documents.filter(~pl.col("kind").is_in(["filing_text", "note"]))
    by_issuer = kept.filter(pl.col("subject") == (subject.issuer or ""))
    by_ticker = kept.filter(pl.col("subject").is_in(subject.symbols)).rename(
        {"title": "said", "subject": "symbol"}
    )
    rows = pl.concat(
        [
            *(_borne(subject, one) for one in (news, by_ticker)),
            by_issuer.rename({"title": "said"}).select(_COLUMNS),
        ]
    )
    return rows.filter(pl.col("day").is_between(first, last)).sort("day", "known_at")


def _borne(subject: Subject, rows: pl.DataFrame) -> pl.DataFrame:
    mine = subject.view.borne(rows).filter(pl.col("security") == subject.security)
    return mine.select(_COLUMNS)
