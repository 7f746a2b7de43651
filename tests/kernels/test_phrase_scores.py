"""Sums of weights of phrases over the bytes of many texts."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from microcap.kernels.phrase_scores import Scores, phrase_table, scores_of
from microcap.reading.spelling import words_of

WEIGHTS = {
    "strong": 1.0,
    "strong buy": 2.0,
    "strong buy now": 4.0,
    "#": 8.0,
    "$ #": 16.0,
    "!": 32.0,
}
TABLE = phrase_table(WEIGHTS, frozenset({"the", "strong"}), frozenset({"und"}))


def scored(*texts: str) -> Scores:
    buffer = np.frombuffer("".join(texts).encode("ascii"), np.uint8)
    offsets = np.cumsum([0, *map(len, texts)]).astype(np.int64)
    return scores_of(buffer, offsets, TABLE)


def test_each_phrase_counts_once_in_a_text_and_none_across_two() -> None:
    """1 + 2 once; then `buy` begins the second text alone."""
    found = scored("Strong BUY strong buy", "buy now strong")
    assert found.sums.tolist() == [3.0, 1.0]


def test_three_words_numbers_and_marks_are_weighed() -> None:
    """1 + 2 + 4, then 8 for any number, 16 for a price, 32 for marks in a row."""
    assert scored("strong buy now $0.125!!!").sums.tolist() == [63.0]


def test_words_numbers_and_languages_are_counted() -> None:
    """Words, numbers, English ones, foreign ones, distinct weighed phrases."""
    assert scored("The strong und 1,000 || x").counts.tolist() == [[4, 1, 2, 1, 2]]


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("strongbuywTHEund l|10 29$%!.-\n\x00\x01"), max_size=60))
def test_words_are_cut_as_the_readable_form_cuts_them(text: str) -> None:
    words = [word for word, _, _ in words_of(text)]
    phrases = {" ".join(words[at : at + n]) for n in (1, 2, 3) for at in range(len(words) - n + 1)}
    found = phrases & WEIGHTS.keys()
    counts = scored(text).counts[0].tolist()
    assert scored(text).sums[0] == sum(WEIGHTS[one] for one in found)
    assert counts[0] == sum(word not in "#$%!" for word in words)
    assert counts[1:] == [
        words.count("#"),
        sum(word in {"the", "strong"} for word in words),
        words.count("und") + sum("\x01" in word for word in words),
        len(found),
    ]
