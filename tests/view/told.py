"""Facts as a view gives them, for the tests of what is made of them."""

from datetime import UTC, date, datetime, time

import polars as pl

from microcap.view.facts_as_known import Told

Span = tuple[str | None, str]
Q1, Q2, Q3, Q4 = (
    ("2023-01-01", "2023-03-31"),
    ("2023-04-01", "2023-06-30"),
    ("2023-07-01", "2023-09-30"),
    ("2023-10-01", "2023-12-31"),
)
HALF, NINE, YEAR = (
    ("2023-01-01", "2023-06-30"),
    ("2023-01-01", "2023-09-30"),
    ("2023-01-01", "2023-12-31"),
)
YEAR_BEFORE = ("2022-01-01", "2022-12-31")


def told(
    tag: str,
    span: Span | str,
    value: float,
    filed: str = "2024-03-28",
    *,
    unit: str = "USD",
    taxonomy: str = "us-gaap",
    form: str = "10-K",
    accession: str = "",
) -> Told:
    """One number of one filing: over a span, or at a day; known at nine in the evening, UTC."""
    start, end = (None, span) if isinstance(span, str) else span
    day = date.fromisoformat(filed)
    return Told(
        taxonomy,
        tag,
        unit,
        date.fromisoformat(start) if start else None,
        date.fromisoformat(end),
        float(value),
        accession or f"0009900001-{day:%y-%m%d}01",
        form,
        day,
        datetime.combine(day, time(21), UTC),
        "as_filed",
    )


def frame(*rows: Told) -> pl.DataFrame:
    """Rows as the table of facts shows them."""
    names = list(Told.__dataclass_fields__)
    columns = {name: [getattr(row, name) for row in rows] for name in names}
    schema: dict[str, pl.DataType | type[pl.DataType]] = {
        **dict.fromkeys(names, pl.String),
        "start": pl.Date,
        "day": pl.Date,
        "filed": pl.Date,
        "value": pl.Float64,
        "known_at": pl.Datetime("us", "UTC"),
    }
    return pl.DataFrame(columns, schema=schema)
