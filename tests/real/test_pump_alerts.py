"""Alerts over the real panel: four known runs on their own day, and how many there are."""

from datetime import date
from statistics import median

import pytest

from microcap.measures.pump_days import pump_days
from microcap.research.scan import scan
from microcap.view.subject import Subject
from real.conftest import RealLake

pytestmark = pytest.mark.real


@pytest.mark.parametrize(
    ("symbol", "day"),
    [
        ("TOP", date(2023, 4, 27)),
        ("HUDI", date(2022, 11, 3)),
        ("CTNT", date(2024, 5, 14)),
        ("AACG", date(2021, 2, 4)),
    ],
)
def test_a_known_run_is_an_alert_on_its_day(real_lake: RealLake, symbol: str, day: date) -> None:
    """Rows of equities/daily_2021_2026.parquet and before; in a view of the day itself."""
    view = real_lake.records.as_of(day.isoformat())
    alerts = {one.symbol: one for one in scan(view).alerts}
    assert (alerts[symbol].day, alerts[symbol].rank) == (day, 1)
    told = pump_days(Subject(view, symbol)).row(-1, named=True)
    assert (told["day"], told["alert"], told["first"]) == (day, True, True)
    assert (told["score"], told["reachable"]) == (
        alerts[symbol].score,
        alerts[symbol].reachable,
    )


def test_a_year_has_three_alerts_on_a_middle_day_and_fifteen_at_most(real_lake: RealLake) -> None:
    view = real_lake.records.as_of("2023-12-29")
    found = scan(view, first=date(2023, 1, 3), last=date(2023, 12, 29))
    days: dict[date, int] = {}
    for one in found.alerts:
        days[one.day] = days.get(one.day, 0) + 1
    counts = [*days.values(), *[0] * (found.sessions - len(days))]
    assert found.sessions == 250
    assert median(counts) == found.median_a_day == 3
    assert max(counts) <= 15
    assert len({(one.day, one.rank) for one in found.alerts}) == len(found.alerts)


def test_a_day_of_the_span_is_what_the_view_of_that_day_says(real_lake: RealLake) -> None:
    later = scan(
        real_lake.records.as_of("2024-08-30"), first=date(2024, 5, 1), last=date(2024, 5, 31)
    )
    for day in (date(2024, 5, 14), date(2024, 5, 23)):
        then = scan(real_lake.records.as_of(day.isoformat()))
        assert [one.reasons for one in then.alerts] == [
            one.reasons for one in later.alerts if one.day == day
        ]
