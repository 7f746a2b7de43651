"""What followed within a year on each red flag, for names with it and without, the dead included."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from microcap.measures.flag_rates import FEWEST, Asked, FlagRate, Rate, asked_of, flag_rates
from microcap.model.catalogue import entries, load
from microcap.model.errors import NoSuchThing
from microcap.studies import Cell, StudyColumn, StudyReport, StudyTable, option, study
from microcap.view.view import View

_COLUMNS = (
    StudyColumn("outcome", "within a year"),
    StudyColumn("with", "with it", "fraction"),
    StudyColumn("with_low", "from", "fraction"),
    StudyColumn("with_high", "to", "fraction"),
    StudyColumn("with_names", "names"),
    StudyColumn("without", "without", "fraction"),
    StudyColumn("without_low", "from", "fraction"),
    StudyColumn("without_high", "to", "fraction"),
    StudyColumn("without_names", "names"),
)
_NOTES = (
    "each question is asked once a year, on the last session, of names up to USD 300 million; a name "
    "counts in every year in which it is asked, and intervals (95 %, Wilson) count it once",
    "vanished: no bar in the last 20 sessions of the year; such a name may have been bought, renamed "
    "without a link, delisted or bankrupt, and prices do not tell which: its fall is told by its last "
    "close, as if all was lost, and without it",
    "fell 80 %: the lowest close of the year is a fifth or less; reverse split: a listed one became "
    "effective; shares doubled: split-adjusted",
    "what followed is not what the flag caused",
)


@dataclass(frozen=True)
class BaseRates:
    """Which questions."""

    question: tuple[str, ...] = option((), "a question of the register, all where none is named")


@study(
    needs=("flag_outcomes",),
    reference="microcap's own; intervals: Wilson 1927, J. American Statistical Association 22(158)",
    name="base-rates",
)
def base_rates(view: View, asked: BaseRates) -> StudyReport:
    """What followed within a year on a red flag, for names with it and without, dead included."""
    rows = view.table("flag_outcomes").collect()
    if asked.question:
        load("checks")
        unknown = sorted(set(asked.question) - set(entries("check")))
        if unknown:
            raise NoSuchThing(
                f"no question {unknown[0][:60]!r} in the register; `microcap flags SYMBOL` lists them"
            )
        rows = rows.filter(pl.col("check").is_in(asked.question))
    counted = {one.check: one for one in asked_of(rows)}
    by_check: dict[str, list[FlagRate]] = {}
    for rate in flag_rates(rows):
        by_check.setdefault(rate.check, []).append(rate)
    flagged = rows.filter(pl.col("answer") == "finding").sort("day", "check", "security")
    names = ("day", "until", "check", "security", "vanished", "fell", "split", "diluted")
    return StudyReport(
        study="base-rates",
        label=(base_rates.__doc__ or "").strip(),
        moment=view.moment,
        synthetic=view.synthetic,
        asked={"question": asked.question},
        says=_says(rows, counted, asked.question),
        tables=tuple(_table(counted[check], rates) for check, rates in by_check.items()),
        cases=StudyTable(
            "every name that had a flag, and what followed",
            tuple(StudyColumn(name) for name in names),
            tuple(_words(row) for row in flagged.select(names).iter_rows(named=True)),
        ),
        notes=_NOTES,
        sources=("flag_outcomes", "bars", "splits", "share_counts"),
    )


def _says(
    rows: pl.DataFrame, counted: Mapping[str, Asked], questions: tuple[str, ...]
) -> tuple[str, ...]:
    if rows.is_empty():
        what = f"of {', '.join(questions)}" if questions else "of any question"
        return (
            f"cannot tell: nothing {what} is stored for a year that had ended by then; "
            "microcap refresh --outcomes asks what prices, shares and splits answer, and "
            "--question NAME any other",
        )
    days = rows["day"].unique().sort().to_list()
    said = [f"asked on {', '.join(str(day) for day in days)}; what followed is known a year later"]
    said += [
        f"{check.replace('_', ' ')}: not measured: fewer than {FEWEST} names with it or without it are "
        f"held (with it {one.names_flagged}, clear {one.names_clear}, nobody can tell {one.names_unknown})"
        for check, one in counted.items()
        if not one.measured
    ]
    absent = [name for name in questions if name not in counted]
    said += [f"{name.replace('_', ' ')}: not stored" for name in absent]
    return tuple(said)


def _table(asked: Asked, rates: list[FlagRate]) -> StudyTable:
    others = "proved to be without it" if rates[0].proved else "of which nobody can tell"
    note = (
        f"asked of names on days: found {asked.findings:,}, clear {asked.clear:,}, nobody can tell "
        f"{asked.unknown:,}; 'without' are those {others}"
    )
    return StudyTable(
        f"{asked.check.replace('_', ' ')}, {rates[0].first} to {rates[0].last}",
        _COLUMNS,
        tuple(
            {
                "outcome": one.label,
                **_cells("with", one.flagged),
                **_cells("without", one.others),
            }
            for one in rates
        ),
        note,
    )


def _cells(side: str, rate: Rate | None) -> dict[str, Cell]:
    return {
        side: rate.share if rate else None,
        f"{side}_low": rate.low if rate else None,
        f"{side}_high": rate.high if rate else None,
        f"{side}_names": rate.names if rate else None,
    }


def _words(row: dict[str, Cell]) -> dict[str, Cell]:
    """Booleans as words: yes, no, or null."""
    words = {True: "yes", False: "no"}
    return {key: words[value] if isinstance(value, bool) else value for key, value in row.items()}
