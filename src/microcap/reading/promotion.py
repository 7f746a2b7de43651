"""Whether a message promotes a stock: a label, a probability, and the phrases that decided it.

The steps: `plain_letters` and `words_of` (spelling), the phrases that the model weighs, its verdict
(`promotion`, or `promotions` for many messages). A message outside the range of what the weights
were learned from gets no guess. The label is about words: a promotion may be paid for or not, and
honest or not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from microcap.reading.promotion_model import (
    LONGEST_PHRASE,
    TRAINED_ON,
    PromotionModel,
    lexicon,
    shipped,
)
from microcap.reading.spelling import FOREIGN, LONGEST, MARKS, NUMBER, plain_letters, words_of

Label = Literal["promotional", "not_promotional", "cannot_tell"]

LIKELY = 0.5
"""From this probability on a message is called promotional."""
FEWEST_WORDS = 8
"""A message with fewer words is not judged."""
FEWEST_SHARE = 0.08
"""Less than this share of words that are known English is another language or no language."""
MOST_NUMBERS = 2.0
"""More numbers than these for each word is a table."""
MOST_PHRASES = 6
"""Phrases named as the reason."""
BATCH = 2_000
"""From this many messages on the compiled form is worth loading."""


@dataclass(frozen=True, slots=True)
class Promotion:
    """What a message is, how surely, and why."""

    label: Label
    score: float | None
    """Probability of a promotion, were 22 % of the messages promotions, as where it was learned;
    null where nobody can tell."""
    because: tuple[str, ...]
    """The phrases that weighed most, as the message writes them, where it is promotional; why,
    where nobody can tell; else empty."""
    trained_on: str = TRAINED_ON


@dataclass(frozen=True, slots=True)
class Counted:
    """What of a message decides whether it can be judged."""

    words: int
    numbers: int
    english: int
    """Words that are function words of English, or that the model knows."""
    foreign: int
    """Function words of other languages, and words with letters of another alphabet."""


def promotion(text: str, subject: str = "", *, model: PromotionModel | None = None) -> Promotion:
    """Whether a message promotes a stock, by its words alone.

    The first `LONGEST` characters are judged, subject included. Method: a logistic model on the
    presence of phrases, pulled towards a lexicon; see `promotion_training`. `model` is another than
    the one that is shipped.
    """
    model = model or shipped()
    told = _told(text, subject)
    plain = plain_letters(told)
    words = list(words_of(plain))
    doubt = doubt_of(_counted([word for word, _, _ in words]))
    if doubt:
        return Promotion("cannot_tell", None, (doubt,))
    places = _places(words, model)
    score = round(model.probability(model.sum_of(places)), 4)
    if score < LIKELY:
        return Promotion("not_promotional", score, ())
    return Promotion("promotional", score, _because(told, places, model))


def promotions(messages: Sequence[tuple[str, str]]) -> list[Promotion]:
    """The verdicts on many messages (text, subject), equal to `promotion` of each.

    `BATCH` messages or more go through the compiled form, and only the reasons for those that are
    promotional are then looked up word by word.
    """
    if len(messages) < BATCH:
        return [promotion(text, subject) for text, subject in messages]
    from microcap.reading.promotion_batch import verdicts_of

    told = [_told(text, subject) for text, subject in messages]
    return [
        Promotion(label, score, ()) if label == "not_promotional" else promotion(one)
        for one, (label, score) in zip(told, verdicts_of(told), strict=True)
    ]


def doubt_of(counted: Counted) -> str:
    """Why a message cannot be judged; empty where it can."""
    if counted.words < FEWEST_WORDS:
        return f"{counted.words} words; {FEWEST_WORDS} are needed"
    if counted.numbers > MOST_NUMBERS * counted.words:
        return "nearly all numbers"
    if counted.english < FEWEST_SHARE * counted.words or counted.foreign > counted.english:
        return "not English"
    return ""


@cache
def english_words() -> frozenset[str]:
    """Function words of English, and the single words that the model weighs."""
    known = (phrase for phrase in shipped().weights if " " not in phrase and len(phrase) > 2)
    return lexicon().english | frozenset(known) - lexicon().foreign


def _told(text: str, subject: str) -> str:
    return (f"{subject[:LONGEST]}\n{text[:LONGEST]}" if subject else text)[:LONGEST]


def _counted(words: Sequence[str]) -> Counted:
    english, foreign = english_words(), lexicon().foreign
    numbers = words.count(NUMBER)
    marks = sum(words.count(mark) for mark in MARKS)
    return Counted(
        len(words) - numbers - marks,
        numbers,
        sum(word in english for word in words),
        sum(word in foreign or FOREIGN in word for word in words),
    )


def _places(
    words: Sequence[tuple[str, int, int]], model: PromotionModel
) -> dict[str, tuple[int, int]]:
    """Where each weighed phrase first stands."""
    found: dict[str, tuple[int, int]] = {}
    for at, (word, start, end) in enumerate(words):
        phrase = word
        for length in range(1, LONGEST_PHRASE + 1):
            if phrase in model.weights:
                found.setdefault(phrase, (start, end))
            if length == LONGEST_PHRASE or at + length >= len(words):
                break
            following, _, end = words[at + length]
            phrase = f"{phrase} {following}"
    return found


def _because(
    told: str, places: dict[str, tuple[int, int]], model: PromotionModel
) -> tuple[str, ...]:
    """The phrases that weighed most, none inside another that is named."""
    ranked = sorted(places, key=lambda one: (-model.weights[one], one))
    named: list[tuple[int, int]] = []
    for phrase in ranked:
        if model.weights[phrase] <= 0 or len(named) == MOST_PHRASES:
            break
        start, end = _widest(places[phrase], places, model)
        if not any(first < end and start < last for first, last in named):
            named.append((start, end))
    return tuple(" ".join(told[start:end].split()) for start, end in named)


def _widest(
    place: tuple[int, int], places: dict[str, tuple[int, int]], model: PromotionModel
) -> tuple[int, int]:
    """The longest phrase in favour that holds the words at a place."""
    around = (
        (start, end)
        for phrase, (start, end) in places.items()
        if start <= place[0] and end >= place[1] and model.weights[phrase] > 0
    )
    return max(around, key=lambda one: (one[1] - one[0], -one[0]))
