"""A customer on whom a tenth or more of the sales rest."""

import polars as pl

from microcap.checks import check
from microcap.checks.annual_report import FRESH
from microcap.checks.whole_report import has_notes
from microcap.model.verdicts import CannotTell, Clear, Finding, Verdict
from microcap.view.said import documents_read, statements
from microcap.view.subject import Subject

_ANNUAL = ("10-K", "10-KT", "20-F", "10-K/A", "20-F/A")
_TAGS = ("ConcentrationRiskPercentage", "ConcentrationRiskPercentage1")
_DO = "microcap fetch sec SYMBOL --forms 10-K, so that the notes on customers can be read"


@check(
    severity=1,
    kind="state",
    risk="failure",
    ends="a later annual report that names no such customer",
    renewed_by="annual",
    reference="ASC 280-10-50-42; Regulation S-K item 101",
)
def sales_to_one_customer(subject: Subject) -> Verdict:
    """A single customer accounts for a tenth or more of the sales.

    To be watched, and common among small companies. It is read from the sentence of a report; a
    tagged concentration alone does not say whether it is of customers, suppliers or banks.
    """
    since = subject.view.day - FRESH
    said = [
        one
        for one in statements(subject, "customer_concentration")
        if one.day >= since and one.detail == "revenue"
    ]
    read = documents_read(subject).filter(
        pl.col("form").is_in(list(_ANNUAL)) & (pl.col("day") >= since)
    )
    for row in read.iter_rows(named=True):
        if said and row["day"] <= said[0].day:
            break
        if has_notes(subject, row):
            return Clear(
                f"{row['form']} of {row['day']}, read to the end: no sentence on a customer of a "
                "tenth of sales or more"
            )
    if said:
        newest = [one for one in said if one.accession == said[0].accession]
        told = max(newest, key=lambda one: one.number("largest") or 0.0)
        largest = told.number("largest")
        share = f"{largest * 100:g} % of sales with one customer" if largest else "a tenth or more"
        return Finding(f"{told.form} of {told.day}: {share}", tuple(one.cite() for one in newest))
    rows = subject.facts.filter(pl.col("tag").is_in(_TAGS) & (pl.col("day") >= since))
    tagged = f"; the tag {_TAGS[1]} is told and does not say of what" if rows.height else ""
    return CannotTell(f"the whole text of an annual report filed since {since}{tagged}", _DO)
