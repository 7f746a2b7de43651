"""A new name that takes up a theme which the sales held do not show."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import polars as pl

from microcap.checks import check
from microcap.checks.filing_record import filing_record
from microcap.checks.name_changed import name_changed
from microcap.checks.stretch import months_before
from microcap.model.figures import counted
from microcap.model.statement_tags import item_named
from microcap.model.verdicts import CannotTell, Clear, Evidence, Finding, Verdict
from microcap.reading.themes import themes, themes_in, themes_of_name
from microcap.view.facts_as_known import Amount
from microcap.view.statement_items import accounts, item_twelve_months
from microcap.view.subject import Said, Subject

_MONTHS = 36
_NOMINAL = 100_000.0
"""USD of twelve months at or below which sales are called nominal (project default)."""
_GROWN = 1.1
"""Sales above those before the new name by less than a tenth are called no higher (project default)."""
_QUARTER = timedelta(days=80)
_TEXTS, _LETTERS = 30, 20_000
"""The newest texts that are looked through for the theme's words, and how much of each."""


@check(
    severity=2,
    kind="event",
    risk="manipulation",
    reference="Cooper, Dimitrov & Rau 2001, J. Finance 56(6); mission 153",
)
def renamed_into_a_theme(subject: Subject) -> Verdict:
    """The company took up a theme in its name within three years, and its sales are no higher since.

    Themes are crypto, artificial intelligence, quantum, cannabis and the like, by the words of
    `reading/themes.toml`. Sales are twelve months as tagged, with at least a quarter after the new
    name, beside the twelve months before it: nominal, or higher by less than a tenth. Tags do not
    tell what was sold, and a new business needs time.
    """
    renamed = list(_renamed(subject))
    if not renamed:
        return _no_rename(subject)
    old, new, tags = renamed[-1]
    labels = ", ".join(themes()[tag].label for tag in tags)
    since, before = _sales(subject, None), _sales(subject, new.day)
    if since is None or since.end < new.day + _QUARTER:
        held = f"the newest end on {since.end}" if since else "none are held"
        return CannotTell(
            f"sales of a quarter after the name {new.value!r} of {new.day} ({labels}): {held}",
            f"microcap fetch sec {subject.issuer or subject.symbol} for its newest reports",
        )
    shown = f"sales of the year to {since.end}: {since.unit} {since.value:,.0f}"
    if since.value > _NOMINAL and before is None:
        return CannotTell(
            f"sales before the name {new.value!r} of {new.day} ({labels}); {shown}",
            "microcap ingest sec FOLDER with the companyfacts JSON of the issuer",
        )
    if before is not None:
        shown += f", of the year to {before.end}: {before.unit} {before.value:,.0f}"
    grown = before is not None and since.value > _GROWN * before.value
    if since.value > _NOMINAL and (grown or before is None):
        return Clear(f"{old.value} → {new.value}, {new.day} ({labels}), and {shown}")
    spoken = tuple(_spoken(subject, tags, new.day))
    says = f"renamed {old.value} → {new.value} on {new.day} ({labels}); {shown}"
    if spoken:
        says += f"; it is spoken of in {counted(len(spoken), 'text')} held since"
    named = Evidence(new.source, f"{old.value} → {new.value}", new.day, new.known_at)
    return Finding(says, (named, *_cited(since), *(_cited(before) if before else ()), *spoken[:3]))


def _renamed(subject: Subject) -> Iterator[tuple[Said, Said, tuple[str, ...]]]:
    """Changes into a name with a theme that the name before had not, oldest first."""
    first, last = months_before(subject.view.day, _MONTHS), subject.view.day
    for old, new in pairwise(subject.former_names):
        if first < new.day <= last:
            had = themes_of_name(old.value)
            if tags := tuple(tag for tag in themes_of_name(new.value) if tag not in had):
                yield old, new, tags


def _no_rename(subject: Subject) -> Verdict:
    named = name_changed(subject)
    gap = filing_record(subject, _MONTHS).gap
    if isinstance(named, CannotTell) or gap is not None:
        lacking = named if isinstance(named, CannotTell) else gap
        assert lacking is not None
        return CannotTell(f"a new name with a theme: {lacking.missing}", lacking.do)
    looked = named.looked_at if isinstance(named, Clear) else named.says
    return Clear(f"no new name with a theme: {looked}")


def _sales(subject: Subject, until: date | None) -> Amount | None:
    """The newest twelve months of sales, of those that ended by a day where one is given."""
    item = item_named("revenue")
    tags = {
        term.name
        for taxonomy in ("us-gaap", "ifrs-full")
        for parts in item.alternatives(taxonomy)
        for term in parts
    }
    rows = subject.facts.filter(pl.col("tag").is_in(sorted(tags)))
    held = accounts(rows if until is None else rows.filter(pl.col("day") <= until))
    return None if held is None else item_twelve_months(held, item)


def _cited(one: Amount) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(
            told.accession,
            f"{told.tag} {told.value:,.0f} {one.unit}, {told.start} to {told.day}",
            told.day,
            told.known_at,
        )
        for _, told in one.parts[:1]
    )


def _spoken(subject: Subject, tags: tuple[str, ...], since: date) -> Iterator[Evidence]:
    """Releases, news and documents since a day that speak of the theme, the newest first."""
    columns = ("day", "known_at", "source", "text")
    news = subject.news.filter(pl.col("kind").is_in(["release", "news"])).select(columns)
    kept = subject.documents.filter(pl.col("kind").is_in(["release", "filing_text"]))
    rows = pl.concat([news, kept.select(columns)]).filter(
        (pl.col("day") >= since) & pl.col("text").is_not_null()
    )
    for row in rows.sort("day", descending=True).head(_TEXTS).iter_rows(named=True):
        for one in themes_in(row["text"][:_LETTERS], tags)[:1]:
            yield Evidence(row["source"], f"“{one.quote}”", row["day"], row["known_at"])
