"""Dealings with insiders as they are tagged in the accounts and told in documents.

1. `tagged_dealings` has the amounts of the last fiscal year under tags of related parties.
2. `told_dealings` has the sentences of headed sections in documents of the last fifteen months.
3. `size_of` is what an amount is measured by: the year's sales, or assets where there are hardly any.
"""

from datetime import timedelta

import polars as pl

from microcap.checks.annual_report import FRESH
from microcap.model.verdicts import Evidence
from microcap.view.annual_accounts import AnnualAccounts, cite
from microcap.view.facts_as_known import LENGTHS, SLACK, Amount, Told
from microcap.view.once import once
from microcap.view.said import Stated, statements
from microcap.view.subject import Subject

_TAGS = r"RelatedPart|DueToAffiliate|DueFromAffiliate|DueToOfficers|DueFromOfficers"
_NO_DEALING = r"^IncreaseDecrease|Deposit|LoansAndLeasesReceivable|Percent|Rate$|Number|Exclud|Nonrelated|Unrelated"
"""Changes of a balance repeat it; deposits and loans of a bank are its business."""
_LEAST_SALES = 0.05


@once
def dealings_of(subject: Subject) -> pl.DataFrame:
    """Facts under the tags of related parties, oldest publication first."""
    since = subject.view.day - timedelta(days=1300)
    rows = subject.facts.filter((pl.col("day") >= since) & (pl.col("value") != 0))
    tags = rows["tag"].unique()
    named = tags.filter(tags.str.contains(_TAGS) & ~tags.str.contains(_NO_DEALING))
    return rows.filter(pl.col("tag").is_in(named.to_list()))


def tagged_dealings(subject: Subject, years: AnnualAccounts) -> tuple[Told, ...]:
    """What the newest fiscal year told of dealings, the largest amount first.

    Balances of its last day and amounts over the year, each under one tag; never added, since
    tags overlap.
    """
    days = (pl.col("day") - pl.col("start")).dt.total_days()
    near = (pl.col("day") - years.end).dt.total_days().abs() <= SLACK
    of_year = pl.col("start").is_null() | days.is_between(*LENGTHS["year"])
    rows = dealings_of(subject).filter(
        near
        & of_year
        & (pl.col("unit") == years.held.currency)
        & (pl.col("day") <= pl.col("filed"))
    )
    last = rows.unique(["taxonomy", "tag"], keep="last", maintain_order=True)
    told = [Told(*row) for row in last.select(list(Told.__dataclass_fields__)).iter_rows()]
    return tuple(sorted(told, key=lambda one: (-abs(one.value), one.tag)))


@once
def told_dealings(subject: Subject) -> tuple[Stated, ...]:
    """What documents of the last fifteen months told in a section on related parties, newest first."""
    since = subject.view.day - FRESH
    return tuple(one for one in statements(subject, "related_party_section") if one.day >= since)


def size_of(years: AnnualAccounts) -> tuple[str, Amount] | None:
    """The year's sales, or its assets where sales are below 5 % of them; null where neither is told."""
    sales, assets = years.of("revenue"), years.of("assets")
    least = _LEAST_SALES * assets.value if assets is not None else 0.0
    if sales is not None and sales.value > 0 and sales.value >= least:
        return "sales", sales
    return ("assets", assets) if assets is not None and assets.value > 0 else None


def evidence(told: tuple[Told, ...], stated: tuple[Stated, ...]) -> tuple[Evidence, ...]:
    """Tagged amounts and quoted sentences, each once."""
    return tuple(dict.fromkeys((*(cite(one) for one in told), *(one.cite() for one in stated))))
