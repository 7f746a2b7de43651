"""Events added up: tests over all of them, the extremes, the unused with their reasons."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from typing import TYPE_CHECKING, Any

from microcap.measures.rank_test import rank_deviations, rank_statistic
from microcap.measures.standardized_cross_section import bmp
from microcap.model.errors import Contradiction
from microcap.model.figures import Figure, cannot_tell, percent
from microcap.studies import Cell, StudyColumn, StudyTable
from microcap.studies.event_market import Market
from microcap.studies.event_windows import DAYS, EVENT, WINDOWS, Measured, WindowSum
from microcap.view.view import View

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_EXTREMES = 5
_EXAMPLES = 3
_GONE = 20
"""Sessions without a bar, before the last bar of any name, after which a name counts as gone."""


@dataclass(frozen=True)
class Case:
    """One event: the name, its session, and what was measured, or why nothing was."""

    symbol: str
    security: str
    day: date | None
    label: str
    reason: str
    measured: Measured | None = None
    price: float | None = None
    cap: float | None = None
    source: str = ""
    """Accession number, or the source of the event's row."""

    @classmethod
    def of(
        cls,
        row: Mapping[str, Any],
        found: Measured | str,
        price: float | None,
        cap: float | None,
    ) -> "Case":
        """A case of an event's row."""
        reason = found if isinstance(found, str) else found.reason
        kept = found if isinstance(found, Measured) else None
        return cls(
            row["symbol"],
            row["security"],
            row["day"],
            row["label"],
            reason,
            kept,
            price,
            cap,
            row["source"],
        )

    def window(self, window: tuple[int, int]) -> WindowSum | None:
        """The added abnormal returns of a window, where they may be tested."""
        if self.measured is None or self.reason or self.measured.ranks_only:
            return None
        return self.measured.sums.get(window)


def windows_table(used: Sequence[Case]) -> StudyTable:
    """Each window: mean and median of the added abnormal returns, and three tests of them."""
    deviations = _deviations(used)
    rows = []
    for window in WINDOWS.values():
        sums = [one for one in (case.window(window) for case in used) if one is not None]
        days = [DAYS.index(day) for day in range(window[0], window[1] + 1)]
        rows.append(
            {
                "window": _named(window),
                **_together([one.total for one in sums], [one.error for one in sums]),
                "corrado": _number(rank_statistic(deviations, days) if used else None, "events"),
                "volume": _mean_volume(used, range(window[0], window[1] + 1)),
            }
        )
    note = (
        "mean with its 95 % interval by the spread of the events; t: that mean over its error; BMP: "
        "each event over its own forecast error first; Corrado: by ranks, all events; volume: mean "
        "log(1+V) above the estimation window's"
    )
    return StudyTable("added abnormal returns", (StudyColumn("window"), *_TESTS), tuple(rows), note)


def days_table(used: Sequence[Case]) -> StudyTable:
    """Each day of the event window by itself."""
    deviations = _deviations(used)
    rows = []
    for day in range(EVENT[0], EVENT[1] + 1):
        found = [
            case.measured.abnormal[day]
            for case in used
            if case.measured and not case.measured.ranks_only and day in case.measured.abnormal
        ]
        rows.append(
            {
                "day": f"{day:+d}" if day else "0",
                **_together([one for one, _ in found], [error for _, error in found]),
                "corrado": _number(
                    rank_statistic(deviations, [DAYS.index(day)]) if used else None, "events"
                ),
                "volume": _mean_volume(used, (day,)),
            }
        )
    return StudyTable("abnormal returns of single days", (StudyColumn("day"), *_TESTS), tuple(rows))


_TESTS = (
    StudyColumn("n", "events"),
    StudyColumn("mean", "mean", "fraction"),
    StudyColumn("median", "median", "fraction"),
    StudyColumn("positive", "above 0", "fraction"),
    StudyColumn("t", "t"),
    StudyColumn("bmp", "BMP"),
    StudyColumn("corrado", "Corrado"),
    StudyColumn("volume", "volume"),
)


