"""The scan of a market: alerts of a day, ranked, each with what was found beside it."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import Rows, bars, days_to, filing, held, listed, subject_of
from microcap.model.errors import Contradiction, NotKnownThen
from microcap.research.scan import scan
from microcap.view.view import View, records
from research.tiny import halt

TOP = date(2024, 6, 27)
QUIET = [1000 + index % 7 for index in range(100)]
STEEP = bars([2.0] * 100 + [2.5, 6.4, 3.1], [*QUIET, 5000, 90_150, 9000])
MILD = bars([5.0] * 100 + [6.0, 9.0, 9.0], [*QUIET, 5000, 50_150, 9000], symbol="ZZMI")
CALM = bars([3.0] * 103, symbol="ZZCA")
YOUNG = bars([4.0] * 5, symbol="ZZYO")


def _view(folder: Path, day: date = TOP, **tables: Rows) -> View:
    return subject_of(folder, day, **{"bars": [*STEEP, *MILD, *CALM, *YOUNG], **tables}).view


def test_alerts_of_the_last_session_are_ranked_by_strength(tmp_path: Path) -> None:
    """ln(1 + 2.2) ln(90,150 / 1,003) = 5.23 is more than ln(1.8) ln(50) = 2.30."""
    found = scan(_view(tmp_path))
    assert (found.first, found.last, found.sessions) == (TOP, TOP, 1)
    assert [(one.rank, one.symbol, one.score, one.reachable) for one in found.alerts] == [
        (1, "ZZHM", 45, 45),
        (2, "ZZMI", 45, 45),
    ]
    assert found.alerts[0].strength == pytest.approx(5.23, abs=0.01)
    assert {one.found for one in found.alerts} == {"cannot tell"}
    assert (found.names, found.judged) == (4, 3)
    assert any("no filing of any name is held" in note for note in found.notes)


def test_at_most_so_many_of_a_day_are_told_and_the_others_counted(tmp_path: Path) -> None:
    found = scan(_view(tmp_path), most=1)
    assert [one.symbol for one in found.alerts] == ["ZZHM"]
    assert (found.left_out, found.most_a_day) == (1, 1)


def test_what_lies_beside_a_run_is_found_or_proved_to_be_nothing(tmp_path: Path) -> None:
    nothing = scan(_view(tmp_path / "a", listings=listed(), coverage=[held()]))
    assert [(one.symbol, one.found) for one in nothing.alerts] == [
        ("ZZHM", "nothing"),
        ("ZZMI", "cannot tell"),
    ]
    halted = [halt("2024-06-27 15:00", None, "H10") | {"symbol": "ZZHM"}]
    stopped = scan(_view(tmp_path / "b", halts=halted))
    assert (stopped.alerts[0].found, stopped.alerts[0].beside) == (
        "suspension",
        ("halt H10 of 2024-06-27",),
    )


def test_a_learned_chance_stands_beside_and_says_which_weights_it_is_from(tmp_path: Path) -> None:
    """With filings and promotions held it is from the whole record, else from prices alone.

    Nothing filed, of which the record is complete, and a promotion make it larger.
    """
    bare = scan(_view(tmp_path / "bare")).alerts[0]
    sent: Rows = [
        {"symbol": "ZZHM", "day": date(2024, 6, 26), "headline": "hot", "kind": "promotion"}
    ]
    view = _view(tmp_path / "whole", listings=listed(), coverage=[held()], news=sent)
    whole = scan(view).alerts[0]
    assert (bare.learned_from, whole.learned_from) == ("prices", "whole")
    assert bare.trained_on == whole.trained_on == "trained on invented markets"
    assert bare.chance is not None and whole.chance is not None
    assert 0 < bare.chance < whole.chance < 1


def test_a_chance_learned_on_invented_markets_never_stands_beside_a_real_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = _view(tmp_path / "real")
    monkeypatch.setattr(view._lake, "synthetic", False)
    value = scan(view)
    assert (value.alerts[0].chance, value.alerts[0].trained_on) == (None, None)
    assert not any("chance" in note for note in value.notes)


def test_a_promotion_beside_a_run_is_told_as_one_and_not_as_nothing(tmp_path: Path) -> None:
    sent: Rows = [
        {"symbol": "ZZHM", "day": date(2024, 6, 26), "headline": "hot", "kind": "promotion"}
    ]
    found = scan(_view(tmp_path, listings=listed(), coverage=[held()], news=sent)).alerts[0]
    assert (found.found, found.beside) == (
        "promotion",
        ("promotion of 2024-06-26: hot", "no filing or release, the record is complete there"),
    )


def test_a_jump_of_one_close_waits_and_is_told_with_the_next_session(tmp_path: Path) -> None:
    """2.00 to 25.00 without a count; the next session closes at 9.00, which is +350 %."""
    rows = bars([2.0] * 100 + [25.0, 9.0], [*QUIET, 90_000, 50_000])
    view = _view(tmp_path, date(2024, 6, 28), bars=rows)
    then = scan(records(view._lake.path).as_of("2024-06-27"))
    assert (then.alerts, then.waiting) == ((), ("ZZHM",))
    now = scan(view)
    assert [(one.symbol, one.price, round(one.run_up, 2)) for one in now.alerts] == [
        ("ZZHM", 9.0, 3.5)
    ]
    assert now.waiting == ()


def test_a_warrant_beside_its_share_is_called_one(tmp_path: Path) -> None:
    warrant = [row | {"symbol": "ZZHMW"} for row in STEEP]
    found = scan(_view(tmp_path, bars=[*STEEP, *warrant]))
    assert [(one.symbol, one.kind) for one in found.alerts] == [
        ("ZZHM", "share"),
        ("ZZHMW", "warrant"),
    ]


def test_whether_an_offering_is_pending_is_asked_of_the_last_session_alone(tmp_path: Path) -> None:
    paper = [filing("S-1", date(2024, 5, 6))]
    view = _view(tmp_path, listings=listed(), filings=paper, coverage=[held()])
    today = {one.symbol: str(one.offering) for one in scan(view).alerts}
    assert today["ZZHM"].startswith("pending: S-1 of 2024-05-06: filed and not effective")
    assert today["ZZMI"].startswith("cannot tell: ")
    later = records(view._lake.path).as_of("2024-06-28")
    assert {one.offering for one in scan(later, first=TOP, last=TOP).alerts} == {None}


def test_days_without_a_bar_are_no_quiet_days(tmp_path: Path) -> None:
    later = records(_view(tmp_path)._lake.path).as_of("2024-08-01")
    found = scan(later)
    assert (found.names, found.alerts) == (0, ())
    assert found.notes[0].startswith(
        "no bar of these days is held, so that nothing was looked at; the last held is of 2024-06-28"
    )


def test_a_run_beside_a_filing_is_no_alert_by_price_and_volume_alone(tmp_path: Path) -> None:
    news = [filing("8-K", date(2024, 6, 26), "8.01")]
    found = scan(_view(tmp_path, listings=listed(), filings=news))
    assert [one.symbol for one in found.alerts] == ["ZZMI"]


def test_a_span_holds_each_day_as_that_day_could_say_it(tmp_path: Path) -> None:
    view = _view(tmp_path, date(2024, 6, 28))
    span = scan(view, first=date(2024, 6, 3), last=date(2024, 6, 28))
    assert [(one.day, one.symbol) for one in span.alerts] == [(TOP, "ZZHM"), (TOP, "ZZMI")]
    assert (span.sessions, span.median_a_day, span.most_a_day) == (19, 0.0, 2)
    then = scan(records(view._lake.path).as_of("2024-06-27"))
    assert [one.reasons for one in then.alerts] == [one.reasons for one in span.alerts]


def test_a_run_that_goes_on_is_counted_and_not_told_again(tmp_path: Path) -> None:
    rows = bars([2.0] * 100 + [3.2, 4.4, 5.6], [*QUIET, 50_000, 50_000, 60_000])
    found = scan(_view(tmp_path, bars=rows), first=TOP)
    assert (len(found.alerts), found.continuing) == (0, 1)


@pytest.mark.parametrize(
    ("first", "last", "most", "error", "said"),
    [
        (date(2024, 6, 5), date(2024, 6, 3), 15, Contradiction, "swap them"),
        (None, None, 0, Contradiction, "ask for one or more"),
        (date(2024, 6, 22), date(2024, 6, 23), 15, NotKnownThen, "no session of the exchange"),
        (date(2025, 1, 2), None, 15, NotKnownThen, "the last that had is 2024-06-27"),
    ],
    ids=["backwards", "none a day", "a weekend", "the future"],
)
def test_a_scan_that_makes_no_sense_is_refused(
    tmp_path: Path,
    first: date | None,
    last: date | None,
    most: int,
    error: type[Exception],
    said: str,
) -> None:
    with pytest.raises(error, match=said):
        scan(_view(tmp_path), first=first, last=last, most=most)


def test_bars_without_volume_or_movement_alert_nobody(tmp_path: Path) -> None:
    still = bars([3.0] * 60, [0] * 60)
    found = scan(_view(tmp_path, bars=still))
    assert (found.alerts, found.judged, days_to(TOP, 1)) == ((), 1, [TOP])
