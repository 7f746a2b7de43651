"""The newest fiscal year of many issuers at once: one pass over the tagged numbers.

`annual_figures` reads the table of tags as polars expressions, so that a peer is measured by the
same tags as the subject. It takes numbers as told: years in US dollars under US GAAP, balances of
the very day; no difference of two spans and no other currency.
"""

from datetime import date, timedelta
from functools import reduce
from operator import add

import polars as pl

from microcap.model.statement_tags import Item, Sum, items
from microcap.view.facts_as_known import LENGTHS
from microcap.view.view import View

_REACH = timedelta(days=900)
"""Two fiscal years and the months in which a report is written."""
_MAIN = ("NetIncomeLoss", "ProfitLoss", "NetCashProvidedByUsedInOperatingActivities")
"""A day is the end of a fiscal year where one of these is told for the year before it."""
PRIOR = "_before"
"""Put after a name: the same item a fiscal year before."""


def annual_figures(
    view: View, issuers: list[str], names: tuple[str, ...], since: date
) -> pl.DataFrame:
    """Items of the newest fiscal year of each issuer that ended on or after a day, in dollars.

    Columns are `issuer`, `end`, `known_at`, each item, and each with `_before` for the fiscal
    year before; null where an item is not told. Issuers without such a year have no row.
    """
    tags = sorted({tag for name in names for tag in _tags(items()[name])} | {*_MAIN})
    told = _told(view, issuers, tags)
    ends = told.filter(pl.col("tag").is_in(_MAIN) & pl.col("start").is_not_null())
    last = ends.group_by("issuer").agg(end=pl.col("day").max()).filter(pl.col("end") >= since)
    before = (
        ends.select("issuer", "day")
        .unique()
        .join(last, on="issuer")
        .filter((pl.col("end") - pl.col("day")).dt.total_days().is_between(*LENGTHS["year"]))
        .group_by("issuer")
        .agg(before=pl.col("day").max())
    )
    by_day = told.group_by("issuer", "day").agg(
        pl.col("known_at").max(),
        *(pl.col("value").filter(pl.col("tag") == tag).last().alias(tag) for tag in tags),
    )
    made = by_day.select("issuer", "day", "known_at", *(of_item(items()[name]) for name in names))
    earlier = made.drop("known_at").rename({name: f"{name}{PRIOR}" for name in names})
    return (
        last.join(before, on="issuer", how="left")
        .join(made, left_on=["issuer", "end"], right_on=["issuer", "day"])
        .join(earlier, left_on=["issuer", "before"], right_on=["issuer", "day"], how="left")
        .drop("before")
        .sort("issuer")
    )


def _told(view: View, issuers: list[str], tags: list[str]) -> pl.DataFrame:
    """Of each issuer, tag and day the number told last, of an instant or of a year."""
    keys = (
        pl.col("issuer").is_in(issuers)
        & pl.col("tag").is_in(tags)
        & (pl.col("day") >= view.day - _REACH)
        & (pl.col("unit") == "USD")
        & (pl.col("taxonomy") == "us-gaap")
    )
    days = (pl.col("day") - pl.col("start")).dt.total_days()
    kept = pl.col("start").is_null() | days.is_between(*LENGTHS["year"])
    rows = view.table("facts", keys).filter(kept & (pl.col("day") <= pl.col("filed")))
    columns = ["issuer", "tag", "start", "day", "value", "known_at", "filed", "accession"]
    ordered = rows.select(columns).collect().sort("known_at", "filed", "accession")
    return ordered.unique(["issuer", "tag", "day"], keep="last", maintain_order=True)


def of_item(item: Item) -> pl.Expr:
    """An item as an expression over columns named as tags: the first alternative with a value."""
    told = [
        _sum([(term.sign, pl.col(term.name), term.optional) for term in parts])
        for parts in item.tags
    ]
    if item.largest > 1:
        told = [pl.max_horizontal(told[: item.largest]), *told[item.largest :]]
    if item.otherwise:
        told.append(_sum_of_items(item.otherwise))
    return pl.coalesce(told).alias(item.name)


def _sum_of_items(parts: Sum) -> pl.Expr:
    return _sum([(one.sign, of_item(items()[one.name]), one.optional) for one in parts])


def _sum(parts: list[tuple[int, pl.Expr, bool]]) -> pl.Expr:
    """What is optional counts as nothing where it is absent; all absent is no sum."""
    signed = [sign * (one.fill_null(0) if optional else one) for sign, one, optional in parts]
    some = pl.any_horizontal(one.is_not_null() for _, one, _ in parts)
    return pl.when(some).then(reduce(add, signed))


def _tags(item: Item) -> set[str]:
    found = {term.name for parts in item.tags for term in parts}
    for term in item.otherwise:
        found |= _tags(items()[term.name])
    return found
