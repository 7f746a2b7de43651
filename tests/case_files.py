"""A small case with records of its own: bars of three days, and what its days must answer."""

from pathlib import Path

MAPPING = """
name = "invented-case"
[[file]]
match = "bars.csv"
table = "bars"
columns = { symbol = "symbol", day = "day", close = "close", volume = "volume" }
"""
BARS = """symbol,day,close,volume
ZZQN,2024-06-26,2.00,1000
ZZQN,2024-06-27,2.10,1000
ZZQN,2024-06-28,2.20,1000
"""
CASE = """
title = "Three days"
about = "A bar a day."
lake = "own"
symbol = "ZZQN"
[[day]]
asof = "2024-06-26"
says = "The first bar."
clear = ["vanished"]
[[day.known]]
what = "its close"
record = "bars 2024-06-26"
[[day]]
asof = "2024-06-27"
says = "The second bar."
clear = ["vanished"]
cannot_tell = ["auditor_changed"]
[[day.known]]
what = "its close"
record = "bars 2024-06-27"
[[afterwards]]
what = "the third bar"
record = "bars 2024-06-28"
"""


def three_days(root: Path, *, case: str = CASE, bars: str = BARS, mapping: str = MAPPING) -> Path:
    """The folder of a case `three-days` below `root`."""
    folder = root / "three-days"
    (folder / "records").mkdir(parents=True)
    (folder / "case.toml").write_text(case, encoding="utf-8")
    (folder / "mapping.toml").write_text(mapping, encoding="utf-8")
    (folder / "records" / "bars.csv").write_text(bars, encoding="utf-8")
    return folder
