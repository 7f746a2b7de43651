"""Many messages judged at once by the compiled form."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from microcap.kernels.phrase_scores import Phrases, Scores, phrase_table, scores_of
from microcap.reading.promotion import (
    FEWEST_SHARE,
    FEWEST_WORDS,
    LIKELY,
    MOST_NUMBERS,
    Label,
    english_words,
)
from microcap.reading.promotion_model import FEWEST_COUNTED, lexicon, shipped
from microcap.reading.spelling import LONGEST, plain_letters

if TYPE_CHECKING:
    from numpy.typing import NDArray


_AT_ONCE = 2_048
"""Texts whose bytes are walked at once: few enough that they stay near the processor."""


def verdicts_of(texts: Sequence[str]) -> list[tuple[Label, float | None]]:
    """Label and score of each text, of which the first `LONGEST` characters are judged."""
    model = shipped()
    scores = scores_of_texts(texts)
    words, numbers, english, foreign, found = scores.counts.T
    evidence = model.always + scores.sums / np.sqrt(np.maximum(found, FEWEST_COUNTED))
    chances = 1.0 / (1.0 + np.exp(-np.clip(model.slope * evidence + model.shift, -30.0, 30.0)))
    judgeable = (
        (words >= FEWEST_WORDS)
        & (numbers <= MOST_NUMBERS * words)
        & (english >= FEWEST_SHARE * words)
        & (foreign <= english)
    )
    given = chances.round(4)
    names: list[Label] = ["not_promotional", "promotional", "cannot_tell"]
    which = np.where(judgeable, (given >= LIKELY).astype(np.int64), 2)
    labels = np.array(names, object)[which].tolist()
    scored: NDArray[np.object_] = given.astype(object)
    scored[~judgeable] = None
    return list(zip(labels, scored.tolist(), strict=True))


def scores_of_texts(texts: Sequence[str]) -> Scores:
    """Sums of weights and counts of words of each text, by the compiled form."""
    parts = [_scored(texts[at : at + _AT_ONCE]) for at in range(0, len(texts), _AT_ONCE)]
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return _scored(())
    return Scores(
        np.concatenate([one.sums for one in parts]),
        np.concatenate([one.counts for one in parts]),
        np.concatenate([one.rough for one in parts]),
    )


def _scored(texts: Sequence[str]) -> Scores:
    """Scores of a few texts; those that are not plain letters are made so, the others are left."""
    cut = [one[:LONGEST] for one in texts]
    together = "".join(cut)
    if not together.isascii():
        cut = [one if one.isascii() else plain_letters(one) for one in cut]
        together = "".join(cut)
    scores = _walked(cut, together)
    rough = np.flatnonzero(scores.rough)
    if len(rough):
        plain = [plain_letters(cut[at]) for at in rough.tolist()]
        again = _walked(plain, "".join(plain))
        scores.sums[rough], scores.counts[rough] = again.sums, again.counts
    return scores


def _walked(texts: Sequence[str], together: str) -> Scores:
    offsets = np.zeros(len(texts) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)), out=offsets[1:])
    return scores_of(np.frombuffer(together.encode("ascii"), np.uint8), offsets, phrases())


@cache
def phrases() -> Phrases:
    """The shipped model and the words of languages as a table for the compiled form."""
    return phrase_table(shipped().weights, english_words(), lexicon().foreign)
