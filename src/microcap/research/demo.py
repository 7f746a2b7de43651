"""The demo: an invented market in a lake of its own, and three of its names."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from microcap.model.errors import CouldNotAsk
from microcap.research.ingest import Report, bring_tables, prepare, rebuild
from microcap.sources import sandbox
from microcap.view.view import View, records

SHOWN = {"ZZHM": "troubled", "ZZBT": "clean", "ZZQX": "almost unknown"}
"""Three names of the invented market and why they are shown."""
ASOF = "2025-12-31"
_MADE = datetime(2026, 1, 1, tzinfo=UTC)
"""The moment an invented publication is said to be fetched: after its last day, always the same."""


def invent(
    lake_path: Path, *, seed: int, tell: Callable[[str, int, int], None]
) -> tuple[View, Report, Path]:
    """Make the invented market in a lake, and keep its truth beside the lake, never in it.

    The same seed gives the same rows; a second call finds them and changes nothing.
    """
    tell("inventing a market", 0, 3)
    tables, truth = sandbox.market(seed=seed)
    tell("filling the lake", 1, 3)
    lake = prepare(lake_path, synthetic=True)
    report = Report()
    bring_tables(
        lake, tables, source=sandbox.SYNTHETIC, fetched=_MADE, raw=f"seed-{seed}", report=report
    )
    tell("who bore which ticker", 2, 3)
    if report.rows:
        rebuild(lake)
    beside = lake_path.with_name(f"{lake_path.name}-truth.json")
    try:
        truth.write(beside)
    except OSError as error:
        raise CouldNotAsk(
            f"cannot write the invented market's truth to {beside}: {error.strerror}"
        ) from None
    tell("done", 3, 3)
    return records(lake_path).as_of(ASOF), report, beside
