"""The page on scale: its program opens the stored measures with another engine."""

import subprocess
import sys
from pathlib import Path

from research.stored_market import market, refreshed

PAGE = Path(__file__).resolve().parents[2] / "docs" / "scale.md"


def test_the_program_of_the_page_counts_the_stored_rows(tmp_path: Path) -> None:
    """300 + 300 + 258 rows of three names, the last of 28 March 2024."""
    lake = market(tmp_path)
    refreshed(lake)
    program = PAGE.read_text("utf-8").partition("```python\n")[2].partition("```")[0]
    ran = subprocess.run(
        [sys.executable, "-c", program, str(lake.path)], capture_output=True, text=True, check=True
    )
    assert ran.stdout == "[(858, 3, datetime.date(2024, 3, 28))]\n"


def test_the_page_says_how_each_number_was_found() -> None:
    text = PAGE.read_text("utf-8")
    assert "microcap refresh --lake LAKE --cluster" in text
    assert "This was not run." in text
