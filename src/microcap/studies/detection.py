"""How well pumps are found in invented markets where they are rare, by every detector there is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Literal

import polars as pl

from microcap.measures.average_precision import average_precision
from microcap.measures.classification_scores import classification_scores
from microcap.measures.pump_model import TRAINED_ON
from microcap.measures.wilson import wilson_interval
from microcap.model.errors import Contradiction
from microcap.model.figures import Figure, cannot_tell, percent
from microcap.studies import Cell, StudyColumn, StudyReport, StudyTable, option, study
from microcap.studies.detection_market import DETECTORS, Found, found, name_months, watched

LARGEST_BASE_RATE = 0.002
"""Name-months with a pump among all: above it the report says that it flatters."""

_MADE = (
    StudyColumn("family", "family"),
    StudyColumn("intensity", "intensity"),
    StudyColumn("pumps", "pumps", digits=0),
    StudyColumn("in_public", "in public", digits=0),
    StudyColumn("name_months", "name-months", digits=0),
    StudyColumn("pumped_months", "with a pump", digits=0),
    StudyColumn("per_thousand", "per 1,000", digits=2),
)
_SCORED = (
    StudyColumn("detector", "detector"),
    StudyColumn("precision", "precision", "fraction"),
    StudyColumn("recall", "recall", "fraction"),
    StudyColumn("f1", "F1", digits=3),
    StudyColumn("pr_auc", "PR-AUC", digits=3),
    StudyColumn("mcc", "MCC", digits=3),
)
_WARNED = (
    StudyColumn("intensity", "intensity"),
    StudyColumn("detector", "detector"),
    StudyColumn("pumps", "pumps"),
    StudyColumn("found", "found"),
    StudyColumn("in_time", "before the fall"),
    StudyColumn("lead_peak", "to the peak", digits=1),
    StudyColumn("lead_dump", "to the fall", digits=1),
)
_CASES = tuple(
    StudyColumn(name)
    for name in (
        "seed", "family", "intensity", "security", "detector", "rise", "top", "dump", "alert",
        "before_peak", "before_dump",
    )
)  # fmt: skip


@dataclass(frozen=True)
class DetectionAsked:
    """Which invented markets are made, and which pumps are planted in them."""

    seeds: tuple[str, ...] = option(
        ("301", "302", "303"), "seed of a market; give it several times", metavar="NUMBER"
    )
    names: int = option(2000, "names of each market that nobody pumps")
    pumps: int = option(20, "pumps of each family and intensity in each market")
    family: Literal["pump_and_dump", "slow_promotion", "offering_collapse"] | None = option(
        None, "only this family"
    )


@study(
    needs=("nothing: it invents its markets",),
    reference="methods.md section 8; fixed thresholds after Kamps & Kleinberg 2018, Crime Science 7",
    lake=False,
)
def detection(asked: DetectionAsked) -> StudyReport:
    """How well pumps are found in invented markets where they are rare.

    Counted are name-months: one is positive where a session from the first rise to the first day of
    the fall lies in it. Precision and recall are of months with an alert; a pump is found where an
    alert came between the first quiet buying and the end of its fall. Lead is the median over those
    found, in sessions from the first alert; below zero is after it.
    """
    from microcap.sources.sandbox.campaign import INTENSITIES
    from microcap.sources.sandbox.scripts import PUMPS

    families = tuple(PUMPS) if asked.family is None else (asked.family,)
    months: list[pl.DataFrame] = []
    alerts: list[tuple[int, Found]] = []
    for seed in _seeds(asked.seeds):
        of_seed, first_alerts = _of_seed(seed, asked, families)
        months.append(of_seed)
        alerts += [(seed, one) for one in first_alerts]
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
            scored = tuple(_scored(name, cell) for name in DETECTORS)
            leads = [_warned(intensity, name, first) for name in DETECTORS]
            title = f"{family}, {intensity}: name-months, synthetic"
            tables.append(StudyTable(title, _SCORED, scored, _note(family)))
            says.append(_said(family, intensity, scored, leads))
            warned += leads
        title = f"{family}: pumps found, and the median sessions of lead, synthetic"
        tables.append(StudyTable(title, _WARNED, tuple(warned)))
    rates = [float(str(row["per_thousand"])) / 1000 for row in made if row["name_months"]]
    return StudyReport(
        study="detection",
        label="How well pumps are found in invented markets where they are rare",
        moment=None,
        synthetic=True,
        asked=asdict(asked),
        says=tuple(says),
        tables=(StudyTable("what was invented: synthetic", _MADE, tuple(made)), *tables),
        cases=StudyTable("first alerts", _CASES, tuple(_cases(alerts))),
        notes=tuple(_notes(max(rates, default=0.0))),
        sources=tuple(f"invented market of seed {seed}" for seed in asked.seeds),
    )


def _seeds(given: tuple[str, ...]) -> list[int]:
    if not given or not all(text.isdecimal() for text in given):
        raise Contradiction(
            f"asked for markets of the seeds {', '.join(given) or 'none'}; a seed is a whole number "
            "from 0; give --seeds 301"
        )
    return [int(text) for text in given]


def _of_seed(
    seed: int, asked: DetectionAsked, families: tuple[str, ...]
) -> tuple[pl.DataFrame, list[Found]]:
    from microcap.sources.sandbox.pumped import pumped_market

    market = pumped_market(seed, names=asked.names, pumps=asked.pumps, families=families)
    seen = watched(market)
    return name_months(seen), found(seen)


def _made(family: str, intensity: str, cell: pl.DataFrame, first: list[Found]) -> dict[str, Cell]:
    planted = [one.planted for one in first if one.detector == DETECTORS[0]]
    pumped = int(cell["truth"].sum())
    return {
        "family": family,
        "intensity": intensity,
        "pumps": len(planted),
        "in_public": sum(one.in_public for one in planted),
        "name_months": cell.height,
        "pumped_months": pumped,
        "per_thousand": round(1000 * pumped / cell.height, 3) if cell.height else None,
    }


def _scored(name: str, cell: pl.DataFrame) -> dict[str, Cell]:
    truth, called = cell["truth"], cell[f"{name}_alert"]
    hits, alarms, cases = int((truth & called).sum()), int(called.sum()), int(truth.sum())
    counts = classification_scores(
        hits, alarms - hits, cases - hits, cell.height - alarms - cases + hits
    )
    return {
        "detector": name,
        "precision": _part(hits, alarms, "no month with an alert"),
        "recall": _part(hits, cases, "no month with a pump"),
        "f1": _three(counts["f1"]),
        "pr_auc": _three(average_precision(cell[name].to_numpy(), truth.to_numpy())),
        "mcc": _three(counts["mcc"]),
    }


def _warned(intensity: str, name: str, first: list[Found]) -> dict[str, Cell]:
    own = [one for one in first if one.detector == name]
    peak = [one.before_peak for one in own if one.before_peak is not None]
    dump = [one.before_dump for one in own if one.before_dump is not None]
    return {
        "intensity": intensity,
        "detector": name,
        "pumps": len(own),
        "found": len(dump),
        "in_time": sum(sessions > 0 for sessions in dump),
        "lead_peak": median(peak) if peak else None,
        "lead_dump": median(dump) if dump else None,
    }


def _part(hits: int, of: int, missing: str) -> Figure:
    """A share of name-months with Wilson's interval at 95 %."""
    ends = wilson_interval(hits, of)
    if ends is None:
        return cannot_tell("fraction", missing)
    return Figure(hits / of, "fraction", "estimated", low=ends[0], high=ends[1], n_used=of)


