"""The bridge from a panel to arrays: what it refuses, what it keeps, what it loads."""

import subprocess
import sys
from datetime import date

import polars as pl
import pytest

from microcap.measures import histories as room
from microcap.measures.histories import Rows, full_sample, histories, history, ordered, whole
from microcap.model import catalogue
from microcap.model.errors import Contradiction, NoSuchThing


def _panel(**columns: list[object]) -> pl.DataFrame:
    """Two securities of two days each, and whatever column the test is about."""
    return pl.DataFrame(
        {
            "security": ["A", "A", "B", "B"],
            "day": [date(2024, 5, 1), date(2024, 5, 2), date(2024, 5, 1), date(2024, 5, 2)],
            "close": [2.0, 2.1, 3.0, 3.3],
            "broken": [False, False, False, False],
        }
        | columns,
        strict=False,
    )


def test_a_history_has_a_row_for_each_row_and_passes_the_split_factor_through() -> None:
    found = histories(_panel(split_factor=[1.0, 1.0, 0.5, 0.5]), ["return_1"])
    assert found.columns == ["security", "day", "split_factor", "return_1"]
    assert found["split_factor"].to_list() == [1.0, 1.0, 0.5, 0.5]
    assert found["return_1"].to_list() == [
        None,
        pytest.approx(0.05),
        None,
        pytest.approx(0.1),
    ]


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"day": [date(2024, 5, 2), date(2024, 5, 1)] * 2}, "security A on 2024-05-01: .*one row a day"),
        ({"day": [date(2024, 5, 1)] * 4}, "security A on 2024-05-01: .*repeat a day"),
        ({"day": [date(2024, 5, 1), None] * 2}, "security A on None: .*without a day|unsorted"),
        ({"close": [2.0, 2.1, float("inf"), 3.3]}, "security B on 2024-05-01: close is infinite"),
        ({"close": [2.0, float("nan"), 3.0, 3.3]}, "security A on 2024-05-02: close is infinite or"),
        ({"close": [2.0, 2.1, 3.0, 0.0]}, "security B on 2024-05-02: close is zero or below"),
        ({"close": [2.0, -2.1, 3.0, 3.3]}, "security A on 2024-05-02: close is zero or below"),
        ({"security": ["A", "B", "A", "B"]}, "security A: its rows are in several places"),
    ],
)  # fmt: skip
def test_a_panel_out_of_order_is_refused_by_security_and_day(
    columns: dict[str, list[object]], words: str
) -> None:
    with pytest.raises(Contradiction, match=words):
        histories(_panel(**columns), ["return_1"])


def test_a_column_that_a_measure_reads_and_the_panel_lacks_is_named() -> None:
    with pytest.raises(Contradiction, match="a panel without volume"):
        histories(_panel(), ["cc_90"])


def test_a_measure_without_a_history_is_refused_with_the_nearest_names() -> None:
    with pytest.raises(NoSuchThing, match="nearest: edge_90"):
        histories(_panel(), ["edge_9"])


def test_an_empty_panel_has_the_columns_and_no_rows() -> None:
    none = _panel().head(0)
    assert histories(none, ["return_1"]).schema["return_1"] == pl.Float64
    assert histories(none, ["return_1"]).is_empty()
    prices = [pl.lit(None, pl.Float64).alias(name) for name in ("open", "high", "low", "volume")]
    assert full_sample(none.with_columns(*prices), ["cs_two_day"]).columns == [
        "security",
        "cs_two_day",
    ]


def test_pieces_of_the_panel_give_what_the_whole_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pieces of three rows, so that each security is a piece of its own."""
    wanted = histories(_panel(), ["return_1"])
    monkeypatch.setattr(room, "PIECE", 3)
    assert histories(_panel(), ["return_1"]).equals(wanted)


def test_rows_are_arrays_where_unknown_is_not_a_number_and_computed_once() -> None:
    panel = _panel(close=[2.0, None, 3.0, 3.3], broken=[None, False, False, True])
    rows = Rows(panel, ordered(panel, ["close"]))
    assert rows.offsets.tolist() == [0, 2, 4]
    assert rows["close"][0] == 2.0
    assert rows["close"][1] != rows["close"][1]
    assert rows["broken"].tolist() == [True, False, False, True]
    assert rows["close"] is rows["close"]
    assert rows.shared("one", lambda: 1) == rows.shared("one", lambda: 2) == 1


def test_a_history_is_that_of_a_measure_and_reads_its_columns() -> None:
    catalogue.load("measures")
    catalogue.load("measures.histories")
    measures, compiled = catalogue.entries("measure"), catalogue.entries("history")
    assert sorted(set(compiled) - set(measures)) == []
    for name, entry in compiled.items():
        assert set(entry.says["columns"]) <= {*measures[name].says["needs"], "open", "low"}, name


def test_a_history_is_entered_unchanged_under_the_name_of_its_measure() -> None:
    def some(rows: Rows) -> None:
        """Nothing at every row."""

    assert history("some", columns=("close",))(some) is some
    assert whole("some", columns=("close",))(some) is some
    for kind in ("history", "whole"):
        assert catalogue._entries.pop((kind, "some")).says == {"columns": ("close",)}


def test_the_room_of_measures_is_loaded_without_numba() -> None:
    lines = "import sys; from microcap.model import catalogue; catalogue.load('measures')"
    script = f"{lines}; print('numba' in sys.modules, 'microcap.measures.histories' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "True"]
