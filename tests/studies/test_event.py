"""The event study as a whole, on a lake whose returns are known."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from checks.invented import Rows, days_to
from lake_of import MARCH, run, split_of, view_of
from microcap.model.errors import Contradiction
from microcap.model.figures import Figure
from microcap.studies import StudyReport
from microcap.studies.run import run as study
from microcap.view.view import View

NOW = "2024-03-28"
DAYS = days_to(MARCH, 270)
EVENT = 255
MARKET = [-0.01, 0.01, -0.01, 0.01] * 68
REST = [0.01, 0.01, -0.01, -0.01] * 68


def _path(returns: Sequence[float], start: float = 5.0) -> list[float]:
    closes = [start]
    for one in returns[1:270]:
        closes.append(closes[-1] * (1 + one))
    return closes


def _stock(jump: float) -> list[float]:
    """Twice the market and the rest, and a jump on the day of the event."""
    moved = [2 * one + other for one, other in zip(MARKET, REST, strict=True)]
    moved[EVENT - 10 :] = [2 * one for one in MARKET[EVENT - 10 :]]
    moved[EVENT] += jump
    return _path(moved)


def _benchmark() -> Rows:
    return [
        {"symbol": "IWC", "day": day, "close": None, "adjusted_close": level}
        for day, level in zip(DAYS, _path(MARKET, 100.0), strict=True)
    ]


def _lake(folder: Path, jumps: dict[str, float], **more: Rows) -> View:
    bars = [bar for name, jump in jumps.items() for bar in run(name, _stock(jump))]
    return view_of(folder, NOW, bars=bars, benchmarks=_benchmark(), **more)


def _file(folder: Path, *rows: str) -> Path:
    path = folder / "events.csv"
    path.write_text("symbol,day,label\n" + "\n".join(rows) + "\n")
    return path


def _figure(report: StudyReport, table: int, row: int, column: str) -> Figure:
    cell = report.tables[table].rows[row][column]
    assert isinstance(cell, Figure)
    return cell


def test_two_events_have_the_mean_median_and_test_by_pencil(tmp_path: Path) -> None:
    """Jumps of 0.10 and 0.20: mean 0.15; standardised by one and the same deviation, so that
    BMP = 0.15 / (0.0707 / 2^1/2) = 3, and so is the plain t."""
    view = _lake(tmp_path, {"ZZA": 0.10, "ZZB": 0.20})
    events = _file(tmp_path, f"ZZA,{DAYS[EVENT]},one", f"ZZB,{DAYS[EVENT]},two")
    report = study("event", view, events=events)
    assert report.tables[0].rows[0]["window"] == "[-1,+1]"
    assert _figure(report, 0, 0, "mean").value == pytest.approx(0.15)
    assert _figure(report, 0, 0, "median").value == pytest.approx(0.15)
    assert _figure(report, 0, 0, "t").value == pytest.approx(3)
    assert _figure(report, 0, 0, "bmp").value == pytest.approx(3)
    assert _figure(report, 1, 1, "mean").value == pytest.approx(0.15)
    assert report.says[0].startswith("2 events (a row of the file); 2 used")
    assert report.synthetic
    assert report.asked["market"] == "IWC"


def test_each_case_has_its_numbers_and_each_unused_one_its_reason(tmp_path: Path) -> None:
    view = _lake(tmp_path, {"ZZA": 0.10})
    events = _file(
        tmp_path,
        f"ZZA,{DAYS[EVENT]},kept",
        f"ZZA,{DAYS[EVENT + 3]},again",
        f"ZZA,{DAYS[60]},early",
        f"QQQ,{DAYS[EVENT]},unknown",
    )
    report = study("event", view, events=events)
    assert report.cases is not None
    rows = {row["label"]: row for row in report.cases.rows}
    assert rows["kept"]["status"] == "used"
    assert rows["kept"]["ar_0"] == pytest.approx(0.10)
    assert rows["kept"]["car_after"] == pytest.approx(0, abs=1e-9)
    assert rows["again"]["reason"] == "another event of the name within 10 sessions before"
    assert rows["early"]["reason"] == "fewer than 100 traded days in the estimation window"
    assert rows["unknown"]["reason"] == "nobody known bears the ticker"
    assert rows["unknown"]["beta"] is None
    assert sum(int(str(row["n"])) for row in report.tables[-1].rows) == 3


def test_a_reverse_split_alone_moves_no_return(tmp_path: Path) -> None:
    """One for ten: the raw close is ten times the one before, and the return is the market's."""
    bars = run("ZZA", _stock(0.0))
    for bar in bars[EVENT:]:
        bar["close"] = float(str(bar["close"])) * 10
    view = view_of(
        tmp_path,
        NOW,
        bars=bars,
        benchmarks=_benchmark(),
        splits=[split_of("ZZA", DAYS[EVENT], 1, 10)],
    )
    report = study("event", view, flag="reverse_split")
    assert report.cases is not None
    (row,) = report.cases.rows
    assert (row["label"], row["day"]) == ("1 for 10", DAYS[EVENT])
    assert row["ar_0"] == pytest.approx(0, abs=1e-9)
    assert report.sources == ("bars", "splits", "benchmarks")


