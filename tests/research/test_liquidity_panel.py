"""Measures of a whole market from Parquet to Parquet."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from microcap.measures.histories.joint import LIQUIDITY
from microcap.model import catalogue
from microcap.model.errors import Contradiction, CouldNotAsk, NoSuchThing, Unreadable
from microcap.research import liquidity_panel as job
from microcap.research.liquidity_panel import liquidity_panel
from microcap.view.evaluate import evaluate

FEW = ("adv_usd_10", "adv_ratio", "max_drawdown_252")


def _panel(securities: int, sessions: int) -> pl.DataFrame:
    """Thin walks in cents, a third of the days without trade."""
    draw = np.random.default_rng(4)
    rows = securities * sessions
    walk = np.cumsum(draw.normal(0, 0.03, (securities, sessions)), axis=1)
    volume = draw.integers(1, 10_000, rows) * (draw.random(rows) > 0.3)
    return pl.DataFrame(
        {
            "security": np.repeat([f"S{place}" for place in range(securities)], sessions),
            "day": [date(2020, 1, 1) + timedelta(one) for one in range(sessions)] * securities,
            "close": np.round(np.exp(walk + 1), 2).ravel(),
            "volume": volume,
            "shares": np.full(rows, 3_000_000),
        }
    )


def _written(folder: Path, panel: pl.DataFrame) -> Path:
    path = folder / "panel.parquet"
    panel.write_parquet(path)
    return path


def test_the_target_says_what_the_reducers_say_to_seven_digits(tmp_path: Path) -> None:
    """At the last row of each of three securities of 120 sessions."""
    panel = _panel(3, 120)
    target = tmp_path / "liquidity.parquet"
    assert liquidity_panel(_written(tmp_path, panel), target) == 360
    found = pl.read_parquet(target)
    assert found.columns == ["security", "day", *LIQUIDITY]
    assert set(found.schema.dtypes()[2:]) == {pl.Float32()}
    catalogue.load("measures")
    measures = {name: catalogue.entries("measure")[name].function() for name in LIQUIDITY}
    whole = panel.with_columns(
        pl.col("volume").cast(pl.Float64), close_raw="close", volume_raw="volume", broken=False
    )
    wanted = evaluate(whole, measures)
    for name in LIQUIDITY:
        last = found[name].gather([119, 239, 359]).to_list()
        assert last == pytest.approx(wanted[name].to_list(), rel=1e-6), name


def test_the_answer_does_not_depend_on_where_the_source_is_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read seven rows at a time, so that every security lies in several reads."""
    source = _written(tmp_path, _panel(5, 30))
    liquidity_panel(source, tmp_path / "whole.parquet", measures=FEW)
    monkeypatch.setattr(job, "READ", 7)
    monkeypatch.setattr(job, "WORKED", 5)
    heard: list[tuple[int, int]] = []
    liquidity_panel(
        source, tmp_path / "cut.parquet", measures=FEW, tell=lambda *said: heard.append(said)
    )
    assert pl.read_parquet(tmp_path / "cut.parquet").equals(
        pl.read_parquet(tmp_path / "whole.parquet")
    )
    assert heard == [(30, 150), (60, 150), (90, 150), (120, 150), (150, 150)]


def test_columns_may_have_other_names_and_lie_in_two_files(tmp_path: Path) -> None:
    panel = _panel(2, 30).rename({"security": "sec", "day": "date"})
    panel.head(40).write_parquet(tmp_path / "one.parquet")
    panel.tail(20).write_parquet(tmp_path / "two.parquet")
    target = tmp_path / "target.parquet"
    sources = [tmp_path / "one.parquet", tmp_path / "two.parquet"]
    names = {"security": "sec", "day": "date"}
    assert liquidity_panel(sources, target, measures=FEW, names=names) == 60
    assert pl.read_parquet(target)["security"].to_list() == ["S0"] * 30 + ["S1"] * 30


