"""The measures of one name as figures: values, flags, and why one cannot be told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from inspect import signature

import polars as pl

from microcap.model import catalogue
from microcap.model.figures import Figure, cannot_tell, counted
from microcap.model.tables import BarFlag
from microcap.view.evaluate import evaluate
from microcap.view.subject import Subject

_OHLC_LABEL = "open, high and low are held for survivors only"


@dataclass(frozen=True)
class Values:
    """The measures of one name, as figures."""

    figures: Mapping[str, Figure]

    def number(self, name: str) -> float | None:
        """The value, or null where it cannot be told."""
        value = self.figures[name].value
        return float(value) if isinstance(value, (int, float)) else None


def values_of(subject: Subject, names: Sequence[str]) -> Values:
    """The named measures over the last 260 sessions of a subject, as figures."""
    catalogue.load("measures")
    entries = catalogue.entries("measure")
    panel = subject.panel
    if panel.is_empty():
        missing = "bars of the last 260 sessions"
        return Values({name: cannot_tell(entries[name].says["unit"], missing) for name in names})
    row = evaluate(panel, {name: entries[name].function() for name in names}).row(0, named=True)
    day = panel["day"].item(-1)
    trades = (~panel["stale"]).to_list()
    flags = panel_flags(panel)
    figures = {}
    for name in names:
        says = entries[name].says
        traded = sum(trades[-_window(entries[name]) :])
        label = "ohlc_survivors" in flags and reads_range(says["needs"])
        if row[name] is None:
            figures[name] = cannot_tell(says["unit"], _why_not(name, panel, traded), n_used=traded)
            continue
        note = says["reference"] + (f"; {_OHLC_LABEL}" if label else "")
        if name == "zero_volume_share_90" and "no_trade_days_hidden" in flags:
            note += "; a lower bound: the publisher repeats the day before on days without trade and marks only some of them"
        figures[name] = Figure(
            float(row[name]),
            says["unit"],
            "estimated" if label or "lower bound" in note else "known",
            as_of=day,
            sources=("bars",),
            n_used=traded,
            note=note,
            flags=flags,
        )
    return Values(figures)


def _window(entry: catalogue.Entry) -> int:
    """Sessions that a measure looks at, by its own default."""
    days = signature(entry.function).parameters.get("days")
    if days is not None and isinstance(days.default, int):
        return days.default
    number = entry.name.rpartition("_")[2]
    return int(number) if number.isdigit() else 90


def reads_range(needs: tuple[str, ...]) -> bool:
    """Whether a measure reads open, high or low."""
    return bool({"open", "high", "low"} & set(needs))


def panel_flags(panel: pl.DataFrame) -> tuple[str, ...]:
    """What touches the last 90 rows, in words."""
    window = panel.tail(90)
    bits = 0
    for flag in window["flags"]:
        bits |= flag
    words = [
        ("split_suspected", bool(window["suspected"].any())),
        ("session_late", bool(bits & BarFlag.SESSION_LATE)),
        ("ohlc_survivors", bool(bits & BarFlag.OHLC_SURVIVORS)),
        ("volume_above_shares", bool(bits & BarFlag.VOLUME_ABOVE_SHARES)),
        ("suspended", bool((window["broken"] & ~window["suspected"]).any())),
        # a source that flags repeated rows is one that repeats rows
        ("no_trade_days_hidden", bool(bits & BarFlag.OHLC_SURVIVORS) or bool(bits & BarFlag.STALE)),
    ]
    return tuple(word for word, holds in words if holds)


def _why_not(name: str, panel: pl.DataFrame, traded: int) -> str:
    ranged = panel.tail(90).filter(pl.col("ohlc") & ~pl.col("stale")).height
    if (
        name
        in {
            "edge_90",
            "cs_two_day_90",
            "ar_two_day_90",
            "parkinson_90",
            "garman_klass_90",
            "rogers_satchell_90",
            "yang_zhang_90",
            "atr_14",
            "worst_gap_252",
            "gap_quantile_252",
        }
        and ranged < 20
    ):
        return f"open, high and low: held on {ranged} of the last 90 sessions, 20 wanted"
    if name == "roll_90" and traded >= 20:
        return "a negative covariance of successive price changes: without one Roll's measure is undefined"
    if name == "turnover_90":
        return "a share count beside the volume"
    return f"enough sessions with trade: {traded} of the last 90, {counted(panel.height, 'row is', 'rows are')} held"