def test_a_dead_name_is_kept_and_what_followed_is_said_to_be_missing(tmp_path: Path) -> None:
    """ZZA has its last bar two sessions after the event, ZZB goes on."""
    bars = run("ZZA", _stock(-0.30))[: EVENT + 3] + run("ZZB", _stock(0.0))
    view = view_of(tmp_path, NOW, bars=bars, benchmarks=_benchmark())
    events = _file(tmp_path, f"ZZA,{DAYS[EVENT]},", f"ZZB,{DAYS[EVENT]},")
    report = study("event", view, events=events)
    assert _figure(report, 0, 1, "mean").value == pytest.approx(-0.15)
    assert any("of 1 events the name's last bar lies inside" in note for note in report.notes)
    assert any("a delisting return) is not held" in note for note in report.notes)


def test_only_small_names_are_kept_where_size_is_asked(tmp_path: Path) -> None:
    """Both close near 5 before the event: 1m shares are 5m dollars, 100m are 500m."""
    counts: Rows = [
        {"symbol": name, "kind": "vendor", "share_class": "", "day": DAYS[0], "shares": shares}
        for name, shares in (("ZZA", 1_000_000), ("ZZB", 100_000_000))
    ]
    view = _lake(tmp_path, {"ZZA": 0.1, "ZZB": 0.2}, share_counts=counts)
    events = _file(tmp_path, f"ZZA,{DAYS[EVENT]},small", f"ZZB,{DAYS[EVENT]},large")
    report = study("event", view, events=events, cap_below=50e6)
    assert report.cases is not None
    rows = {row["label"]: row for row in report.cases.rows}
    assert rows["small"]["status"] == "used"
    assert rows["large"]["reason"] == "its market cap was not below $50,000,000"


def test_events_outside_the_span_are_no_events(tmp_path: Path) -> None:
    view = _lake(tmp_path, {"ZZA": 0.1})
    events = _file(tmp_path, f"ZZA,{DAYS[EVENT]},kept", f"ZZA,{DAYS[60]},before")
    report = study("event", view, events=events, start=DAYS[200], end=DAYS[260])
    assert report.says[0].startswith("1 events")


def test_no_event_held_is_no_proof_that_none_happened(tmp_path: Path) -> None:
    report = study("event", _lake(tmp_path, {"ZZA": 0.1}), flag="halt")
    assert report.says[0].startswith("0 events")
    assert report.notes == (
        "that no event is held, or none could be used, does not show that none happened",
    )
    assert [table.title for table in report.tables] == ["events not used"]


def test_an_event_that_is_a_price_says_that_its_day_was_chosen(tmp_path: Path) -> None:
    view = _lake(tmp_path, {"ZZA": -0.95})
    report = study("event", view, flag="under_one_dollar")
    assert report.notes[0].startswith("the event is a price: day 0")


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, "of no events: give --events FILE or --flag"),
        ({"events": Path("x.csv"), "flag": "halt"}, "both a file and a flag"),
        ({"flag": "halt", "fewest": 5}, "give 20 to that many"),
        ({"flag": "halt", "apart": -1}, "give 0 or more"),
        (
            {"flag": "halt", "start": date(2024, 1, 2), "end": date(2023, 1, 2)},
            "it ends before it begins",
        ),
    ],
)
def test_a_request_that_makes_no_sense_is_refused(
    tmp_path: Path, given: dict[str, object], says: str
) -> None:
    view = view_of(tmp_path, NOW, bars=run("ZZA", [2.0] * 3))
    with pytest.raises(Contradiction, match=says):
        study("event", view, **given)
