"""A view for every name: the same answers as a view for one."""

from pathlib import Path

import polars as pl
import pytest

from lake_of import MARCH, count, run, split_of, view_of
from microcap.model.errors import Contradiction, NoSuchThing
from microcap.view.subject import Subject
from microcap.view.view import View
from microcap.view.whole import WholeView


@pytest.fixture
def view(tmp_path: Path) -> View:
    """Two names, one of them with a count and a split."""
    return view_of(
        tmp_path,
        "2024-03-28",
        bars=[*run("ABCD", [1.0, 2.0, 3.0]), *run("BCDE", [5.0, 5.0])],
        share_counts=[count("ABCD", MARCH, 1_000_000)],
        splits=[split_of("ABCD", MARCH, 1, 10)],
    )


def test_each_subject_of_it_says_what_the_subject_of_a_plain_view_says(view: View) -> None:
    whole = WholeView(view)
    subjects = whole.subjects(whole.panel(260))
    assert sorted(subjects) == ["ABCD", "BCDE"]
    for name, held in subjects.items():
        plain = Subject(view, name)
        assert held.panel.equals(plain.panel)
        assert held.splits.equals(plain.splits)
        assert held.share_counts == plain.share_counts


def test_a_table_is_read_once_and_filtered_by_key(view: View) -> None:
    whole = WholeView(view)
    keys = pl.col("symbol") == "ABCD"
    rows = whole.table("share_counts", keys).collect()
    assert rows["shares"].to_list() == [1_000_000]
    assert rows.equals(view.table("share_counts", keys).collect())
    assert set(whole._held) == {"share_counts"}


def test_a_filter_on_a_value_is_refused_here_too(view: View) -> None:
    with pytest.raises(Contradiction, match="before the as-of step"):
        WholeView(view).table("share_counts", pl.col("shares") > 1)
    with pytest.raises(NoSuchThing, match="no table 'prices'"):
        WholeView(view).table("prices")