def _cases(alerts: Iterable[tuple[int, Found]]) -> Iterator[Mapping[str, Cell]]:
    for seed, one in alerts:
        yield {
            "seed": seed,
            "family": one.planted.family,
            "intensity": one.planted.intensity,
            "security": one.planted.security,
            "detector": one.detector,
            "rise": one.planted.rise,
            "top": one.planted.top,
            "dump": one.planted.dump,
            "alert": one.alert,
            "before_peak": one.before_peak,
            "before_dump": one.before_dump,
        }


def _three(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _said(
    family: str,
    intensity: str,
    scored: Sequence[Mapping[str, Cell]],
    warned: Sequence[Mapping[str, Cell]],
) -> str:
    """What the rule does, and which detector ranks best, as a sentence."""
    best = max(scored, key=lambda row: float(str(row["pr_auc"] or 0)))
    rule, lead = (
        next(row for row in rows if row["detector"] == "rule") for rows in (scored, warned)
    )
    return (
        f"{family}, {intensity}: the rule finds {lead['found']} of {lead['pumps']}, precision "
        f"{_share(rule['precision'])}, recall {_share(rule['recall'])}; best ranked by "
        f"{best['detector']} (PR-AUC {float(str(best['pr_auc'] or 0)):.2f})"
    )


def _share(cell: Cell) -> str:
    value = cell.value if isinstance(cell, Figure) else None
    return "unknown" if value is None else percent(float(str(value)), 1)


def _note(family: str) -> str:
    learned = "the learned model was trained on this family, on other seeds"
    if family != "pump_and_dump":
        learned = "nothing was tuned or trained on this family"
    return f"synthetic; {learned}"


def _notes(largest: float) -> Iterator[str]:
    yield "every figure is of invented markets: none says how often real pumps are found"
    yield f"learned: a logistic regression, {TRAINED_ON}, first family only"
    yield "_prices: told neither filings nor messages nor share counts, as of most real names"
    yield "fixed_loose: high 1.25 times the 20-session mean close on 4 times its mean volume; fixed_strict: 1.9 and 5"
    yield "PR-AUC of a ranking by chance is the base rate"
    yield "intervals are Wilson's, as if name-months were independent"
    if largest > LARGEST_BASE_RATE:
        yield (
            f"the base rate reaches {100 * largest:.2f} % of name-months; above 0.2 % precision "
            "flatters: give more --names or fewer --pumps"
        )
