"""Invented releases, filings and facts from which the tests of claims make their subjects."""

from datetime import date
from pathlib import Path

from checks.invented import DAY, ISSUER, SYMBOL, Row, Rows, filing, held, listed, subject_of
from microcap.view.subject import Subject

RELEASED = date(2024, 1, 10)


def release(text: str, day: date = RELEASED, *, kind: str = "release") -> Row:
    """A release of a day, its headline the first words of the text."""
    return {"symbol": SYMBOL, "day": day, "headline": "Zz tells", "kind": kind, "text": text}


def report(form: str, day: date, text: str, items: str | None = None) -> tuple[Row, Row]:
    """A filing and its main document."""
    row = filing(form, day, items)
    return row, {
        "issuer": ISSUER,
        "accession": row["accession"],
        "document": f"{form.lower()}.htm",
        "form": form,
        "type": form,
        "day": day,
        "title": None,
        "text": text,
    }


def revenue(start: date, end: date, value: float, filed: date) -> Row:
    """A tagged revenue of a period."""
    return {
        "issuer": ISSUER,
        "taxonomy": "us-gaap",
        "tag": "Revenues",
        "unit": "USD",
        "start": start,
        "day": end,
        "value": value,
        "accession": f"0009900001-{filed:%y}-{filed:%m%d}01",
        "form": "10-Q",
        "filed": filed,
        "vintage": "as_filed",
    }


def claimed(
    folder: Path,
    news: Rows,
    reports: tuple[tuple[Row, Row], ...] = (),
    *,
    day: date = DAY,
    whole: bool = True,
    **tables: Rows,
) -> Subject:
    """The subject of some releases and reports; `whole`: the record of its filings is proved."""
    rows: dict[str, Rows] = {
        "listings": listed("NASDAQ_CM"),
        "news": news,
        "filings": [one for one, _ in reports],
        "filing_documents": [one for _, one in reports],
        **tables,
    }
    if whole:
        rows["coverage"] = [held()]
    return subject_of(folder, day, **rows)
