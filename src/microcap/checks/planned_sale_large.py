"""Notices of sale that are large beside the float."""

from datetime import date, timedelta

import polars as pl

from microcap.checks import check
from microcap.checks.filing_record import filing_record
from microcap.checks.ownership_record import unread_forms
from microcap.model.figures import counted, percent
from microcap.model.verdicts import CannotTell, Clear, Evidence, Finding, Verdict
from microcap.view.holders import planned_sales
from microcap.view.subject import Subject

_DAYS = 90
_SHARE = 0.01
"""More than one per cent of the float within 90 days (methods.md section 7)."""
_FORMS = ("144", "144/A")
_ON_PAPER = date(2023, 4, 13)
"""Before it a Form 144 could be filed on paper, which no list has (SEC Release 33-11070)."""


@check(
    severity=2,
    kind="event",
    risk="manipulation",
    reference="17 CFR 230.144(h); methods.md section 7",
)
def planned_sale_large(subject: Subject) -> Verdict:
    """Notices of the last 90 days announce sales of more than one per cent of the float.

    The float is the issuer's shares less those that the newest statements give to insiders and
    ten-percent holders; where these are not held, the shares outstanding, so that the share
    announced is a lower end. A notice is an intention; two of one seller may be for one sale.
    """
    last = subject.view.day
    first = last - timedelta(days=_DAYS)
    rows = planned_sales(subject).filter(pl.col("filed").is_between(first, last))
    beside = _floating(subject, rows)
    if rows.height and beside is None:
        return CannotTell(
            "a share count beside the notices of sale",
            "microcap ingest sec FOLDER with the issuer's companyfacts",
        )
    total = sum(
        shares * subject.shares_since(day) for shares, day in rows.select("shares", "day").rows()
    )
    if beside is not None and rows.height and total > _SHARE * beside[0]:
        says = f"{counted(rows.height, 'notice')} to sell {total:,.0f} shares, {percent(total / beside[0])} of {beside[1]}"
        return Finding(
            says,
            tuple(
                Evidence(
                    row["accession"],
                    f"{row['owner_name'][:60]} means to sell {row['shares']:,} shares on {row['day']}",
                    row["day"],
                    row["known_at"],
                )
                for row in rows.sort("filed", descending=True).iter_rows(named=True)
            ),
        )
    record = filing_record(subject, 3)
    gap = unread_forms(subject, record, _FORMS)
    if gap is not None:
        return CannotTell(f"notices of sale (Form 144): {gap.missing}", gap.do)
    if record.first < _ON_PAPER:
        return CannotTell(
            f"notices of sale (Form 144) of before {_ON_PAPER}, which were filed on paper",
            "ask for a later day",
        )
    if rows.is_empty():
        return Clear(f"no Form 144 from {first} to {last} in {record.says}")
    return Clear(f"{rows.height} Form 144 for {total:,.0f} shares, at most 1 % of the float")


def _floating(subject: Subject, notices: pl.DataFrame) -> tuple[float, str] | None:
    """Shares that float, in those of the view's day, and what they rest on; else null."""
    owned = subject.ownership
    counts = [count for count in subject.share_counts if count.kind != "weighted"]
    if counts:
        newest = counts[-1]
        taken = owned.filter(
            pl.col("kind").is_in(["officers_directors", "holder_10pct", "restricted"])
        )
        held = float(taken["adjusted"].sum() or 0.0)
        if 0 < held < newest.adjusted:
            return newest.adjusted - held, f"the float of {newest.day}"
        return newest.adjusted, f"the {newest.adjusted:,.0f} shares of {newest.day}"
    stated = notices.drop_nulls("outstanding").filter(pl.col("outstanding") > 0)
    if stated.is_empty():
        return None
    row = stated.row(-1, named=True)
    count = row["outstanding"] * subject.shares_since(row["day"])
    return count, f"the {count:,.0f} shares that the notice states"
