"""The phrases that speak for and against a promotion, and what each of them weighs.

`promotion_words.toml` is written by hand; `promotion_weights.tsv` is what
`benchmarks/train_promotion.py` made of it and of labelled texts. Both can be read and compared.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import exp, sqrt
from pathlib import Path

from microcap.reading.spelling import phrase_of

TRAINED_ON = "2003-2007 e-mail"
"""When and where the promotions were written that the weights were learned from."""

LONGEST_PHRASE = 3
"""Words of the longest phrase that is weighed."""

FEWEST_COUNTED = 16
"""A text with fewer weighed phrases than these is divided as if it had them: little proves little."""

_WORDS = Path(__file__).with_name("promotion_words.toml")
_WEIGHTS = Path(__file__).with_name("promotion_weights.tsv")
_CONSTANTS = ("(always)", "(slope)", "(shift)")


@dataclass(frozen=True, slots=True)
class PromotionModel:
    """Weights of phrases, and how their sum becomes a probability."""

    weights: Mapping[str, float]
    always: float
    """What every text starts from."""
    slope: float
    shift: float
    """Calibration: the probability is the logistic of `slope` times the sum plus `shift`."""

    def sum_of(self, found: Mapping[str, object] | set[str]) -> float:
        """Evidence of the distinct phrases found; above zero speaks for a promotion."""
        total = sum(self.weights[phrase] for phrase in sorted(found))
        return self.always + total / sqrt(max(len(found), FEWEST_COUNTED))

    def probability(self, evidence: float) -> float:
        """Calibrated probability of a promotion among as many promotions as other texts."""
        return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, self.slope * evidence + self.shift))))


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What was written by hand: weights of phrases, words of languages, words never learned."""

    weights: Mapping[str, float]
    written: Mapping[str, str]
    """How the file spells each phrase."""
    english: frozenset[str]
    foreign: frozenset[str]
    left_out: frozenset[str]


@cache
def lexicon(*, whole: bool = True) -> Lexicon:
    """The phrases written by hand, in the spelling of `words_of`.

    Without those that were written later than the invented modern texts where `whole` is false.
    """
    told = tomllib.loads(_WORDS.read_text("utf-8"))
    weights: dict[str, float] = {}
    written: dict[str, str] = {}
    later = set() if whole else set(told["written_later"]["phrases"])
    for group in told["group"]:
        for words in group["phrases"]:
            if words in later:
                continue
            weights.setdefault(phrase_of(words), float(group["weight"]))
            written.setdefault(phrase_of(words), words)
    words = told["function_words"]
    english = frozenset(phrase_of(words["english"]).split())
    foreign = frozenset(phrase_of(words["foreign"]).split()) - english
    left_out = frozenset(phrase_of(told["left_out"]["words"]).split())
    return Lexicon(weights, written, english, foreign, left_out)


@cache
def shipped() -> PromotionModel:
    """The model that is part of the package."""
    return model_of(_WEIGHTS.read_text("utf-8"))


def model_of(table: str) -> PromotionModel:
    """A model out of the lines that `table_of` writes."""
    rows = (line.split("\t") for line in table.splitlines() if line and line[0] != ";")
    told = {phrase: float(weight) for phrase, weight in rows}
    always, slope, shift = (told.pop(name) for name in _CONSTANTS)
    weights = {phrase_of(phrase): weight for phrase, weight in told.items()}
    return PromotionModel(weights, always, slope, shift)


def table_of(model: PromotionModel) -> str:
    """The model as lines of phrase and weight, the weightiest first."""
    lines = [
        f"; phrase and weight; made by benchmarks/train_promotion.py; trained on {TRAINED_ON}",
        "; a number is #; letter case and the disguises l, 1, | for i and 0 for o do not matter",
    ]
    constants = zip(_CONSTANTS, (model.always, model.slope, model.shift), strict=True)
    lines += [f"{name}\t{value:.3f}" for name, value in constants]
    ranked = sorted(model.weights.items(), key=lambda one: (-one[1], one[0]))
    lines += [f"{phrase}\t{weight:.3f}" for phrase, weight in ranked]
    return "\n".join(lines) + "\n"
