"""Where the real records are, for the tests that need them."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real records; a test that needs it is reported as not run where it is absent."""
    folder = Path(os.environ.get("MICROCAP_SHARED", ROOT.parent / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip(f"not run: the real records are not at {folder} (set MICROCAP_SHARED)")
    return folder
