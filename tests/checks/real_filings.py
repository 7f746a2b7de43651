"""Real filings of shared/data/filings as rows, for a subject whose ticker is invented."""

import json
from datetime import date
from pathlib import Path

from checks.invented import Row, Rows, bars, held, listed, subject_of
from microcap.reading.documents import open_document
from microcap.view.subject import Subject


def real_subject(
    folder: Path, shared: Path, accession: str, day: date, *, first: date, read: bool = True
) -> Subject:
    """A subject on a day whose issuer filed this document; its record is held from `first`.

    The record is that one filing: an absence proves nothing of the real company. With `read` false
    the document is on record and its text is not held.
    """
    lines = (shared / "data/filings/labels.jsonl").read_text("utf-8").splitlines()
    label = next(one for one in map(json.loads, lines) if one["accession"] == accession)
    path = shared / "data/filings" / label["file"]
    base: Row = {
        "issuer": label["cik"].lstrip("0"),
        "accession": accession,
        "form": label["form"],
        "day": date.fromisoformat(label["filed"]),
    }
    filings: Rows = [{**base, "items": ",".join(label["items"] or []) or None, "document": None}]
    documents: Rows = [
        {**base, "document": path.name, "type": label["form"], "title": None, "text": one.text}
        for one in open_document(path.read_bytes(), path.name)[:1]
    ]
    issuer = str(base["issuer"])
    return subject_of(
        folder,
        day,
        bars=bars([2.0], last=day),
        listings=[{**row, "issuer": issuer} for row in listed(day=first)],
        filings=filings,
        filing_documents=documents if read else [],
        coverage=[held(subject=issuer, first=first, until=day)],
    )
