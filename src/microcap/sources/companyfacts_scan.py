"""Companyfacts answers in one walk over their bytes, for archives and folders of many.

1. `scanned` walks one body. It knows a single strict form of the answer, the one that the SEC
   sends; any other (blanks, another order, an escape in a name, a null in a fact) is left to the
   general reader of `sec_companyfacts`, which also finds the words for what is wrong with it.
2. `companyfacts_scanned` makes the same tables of it as that reader, `tidy` one table of many
   answers.

Loading the compiled walk costs half a second: `sec_companyfacts.reader_for` says when it pays.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from microcap.kernels.fact_bytes import END, FILED, FORM, FORMS, NO_DAY, SHORTEST, START, walk
from microcap.model.tables import TABLES
from microcap.sources import Raw, Tables
from microcap.sources.sec_companyfacts import companyfacts_read, number_of, tables_of
from microcap.sources.sec_payload import issuer_of

_GATE = b'"facts":{'
_GATE_WITHIN = 4096
_ODD = 4096
"""Values with an exponent or very many digits in one answer; with more it is left to json."""
_LISTED = ("taxonomy", "tag", "unit")
_DAYS = {"start": START, "day": END, "filed": FILED}
_TIDY = ("issuer", *_LISTED, "start", "day", "value", "accession", "form", "filed")


@dataclass(frozen=True, slots=True)
class Scanned:
    """The columns of one answer, a cell a fact."""

    cik: object
    name: object
    series: tuple[tuple[str, str, str], ...]
    """Taxonomy, tag and unit of each list of facts."""
    counts: npt.NDArray[np.int64]
    """How many facts each list has."""
    forms: tuple[str, ...]
    days: npt.NDArray[np.int32]
    """Start, end, filing day since 1970, and place among the forms; a row each."""
    accessions: npt.NDArray[np.int64]
    values: npt.NDArray[np.float64]


def scanned(body: bytes) -> Scanned | None:
    """One answer as columns; null where the bytes are not of the one form that is known here."""
    gate = body.find(_GATE, 0, _GATE_WITHIN)
    if gate < 0 or not _is_text(body):
        return None
    about = _about(body[: gate + len(_GATE)])
    return None if about is None else _columns(body, gate + len(_GATE), about)


def companyfacts_scanned(raw: Raw) -> Tables:
    """The tables of one answer, as `companyfacts_read` gives them, by the walk where it can."""
    found = scanned(raw.body())
    if found is None:
        return companyfacts_read(raw)
    issuer = issuer_of(raw, found.cik)
    tables = tables_of(raw, issuer, found.name, _facts(found, issuer))
    return tables | {"rejects": _nothing_refused()}


def tidy(answers: Iterable[Scanned]) -> pl.DataFrame:
    """The facts of many answers as one table, words as dictionary codes.

    `issuer` is the CIK as the answer writes it, `accession` the number without its dashes.
    """
    books: dict[str, dict[str, int]] = {name: {} for name in (*_LISTED, "issuer", "form")}
    parts: dict[str, list[npt.NDArray[Any]]] = {name: [] for name in _TIDY}
    for answer in answers:
        for place, name in enumerate(_LISTED):
            codes = _codes(books[name], [names[place] for names in answer.series])
            parts[name].append(codes.repeat(answer.counts))
        issuer = _codes(books["issuer"], [str(answer.cik)])
        parts["issuer"].append(issuer.repeat(len(answer.values)))
        parts["form"].append(_codes(books["form"], answer.forms)[answer.days[FORM]])
        for name, row in _DAYS.items():
            parts[name].append(answer.days[row])
        parts["accession"].append(answer.accessions)
        parts["value"].append(answer.values)
    return pl.DataFrame([_column(name, parts.pop(name), books.get(name)) for name in _TIDY])


def _is_text(body: bytes) -> bool:
    if body.isascii():
        return True
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


def _about(opening: bytes) -> dict[str, Any] | None:
    try:
        about = json.loads(opening + b"}}")
    except (ValueError, RecursionError):
        return None
    known = isinstance(about, dict) and list(about) == ["cik", "entityName", "facts"]
    return about if known and isinstance(about["entityName"], str) else None


def _columns(body: bytes, at: int, about: dict[str, Any]) -> Scanned | None:
    most = len(body) // SHORTEST + 1
    days = np.empty((4, most), np.int32)
    accessions, values = np.empty(most, np.int64), np.empty(most)
    series, forms = np.empty((most, 7), np.int64), np.empty((FORMS, 2), np.int64)
    odd = np.empty((_ODD, 3), np.int64)
    text = np.frombuffer(body, np.uint8)
    into = (days, accessions, values)
    rows, lists, kinds, strange = walk(text, at, into, series, forms, odd)
    if rows < 0 or not _filled_in(values, body, odd[:strange]):
        return None
    names = _names(body, series[:lists, :6].tolist())
    if names is None:
        return None
    # copies give back the room that was held for more facts
    return Scanned(
        about["cik"],
        about["entityName"],
        names,
        np.diff(series[:lists, 6], append=rows),
        tuple(body[begin:end].decode() for begin, end in forms[:kinds].tolist()),
        days[:, :rows].copy(),
        accessions[:rows].copy(),
        values[:rows].copy(),
    )


def _filled_in(values: npt.NDArray[np.float64], body: bytes, odd: npt.NDArray[np.int64]) -> bool:
    """Read the values that the walk left open as the general reader does; false if it refuses one."""
    for row, begin, end in odd.tolist():
        try:
            value = number_of(json.loads(body[begin:end]))
        except ValueError:
            return False
        if value is None:
            return False
        values[row] = value
    return True


def _names(body: bytes, spans: list[list[int]]) -> tuple[tuple[str, str, str], ...] | None:
    """The names of every list; null where one stands twice, of which JSON keeps the last alone."""
    named: list[tuple[str, str, str]] = []
    groups: dict[int, str] = {}
    concepts: dict[int, tuple[str, str]] = {}
    for group, group_end, concept, concept_end, unit, unit_end in spans:
        if group not in groups:
            groups[group] = body[group:group_end].decode()
        if concept not in concepts:
            concepts[concept] = (groups[group], body[concept:concept_end].decode())
        named.append((*concepts[concept], body[unit:unit_end].decode()))
    for written in (groups.values(), concepts.values(), named):
        if len(set(written)) < len(written):
            return None
    return tuple(named)


def _facts(found: Scanned, issuer: str) -> pl.DataFrame:
    """The rows of `facts` in the order of the answer, words as words."""
    lists = pl.DataFrame(found.series, schema=dict.fromkeys(_LISTED, pl.String), orient="row")
    which = pl.Series(np.arange(lists.height).repeat(found.counts))
    numbers, number = np.unique(found.accessions, return_inverse=True)
    days = {name: _days(name, found.days[row]) for name, row in _DAYS.items()}
    return lists.select(pl.all().gather(which)).select(
        issuer=pl.lit(issuer),
        taxonomy="taxonomy",
        tag="tag",
        unit="unit",
        start=days["start"],
        day=days["day"],
        value=pl.Series(found.values),
        accession=pl.Series([_dashed(one) for one in numbers.tolist()]).gather(number),
        form=pl.Series(found.forms).gather(found.days[FORM]),
        filed=days["filed"],
        vintage=pl.lit("as_filed"),
    )


def _nothing_refused() -> pl.DataFrame:
    schema = TABLES["rejects"].schema
    names = ("table", "row", "reason", "content", "day")
    return pl.DataFrame(schema={name: schema[name] for name in names})


def _dashed(number: int) -> str:
    digits = f"{number:018d}"
    return f"{digits[:10]}-{digits[10:12]}-{digits[12:]}"


def _codes(book: dict[str, int], words: Sequence[str]) -> npt.NDArray[np.unsignedinteger[Any]]:
    codes = [book.setdefault(word, len(book)) for word in words]
    return np.array(codes, np.min_scalar_type(len(book)))


def _column(name: str, parts: list[npt.NDArray[Any]], book: dict[str, int] | None) -> pl.Series:
    whole = np.concatenate(parts) if parts else np.empty(0, np.uint32)
    parts.clear()
    if book is not None:
        return pl.Series(name, whole).cat.to(pl.Enum(list(book)))
    return _days(name, whole) if name in _DAYS else pl.Series(name, whole)


def _days(name: str, numbers: npt.NDArray[Any]) -> pl.Series:
    days = pl.Series(name, numbers, pl.Int32)
    return (days.replace(NO_DAY, None) if name == "start" else days).cast(pl.Date)
