"""How well promotions are told from other texts: with families, and with corpora, held out."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from microcap.model.errors import Unreadable
from microcap.reading.promotion import LIKELY, promotion
from microcap.reading.promotion_model import TRAINED_ON, PromotionModel
from microcap.reading.promotion_training import (
    SEED,
    Labelled,
    calibrated,
    folds_of_families,
    held_out,
    labelled,
    once_a_family,
)

Floats = NDArray[np.float64]
Marks = NDArray[np.bool_]

BASE_RATES = (0.01, 0.05, 0.20)
_EDGES = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0)
_LIST = re.compile(
    r"otcbb|otc bb|pink sheets?|strong buy|target price|penny stock|hot stock|explode|stock alert|"
    r"huge|undervalued|wkn|investor alert|newsletter",
    re.IGNORECASE,
)
"""Fourteen words of touts; one is enough: what a person would write in five minutes."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Shares; null where nothing can be divided by."""

    precision: float | None
    recall: float | None
    f1: float | None
    alarms: float | None
    """Share of the other texts that were called promotional."""


@dataclass(frozen=True, slots=True)
class PromotionScore:
    """Every figure of the report, of texts that no weight was learned from."""

    promotional: int
    others: int
    families: int
    trained_on: str
    texts: Measured
    by_family: Measured
    keywords: Measured
    keywords_by_family: Measured
    by_corpus: tuple[tuple[str, Measured], ...]
    base_rates: tuple[tuple[float, float | None], ...]
    """Share of promotions among what is read, and the precision at it."""
    brier: float
    reliability: tuple[tuple[float, float, float | None, float | None, int], ...]
    """Of scores from low to high: mean score, share that was promotional, number of texts."""
    recalls: tuple[tuple[str, int, int], ...]
    """Family of promotions, how many were found, how many there are."""


def rows_of(file: Path) -> list[dict[str, str | None]]:
    """The rows of a file of labelled texts. Raises `Unreadable` where a line is no such row."""
    rows = []
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError:
            row = None
        if not isinstance(row, dict) or not {"id", "label", "text"} <= row.keys():
            raise Unreadable(
                f"{file.name}: asked for labelled texts, line {number} is none; "
                'write {"id", "label", "family", "source", "text"} as JSON, one a line'
            )
        rows.append(row)
    return rows


def promotion_score(file: Path) -> PromotionScore:
    """Train without each family, and without each corpus, and judge what was left out."""
    rows = rows_of(file)
    texts = [labelled(row) for row in rows]
    truth = np.array([one.promotional for one in texts])
    weights, ones = once_a_family(texts), np.ones(len(texts))
    folds = folds_of_families(texts, np.random.default_rng(SEED))
    chances = _chances(held_out(texts, folds), folds, truth, weights)
    said = chances >= LIKELY
    listed = np.array(
        [_LIST.search(f"{row.get('subject')} {row['text']}") is not None for row in rows]
    )
    by_family = measured(truth, said, weights)
    return PromotionScore(
        int(truth.sum()),
        int((~truth).sum()),
        len({one.family for one in texts}),
        TRAINED_ON,
        measured(truth, said, ones),
        by_family,
        measured(truth, listed, ones),
        measured(truth, listed, weights),
        tuple(_by_corpus(texts, truth, weights)),
        tuple((rate, _precision_at(rate, by_family)) for rate in BASE_RATES),
        float((weights * (chances - truth) ** 2).sum() / weights.sum()),
        tuple(_reliability(chances, truth, weights)),
        tuple(_recalls(texts, said)),
    )


def styles_told(
    file: Path, model: PromotionModel | None = None
) -> tuple[tuple[str, int, int], ...]:
    """Of a set with a `style` for each text: style, told right, of how many.

    By the shipped model unless another is given; first all of a label, then each style.
    """
    right: dict[str, list[int]] = {}
    for row in rows_of(file):
        told = promotion(str(row["text"]), str(row.get("subject") or ""), model=model)
        for name in (str(row["label"]), f"{row['label']}: {row.get('style')}"):
            right.setdefault(name, []).append(int(told.label == row["label"]))
    return tuple((name, sum(told), len(told)) for name, told in sorted(right.items()))


def measured(truth: Marks, said: Marks, weights: Floats) -> Measured:
    """Precision, recall, F1 and false alarms of weighted texts."""
    hits = float((weights * (truth & said)).sum())
    positives, called = float(weights[truth].sum()), float(weights[said].sum())
    others = float(weights[~truth].sum())
    return Measured(
        _over(hits, called),
        _over(hits, positives),
        _over(2 * hits, positives + called),
        _over(called - hits, others),
    )


def _over(part: float, whole: float) -> float | None:
    return part / whole if whole > 0 else None


def _chances(sums: Floats, folds: Sequence[int], truth: Marks, weights: Floats) -> Floats:
    """Probabilities, the calibration of a fold being learned from the others."""
    fold_of = np.array(folds)
    chances = np.zeros(len(sums))
    for fold in sorted(set(folds)):
        away, here = fold_of != fold, fold_of == fold
        slope, shift = calibrated(sums[away], truth[away].astype(float), weights[away])
        chances[here] = 1.0 / (1.0 + np.exp(-np.clip(slope * sums[here] + shift, -30, 30)))
    return chances


def _by_corpus(
    texts: Sequence[Labelled], truth: Marks, weights: Floats
) -> Iterable[tuple[str, Measured]]:
    corpora = sorted({one.corpus for one in texts})
    folds = [corpora.index(one.corpus) for one in texts]
    sums = held_out(texts, folds)
    within = folds_of_families(texts, np.random.default_rng(SEED))
    slope, shift = calibrated(held_out(texts, within), truth.astype(float), weights)
    said = slope * sums + shift >= 0
    for place, name in enumerate(corpora):
        here = np.array(folds) == place
        yield name, measured(truth[here], said[here], weights[here])


def _precision_at(rate: float, of: Measured) -> float | None:
    if of.recall is None or of.alarms is None:
        return None
    return _over(rate * of.recall, rate * of.recall + (1 - rate) * of.alarms)


def _reliability(
    chances: Floats, truth: Marks, weights: Floats
) -> Iterable[tuple[float, float, float | None, float | None, int]]:
    for low, high in pairwise(_EDGES):
        here = (chances >= low) & ((chances < high) | (high == 1.0))
        total = float(weights[here].sum())
        mean = _over(float((weights * chances)[here].sum()), total)
        yield low, high, mean, _over(float((weights * truth)[here].sum()), total), int(here.sum())


def _recalls(texts: Sequence[Labelled], said: Marks) -> Iterable[tuple[str, int, int]]:
    for family in sorted({one.family for one in texts if one.promotional}):
        found = [bool(told) for one, told in zip(texts, said, strict=True) if one.family == family]
        yield family.partition(":")[2], sum(found), len(found)
