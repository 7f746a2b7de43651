"""How good alarms are: precision, recall, F1 and Matthews' correlation of a table of four counts."""

from math import sqrt

from microcap.measures import method
from microcap.model.errors import Contradiction


@method(reference="Matthews 1975, Biochimica et Biophysica Acta 405, for the correlation")
def classification_scores(tp: int, fp: int, fn: int, tn: int) -> dict[str, float | None]:
    """Precision, recall, F1 and MCC of true and false alarms and of what was missed or passed over.

    A quotient without a denominator is null: there is no precision without an alarm and no recall
    without a case. Precision depends on how rare the cases are: give the counts at the true rate.
    """
    if min(tp, fp, fn, tn) < 0:
        raise Contradiction("classification_scores was given a count below zero; counts are not")
    together = (tp + fp) * (tp + fn) * (tn + fp) * (tn + fn)
    return {
        "precision": tp / (tp + fp) if tp + fp else None,
        "recall": tp / (tp + fn) if tp + fn else None,
        "f1": 2 * tp / (2 * tp + fp + fn) if tp + fp + fn else None,
        "mcc": (tp * tn - fp * fn) / sqrt(together) if together else None,
    }
