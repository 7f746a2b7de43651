"""How the weights of phrases are learned: a logistic model pulled towards the lexicon.

The steps: `phrases_in` (which phrases a text holds), `vocabulary` (the lexicon and what several
senders share), `learned` (the most likely weights under the pull), `calibrated` (what a sum means).
A Bayesian logistic regression with a normal prior whose mean is the lexicon's weight, solved by
Newton's method in the space of the texts (Zhu & Hastie 2005, J. Comp. Graph. Stat. 14(1)).
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from microcap.reading.promotion_model import (
    FEWEST_COUNTED,
    LONGEST_PHRASE,
    PromotionModel,
    lexicon,
)
from microcap.reading.spelling import LONGEST, MARKS, NUMBER, plain_letters, words_of

Floats = NDArray[np.float64]

SCALE = 2.0
"""The lexicon's weights are multiplied by it, since a sum is divided by a root of its terms."""
PULL_WRITTEN, PULL_LEARNED = 0.1, 0.3
"""How strongly a weight is held at the lexicon's, or at zero where it has none."""
ALWAYS, FREEDOM = -3.0, 0.1
"""Where every text starts from, and how far (a variance) texts may move it: what says nothing of
shares is no promotion, though most of the short texts learned from are."""
FOLDS, REPEATS, SEED = 10, 1, 17
"""Folds of families held out, how often they are drawn anew, and the generator's seed."""
FEWEST_FAMILIES = 3
"""A phrase is learned when texts of this many families hold it."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with a label, the family of near copies it belongs to, and the corpus it is from."""

    id: str
    promotional: bool
    family: str
    corpus: str
    phrases: frozenset[str]
    text: str


def labelled(row: dict[str, str | None]) -> Labelled:
    """A row of a labelled set (`id`, `label`, `family`, `source`, `subject`, `text`)."""
    label = str(row["label"])
    text = f"{row['subject'] or ''}\n{row['text'] or ''}"[:LONGEST]
    return Labelled(
        str(row["id"]),
        label == "promotional",
        f"{label}:{row['family']}",
        str(row["source"]),
        phrases_in(text),
        text,
    )


def phrases_in(text: str) -> frozenset[str]:
    """Every phrase of one to three words in the part of a text that is judged."""
    words = [word for word, _, _ in words_of(plain_letters(text[:LONGEST]))]
    return frozenset(
        " ".join(words[at : at + length])
        for length in range(1, LONGEST_PHRASE + 1)
        for at in range(len(words) - length + 1)
    )


def learned(texts: Sequence[Labelled], *, whole: bool = True) -> PromotionModel:
    """A model of these texts, not yet calibrated: slope 1, shift 0."""
    written = lexicon(whole=whole).weights
    phrases = vocabulary(texts, whole=whole)
    means = np.array([SCALE * written.get(one, 0.0) for one in phrases])
    pulls = np.array([PULL_WRITTEN if one in written else PULL_LEARNED for one in phrases])
    shares = _shares(texts, phrases)
    labels = np.array([float(one.promotional) for one in texts])
    always, weights = _most_likely(shares, labels, balanced(texts), means, pulls)
    return PromotionModel(
        {phrase: float(weight) for phrase, weight in zip(phrases, weights, strict=True)},
        always,
        1.0,
        0.0,
    )


def vocabulary(texts: Sequence[Labelled], *, whole: bool = True) -> list[str]:
    """The lexicon's phrases and those of one or two words that three families or more share.

    What tells only of an archive, of a language's grammar or of a number is not learned.
    """
    plain = lexicon().english | {NUMBER, *MARKS}
    left_out = lexicon().left_out
    families: dict[str, set[str]] = defaultdict(set)
    for one in texts:
        for phrase in one.phrases:
            families[phrase].add(one.family)
    found = set(lexicon(whole=whole).weights)
    for phrase, held in families.items():
        words = phrase.split()
        if len(held) < FEWEST_FAMILIES or len(words) > 2 or not left_out.isdisjoint(words):
            continue
        if all(word in plain or len(word) == 1 for word in words):
            continue
        found.add(phrase)
    return sorted(found)


def once_a_family(texts: Sequence[Labelled]) -> Floats:
    """Weights of texts so that every family of near copies counts as one text."""
    sizes = Counter(one.family for one in texts)
    return np.array([1.0 / sizes[one.family] for one in texts])


def sums_of(model: PromotionModel, texts: Sequence[Labelled]) -> Floats:
    """What a model makes of each text, before it is calibrated."""
    held = ({phrase for phrase in one.phrases if phrase in model.weights} for one in texts)
    return np.array([model.sum_of(phrases) for phrases in held])


def held_out(texts: Sequence[Labelled], fold_of: Sequence[int], *, whole: bool = True) -> Floats:
    """For each text the sum of a model that was learned without its fold."""
    sums = np.zeros(len(texts))
    for fold in sorted(set(fold_of)):
        rest = [one for one, at in zip(texts, fold_of, strict=True) if at != fold]
        model = learned(rest, whole=whole)
        here = [row for row, at in enumerate(fold_of) if at == fold]
        sums[here] = sums_of(model, [texts[row] for row in here])
    return sums


