"""What is known of who is short, what failed, what was halted, suspended or named in a release."""

import re
from datetime import date, datetime

import polars as pl

from microcap.model.halt_codes import halt_codes
from microcap.model.rules import rule
from microcap.model.settlement_days import settlement_days_after
from microcap.view.once import once
from microcap.view.subject import Said, Subject

PARTIES = ("respondent", "defendant", "subject", "issuer")
"""Words in the role of one against whom a release is directed; another role is a mention."""


def own_rows(subject: Subject, table: str) -> pl.DataFrame:
    """Rows of a table on the tickers of a security, of the days on which it bore them, oldest first."""
    rows = subject.view.table(table, pl.col("symbol").is_in(subject.symbols)).collect()
    return borne_by(subject, rows).sort("day", "known_at")


def borne_by(subject: Subject, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with `symbol` and `day` of the days on which the security bore the ticker.

    A list of before its first bar may be about another's ticker, and is left out.
    """
    first = subject.spells.group_by("symbol").agg(begins=pl.col("day").min())
    mine = subject.view.borne(rows).filter(pl.col("security") == subject.security)
    return mine.join(first, on="symbol").filter(pl.col("day") >= pl.col("begins")).drop("begins")


@once
def fails_of(subject: Subject) -> pl.DataFrame:
    """Balances of fails to deliver, oldest first, with `adjusted`: in the shares of the view's day."""
    rows = subject.view.table("fails_to_deliver").filter(pl.col("symbol").is_in(subject.symbols))
    mine = borne_by(subject, rows.collect()).sort("day", "known_at")
    factors = [subject.shares_since(day) for day in mine["day"]]
    return mine.with_columns(
        adjusted=pl.col("shares_failing") * pl.Series(factors, dtype=pl.Float64)
    )


@once
def open_halts(subject: Subject) -> pl.DataFrame:
    """Halts that had begun and not ended by the moment, oldest first.

    A halt whose end is not held counts as ended by a bar with trade of a later session: lists of
    halts are windows, and a resumption after the window is not in them.
    """
    now = subject.view.moment
    halts = own_rows(subject, "halts").filter(
        (pl.col("start_at") <= now) & (pl.col("end_at").is_null() | (pl.col("end_at") > now))
    )
    if halts.is_empty():
        return halts
    last = last_trade(subject)
    ended = pl.col("end_at").is_null() & (pl.lit(last, pl.Date) > pl.col("day"))
    return halts.filter(~ended.fill_null(False)).sort("start_at")


@once
def last_trade(subject: Subject) -> date | None:
    """The last session with trade, by the bars held; null where none is held."""
    traded = subject.panel.filter(~pl.col("stale") & (pl.col("volume") != 0))
    return traded["day"].item(-1) if traded.height else None


def halt_kind(code: str) -> str:
    """Of what kind a halt is by its code, such as news, request or volatility; else unknown."""
    found = halt_codes().get(code)
    return found.kind if found is not None else "unknown"


@once
def actions_naming(subject: Subject) -> pl.DataFrame:
    """Releases that give the issuer's CIK, or a ticker that the security bore that day, oldest first.

    `by` is `CIK` or `ticker`, `role` what the release says of it, in lower case. A release that
    gives another CIK beside the ticker is about somebody else. A name alone joins nothing.
    """
    rows = subject.view.table("regulatory_actions").collect()
    by_cik = rows.filter(pl.col("issuer") == (subject.issuer or ""))
    borne = borne_by(subject, rows.filter(pl.col("symbol").is_in(subject.symbols)))
    by_ticker = borne.filter(pl.col("issuer").is_null() | pl.lit(subject.issuer is None))
    found = pl.concat(
        [
            by_cik.with_columns(by=pl.lit("CIK")),
            by_ticker.select(rows.columns).with_columns(by=pl.lit("ticker")),
        ]
    ).unique(("kind", "identifier"), keep="first", maintain_order=True)
    first = pl.col("respondents").str.split("; ").list.first()
    role = first.str.extract(r"\(([^()]*)\)\s*$", 1).str.to_lowercase().fill_null("")
    return found.with_columns(role=role).sort("day", "known_at")


def is_party(role: str) -> bool:
    """Whether a role is that of one against whom a release is directed; none stated counts as one."""
    return not role or any(word in role for word in PARTIES)


def same_name(name: str, respondents: str) -> bool:
    """Whether respondents name a company that is called the same but for its legal form."""
    wanted = _name_key(name)
    return len(wanted) > 2 and any(
        _name_key(re.sub(r"\([^()]*\)\s*$", "", one)) == wanted for one in respondents.split(";")
    )


def suspended_until(row: dict[str, object]) -> tuple[date, bool]:
    """The last day of a trading suspension, and whether the release gives it.

    Where it does not, the longest that one order may last: the end is then assumed.
    """
    until, day = row["until"], row["day"]
    assert isinstance(day, date)
    if isinstance(until, date):
        return until, True
    return settlement_days_after(day, round(rule("trading_suspension", day).number)), False


@once
def tier_said(subject: Subject) -> Said | None:
    """The venue by the newest list of tickers that names no issuer, of a day on which it bore one."""
    rows = subject.view.table("listings", pl.col("symbol").is_in(subject.symbols)).collect()
    rows = rows.filter((pl.col("event") == "tier") & pl.col("venue").is_not_null())
    mine = borne_by(subject, rows)
    if mine.is_empty():
        return None
    row = mine.sort("day", "known_at").row(-1, named=True)
    known: datetime = row["known_at"]
    return Said(row["venue"], row["day"], known, row["source"])


def _name_key(name: str) -> str:
    words = re.sub(r"[^a-z0-9 ]", " ", name.lower().replace("&", " and ")).split()
    forms = {"inc", "corp", "corporation", "co", "company", "ltd", "limited", "llc", "plc", "the"}
    return " ".join(word for word in words if word not in forms)
