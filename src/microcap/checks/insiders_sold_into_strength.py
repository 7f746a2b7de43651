"""Open-market sales of insiders after the price had risen."""

from datetime import date, timedelta

import polars as pl

from microcap.checks import check
from microcap.checks.filing_record import filing_record
from microcap.checks.ownership_record import unread_forms
from microcap.model.figures import counted, percent
from microcap.model.verdicts import CannotTell, Clear, Evidence, Finding, Verdict
from microcap.view.holders import INSIDER_FORMS, insider_trades
from microcap.view.subject import Subject

_MONTHS = 6
_RISE = 0.5
"""Fifty per cent above the median close of the 60 sessions before (project default)."""
_BEFORE = 60
_FEWEST = 20
_LARGE = 50_000.0
"""Dollars in the sum of the sales, below which nothing is said (project default)."""


@check(severity=2, kind="event", risk="manipulation", reference="methods.md section 7, insiders")
def insiders_sold_into_strength(subject: Subject) -> Verdict:
    """Insiders sold in the market at half or more above the price of the months before.

    Sales by the form's own box under a Rule 10b5-1 plan are left out, so are shares withheld for
    taxes. People sell for many reasons, and a price may have risen for good ones.
    """
    record = filing_record(subject, _MONTHS)
    sales = market_trades(insider_trades(subject), "S").filter(
        pl.col("day").is_between(record.first, record.last)
    )
    judged = [(row, _rise(subject, row["day"])) for row in sales.iter_rows(named=True)]
    strong = [(row, rise) for row, rise in judged if rise is not None and rise >= _RISE]
    dollars = sum((row["shares"] or 0.0) * (row["price"] or 0.0) for row, _ in strong)
    if strong and dollars >= _LARGE:
        people = len({row["owner"] for row, _ in strong})
        highest = max(rise for _, rise in strong)
        says = f"{counted(people, 'insider')} sold for ${dollars:,.0f} at up to {percent(highest, 0)} above the median of {_BEFORE} sessions before"
        return Finding(
            says,
            tuple(
                Evidence(
                    row["accession"],
                    f"{row['owner_name'][:60]} sold {row['shares']:,.0f} at ${row['price'] or 0:,.4g}, {percent(rise, 0)} above",
                    row["day"],
                    row["known_at"],
                )
                for row, rise in reversed(strong)
            ),
        )
    gap = unread_forms(subject, record, INSIDER_FORMS)
    if gap is not None:
        return CannotTell(f"sales of insiders: {gap.missing}", gap.do)
    if any(rise is None for _, rise in judged):
        return CannotTell(
            "closes of the sessions before the sales of insiders",
            "microcap ingest files YOUR.csv with the name's bars",
        )
    return Clear(
        f"{counted(sales.height, 'market sale of insiders')} in {record.says}, none into strength"
    )


def market_trades(rows: pl.DataFrame, code: str) -> pl.DataFrame:
    """Lines of one code in Table I that no plan decided, each line once, oldest first.

    A plan is told by the form's box or by its footnote (Rule 10b5-1).
    """
    plan = pl.col("planned").fill_null(False) | pl.col("footnotes").fill_null("").str.contains(
        "10b5-1", literal=True
    )
    held = rows.filter(
        (pl.col("code") == code) & ~pl.col("derivative") & ~plan & (pl.col("shares") > 0)
    )
    return held.unique(["accession", "line"], keep="first", maintain_order=True).sort(
        "day", "accession", "line"
    )


def _rise(subject: Subject, day: date) -> float | None:
    """The close of a day over the median of the 60 sessions up to ten days before it."""
    panel = subject.panel.drop_nulls("close")
    on_day = panel.filter(pl.col("day") <= day).tail(1)
    before = panel.filter(pl.col("day") < day - timedelta(days=10)).tail(_BEFORE)["close"]
    middle = before.median()
    if on_day.is_empty() or before.len() < _FEWEST or not isinstance(middle, float) or middle <= 0:
        return None
    return float(on_day["close"].item()) / middle - 1
