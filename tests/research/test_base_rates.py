"""The sentence of a base rate, and where it stands."""

from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from checks.invented import bars, listed
from microcap.lake.store import Lake
from microcap.model.tables import TABLES
from microcap.research.base_rates import base_rates
from microcap.research.suspicious import suspicions
from microcap.view.subject import Subject
from research.tiny import subject

KNOWN = datetime(2023, 12, 29, 21, tzinfo=UTC)
CHECK = "price_under_one_dollar"


def _stored(held: Subject, found: int, clear: int) -> Subject:
    """So many names with the flag, of which half fell and a tenth vanished, and as many without."""
    rows = [
        {
            "check": CHECK,
            "security": f"{answer}{number}",
            "day": date(2022, 12, 30),
            "until": date(2023, 12, 29),
            "answer": answer,
            "vanished": number % 10 == 9,
            "fell": answer == "finding" and number % 2 == 0,
            "split": False,
            "diluted": False,
            "known_at": KNOWN,
            "assumed": False,
            "revision": 0,
            "withdrawn": False,
            "source": "microcap",
            "raw": "0",
        }
        for answer, names in (("finding", found), ("clear", clear))
        for number in range(names)
    ]
    schema = TABLES["flag_outcomes"].schema
    Lake.open(held.view._lake.path).rewrite("flag_outcomes", pl.DataFrame(rows, schema=schema))
    return held


@pytest.fixture
def cheap(tmp_path: Path) -> Subject:
    """Thirty closes at 0.90 on Nasdaq."""
    return subject(tmp_path, bars=bars([0.9] * 30), listings=listed("NASDAQ_CM"))


def test_a_finding_carries_what_followed_on_such_findings(cheap: Subject) -> None:
    """20 of 40 fell: Wilson 35.2 to 64.8 %; none of 50: 0 to 7.1 %; a tenth of each vanished."""
    found = suspicions(_stored(cheap, 40, 50))
    assert found[0].check == CHECK
    assert found[0].base_rate == (
        "within a year 50 % (95 %: 35-65) of 40 names fell 80 %, 10 % vanished; without it 0 % "
        "(95 %: 0-7) of 50 fell 80 %, 10 % vanished; asked 2022-12-30 to 2022-12-30, dead included"
    )


def test_too_few_names_are_not_measured(cheap: Subject) -> None:
    said = base_rates(_stored(cheap, 12, 50).view)
    assert said[CHECK] == "not measured: fewer than 30 names with it or without it are held"


def test_where_nothing_is_stored_nothing_is_said(cheap: Subject) -> None:
    assert base_rates(cheap.view) == {}
    assert {one.base_rate for one in suspicions(cheap)} == {""}