def _together(values: Sequence[float], errors: Sequence[float]) -> dict[str, Cell]:
    count = len(values)
    if count < 2:
        few = f"two events; {count} have a return there"
        return {
            "n": count,
            "mean": Figure(values[0], "fraction", n_used=1)
            if values
            else cannot_tell("fraction", few),
            "median": Figure(values[0], "fraction") if values else cannot_tell("fraction", few),
            "positive": cannot_tell("fraction", few),
            "t": cannot_tell("t", few),
            "bmp": cannot_tell("t", few),
        }
    import numpy as np

    held = np.asarray(values)
    mean = float(held.mean())
    error = float(held.std(ddof=1)) / sqrt(count)
    try:
        standard = _number(bmp(values, errors)["t"], "spread")
    except Contradiction as why:
        standard = cannot_tell("t", str(why))
    return {
        "n": count,
        "mean": Figure(
            mean, "fraction", low=mean - 1.96 * error, high=mean + 1.96 * error, n_used=count
        ),
        "median": Figure(float(np.median(held)), "fraction", n_used=count),
        "positive": Figure(float((held > 0).mean()), "fraction", n_used=count),
        "t": _number(mean / error if error > 0 else None, "spread"),
        "bmp": standard,
    }


def _number(value: float | None, missing: str) -> Figure:
    return cannot_tell("t", missing) if value is None else Figure(value, "t")


def _mean_volume(used: Sequence[Case], days: Sequence[int]) -> Figure:
    means = []
    for case in used:
        held = case.measured.volume if case.measured else {}
        mine = [held[day][0] for day in days if day in held]
        if mine:
            means.append(sum(mine) / len(mine))
    if not means:
        return cannot_tell("log", "an event with volume")
    return Figure(sum(means) / len(means), "log", n_used=len(means))


def _deviations(used: Sequence[Case]) -> "NDArray[np.float64]":
    import numpy as np

    rows = [case.measured.row for case in used if case.measured and case.measured.row is not None]
    return rank_deviations(np.vstack(rows)) if rows else np.empty((0, len(DAYS)))


def extremes(used: Sequence[Case]) -> tuple[StudyTable, ...]:
    """The events that moved most over the longer window, both ways."""
    window = WINDOWS["from_0"]
    moved = [(one.total, case) for case in used if (one := case.window(window)) is not None]
    moved.sort(key=lambda pair: -pair[0])
    shown = moved if len(moved) < 2 * _EXTREMES else [*moved[:_EXTREMES], *moved[-_EXTREMES:]]
    rows = tuple(
        {
            "symbol": case.symbol,
            "day": case.day,
            "label": case.label,
            "car": total,
            "t": total / case.measured.sums[window].error if case.measured else None,
            "day_0": case.measured.abnormal.get(0, (None,))[0] if case.measured else None,
            "price": case.price,
            "cap": round(case.cap / 1e6, 2) if case.cap is not None else None,
        }
        for total, case in shown
    )
    columns = (
        StudyColumn("symbol"),
        StudyColumn("day"),
        StudyColumn("label"),
        StudyColumn("car", "CAR[0,+5]", "fraction"),
        StudyColumn("t"),
        StudyColumn("day_0", "day 0", "fraction"),
        StudyColumn("price", "close before", "USD/share", 4),
        StudyColumn("cap", "market cap", "USD million", 1),
    )
    return (StudyTable("the events that moved most, both ways", columns, rows),)


def unused_table(cases: Sequence[Case]) -> StudyTable:
    """Why events were not used, how many each, and the first names."""
    counts = Counter(case.reason for case in cases if case.reason)
    rows: list[dict[str, Cell]] = []
    for reason, count in counts.most_common():
        names = list(dict.fromkeys(case.symbol for case in cases if case.reason == reason))
        more = f" and {len(names) - _EXAMPLES} more" if len(names) > _EXAMPLES else ""
        rows.append({"reason": reason, "n": count, "names": ", ".join(names[:_EXAMPLES]) + more})
    columns = (StudyColumn("reason"), StudyColumn("n", "events"), StudyColumn("names"))
    return StudyTable("events not used", columns, tuple(rows))


def notes(view: View, used: Sequence[Case], market: Market) -> tuple[str, ...]:
    """What limits the answer: shared days, names that died, what is not held after the last bar."""
    days = Counter(case.day for case in used)
    crowd = sum(count for count in days.values() if count > 1)
    inside = sum(case.measured.ends_inside for case in used if case.measured)
    gone = _gone(view, {case.security for case in used})
    partial = sum(
        0 < (one.days if (one := case.window(WINDOWS["from_0"])) else 0) < 6 for case in used
    )
    found = [
        f"{gone:,} of the names used have no bar in the last {_GONE} sessions that any name has; they "
        "are kept",
        f"of {inside:,} events the name's last bar lies inside the event window: what a holder got "
        "afterwards (a delisting return) is not held, and the sum ends with that bar",
        f"{partial:,} events lack a return on some day of [0,+5]; their sum and its error are of the "
        "days they have",
        f"{crowd:,} events share their session with another one ({len(days):,} sessions in all): BMP "
        "and t take events as independent, which they are not on a shared session",
        "abnormal returns are arithmetic and are added, not compounded: a name held through the "
        "window earned another number",
    ]
    found += [one for one in (_without(used, window) for window in WINDOWS.values()) if one]
    if market.name == "equal_weighted":
        found.append("the mean of all names holds the names of the events themselves")
    return tuple(found)


