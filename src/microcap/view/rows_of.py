"""The rows of any table that are about one subject."""

import polars as pl

from microcap.model.tables import TABLES
from microcap.view.bearer import of_bearer
from microcap.view.subject import Subject

_ABOUT_THE_LAKE = frozenset({"coverage", "caveats", "rejects", "fetches", "sessions"})


def rows_of(subject: Subject, name: str) -> pl.LazyFrame | None:
    """The rows of a table with the subject's tickers, its issuer or either as `subject`.

    Null for a table that is about the lake or the calendar. A column that is no key is filtered
    after the as-of step, so that no old version of a row comes through. Rows of days on which
    another security bore the ticker are left out.
    """
    table = TABLES[name]
    if name in _ABOUT_THE_LAKE:
        return None
    issuer = subject.issuer or ""
    either = [*subject.symbols, *([issuer] if issuer else [])]
    which = {
        "symbol": pl.col("symbol").is_in(subject.symbols),
        "issuer": pl.col("issuer") == issuer,
        "subject": pl.col("subject").is_in(either),
    }
    columns = [column for column in ("symbol", "issuer", "subject") if column in table.schema]
    # a form may show a ticker of somebody else's; its issuer is meant
    if {"symbol", "issuer"} <= set(columns) and "symbol" not in table.key:
        columns.remove("symbol")
    if not columns:
        return None
    keyed = next((column for column in columns if column in table.key), None)
    if keyed is not None:
        rows = subject.view.table(name, which[keyed])
    else:
        rows = subject.view.table(name).filter(which[columns[0]])
    ticker = keyed or columns[0]
    if ticker == "issuer" or not _others_bore(subject):
        return rows
    spells = subject.view.spells
    return of_bearer(rows.collect(), spells, subject.security, ticker=ticker).lazy()


def _others_bore(subject: Subject) -> bool:
    spells = subject.view.spells.filter(pl.col("symbol").is_in(subject.symbols))
    return bool((spells["security"] != subject.security).any())
