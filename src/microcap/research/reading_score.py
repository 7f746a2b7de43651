"""How well documents are read: precision and recall for each kind, on documents with labels."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import exp, lgamma, log, log1p
from pathlib import Path

from microcap.model.errors import MicrocapError, Unreadable
from microcap.reading.documents import open_document
from microcap.reading.said import kinds, said_in

FEWEST = 5
"""A kind with fewer examples than these is not measured."""

LABELS: Mapping[str, tuple[str, str]] = {
    "auditor_resigned": ("auditor_change", "resigned"),
    "auditor_dismissed": ("auditor_change", "dismissed"),
    "auditor_engaged": ("auditor_change", "engaged"),
    "beneficial_owner_13d": ("beneficial_owner", "13d"),
    "beneficial_owner_13g": ("beneficial_owner", "13g"),
}
"""Labels that name a detail: the kind and the detail they stand for; others are kinds."""

NOT_LABELS = frozenset({"clean", "gc_mention_only"})
"""Labels that say that there is nothing: of any kind, or of a doubt of one's own."""

EVERYWHERE = frozenset({"going_concern_doubt"})
"""Kinds that were looked for in every document."""

_PARTLY = (
    "10-K",
    "10-Q",
    "20-F",
    "40-F",
    "S-",
    "F-",
    "SB-",
    "424",
    "POS",
    "DEF",
    "PRE",
    "CORRESP",
    "1-A",
)


@dataclass(frozen=True, slots=True)
class Share:
    """A share of documents, with the interval that is exact for a binomial count."""

    hits: int
    of: int
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class KindScore:
    """One label: how many documents bear it, and how many of them and others were read so."""

    label: str
    kind: str
    positives: int
    negatives: int
    not_looked_for: int
    status: str
    """`measured`, or `not_measured` where there are fewer than five examples."""
    precision: Share
    recall: Share
    missed: tuple[str, ...]
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadingScore:
    """Every label that occurs and that a reader exists for, and files that could not be read."""

    documents: int
    confidence: float
    kinds: tuple[KindScore, ...]
    without_reader: tuple[str, ...]
    unreadable: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Labelled:
    name: str
    form: str
    flags: frozenset[str]
    said: frozenset[tuple[str, str]]


def reading_score(labels: Path, confidence: float = 0.95) -> ReadingScore:
    """Read every document of a label file and count, per label, what was found and missed.

    The file has one JSON object a line with `file` (beside it), `form` and `flags`. An absent
    label on an offering or an annual or quarterly report means that nobody looked for it: such
    documents are no negatives, save for kinds that were looked for everywhere. Raises
    `Unreadable` for a file that is no such list.
    """
    read, unreadable = _read_all(labels)
    known = set(kinds())
    asked = sorted({flag for one in read for flag in one.flags} - NOT_LABELS)
    scored = [flag for flag in asked if LABELS.get(flag, (flag, ""))[0] in known]
    return ReadingScore(
        len(read),
        confidence,
        tuple(_score(flag, read, confidence) for flag in scored),
        tuple(flag for flag in asked if flag not in scored),
        tuple(unreadable),
    )


def _read_all(labels: Path) -> tuple[list[_Labelled], list[str]]:
    read, unreadable = [], []
    try:
        lines = labels.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable(
            f"{labels}: asked for labels, could not read it ({error}); give a file of JSON lines"
        ) from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            file, form, flags = (
                str(row["file"]),
                str(row.get("form") or ""),
                frozenset(row["flags"]),
            )
        except (ValueError, KeyError, TypeError, AttributeError):
            raise Unreadable(
                f"{labels}: line {number} is no label; give an object with file, form and flags"
            ) from None
        path = _beside(labels, file)
        if path is None:
            unreadable.append(f"{file}: not there")
            continue
        try:
            said = said_in(open_document(path.read_bytes(), path.name))
        except MicrocapError as error:
            unreadable.append(str(error))
            continue
        read.append(
            _Labelled(path.name, form, flags, frozenset((one.kind, one.detail) for one in said))
        )
    if not read:
        raise Unreadable(f"{labels}: none of its documents could be read; put them beside it")
    return read, unreadable


def _beside(labels: Path, file: str) -> Path | None:
    for name in (file, f"{file}.gz"):
        path = (labels.parent / name).resolve()
        if path.is_relative_to(labels.parent.resolve()) and path.is_file():
            return path
    return None


def _score(flag: str, read: list[_Labelled], confidence: float) -> KindScore:
    kind, detail = LABELS.get(flag, (flag, ""))
    parts = {name for name, (of, _) in LABELS.items() if of == flag}
    has = [one for one in read if flag in one.flags or parts & one.flags]
    without = [
        one
        for one in read
        if one not in has and _looked(kind, one) and not (detail and kind in one.flags)
    ]
    found = [one for one in has if _says(one, kind, detail)]
    wrong = [one for one in without if _says(one, kind, detail)]
    enough = len(has) >= FEWEST
    return KindScore(
        flag,
        kind,
        len(has),
        len(without),
        len(read) - len(has) - len(without),
        "measured" if enough else "not_measured",
        share(len(found), len(found) + len(wrong), confidence),
        share(len(found), len(has), confidence),
        tuple(one.name for one in has if one not in found),
        tuple(one.name for one in wrong),
    )


def _looked(kind: str, one: _Labelled) -> bool:
    return kind in EVERYWHERE or not one.form.upper().startswith(_PARTLY)


def _says(one: _Labelled, kind: str, detail: str) -> bool:
    return any(of == kind and (not detail or what == detail) for of, what in one.said)


def share(hits: int, of: int, confidence: float = 0.95) -> Share:
    """A share of a count with its exact binomial interval (Clopper and Pearson 1934)."""
    if of == 0:
        return Share(hits, of, None, None, None)
    tail = (1 - confidence) / 2
    low = 0.0 if hits == 0 else _root(lambda p: 1 - _at_most(hits - 1, of, p) - tail)
    high = 1.0 if hits == of else _root(lambda p: tail - _at_most(hits, of, p))
    return Share(hits, of, hits / of, low, high)


def _at_most(hits: int, of: int, chance: float) -> float:
    """The chance of at most `hits` successes in `of` trials."""
    if chance <= 0:
        return 1.0
    if chance >= 1:
        return 1.0 if hits >= of else 0.0
    return sum(
        exp(
            lgamma(of + 1)
            - lgamma(k + 1)
            - lgamma(of - k + 1)
            + k * log(chance)
            + (of - k) * log1p(-chance)
        )
        for k in range(hits + 1)
    )


def _root(rising: Callable[[float], float]) -> float:
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        if rising(middle) < 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2