def _without(used: Sequence[Case], window: tuple[int, int]) -> str:
    """The mean without the event farthest from it, where that one moves it by half its error."""
    held = [(one.total, case) for case in used if (one := case.window(window)) is not None]
    if len(held) < 3:
        return ""
    mean = sum(total for total, _ in held) / len(held)
    error = sqrt(sum((total - mean) ** 2 for total, _ in held) / (len(held) - 1) / len(held))
    far, case = max(held, key=lambda pair: abs(pair[0] - mean))
    rest = (mean * len(held) - far) / (len(held) - 1)
    if abs(rest - mean) < error / 2:
        return ""
    return (
        f"one event moves the mean of {_named(window)}: without {case.symbol} of {case.day} "
        f"({percent(far)}) it is {percent(rest)}"
    )


def _named(window: tuple[int, int]) -> str:
    return f"[{window[0]:+d},{window[1]:+d}]".replace("+0", "0")


def _gone(view: View, securities: set[str]) -> int:
    import polars as pl

    symbols = view.spells.filter(pl.col("security").is_in(sorted(securities)))["symbol"].unique()
    raw = pl.col("series") == "raw"
    newest = view.table("bars", raw).select(pl.col("day").max()).collect().item()
    bars = view.table("bars", raw & pl.col("symbol").is_in(symbols.sort().to_list()))
    last = view.borne(bars.select("symbol", "day").collect())
    last = last.group_by("security").agg(day=pl.col("day").max())
    if newest is None:
        return 0
    days = view.sessions.filter(pl.col("day") <= newest)["day"]
    edge = days[max(0, len(days) - 1 - _GONE)]
    mine = last.filter(pl.col("security").is_in(sorted(securities)))
    return mine.filter(pl.col("day") < edge).height


def case_table(cases: Sequence[Case]) -> StudyTable:
    """Every event with its numbers, or the reason why it has none."""
    return StudyTable("cases", _CASE_COLUMNS, tuple(_case_row(case) for case in cases))


def _case_row(case: Case) -> dict[str, Cell]:
    found = case.measured if case.measured is not None and not case.reason else None
    model = found.model if found is not None else None
    row: dict[str, Cell] = {
        "symbol": case.symbol,
        "security": case.security,
        "day": case.day,
        "label": case.label,
        "status": "not used" if found is None else "ranks only" if found.ranks_only else "used",
        "reason": case.reason,
        "source": case.source,
        "price": case.price,
        "cap": case.cap,
        "returns": found.returns_used if found is not None else None,
        "zero_share": found.zero_share if found is not None else None,
        "alpha": model.alpha if model is not None else None,
        "beta": model.beta if model is not None else None,
        "residual_sd": model.residual_deviation if model is not None else None,
        "ar_0": found.abnormal.get(0, (None, None))[0] if found is not None else None,
        "volume_z_0": found.volume.get(0, (None, None))[1] if found is not None else None,
        "ends_inside": found.ends_inside if found is not None else None,
    }
    for name, window in WINDOWS.items():
        one = found.sums.get(window) if found is not None else None
        row |= {
            f"car_{name}": one.total if one is not None else None,
            f"se_{name}": one.error if one is not None else None,
            f"days_{name}": one.days if one is not None else None,
        }
    return row


_CASE_COLUMNS = (
    StudyColumn("symbol"),
    StudyColumn("security"),
    StudyColumn("day"),
    StudyColumn("label"),
    StudyColumn("status"),
    StudyColumn("reason"),
    StudyColumn("source"),
    StudyColumn("price", unit="USD/share"),
    StudyColumn("cap", unit="USD"),
    StudyColumn("returns"),
    StudyColumn("zero_share", unit="fraction"),
    StudyColumn("alpha", unit="fraction"),
    StudyColumn("beta"),
    StudyColumn("residual_sd", unit="fraction"),
    StudyColumn("ar_0", unit="fraction"),
    StudyColumn("volume_z_0"),
    StudyColumn("ends_inside"),
    *(
        StudyColumn(f"{what}_{name}", unit="" if what == "days" else "fraction")
        for name in WINDOWS
        for what in ("car", "se", "days")
    ),
)
"""`_around` is the window [-1,+1], `_from_0` is [0,+5], `_after` is [+1,+5]."""
