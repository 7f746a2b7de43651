"""Who held and traded what, as the forms of insiders and holders told it by the moment.

Everything here is a row as filed: amendments stand in place of what they amend, and a form that
was brought without its accession number gives way to the same form with one.
"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from microcap.view.once import once
from microcap.view.subject import Subject
from microcap.view.view import View

INSIDER_FORMS = ("3", "3/A", "4", "4/A", "5", "5/A")
_LINE = ("issuer", "owner", "day", "code", "derivative", "_title")
_AMENDED_WITHIN = 400
"""Days back in which the form that an amendment corrects is looked for (project default; a Form 5
may correct what was reported a fiscal year before)."""


@once
def insider_trades(subject: Subject) -> pl.DataFrame:
    """The lines of Forms 3, 4 and 5 of the issuer, oldest first; empty where it is not known.

    Of joint filers each has a row of a line: count once by `accession` and `line`.
    """
    return _trades(subject.view, pl.col("issuer") == (subject.issuer or ""))


def trades_of_owners(view: View, owners: Sequence[str]) -> pl.DataFrame:
    """The lines of reporting owners by their CIK, of every issuer held, oldest first."""
    return _trades(view, pl.col("owner").is_in(list(owners)))


@once
def statements_of_holders(subject: Subject) -> pl.DataFrame:
    """Every row of Schedules 13D and 13G and of ownership tables on the issuer, oldest first."""
    return _owners(subject.view, pl.col("issuer") == (subject.issuer or ""))


def statements_of_owners(view: View, owners: Sequence[str]) -> pl.DataFrame:
    """The rows of holders by their CIK, on every issuer held, oldest first."""
    return _owners(view, pl.col("owner").is_in(list(owners)))


def large_holders(subject: Subject) -> pl.DataFrame:
    """The newest statement of each holder by Schedule 13D or 13G, largest first.

    A holder is known by its CIK, or else by its exact name. An amendment replaces what it amends;
    one that reports five per cent or less is the last that is known, and stays with its percent.
    """
    rows = statements_of_holders(subject)
    schedules = rows.filter(pl.col("form").str.contains(r"13[DG]"))
    newest = schedules.unique("holder", keep="last", maintain_order=True)
    return newest.sort("shares", "owner_name", descending=[True, False], nulls_last=True)


@once
def planned_sales(subject: Subject) -> pl.DataFrame:
    """The lines of Forms 144 of the issuer, oldest first."""
    rows = subject.view.table("planned_sales").filter(pl.col("issuer") == (subject.issuer or ""))
    held = _with_accession(rows.collect(), ("issuer", "owner_name", "line", "shares", "day"))
    return held.sort("filed", "accession", "line")


def insider_forms_missing(subject: Subject, first: date, last: date) -> list[str]:
    """Accession numbers of Forms 3, 4 and 5 of a stretch that are listed and whose lines are not held."""
    listed = subject.filings.filter(
        pl.col("form").is_in(list(INSIDER_FORMS)) & pl.col("day").is_between(first, last)
    )
    read = insider_trades(subject)["accession"].unique().to_list()
    return listed.filter(~pl.col("accession").is_in(read))["accession"].to_list()


def filed_exactly(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows whose filing date is the publisher's, not the date of a signature."""
    return rows.filter(~pl.col("accession").str.starts_with("sha256:"))


def _trades(view: View, which: pl.Expr) -> pl.DataFrame:
    rows = view.table("insider_trades").filter(which).collect()
    rows = _with_accession(rows, ("issuer", "owner", "line", "day", "code"))
    rows = rows.with_columns(_title=pl.col("security_title").str.to_lowercase().str.strip_chars())
    amended = rows.filter(pl.col("form").str.ends_with("/A") & (pl.col("code") != ""))
    if amended.height:
        rows = _without_amended(rows, amended)
    return rows.drop("_title").sort("filed", "known_at", "accession", "line", "owner")


def _without_amended(rows: pl.DataFrame, amended: pl.DataFrame) -> pl.DataFrame:
    """Rows without those that a later amendment reports again, or corrects in day or code.

    An amendment repeats only what it changes. A line of the same owner, day, code and class is
    replaced; where there is none, a line of the same class and number of shares is.
    """
    marked = rows.with_row_index("_row")
    later = amended.select(*_LINE, "shares", _by="accession", _filed="filed")
    reach = (
        (pl.col("filed") <= pl.col("_filed"))
        & (pl.col("accession") != pl.col("_by"))
        & ((pl.col("_filed") - pl.col("filed")).dt.total_days() <= _AMENDED_WITHIN)
    )
    same = marked.join(later.drop("shares"), on=list(_LINE)).filter(reach)
    unmatched = later.join(
        same.select("_by", *_LINE).unique(), on=["_by", *_LINE], how="anti", nulls_equal=True
    )
    near = marked.join(
        unmatched, on=["issuer", "owner", "derivative", "_title", "shares"], suffix="_new"
    ).filter(
        reach & ((pl.col("day") == pl.col("day_new")) | (pl.col("code") == pl.col("code_new")))
    )
    gone = {*same["_row"].to_list(), *near["_row"].to_list()}
    return marked.filter(~pl.col("_row").is_in(list(gone))).drop("_row")


def _owners(view: View, which: pl.Expr) -> pl.DataFrame:
    rows = view.table("beneficial_owners").filter(which).collect()
    held = _with_accession(rows, ("issuer", "owner_name", "shares", "day"))
    holder = pl.coalesce("owner", pl.col("owner_name").str.to_lowercase().str.strip_chars())
    return held.with_columns(holder=holder).sort("filed", "known_at", "accession", "owner_name")


def _with_accession(rows: pl.DataFrame, key: tuple[str, ...]) -> pl.DataFrame:
    """Rows without those of a bare document that is also held with its accession number."""
    bare = pl.col("accession").str.starts_with("sha256:")
    proper = rows.filter(~bare).select(key).unique()
    twice = rows.filter(bare).join(proper, on=list(key), how="semi", nulls_equal=True)
    return (
        rows
        if twice.is_empty()
        else rows.join(twice.select("accession").unique(), on="accession", how="anti")
    )
