"""How weights are learned."""

import importlib.util
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from microcap.reading.promotion_model import model_of, shipped
from microcap.reading.promotion_training import (
    balanced,
    calibrated,
    folds_of_families,
    labelled,
    learned,
    once_a_family,
    vocabulary,
)

ROOT = Path(__file__).resolve().parents[2]
CASES = [
    ("promotional", "a", "quux zebra buy"),
    ("promotional", "a", "quux zebra buy"),
    ("promotional", "b", "quux zebra"),
    ("promotional", "c", "quux zebra march"),
    ("not_promotional", "d", "plinth gravel"),
    ("not_promotional", "e", "plinth gravel march"),
    ("not_promotional", "f", "plinth gravel march of the"),
]
TEXTS = [
    labelled(
        {
            "id": str(at),
            "label": label,
            "family": family,
            "source": "x",
            "subject": "",
            "text": text,
        }
    )
    for at, (label, family, text) in enumerate(CASES)
]


def test_only_what_three_families_share_and_no_month_is_learned() -> None:
    found = set(vocabulary(TEXTS))
    assert {"quux", "zebra", "quux zebra", "piinth"} <= found
    assert found.isdisjoint({"march", "of the"})


def test_a_word_of_promotions_gets_weight_and_one_of_the_others_loses() -> None:
    weights = learned(TEXTS).weights
    assert weights["quux"] > 0 > weights["piinth"]


def test_a_family_counts_once_and_both_labels_the_same() -> None:
    """Family a has two texts: a half each. Balanced: roots, then 3.5 for each label of 7 texts."""
    assert once_a_family(TEXTS).tolist() == [0.5, 0.5, 1, 1, 1, 1, 1]
    weights = balanced(TEXTS)
    assert weights[:4].sum() == pytest.approx(3.5)
    assert weights[0] / weights[2] == pytest.approx(0.5**0.5)


def test_no_family_is_in_two_folds() -> None:
    folds = folds_of_families(TEXTS, np.random.default_rng(1))
    assert folds[0] == folds[1]
    assert len(folds) == len(TEXTS)


def test_calibration_finds_the_line_that_made_the_shares() -> None:
    """At sums of -1 and 1 a quarter and three quarters came true: log odds -1.0986 and 1.0986."""
    sums = np.array([-1.0] * 4 + [1.0] * 4)
    labels = np.array([1.0, 0, 0, 0, 1, 1, 1, 0])
    slope, shift = calibrated(sums, labels, np.ones(8))
    assert slope == pytest.approx(1.0986, abs=1e-3)
    assert shift == pytest.approx(0.0, abs=1e-6)


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "train_promotion", ROOT / "benchmarks" / "train_promotion.py"
    )
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.real
def test_the_shipped_weights_are_what_the_script_makes(shared: Path) -> None:
    """Rounded to three places; another machine's last digits may turn a half."""
    made = model_of(_script().weights(shared / "data" / "promotions" / "promo_texts.jsonl"))
    assert made.weights.keys() == shipped().weights.keys()
    apart = max(abs(weight - made.weights[one]) for one, weight in shipped().weights.items())
    assert apart <= 0.0021
    assert made.slope == pytest.approx(shipped().slope, abs=0.01)
