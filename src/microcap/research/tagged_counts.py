"""Tagged counts, prices and amounts of a ladder, in the shares of the day."""

from datetime import timedelta

from microcap.model.figures import Figure
from microcap.model.verdicts import Evidence
from microcap.research.ladder import Ground
from microcap.view.subject import Subject

_FACT_OLD = timedelta(days=500)
"""A tagged count older than this is not shown as standing (project default: a year and its report)."""


def tagged(
    subject: Subject, ground: Ground, tags: tuple[str, ...], unit: str
) -> tuple[float, Evidence] | None:
    """The newest tagged number above zero of the first tag that has one, through the splits since."""
    for tag in tags:
        told: Figure | None = subject.fact(tag, unit=unit)
        if told is None or not isinstance(told.value, float) or told.value <= 0:
            continue
        if told.as_of is None or ground.day - told.as_of > _FACT_OLD:
            continue
        factor = 1.0
        if unit != "USD":
            factor = subject.shares_since(told.as_of)
            factor = 1 / factor if unit == "USD/shares" else factor
        what = f"{tag} {told.value:,.6g} on {told.as_of}"
        return told.value * factor, Evidence(told.sources[0], what, told.as_of, told.known_at)
    return None
