"""Each table of the lake, declared once: columns, types, units, key, the two dates.

The declarations stand by subject in `tables_of_trading`, `tables_of_filings` and
`tables_of_records`; here is all of them by name, and what no row of a table may say.
"""

import polars as pl

from microcap.model import tables_of_filings, tables_of_records, tables_of_trading
from microcap.model.table import BOOKKEEPING, MOMENT, BarFlag, Column, Table

__all__ = [
    "BOOKKEEPING",
    "CONTRADICTIONS",
    "FORMAT",
    "MOMENT",
    "TABLES",
    "BarFlag",
    "Column",
    "Table",
]

FORMAT = 3
"""The number of this layout; an older program refuses a lake with a higher one."""

CONTRADICTIONS: dict[str, tuple[tuple[str, pl.Expr], ...]] = {
    "bars": (
        ("the close is not above zero", pl.col("close") <= 0),
        (
            "a raw price above 10,000,000 USD a share",
            (pl.col("series") == "raw") & (pl.max_horizontal("close", "high", "open") > 1e7),
        ),
        ("the high is below the low", pl.col("high") < pl.col("low")),
        (
            "a price of zero beside a close above zero",
            pl.min_horizontal("open", "high", "low") <= 0,
        ),
    ),
    "splits": (("the ratio is one to one", pl.col("new_shares") == pl.col("old_shares")),),
    "halts": (("it ends before it begins", pl.col("end_at") < pl.col("start_at")),),
    "coverage": (("it ends before it begins", pl.col("until") < pl.col("day")),),
    "facts": (("the period ends before it begins", pl.col("day") < pl.col("start")),),
}
"""What no row of a table may say, beyond types and bounds: the reason and the test."""

TABLES: dict[str, Table] = {
    table.name: table
    for table in (*tables_of_trading.TABLES, *tables_of_filings.TABLES, *tables_of_records.TABLES)
}
"""Every table of the lake by name."""