def folds_of_families(texts: Sequence[Labelled], generator: np.random.Generator) -> list[int]:
    """One of ten folds for each text; a family is never in two, and labels are spread evenly."""
    fold: dict[str, int] = {}
    for label in (True, False):
        families = sorted({one.family for one in texts if one.promotional is label})
        for place, at in enumerate(generator.permutation(len(families))):
            fold[families[at]] = place % FOLDS
    return [fold[one.family] for one in texts]


def trained(
    texts: Sequence[Labelled], generator: np.random.Generator, *, whole: bool = True
) -> PromotionModel:
    """The model of all texts, calibrated on what models said of families they had not seen.

    Its phrases are spelt to be read; `model_of` of its `table_of` is the model to be used.
    """
    labels = np.array([float(one.promotional) for one in texts])
    seeds = generator.spawn(REPEATS)
    sums = [held_out(texts, folds_of_families(texts, one), whole=whole) for one in seeds]
    weights = np.tile(once_a_family(texts), REPEATS)
    slope, shift = calibrated(np.concatenate(sums), np.tile(labels, REPEATS), weights)
    return replace(spelt(learned(texts, whole=whole), texts), slope=slope, shift=shift)


def spelt(model: PromotionModel, texts: Sequence[Labelled]) -> PromotionModel:
    """The model with its phrases as the lexicon or most of the texts write them, to be read."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for one in texts:
        plain = plain_letters(one.text).lower()
        for word, start, end in words_of(plain):
            seen[word][plain[start:end] if word not in {NUMBER, *MARKS} else word] += 1
    best = {word: min(forms, key=lambda one: (-forms[one], one)) for word, forms in seen.items()}
    written = lexicon().written
    weights = {
        written.get(phrase) or " ".join(best[word] for word in phrase.split()): weight
        for phrase, weight in model.weights.items()
    }
    return replace(model, weights=weights)


def balanced(texts: Sequence[Labelled]) -> Floats:
    """Weights of texts: a family of n near copies counts as its root; both labels count the same."""
    sizes = Counter(one.family for one in texts)
    weights = np.array([sizes[one.family] ** -0.5 for one in texts])
    labels = np.array([one.promotional for one in texts])
    for side in (labels, ~labels):
        if side.any():
            weights[side] *= 0.5 * len(texts) / weights[side].sum()
    return weights


def calibrated(sums: Floats, labels: Floats, weights: Floats) -> tuple[float, float]:
    """Slope and shift that make sums of texts never trained on into probabilities (Platt 1999)."""
    slope, shift = 1.0, 0.0
    for _ in range(50):
        guess = _logistic(slope * sums + shift)
        off = weights * (guess - labels)
        bend = weights * guess * (1 - guess) + 1e-12
        matrix = np.array(
            [[bend @ (sums * sums), bend @ sums], [bend @ sums, bend.sum()]]
        ) + 1e-9 * np.eye(2)
        step = np.linalg.solve(matrix, np.array([off @ sums, off.sum()]))
        slope, shift = slope - float(step[0]), shift - float(step[1])
        if float(np.abs(step).max()) < 1e-10:
            break
    return slope, shift


def _shares(texts: Sequence[Labelled], phrases: Sequence[str]) -> Floats:
    """Row per text: for each phrase that it holds one over the root of how many it holds."""
    places = {phrase: place for place, phrase in enumerate(phrases)}
    shares = np.zeros((len(texts), len(phrases)))
    for row, one in enumerate(texts):
        held = [places[phrase] for phrase in one.phrases if phrase in places]
        shares[row, held] = max(len(held), FEWEST_COUNTED) ** -0.5
    return shares


def _most_likely(
    shares: Floats, labels: Floats, weights: Floats, means: Floats, pulls: Floats
) -> tuple[float, Floats]:
    """The constant and the weights, by Newton's method on one unknown a text.

    The best weights are the prior's mean plus a combination of the texts.
    """
    spread = shares / pulls
    kernel = spread @ shares.T + FREEDOM
    start = ALWAYS + shares @ means
    mix = np.zeros(len(labels))
    for _ in range(100):
        sums = start + kernel @ mix
        guess = _logistic(sums)
        bend = np.maximum(weights * guess * (1 - guess), 1e-9)
        target = kernel @ mix - weights * (guess - labels) / bend
        root = np.sqrt(bend)
        system = np.eye(len(labels)) + root[:, None] * kernel * root
        newer = root * np.linalg.solve(system, root * target)
        step = newer - mix
        size, before = 1.0, _loss(kernel, start, mix, labels, weights)
        while size > 1e-4 and _loss(kernel, start, mix + size * step, labels, weights) > before:
            size /= 2
        mix = mix + size * step
        if float(np.abs(size * step).max()) < 1e-8:
            break
    return ALWAYS + FREEDOM * float(mix.sum()), means + spread.T @ mix


def _loss(kernel: Floats, start: Floats, mix: Floats, labels: Floats, weights: Floats) -> float:
    moved = kernel @ mix
    sums = start + moved
    misfit = np.logaddexp(0.0, -(2 * labels - 1) * sums)
    return float(weights @ misfit + 0.5 * mix @ moved)


def _logistic(sums: Floats) -> Floats:
    guess: Floats = 1.0 / (1.0 + np.exp(-np.clip(sums, -30, 30)))
    return guess
