"""The amended quarterly report of the troubled name: the same quarter with less revenue."""

import polars as pl
import pytest

from microcap.sources import Tables
from microcap.sources.sandbox.truth import Truth

Made = tuple[Tables, Truth]
# the calendar's library still reads its time zones in a way that the newest pandas warns of
pytestmark = pytest.mark.filterwarnings("ignore:Series.values returning:DeprecationWarning")


def test_a_quarter_of_the_troubled_name_is_told_twice_and_7_percent_lower(made: Made) -> None:
    tables, truth = made
    facts = tables["facts"].lazy().collect().filter(pl.col("issuer") == "9900001")
    amended = facts.filter((pl.col("form") == "10-Q/A") & (pl.col("tag") == "Revenues"))
    first = facts.filter((pl.col("form") == "10-Q") & (pl.col("tag") == "Revenues"))
    both = amended.join(first, on=["start", "day"], suffix="_first")
    both = both.filter(pl.col("filed_first") < pl.col("filed"))
    assert amended.height >= 1
    assert set(amended["start"]) == set(both["start"])
    for row in both.iter_rows(named=True):
        assert row["value"] == pytest.approx(0.93 * row["value_first"], abs=1000)
    assert len(truth.of("ZZHM").of_kind("restatement")) == 1


def test_income_falls_by_as_many_dollars_as_revenue(made: Made) -> None:
    tables, _ = made
    facts = tables["facts"].lazy().collect().filter(pl.col("issuer") == "9900001")
    lost = {}
    for tag in ("Revenues", "NetIncomeLoss"):
        rows = facts.filter(pl.col("tag") == tag)
        amended = rows.filter(pl.col("form") == "10-Q/A").row(0, named=True)
        same = rows.filter(
            (pl.col("start") == amended["start"])
            & (pl.col("day") == amended["day"])
            & (pl.col("filed") < amended["filed"])
        )
        lost[tag] = same["value"].item(0) - amended["value"]
    assert lost["Revenues"] == lost["NetIncomeLoss"] > 0


def test_nobody_else_amends_a_report(made: Made) -> None:
    tables, _ = made
    filings = tables["filings"].lazy().collect().filter(pl.col("form") == "10-Q/A")
    assert set(filings["issuer"]) == {"9900001"}
