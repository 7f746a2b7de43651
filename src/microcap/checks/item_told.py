"""An item of Form 8-K within two years, with its first sentence where the filing is held as text.

1. `two_years` is the record that every question of items looks at, made once for a subject.
2. `item_told` gives the verdict on one item; `quoted` puts the words beside each filing.
3. `items_unread` are the filings of an item whose words are not held.
"""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from microcap.checks.filing_record import FilingRecord, answer, cite, filing_record, items_filed
from microcap.model.verdicts import Evidence, Finding, Verdict
from microcap.reading.document import Document
from microcap.reading.reported_item import reported
from microcap.reading.sections import sections_of
from microcap.view.once import once
from microcap.view.subject import Subject

_SHORTEST = 8
"""Words; what is shorter below an item is the rest of its heading (project default)."""
_QUOTED = 8
"""Filings whose words are looked up; older ones are cited without (project default)."""


@once
def two_years(subject: Subject) -> FilingRecord:
    """The filings of the last two years, made once for all questions that ask for them."""
    return filing_record(subject)


def item_told(
    subject: Subject, item: str, fact: str, *, amendments: bool = True, at_least: int = 1
) -> Verdict:
    """The verdict on an item of the last two years; `fact` is the sentence of a finding."""
    record = two_years(subject)
    found = items_filed(record.rows, item, amendments=amendments)
    verdict = answer(record, found, fact=fact, asked=f"8-K item {item}", at_least=at_least)
    if isinstance(verdict, Finding):
        return Finding(verdict.says, quoted(subject, found, item))
    return verdict


def quoted(subject: Subject, found: pl.DataFrame, item: str) -> tuple[Evidence, ...]:
    """Filings as evidence, newest first, with the first sentence below the item where it is held."""
    texts = documents_of(subject)
    cited = []
    for place, row in enumerate(found.sort("day", descending=True).iter_rows(named=True)):
        evidence = cite(row)
        words = _first_words(texts.get(row["accession"], ()) if place < _QUOTED else (), item)
        cited.append(replace(evidence, what=f"{evidence.what}: “{words}”") if words else evidence)
    return tuple(cited)


def items_unread(subject: Subject, found: pl.DataFrame) -> pl.DataFrame:
    """The filings of which no main document is held as text."""
    return found.filter(~pl.col("accession").is_in(list(documents_of(subject))))


@once
def documents_of(subject: Subject) -> dict[str, tuple[Document, ...]]:
    """The main documents of the 8-Ks of two years that are held as text, by accession number."""
    forms = two_years(subject).rows.filter(pl.col("form").str.starts_with("8-K"))
    wanted = pl.col("accession").is_in(forms["accession"].unique().to_list())
    rows = subject.view.table("filing_documents", wanted).filter(
        pl.col("type").str.starts_with("8-K") & pl.col("text").is_not_null()
    )
    held: dict[str, tuple[Document, ...]] = {}
    for row in rows.select("accession", "document", "form", "type", "text").collect().iter_rows():
        accession, name, form, kind, text = row
        held[accession] = (*held.get(accession, ()), Document(name, form, kind, text, (), ()))
    return held


def _first_words(documents: Sequence[Document], item: str) -> str:
    for one in documents:
        told = reported(replace(one, sections=sections_of(one)), "item", {f"8-K {item}": ""})
        if told and len(told[0].quote.split()) >= _SHORTEST:
            return told[0].quote
    return ""
