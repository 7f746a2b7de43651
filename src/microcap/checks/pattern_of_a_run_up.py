"""A price that ran far above its usual one within days, on many times its usual volume."""

from typing import Any

import polars as pl

from microcap.checks import check
from microcap.checks.bar_rows import bar_evidence
from microcap.measures.pump_days import pump_days
from microcap.measures.pump_score import LONGEST, RUN_UP
from microcap.model.figures import counted, percent
from microcap.model.verdicts import CannotTell, Clear, Evidence, Finding, Verdict
from microcap.view.subject import Subject


@check(
    severity=3,
    kind="event",
    risk="manipulation",
    reference="Aggarwal & Wu 2006, J. Business 79(4); methods.md section 8",
)
def pattern_of_a_run_up(subject: Subject) -> Verdict:
    """Pattern of a run-up: up by half within five sessions on ten times the usual volume, or the like.

    Looked at are the last 260 sessions, split-adjusted, by the score of methods.md section 8: the
    run, its volume, shares traded against shares counted, and where held whether anything was filed
    or a promotion sent; docs/decisions/pump-alerts.md tells the points. Good news makes the same pattern.
    """
    days = pump_days(subject)
    alerts = days.filter("alert")
    if alerts.height:
        return _finding(subject, days, alerts)
    do = "microcap ingest files YOUR.csv with its bars"
    judged = days.filter(pl.col("run_up").is_not_null() & pl.col("volume_times").is_not_null())
    if judged.is_empty():
        return CannotTell(f"a usual price and volume; {_held(days)}", do)
    waits = days.tail(1).filter("unconfirmed")
    if waits.height:
        return CannotTell(
            f"whether the close of {waits['day'].item()} stands: it is far above the one before on "
            "few shares, which a bad print or a split that is not listed shows too",
            "look again when another session has traded",
        )
    unknown = _unknown_volume(subject.panel)
    if unknown.height:
        said = ", ".join(str(day) for day in unknown["day"].tail(3))
        return CannotTell(f"the volume of {said}, into which the price rose by half", do)
    suspected = subject.panel.filter(pl.col("suspected"))
    if suspected.height:
        said = ", ".join(str(day) for day in suspected["day"])
        return CannotTell(f"the return into {said}, where a split is suspected", do)
    highest: Any = judged["score"].max()
    return Clear(
        f"{judged.height} of the last 260 sessions: the score of a run-up reached "
        f"{highest} points at most, of {judged['reachable'].item(-1)} that are held"
    )


def _unknown_volume(panel: pl.DataFrame) -> pl.DataFrame:
    """Sessions without a volume whose close is half above the lowest of the five before."""
    lowest = pl.min_horizontal(pl.col("close").shift(step) for step in range(1, LONGEST + 1))
    return panel.filter(pl.col("volume").is_null() & (pl.col("close") >= (1 + RUN_UP) * lowest))


def _held(days: pl.DataFrame) -> str:
    if days.is_empty():
        return "no session is held"
    traded = days["close"].n_unique() > 1
    constant = "" if traded else ", and the price never moved"
    return f"{counted(days.height, 'session is', 'sessions are')} held{constant}"


def _finding(subject: Subject, days: pl.DataFrame, alerts: pl.DataFrame) -> Finding:
    steepest = alerts.sort("strength").row(-1, named=True)
    others = alerts["first"].sum() - 1
    more = f"; {others} more in 260 sessions" if others > 0 else ""
    times = steepest["volume_times"]
    volume = f" on {times:,.0f} times the usual volume" if times is not None else ""
    since = days["close"].item(-1) / steepest["close"] - 1
    says = (
        f"pattern of a run-up: {percent(steepest['run_up'], 0, signed=True)} over the usual price "
        f"from {steepest['run_start']} to {steepest['top']}{volume}, "
        f"{percent(since, 0, signed=True)} since; {steepest['score']} of {steepest['reachable']} "
        f"points; {_beside(steepest)}{more}"
    )
    evidence = bar_evidence(subject, (steepest["top"], steepest["run_start"]))
    return Finding(says, (*evidence, *_promotions(subject, steepest)))


def _beside(row: dict[str, Any]) -> str:
    """What was said beside a run, or that none can tell."""
    said = [str(row[name]) for name in ("filing", "release", "halt", "promoted") if row[name]]
    if said:
        return f"beside it: {', '.join(said)}"
    if row["no_filing"]:
        return "nothing filed or released beside it, the record is complete"
    if row["late"]:
        return "the publisher's rows are one session late, what lies beside it cannot be told"
    return "whether anything was filed cannot be told, the record is not held"


def _promotions(subject: Subject, row: dict[str, Any]) -> tuple[Evidence, ...]:
    held = subject.news.filter(
        (pl.col("kind") == "promotion")
        & (pl.format("{} of {}: {}", "kind", "day", pl.col("headline").str.slice(0, 80))).eq(
            row["promoted"] or ""
        )
    )
    return tuple(
        Evidence(
            one["source"], f"promotion: “{one['headline'][:200]}”", one["day"], one["known_at"]
        )
        for one in held.iter_rows(named=True)
    )
