"""How well detectors do over name-months: precision, recall, F1, PR-AUC and MCC, each with its missing."""

from collections.abc import Mapping

import polars as pl

from microcap.measures.average_precision import average_precision
from microcap.measures.classification_scores import classification_scores
from microcap.measures.wilson import wilson_interval
from microcap.model.errors import Contradiction
from microcap.model.figures import Figure, cannot_tell, percent
from microcap.studies import Cell, StudyColumn

LARGEST_BASE_RATE = 0.002
"""Name-months with a case among all: above it a report says that it flatters."""

SCORED = (
    StudyColumn("detector", "detector"),
    StudyColumn("precision", "precision", "fraction"),
    StudyColumn("recall", "recall", "fraction"),
    StudyColumn("f1", "F1", digits=3),
    StudyColumn("pr_auc", "PR-AUC", digits=3),
    StudyColumn("mcc", "MCC", digits=3),
)
"""The columns of `scored`."""


def scored(name: str, months: pl.DataFrame, what: str) -> dict[str, Cell]:
    """One detector over name-months with `truth`, its score `NAME` and its alert `NAME_alert`.

    `what` is the word for a case, as it stands in the reason where a share cannot be told.
    """
    truth, called = months["truth"], months[f"{name}_alert"]
    hits, alarms, cases = int((truth & called).sum()), int(called.sum()), int(truth.sum())
    counts = classification_scores(
        hits, alarms - hits, cases - hits, months.height - alarms - cases + hits
    )
    return {
        "detector": name,
        "precision": part(hits, alarms, "no month with an alert"),
        "recall": part(hits, cases, f"no month with {what}"),
        "f1": _three(counts["f1"]),
        "pr_auc": _three(average_precision(months[name].to_numpy(), truth.to_numpy())),
        "mcc": _three(counts["mcc"]),
    }


def part(hits: int, of: int, missing: str) -> Figure:
    """A share of name-months with Wilson's interval at 95 %."""
    ends = wilson_interval(hits, of)
    if ends is None:
        return cannot_tell("fraction", missing)
    return Figure(hits / of, "fraction", "estimated", low=ends[0], high=ends[1], n_used=of)


def share(cell: Cell) -> str:
    """A share as per cent, or that it is unknown."""
    value = cell.value if isinstance(cell, Figure) else None
    return "unknown" if value is None else percent(float(str(value)), 1)


def best_ranked(rows: tuple[Mapping[str, Cell], ...]) -> str:
    """The detector with the largest PR-AUC, and it."""
    best = max(rows, key=lambda row: float(str(row["pr_auc"] or 0)))
    return f"{best['detector']} (PR-AUC {float(str(best['pr_auc'] or 0)):.2f})"


def seeds_of(given: tuple[str, ...]) -> list[int]:
    """The seeds of markets as numbers; raises `Contradiction` where there are none."""
    if not given or not all(text.isdecimal() for text in given):
        raise Contradiction(
            f"asked for markets of the seeds {', '.join(given) or 'none'}; a seed is a whole number "
            "from 0; give --seeds 301"
        )
    return [int(text) for text in given]


def _three(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
