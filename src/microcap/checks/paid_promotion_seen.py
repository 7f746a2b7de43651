"""Promotions of the name that somebody saw and kept."""

import polars as pl

from microcap.checks import check
from microcap.checks.stretch import months_before
from microcap.model.verdicts import CannotTell, Clear, Evidence, Finding, Verdict
from microcap.view.subject import Subject

_MONTHS = 24


@check(severity=3, kind="event", reference="Securities Act, Section 17(b); methods.md section 7")
def paid_promotion_seen(subject: Subject) -> Verdict:
    """A promotion of the name was seen within two years.

    Who paid for it, and whether it says so, is for the reader to see; the company itself may
    have nothing to do with it. That none was brought proves nothing, unless a source says that
    it holds every one.
    """
    first, last = months_before(subject.view.day, _MONTHS), subject.view.day
    seen = _promotions(subject).filter((pl.col("day") >= first) & (pl.col("day") <= last))
    if seen.height:
        newest = seen.row(-1, named=True)
        says = f"{seen.height} promotion{'s' * (seen.height != 1)} seen, the latest {newest['day']}"
        rows = seen.sort("day", descending=True).iter_rows(named=True)
        return Finding(
            says,
            tuple(
                Evidence(row["source"], f"“{row['said'][:200]}”", row["day"], row["known_at"])
                for row in rows
            ),
        )
    whole = subject.coverage("news").filter(pl.col("complete") & (pl.col("absent_means") == "none"))
    if whole.height and subject.holds_complete("news", first, last):
        return Clear(f"{subject.news.height} items of news held, complete from {first} to {last}")
    return CannotTell(
        "promotions: no record is held that would show every one",
        "bring what you were sent as news or a document of kind promotion",
    )


def _promotions(subject: Subject) -> pl.DataFrame:
    columns = ("day", "said", "known_at", "source")
    news = subject.news.filter(pl.col("kind") == "promotion").rename({"headline": "said"})
    kept = subject.documents.filter(pl.col("kind") == "promotion").rename({"title": "said"})
    return pl.concat([news.select(columns), kept.select(columns)]).sort("day", "known_at")
