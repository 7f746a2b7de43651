"""Fails to deliver at the level of a threshold security, day after day."""

from datetime import date, timedelta

import polars as pl

from microcap.checks import check
from microcap.checks.stretch import months_before
from microcap.model.figures import counted
from microcap.model.rules import rule
from microcap.model.settlement_days import is_settlement_day
from microcap.model.verdicts import CannotTell, Clear, Evidence, Finding, Verdict
from microcap.view.market_structure import fails_of, own_rows
from microcap.view.subject import Subject

_MONTHS = 6
_CITED = 10
_NOT_HELD = "a share count to hold the fails against"


@check(severity=2, kind="event", risk="manipulation", reference="17 CFR 242.203(c)(6)")
def fails_persist(subject: Subject) -> Verdict:
    """Fails stood at the level of a threshold security for as many days in a row, or a list has it.

    Looked at are the last six months as far as they are published. Fails come from long sales
    too, and say nothing of why shares were not delivered.
    """
    day = subject.view.day
    first = months_before(day, _MONTHS)
    listed = own_rows(subject, "threshold_list").filter(pl.col("day") >= first)
    rows = fails_of(subject).filter(pl.col("day") >= first)
    counts = [one for one in subject.share_counts if one.kind in ("user", "cover", "vendor")]
    outstanding = counts[-1].adjusted if counts else None
    run = longest_run(rows, outstanding, day) if outstanding else rows.head(0)
    if run.height or listed.height:
        return _found(run, listed)
    whole = subject.coverage("fails_to_deliver").filter(pl.col("complete"))
    until = whole["until"].max()
    if not isinstance(until, date) or until < day - timedelta(days=62):
        return CannotTell(
            "balances of fails to deliver of the last months",
            "microcap ingest files FILE with the SEC's fails-to-deliver archives",
        )
    if not subject.holds_complete("fails_to_deliver", first, until):
        return CannotTell(
            f"balances of fails to deliver from {first} to {until}, every half month",
            "microcap ingest files FILE with the archives of the half months that are missing",
        )
    if rows.height and outstanding is None:
        return CannotTell(_NOT_HELD, "microcap ingest sec FOLDER with the issuer's facts")
    return Clear(f"{rows.height} balances from {first} to {until}, complete, none at that level")


def longest_run(rows: pl.DataFrame, outstanding: float, day: date) -> pl.DataFrame:
    """The longest run of settlement days at the level of a threshold security; empty if too short.

    `rows` are balances with `day` and `adjusted`, one a day, oldest first; `outstanding` is in
    the same shares.
    """
    value = rule("threshold_security", day).value
    assert not isinstance(value, bool | int | float | str | tuple)
    least = max(
        float(str(value["shares_at_least"])),
        float(str(value["share_of_outstanding"])) * outstanding,
    )
    best: list[date] = []
    run: list[date] = []
    for each in rows.filter(pl.col("adjusted") >= least)["day"].unique().sort():
        run = [*run, each] if run and _next(run[-1]) == each else [each]
        best = run if len(run) >= len(best) else best
    enough = len(best) >= int(str(value["settlement_days"]))
    return rows.filter(pl.col("day").is_in(best)) if enough else rows.head(0)


def _next(day: date) -> date:
    day += timedelta(days=1)
    while not is_settlement_day(day):
        day += timedelta(days=1)
    return day


def _found(run: pl.DataFrame, listed: pl.DataFrame) -> Finding:
    said, cited = [], []
    if run.height:
        days = run["day"]
        said.append(f"fails at that level on {counted(run.height, 'settlement day')} to {days[-1]}")
        cited = [
            Evidence(
                row["source"],
                f"{row['shares_failing']:,} shares failing",
                row["day"],
                row["known_at"],
            )
            for row in run.sort("day", descending=True).head(_CITED).iter_rows(named=True)
        ]
    if listed.height:
        days = listed["day"].unique().sort()
        said.append(f"on a threshold list on {counted(len(days), 'day')} to {days[-1]}")
        cited += [
            Evidence(
                row["source"], f"threshold list of {row['market']}", row["day"], row["known_at"]
            )
            for row in listed.sort("day", descending=True).head(_CITED).iter_rows(named=True)
        ]
    return Finding("; ".join(said), tuple(cited))
