"""The alerts of a scan as text and CSV."""

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime

from microcap.faces.scan_text import scan, scan_csv
from microcap.research.scan import Alert, Scan

ALERT = Alert(
    symbol="ZZHM",
    security="ZZHM",
    day=date(2024, 6, 27),
    rank=1,
    score=45,
    reachable=60,
    strength=3.9,
    phase="run_up",
    run_start=date(2024, 6, 25),
    run_sessions=2,
    run_up=1.2,
    rise=1.3,
    volume_times=50.0,
    float_turnover=None,
    gap=None,
    range_share=None,
    price=4.4,
    found="filing",
    beside=("8-K of 2024-06-26\x1b[31m",),
    late=True,
    reasons="+120 % over the usual price, +130 % in 2 sessions (25)",
    kind="share",
    offering=None,
    chance=0.0312,
    learned_from="prices",
    trained_on="trained on invented markets",
)
DAY = Scan(
    moment=datetime(2024, 6, 28, 3, 59, tzinfo=UTC),
    synthetic=True,
    first=date(2024, 6, 27),
    last=date(2024, 6, 27),
    sessions=1,
    names=4,
    judged=3,
    alerts=(ALERT,),
    continuing=2,
    left_out=1,
    median_a_day=1.0,
    most_a_day=1,
    waiting=(),
    notes=("good news makes the same one",),
)


def test_a_day_tells_each_alert_with_its_reasons_and_what_was_found() -> None:
    assert scan(DAY).splitlines() == [
        "SCAN   2024-06-27   as known Thu 2024-06-27 23:59 ET   SYNTHETIC: an invented market",
        "1 alert in 3 names that can be judged, of 4 with a bar; 2 more go on from an alert of the 20",
        "sessions before; weaker ones left out beyond the most of a day: 1",
        "",
        " 1  ZZHM   45 of 60 points   $4.40   run up   found: filing   late",
        "    since 2024-06-25: +120 % over the usual price, +130 % in 2 sessions (25)",
        "    chance 0.031 of 1 (learned, invented markets; from prices alone)",
        "    8-K of 2024-06-26",
        "",
        "note  good news makes the same one",
        "microcap informs; it never recommends, and an alert accuses nobody",
    ]


def test_a_span_is_a_table_of_its_last_alerts_and_says_how_many_there_are() -> None:
    alerts = tuple(replace(ALERT, rank=1 + at % 15) for at in range(80))
    span = replace(DAY, sessions=19, last=date(2024, 6, 28), alerts=alerts, median_a_day=3.0)
    text = scan(span)
    assert "on 19 sessions: a median of 3 a day, at most 1" in " ".join(text.split())
    assert "the last 60 of 80 alerts; --csv and --json give all" in text
    assert "cannot tell" in text
    assert "  2024-06-27  15  ZZHM" in text
    assert max(len(line) for line in text.splitlines()) <= 100


def test_a_learned_chance_says_what_it_was_learned_on_and_is_left_out_where_there_is_none() -> None:
    span = replace(DAY, sessions=2)
    assert "chance: learned, invented markets" in scan(span).splitlines()
    assert "0.031" in scan(span)
    unknown = replace(ALERT, chance=None, learned_from=None, trained_on=None)
    assert "chance" not in scan(replace(DAY, alerts=(unknown,)))
    (row,) = csv.DictReader(io.StringIO(scan_csv(DAY)))
    assert (row["chance"], row["trained_on"]) == ("0.0312", "trained on invented markets")


def test_a_day_without_alerts_says_so() -> None:
    assert "no name showed the pattern of a run-up for the first time" in scan(
        replace(DAY, alerts=())
    )


def test_a_csv_row_is_an_alert_and_unknown_is_empty() -> None:
    rows = list(csv.DictReader(io.StringIO(scan_csv(DAY))))
    assert len(rows) == 1
    assert (rows[0]["symbol"], rows[0]["day"], rows[0]["run_up"]) == ("ZZHM", "2024-06-27", "1.2")
    assert (rows[0]["float_turnover"], rows[0]["late"]) == ("", "True")


def test_a_warrant_an_offering_and_a_name_that_waits_are_said() -> None:
    alert = replace(ALERT, kind="warrant", offering="pending: S-1 of 2024-05-06")
    lines = scan(replace(DAY, alerts=(alert,), waiting=("ZZWA", "ZZIT"))).splitlines()
    assert lines[4].startswith(" 1  ZZHM warrant   45 of 60 points")
    assert "    offering pending: S-1 of 2024-05-06" in lines
    assert any(line.startswith("wait for another session before they can alert") for line in lines)
    assert any(line.endswith("ZZWA, ZZIT") for line in lines)


def test_of_nobody_judged_it_is_not_said_that_nobody_showed_it() -> None:
    said = scan(replace(DAY, alerts=(), judged=0, names=0))
    assert "no name can be judged" in said
    assert "no name showed" not in said
