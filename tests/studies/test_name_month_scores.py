"""Scores of detectors over name-months, against arithmetic by hand."""

import polars as pl
import pytest

from microcap.model.errors import Contradiction
from microcap.model.figures import Figure
from microcap.studies import Cell
from microcap.studies.name_month_scores import best_ranked, part, scored, seeds_of, share


def _months() -> pl.DataFrame:
    """Ten months, two of them true; alerts on one of these and on three others."""
    return pl.DataFrame(
        {
            "truth": [True, True] + [False] * 8,
            "x": [0.9, 0.1, 0.8, 0.7, 0.6] + [0.0] * 5,
            "x_alert": [True, False, True, True, True] + [False] * 5,
        }
    )


def test_a_detector_has_its_five_numbers() -> None:
    """One hit of four alerts and of two cases: F1 = 2/6; MCC = (1*5 - 3*1)/sqrt(4*2*8*6) = 0.102.

    Ranked, the cases come first and fifth: 1/2 * 1 + 1/2 * 2/5 = 0.7.
    """
    told = scored("x", _months(), "a case")
    assert isinstance(told["precision"], Figure) and told["precision"].value == 0.25
    assert isinstance(told["recall"], Figure) and told["recall"].value == 0.5
    assert (told["f1"], told["mcc"], told["pr_auc"]) == (0.333, 0.102, 0.7)


def test_a_share_of_nothing_is_unknown_and_says_why() -> None:
    told = scored("x", _months().with_columns(truth=False), "a case")
    recall = told["recall"]
    assert isinstance(recall, Figure)
    assert (recall.value, recall.status) == (None, "cannot_tell")
    assert share(recall) == "unknown"
    assert told["pr_auc"] is None


def test_an_interval_is_wilsons() -> None:
    """Half of ten: 0.237 to 0.763, as in Brown, Cai & DasGupta 2001."""
    told = part(5, 10, "none")
    assert told.low == pytest.approx(0.2366, abs=1e-4)
    assert told.high == pytest.approx(0.7634, abs=1e-4)


def test_the_best_ranked_is_named() -> None:
    rows: tuple[dict[str, Cell], ...] = (
        {"detector": "one", "pr_auc": None},
        {"detector": "two", "pr_auc": 0.25},
    )
    assert best_ranked(rows) == "two (PR-AUC 0.25)"


def test_seeds_are_whole_numbers() -> None:
    assert seeds_of(("7", "08")) == [7, 8]
    with pytest.raises(Contradiction, match="a seed is a whole number"):
        seeds_of(("-1",))
