"""Laws of a view: nothing of later, the same at the same moment, corrections for later only."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checks.invented import Rows, days_to
from lake_of import at, bar, count, publish, split_of
from microcap.model.tables import TABLES
from microcap.research.demo import invent
from microcap.view.subject import Subject
from microcap.view.view import Records, records

DAYS = days_to(date(2024, 6, 28), 60)
MOMENTS = ("2023-03-15 11:00", "2024-02-29", "2024-07-03 13:00", "2025-12-31")


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Records:
    """The invented market of the demo."""
    path = tmp_path_factory.mktemp("law") / "lake"
    invent(path, seed=7, tell=lambda what, done, total: None)
    return records(path)


@pytest.mark.parametrize("moment", MOMENTS)
def test_no_row_is_known_later_than_the_moment(invented: Records, moment: str) -> None:
    view = invented.as_of(moment)
    for name in TABLES:
        newest = view.table(name).select(pl.col("known_at").max()).collect().item()
        assert newest is None or newest <= view.moment, name
    assert view.sessions["close_at"].max() <= view.moment  # type: ignore[operator]
    assert view.spells["known_at"].max() <= view.moment  # type: ignore[operator]
    assert view.panel()["day"].max() <= view.day  # type: ignore[operator]


@pytest.mark.parametrize("moment", MOMENTS)
def test_two_views_of_one_moment_are_equal(invented: Records, moment: str) -> None:
    one, other = invented.as_of(moment), invented.as_of(moment)
    for name, table in TABLES.items():
        order = [*table.key, "known_at"]
        assert one.table(name).sort(order).collect().equals(other.table(name).sort(order).collect())
    assert one.panel().equals(other.panel())
    assert one.issuers_of_securities().equals(other.issuers_of_securities())


def test_a_later_view_adds_rows_and_keeps_those_of_an_earlier_one(invented: Records) -> None:
    """Where nothing was corrected: each row of the earlier view is in the later one."""
    earlier, later = invented.as_of(MOMENTS[1]), invented.as_of(MOMENTS[2])
    for name, table in TABLES.items():
        before, after = earlier.table(name).collect(), later.table(name).collect()
        key = list(table.key)
        assert before.join(after, on=key, how="anti", nulls_equal=True).is_empty(), name
        assert after.height >= before.height


def _market(closes: list[float], counts: list[int], split: int | None) -> dict[str, Rows]:
    days = DAYS[: len(closes)]
    tables: dict[str, Rows] = {
        "bars": [bar("ZZT", day, close) for day, close in zip(days, closes, strict=True)],
        "share_counts": [
            count("ZZT", day, shares) for day, shares in zip(days[::3], counts, strict=False)
        ],
    }
    if split is not None:
        tables["splits"] = [split_of("ZZT", days[split % len(days)], 1, 10)]
    return tables


_cents = st.integers(10, 5000).map(lambda cents: cents / 100)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    closes=st.lists(_cents, min_size=6, max_size=20),
    counts=st.lists(st.integers(1000, 10**9), min_size=7, max_size=7),
    split=st.none() | st.integers(0, 19),
    which=st.integers(0, 19),
    after=st.integers(0, 400),
)
def test_a_correction_changes_later_views_only(
    tmp_path_factory: pytest.TempPathFactory,
    closes: list[float],
    counts: list[int],
    split: int | None,
    which: int,
    after: int,
) -> None:
    """One close, one count and one ratio are corrected `after` days after the last bar."""
    folder = tmp_path_factory.mktemp("correction")
    tables = _market(closes, counts, split)
    publish(folder, fetched=datetime(2024, 9, 30, tzinfo=UTC), source="invented", **tables)
    fetched = datetime(2024, 10, 1, 12, tzinfo=UTC) + timedelta(days=after)
    moments = [
        f"{DAYS[len(closes) // 2]} 15:59",
        DAYS[len(closes) - 1].isoformat(),
        (fetched - timedelta(seconds=1)).isoformat(),
    ]
    before = [_seen(folder, moment) for moment in moments]
    wrong = tables["bars"][which % len(closes)]
    tables["bars"][which % len(closes)] = {**wrong, "close": float(str(wrong["close"])) + 1}
    tables["share_counts"][0] = {**tables["share_counts"][0], "shares": 77}
    if split is not None:
        tables["splits"][0] = {**tables["splits"][0], "old_shares": 20}
    report = publish(folder, fetched=fetched, source="invented", **tables)
    assert report.corrected == (2 if split is None else 3)
    assert [_seen(folder, moment) for moment in moments] == before
    assert _seen(folder, fetched.isoformat()) != before[-1]


def _seen(folder: Path, moment: str) -> list[object]:
    view = at(folder, moment)
    subject = Subject(view, "ZZT")
    return [
        subject.view.panel(700, security="ZZT").to_dict(as_series=False),
        subject.splits.select("day", "new_shares", "old_shares").rows(),
        [(c.day, c.shares, c.adjusted) for c in subject.share_counts],
        subject.spells.rows(),
    ]


def test_knowledge_of_later_days_changes_no_earlier_view(tmp_path: Path) -> None:
    """The lake filled up to day 30 and the lake filled up to day 60 show day 30 alike: renames,
    gaps, splits and counts of later days are in the second."""
    rows: dict[str, Rows] = {
        "bars": [bar("ZZA", day, 2.0) for day in DAYS[:35]]
        + [bar("ZZB", day, 2.0) for day in DAYS[35:]]
        + [bar("ZZC", day, 3.0) for day in (*DAYS[:10], *DAYS[45:])],
        "share_counts": [
            count("ZZA", DAYS[0], 5_000_000),
            count("ZZB", DAYS[35], 5_000_000),
            count("ZZC", DAYS[0], 900_000),
            count("ZZC", DAYS[45], 900_001),
        ],
        "splits": [split_of("ZZA", DAYS[20], 1, 2), split_of("ZZB", DAYS[40], 1, 5)],
    }
    until = {
        name: [row for row in table if row["day"] <= DAYS[30]]  # type: ignore[operator]
        for name, table in rows.items()
    }
    publish(tmp_path / "short", fetched=datetime(2025, 1, 2, tzinfo=UTC), source="t", **until)
    publish(tmp_path / "long", fetched=datetime(2025, 1, 2, tzinfo=UTC), source="t", **rows)
    short, long = (at(tmp_path / name, DAYS[30].isoformat()) for name in ("short", "long"))
    assert short.panel().equals(long.panel())
    assert short.spells.equals(long.spells)
    one, other = (view.vendor_counts().drop("raw").sort("security") for view in (short, long))
    assert one.equals(other)
