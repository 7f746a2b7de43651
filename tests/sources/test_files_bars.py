"""A panel of bars: counts become the days on which they changed, coverage says what is held."""

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl

from microcap.sources import raw_from
from microcap.sources.files_bars import panel_tables
from microcap.sources.mapping import read_mapping

MAPPING = """
name = "a user"
[[file]]
match = "*"
table = "bars"
share_counts = "Shares"
[file.columns]
symbol = "Symbol"
day = "Date"
close = "Close"
volume = "Volume"
"""


def test_a_share_count_is_kept_on_the_days_on_which_it_changed(tmp_path: Path) -> None:
    """1,000,000 twice, then 1,200,000: two rows, of the first and of the third day."""
    (tmp_path / "map.toml").write_text(MAPPING)
    path = tmp_path / "bars.csv"
    path.write_text("")
    file = read_mapping(tmp_path / "map.toml").files[0]
    scan = pl.LazyFrame(
        {
            "row": [1, 2, 3],
            "Symbol": ["ZZA"] * 3,
            "Date": [date(2024, 3, 26), date(2024, 3, 27), date(2024, 3, 28)],
            "Close": [2.0, 2.1, 2.2],
            "Volume": [10, 20, 30],
            "Shares": [1_000_000, 1_000_000, 1_200_000],
        }
    )
    tables = panel_tables(raw_from(path, datetime(2024, 4, 2, tzinfo=UTC)), file, scan)
    counts = tables["share_counts"].lazy().collect()
    assert counts.select("day", "shares").rows() == [
        (date(2024, 3, 26), 1_000_000),
        (date(2024, 3, 28), 1_200_000),
    ]
    held = tables["coverage"].lazy().collect()
    assert (held["day"].min(), held["until"].max()) == (date(2024, 3, 26), date(2024, 3, 28))
