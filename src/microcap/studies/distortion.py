"""How well short-and-distort is found in invented markets where it is rare, by every detector."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Literal

import polars as pl

from microcap.studies import Cell, StudyColumn, StudyReport, StudyTable, option, study
from microcap.studies.distortion_market import DETECTORS, Found, found, name_months, watched
from microcap.studies.name_month_scores import (
    LARGEST_BASE_RATE,
    SCORED,
    best_ranked,
    scored,
    seeds_of,
    share,
)

_MADE = (
    StudyColumn("family", "family"),
    StudyColumn("intensity", "intensity"),
    StudyColumn("cases", "cases", digits=0),
    StudyColumn("in_public", "in public", digits=0),
    StudyColumn("won_back", "half or more won back", digits=0),
    StudyColumn("name_months", "name-months", digits=0),
    StudyColumn("months_with", "with a case", digits=0),
    StudyColumn("per_thousand", "per 1,000", digits=2),
)
_WARNED = (
    StudyColumn("intensity", "intensity"),
    StudyColumn("detector", "detector"),
    StudyColumn("cases", "cases"),
    StudyColumn("found", "found"),
    StudyColumn("in_time", "before the low"),
    StudyColumn("sessions", "sessions from the first publication", digits=1),
)
_CASES = tuple(
    StudyColumn(name)
    for name in (
        "seed", "family", "intensity", "security", "detector", "first", "low", "end", "won_back",
        "alert", "after_publication", "before_low",
    )
)  # fmt: skip


@dataclass(frozen=True)
class DistortionAsked:
    """Which invented markets are made, and which cases are planted in them."""

    seeds: tuple[str, ...] = option(
        ("401", "402", "403"), "seed of a market; give it several times", metavar="NUMBER"
    )
    names: int = option(2000, "names of each market about which nobody lies")
    cases: int = option(20, "cases of each family and intensity in each market")
    family: Literal["sudden_report", "report_waves"] | None = option(None, "only this family")


@study(
    needs=("nothing: it invents its markets",),
    reference="methods.md section 8, short-and-distort",
    lake=False,
)
def distortion(asked: DistortionAsked) -> StudyReport:
    """How well short-and-distort is found in invented markets where it is rare.

    Counted are name-months: one is positive where a session from the first negative publication to
    the low lies in it. An alert is counted in the month of the fall that it is about, also where
    it could be said only later. A case is found where an alert is about a fall between its first
    publication and its low; sessions are the median over those found.
    """
    from microcap.sources.sandbox.campaign import INTENSITIES
    from microcap.sources.sandbox.distorted import FAMILIES, distorted_market

    families = tuple(FAMILIES) if asked.family is None else (asked.family,)
    months: list[pl.DataFrame] = []
    alerts: list[tuple[int, Found]] = []
    for seed in seeds_of(asked.seeds):
        market = distorted_market(seed, names=asked.names, cases=asked.cases, families=families)
        seen = watched(market)
        months.append(name_months(seen))
        alerts += [(seed, one) for one in found(seen)]
    every = pl.concat(months)
    made: list[Mapping[str, Cell]] = []
    tables: list[StudyTable] = []
    says: list[str] = []
    for family in families:
        warned: list[Mapping[str, Cell]] = []
        for intensity in INTENSITIES:
            of_cell = (pl.col("family") == family) & (pl.col("intensity") == intensity)
            cell = every.filter(pl.col("family").is_null() | of_cell)
            first = [
                one
                for _, one in alerts
                if (one.planted.family, one.planted.intensity) == (family, intensity)
            ]
            made.append(_made(family, intensity, cell, first))
            told = tuple(scored(name, cell, "a case") for name in DETECTORS)
            leads = [_warned(intensity, name, first) for name in DETECTORS]
            title = f"{family}, {intensity}: name-months, synthetic"
            tables.append(StudyTable(title, SCORED, told, "synthetic"))
            says.append(_said(family, intensity, told, leads))
            warned += leads
        title = f"{family}: cases found, and the median sessions until then, synthetic"
        tables.append(StudyTable(title, _WARNED, tuple(warned)))
    rates = [float(str(row["per_thousand"])) / 1000 for row in made if row["name_months"]]
    return StudyReport(
        study="distortion",
        label="How well short-and-distort is found in invented markets where it is rare",
        moment=None,
        synthetic=True,
        asked=asdict(asked),
        says=tuple(says),
        tables=(StudyTable("what was invented: synthetic", _MADE, tuple(made)), *tables),
        cases=StudyTable("first alerts", _CASES, tuple(_cases(alerts))),
        notes=tuple(_notes(max(rates, default=0.0))),
        sources=tuple(f"invented market of seed {seed}" for seed in asked.seeds),
    )


def _made(family: str, intensity: str, cell: pl.DataFrame, first: list[Found]) -> dict[str, Cell]:
    planted = [one.planted for one in first if one.detector == DETECTORS[0]]
    positive = int(cell["truth"].sum())
    return {
        "family": family,
        "intensity": intensity,
        "cases": len(planted),
        "in_public": sum(one.in_public for one in planted),
        "won_back": sum(one.won_back >= 0.5 for one in planted),
        "name_months": cell.height,
        "months_with": positive,
        "per_thousand": round(1000 * positive / cell.height, 3) if cell.height else None,
    }


def _warned(intensity: str, name: str, first: list[Found]) -> dict[str, Cell]:
    own = [one for one in first if one.detector == name]
    after = [one.after_publication for one in own if one.after_publication is not None]
    return {
        "intensity": intensity,
        "detector": name,
        "cases": len(own),
        "found": len(after),
        "in_time": sum(one.before_low is not None and one.before_low > 0 for one in own),
        "sessions": median(after) if after else None,
    }


def _cases(alerts: Iterable[tuple[int, Found]]) -> Iterator[Mapping[str, Cell]]:
    for seed, one in alerts:
        planted = one.planted
        yield {
            "seed": seed,
            "family": planted.family,
            "intensity": planted.intensity,
            "security": planted.security,
            "detector": one.detector,
            "first": planted.first,
            "low": planted.low,
            "end": planted.end,
            "won_back": round(planted.won_back, 3),
            "alert": one.alert,
            "after_publication": one.after_publication,
            "before_low": one.before_low,
        }


def _said(
    family: str,
    intensity: str,
    told: tuple[Mapping[str, Cell], ...],
    warned: Sequence[Mapping[str, Cell]],
) -> str:
    """What the rule does, and which detector ranks best, as a sentence."""
    rule, lead = (next(row for row in rows if row["detector"] == "rule") for rows in (told, warned))
    return (
        f"{family}, {intensity}: the rule finds {lead['found']} of {lead['cases']}, precision "
        f"{share(rule['precision'])}, recall {share(rule['recall'])}; best ranked by "
        f"{best_ranked(told)}"
    )


def _notes(largest: float) -> Iterator[str]:
    yield "every figure is of invented markets: none says how often real cases are found"
    yield "rule: the points of a run-up put over to falls; rule_unheard: told no publication"
    yield (
        "check_waits: a fall beside a publication or more short sales, on its day; check_finds: once "
        "half of it is won back within 20 sessions, which is when the register's check speaks"
    )
    yield "fixed: a fall of 20 % in two sessions, and nothing else"
    yield "nothing was trained; a true report looks like a false one"
    yield "how the part of the volume sold short moves from day to day is assumed: no real one is held"
    yield "PR-AUC of a ranking by chance is the base rate"
    yield "intervals are Wilson's, as if name-months were independent"
    if largest > LARGEST_BASE_RATE:
        yield (
            f"the base rate reaches {100 * largest:.2f} % of name-months; above 0.2 % precision "
            "flatters: give more --names or fewer --cases"
        )
