"""The invented market of the default seed, made once for the tests of this folder."""

import pytest

from microcap.sources import Tables
from microcap.sources.sandbox import market
from microcap.sources.sandbox.truth import Truth


@pytest.fixture(scope="session")
def made() -> tuple[Tables, Truth]:
    """Tables and truth of seed 7."""
    return market()
