"""The six risks of a name, each with a level and the reasons for it; they are never added up.

1. What was found, what was clear and what nobody could tell comes from the checks of each risk.
2. Thin liquidity and transaction cost also have figures: days to leave, and the round trip.
3. A risk of which most questions have no answer is *cannot tell*, however little was found.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from microcap.model.figures import Figure, percent
from microcap.model.verdicts import CannotTell, Clear, Finding
from microcap.research.chapters import Liquidity, Suspicion

Level = Literal["high", "raised", "low", "cannot tell"]

RISKS: dict[str, str] = {
    "failure": "business failure",
    "liquidity": "thin liquidity",
    "manipulation": "manipulation",
    "misstatement": "misstatement or fraud",
    "cost": "transaction cost",
    "regulation": "regulation",
}
"""The six risks of mission 88, by the names that checks give them."""

_HIGH, _RAISED = 3.0, 1.0
"""Weight of the heaviest finding from which a risk is high or raised (project default)."""
_DAYS = (20.0, 5.0)
"""Sessions to leave a position from which liquidity is a high or raised risk (project default)."""
_ROUND_TRIP = (0.10, 0.03)
"""Round trip, as a fraction of the price, from which cost is a high or raised risk (project default)."""
_REASONS = 3
_ORDER: tuple[Level, ...] = ("cannot tell", "low", "raised", "high")


@dataclass(frozen=True)
class Risk:
    """One of the six risks: its level, why, and how much of it could be looked into."""

    risk: str
    level: Level
    weight: float
    """Of its heaviest finding today, 0 to 5."""
    reasons: tuple[str, ...]
    found: int
    clear: int
    unknown: int
    figures: tuple[Figure, ...] = ()


def risks(doubts: Sequence[Suspicion], trades: Liquidity) -> tuple[Risk, ...]:
    """The six risks, in the order of the mission; a level is the worse of findings and figures."""
    measured = {
        "liquidity": (trades.exit_days, _DAYS, _sessions),
        "cost": (trades.cost, _ROUND_TRIP, _part),
    }
    rows = []
    for risk, label in RISKS.items():
        row = _by_checks(label, [one for one in doubts if one.risk == risk])
        rows.append(_with(row, *measured[risk]) if risk in measured else row)
    return tuple(rows)


def _by_checks(label: str, doubts: Sequence[Suspicion]) -> Risk:
    found = sorted(
        (one for one in doubts if isinstance(one.verdict, Finding)),
        key=lambda one: (-one.severity, one.check),
    )
    clear = sum(isinstance(one.verdict, Clear) for one in doubts)
    unknown = sum(isinstance(one.verdict, CannotTell) for one in doubts)
    weight = found[0].severity if found else 0.0
    level: Level = "low"
    reasons = [f"{one.check.replace('_', ' ')} {one.severity:.1f}" for one in found[:_REASONS]]
    if weight >= _HIGH:
        level = "high"
    elif weight >= _RAISED:
        level = "raised"
    elif unknown > clear + len(found) or not doubts:
        level = "cannot tell"
    if not found and clear:
        reasons.append(f"nothing found in {clear} of {clear + unknown} questions")
    if level == "cannot tell" and doubts:
        reasons.append(f"{unknown} of {len(doubts)} questions have no answer")
    return Risk(label, level, weight, tuple(reasons), len(found), clear, unknown)


def _with(
    row: Risk, figure: Figure, bounds: tuple[float, float], words: Callable[[float], str]
) -> Risk:
    """A risk with its figure: the worse of both levels; without the figure it is never low."""
    value = figure.value
    if isinstance(value, int | float):
        measured: Level = "low"
        if value >= bounds[1]:
            measured = "high" if value >= bounds[0] else "raised"
        level = max(measured, row.level, key=_ORDER.index)
        said = words(float(value))
    else:
        level = row.level if row.found and row.level != "low" else "cannot tell"
        said = f"cannot tell: {figure.missing or figure.status}"
    return replace(row, level=level, reasons=(said, *row.reasons), figures=(figure,))


def _sessions(value: float) -> str:
    return f"{value:,.1f} sessions to leave"


def _part(value: float) -> str:
    return f"{percent(value, 1)} there and back"
