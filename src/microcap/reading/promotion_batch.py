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

    Bytes = NDArray[np.uint8]
    Offsets = NDArray[np.int64]


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
    labels: list[Label] = ["not_promotional", "promotional"]
    return [
        (labels[score >= LIKELY], score) if judged else ("cannot_tell", None)
        for score, judged in zip(chances.round(4).tolist(), judgeable.tolist(), strict=True)
    ]


def scores_of_texts(texts: Sequence[str]) -> Scores:
    """Sums of weights and counts of words of each text, by the compiled form."""
    plain = [plain_letters(one[:LONGEST]) for one in texts]
    buffer = np.frombuffer("".join(plain).encode("ascii"), np.uint8)
    offsets = np.zeros(len(plain) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, plain), np.int64, len(plain)), out=offsets[1:])
    return scores_of(buffer, offsets, phrases())


@cache
def phrases() -> Phrases:
    """The shipped model and the words of languages as a table for the compiled form."""
    return phrase_table(shipped().weights, english_words(), lexicon().foreign)
