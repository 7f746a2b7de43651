"""A sudden fall with a negative publication or more short sales, most of it soon won back."""

from typing import Any

import polars as pl

from microcap.checks import check
from microcap.checks.bar_rows import bar_evidence
from microcap.measures.fall_days import fall_days
from microcap.measures.fall_features import FEWEST, RECOVERY, SHORT_RISE, WITHIN
from microcap.model.figures import counted, percent
from microcap.model.verdicts import CannotTell, Clear, Evidence, Finding, Verdict
from microcap.view.subject import Subject

_DO = "bring rumours as news and the short-sale volume of FINRA: microcap ingest files FOLDER"


@check(
    severity=2,
    kind="event",
    risk="manipulation",
    reference="methods.md section 8, short-and-distort",
)
def pattern_of_short_and_distort(subject: Subject) -> Verdict:
    """Pattern of short-and-distort: down a fifth in two sessions beside a rumour or more short sales, then back.

    Half of the fall was won back within 20 sessions, which nobody could know on its day. Looked at
    are the last 260 sessions. A fall on news that proves exaggerated makes the same pattern, a rumour
    may be right, and short sales of market makers are counted among the others.
    """
    days = fall_days(subject)
    if days.height <= FEWEST:
        missing = f"{FEWEST} sessions before a fall; {days.height} are held"
        return CannotTell(missing, "microcap ingest files YOUR.csv with its bars")
    falls = _falls(days)
    told = [one for one in falls if one["publication"] or (one["short_rise"] or 0) >= SHORT_RISE]
    back = [one for one in told if one["won_back"]]
    if back:
        return _finding(subject, back)
    waiting = [one for one in told if one["passed"] < WITHIN]
    if waiting:
        last = waiting[-1]
        return CannotTell(
            f"whether half of the fall into {last['fall_day']} is won back within {WITHIN} "
            f"sessions; {last['passed']} have passed, {percent(last['best'], 0)} came back",
            "look again when they have passed",
        )
    untold = [
        one
        for one in falls
        if (one["won_back"] or one["passed"] < WITHIN)
        and (one["publication"] is None or one["short_rise"] is None)
    ]
    if untold:
        said = ", ".join(str(one["fall_day"]) for one in untold[-3:])
        return CannotTell(f"rumours and short sales beside the fall into {said}", _DO)
    suspected = subject.panel.filter(pl.col("suspected"))
    if suspected.height:
        at = ", ".join(str(day) for day in suspected["day"])
        return CannotTell(f"the return into {at}, where a split is suspected", _DO)
    return Clear(
        f"{counted(days.height, 'session')}: {counted(len(falls), 'fall of a fifth')} within two sessions, none "
        f"beside a rumour or more short sales and half won back within {WITHIN} sessions"
    )


def _falls(days: pl.DataFrame) -> list[dict[str, Any]]:
    """Each fall once, the oldest first: as its own day told it, and the most won back by now."""
    told = days.filter(pl.col("fall_day").is_not_null())
    whole = told.group_by("fall_day").agg(
        pl.col("fall", "before", "volume_times", "short_rise", "publication", "said").first(),
        passed=pl.col("days_since").max(),
        best=pl.col("recovered").max(),
    )
    rows = whole.with_columns(won_back=pl.col("best") >= RECOVERY).sort("fall_day")
    apart: list[dict[str, Any]] = []
    for row in rows.iter_rows(named=True):
        if apart and row["before"] < apart[-1]["fall_day"]:
            # two sessions that overlap are one fall
            apart[-1] = min(apart[-1], row, key=lambda one: one["fall"])
        else:
            apart.append(row)
    return apart


def _finding(subject: Subject, back: list[dict[str, Any]]) -> Finding:
    deepest = min(back, key=lambda one: one["fall"])
    times, rise = deepest["volume_times"], deepest["short_rise"]
    volume = f" on {times:,.0f} times the usual volume" if times is not None else ""
    beside = [deepest["said"]] if deepest["publication"] else []
    if rise is not None and rise >= SHORT_RISE:
        beside.append(f"{percent(rise, 0)} more of the volume sold short")
    more = f"; {len(back) - 1} more in 260 sessions" if len(back) > 1 else ""
    says = (
        f"pattern of short-and-distort: {percent(deepest['fall'], 0)} from {deepest['before']} to "
        f"{deepest['fall_day']}{volume}; beside it: {'; '.join(beside)}; "
        f"{percent(min(deepest['best'], 9.99), 0)} of it won back within {WITHIN} sessions{more}"
    )
    evidence = bar_evidence(subject, (deepest["before"], deepest["fall_day"]))
    heard = subject.news.filter(
        (pl.col("kind") == "rumour")
        & pl.col("day").is_between(deepest["before"], deepest["fall_day"])
    )
    rumours = tuple(
        Evidence(one["source"], f"rumour: “{one['headline'][:200]}”", one["day"], one["known_at"])
        for one in heard.iter_rows(named=True)
    )
    return Finding(says, (*evidence, *rumours))