def test_ten_days_without_trade_average_exactly_zero_dollars(tmp_path: Path) -> None:
    """Odd volumes first: a running mean would leave a remainder."""
    panel = _panel(1, 60).with_columns(volume=pl.Series([3, 10**12 + 1] * 15 + [0] * 30))
    target = tmp_path / "target.parquet"
    liquidity_panel(_written(tmp_path, panel), target, measures=["adv_usd_10", "adv_ratio"])
    found = pl.read_parquet(target)
    assert found["adv_usd_10"][39:].to_list() == [0.0] * 21
    assert found["adv_usd_10"][:9].to_list() == [None] * 9


BROKEN_PANELS: dict[str, tuple[Callable[[pl.DataFrame], pl.DataFrame], str]] = {
    "unsorted": (lambda panel: panel.with_columns(pl.col("day").reverse().over("security")), "S0"),
    "repeated": (lambda panel: pl.concat([panel.head(40), panel.tail(21)]), "S1"),
    "in two places": (lambda panel: pl.concat([panel.tail(30), panel]), "S1"),
    "infinite": (
        lambda panel: panel.with_columns(
            close=pl.when(pl.int_range(pl.len()) == 45).then(np.inf).otherwise("close")
        ),
        "S1 on 2020-01-16: close is infinite",
    ),
}


@pytest.mark.parametrize("what", BROKEN_PANELS)
def test_rows_that_cannot_be_walked_through_are_refused_by_name(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The target of an earlier run stays as it was, and no half of a new one is left."""
    broken, named = BROKEN_PANELS[what]
    monkeypatch.setattr(job, "WORKED", 5)
    source = _written(tmp_path, broken(_panel(2, 30)))
    target = tmp_path / "target.parquet"
    target.write_bytes(b"of an earlier run")
    with pytest.raises(Contradiction, match=named):
        liquidity_panel(source, target, measures=FEW)
    assert target.read_bytes() == b"of an earlier run"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["panel.parquet", "target.parquet"]


def test_a_source_that_is_not_there_or_no_parquet_is_refused(tmp_path: Path) -> None:
    target = tmp_path / "target.parquet"
    with pytest.raises(NoSuchThing, match=r"nowhere\.parquet"):
        liquidity_panel(tmp_path / "nowhere.parquet", target)
    text = tmp_path / "text.parquet"
    text.write_text("security,day\n")
    with pytest.raises(Unreadable, match=r"text\.parquet"):
        liquidity_panel(text, target)
    cut = tmp_path / "cut.parquet"
    cut.write_bytes(_written(tmp_path, _panel(1, 30)).read_bytes()[:-10])
    with pytest.raises(Unreadable, match=r"cut\.parquet"):
        liquidity_panel(cut, target)
    assert not target.exists()


def test_a_request_that_makes_no_sense_is_refused(tmp_path: Path) -> None:
    source = _written(tmp_path, _panel(1, 30))
    target = tmp_path / "target.parquet"
    with pytest.raises(Contradiction, match="both source and target"):
        liquidity_panel(source, source)
    with pytest.raises(Contradiction, match="no volume"):
        liquidity_panel(_written(tmp_path, _panel(1, 30).drop("volume")), target)
    with pytest.raises(Contradiction, match="ticker"):
        liquidity_panel(source, target, names={"security": "ticker"})
    _written(tmp_path, _panel(1, 30).drop("shares"))
    with pytest.raises(Contradiction, match="shares"):
        liquidity_panel(source, target, measures=["turnover_90"])
    with pytest.raises(NoSuchThing, match="adv_usd_10"):
        liquidity_panel(source, target, measures=["adv_usd_11"])
    with pytest.raises(CouldNotAsk, match="folder"):
        liquidity_panel(source, tmp_path / "no" / "folder.parquet", measures=FEW)


def test_an_empty_panel_gives_a_table_with_columns(tmp_path: Path) -> None:
    target = tmp_path / "target.parquet"
    assert liquidity_panel(_written(tmp_path, _panel(1, 30).head(0)), target, measures=FEW) == 0
    assert pl.read_parquet(target).columns == ["security", "day", *FEW]
