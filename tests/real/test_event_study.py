"""Event studies on the real panel, against regressions made by hand on its raw closes."""

from datetime import date
from pathlib import Path

import pytest

from microcap.model.figures import Figure
from microcap.studies.run import run
from real.conftest import RealLake


@pytest.mark.real
def test_two_reverse_splits_have_the_numbers_of_a_regression_by_hand(
    real_lake: RealLake, tmp_path: Path
) -> None:
    """Raw closes over the listed splits (GNLN 1 for 11, 750 and 8 from 2024-08-05 on, HOLO 1 for 10,
    20 and 40), least squares on IWC's adjusted closes over 240 sessions, forecast covariance as in
    methods.md section 8: CAR[0,+5] and its error."""
    events = tmp_path / "events.csv"
    events.write_text("symbol,day\nGNLN,2024-08-05\nHOLO,2024-02-02\n")
    view = real_lake.records.as_of("2026-08-31")
    report = run("event", view, events=events, market="IWC")
    assert report.cases is not None
    rows = {row["symbol"]: row for row in report.cases.rows}
    for symbol, beta, total, error in (
        ("GNLN", 0.53155084, 3.743227185, 0.147856667),
        ("HOLO", 1.1268632, 11.043779835, 0.272008040),
    ):
        assert rows[symbol]["beta"] == pytest.approx(beta, rel=1e-6)
        assert rows[symbol]["car_from_0"] == pytest.approx(total, rel=1e-6)
        assert rows[symbol]["se_from_0"] == pytest.approx(error, rel=1e-6)
        assert rows[symbol]["returns"] == 240


@pytest.mark.real
def test_reverse_splits_of_five_years_end_in_the_red_and_the_dead_are_among_them(
    real_lake: RealLake,
) -> None:
    """docs/event-studies.md, with room for a list of splits that grows: means near -8.8 % and -8.4 %
    around the day, a third above zero, and hundreds of names without a bar any more."""
    view = real_lake.records.as_of("2026-08-31")
    report = run("event", view, flag="reverse_split", start=date(2021, 1, 1))
    first = report.tables[0].rows[0]
    mean, median, above = (first[name] for name in ("mean", "median", "positive"))
    assert isinstance(mean, Figure)
    assert isinstance(median, Figure)
    assert isinstance(above, Figure)
    assert mean.n_used is not None
    assert 1750 < mean.n_used < 2000
    assert mean.value == pytest.approx(-0.088, abs=0.005)
    assert median.value == pytest.approx(-0.084, abs=0.005)
    assert above.value == pytest.approx(0.33, abs=0.02)
    dead = int(report.notes[0].split()[0].replace(",", ""))
    assert 350 < dead < 500
