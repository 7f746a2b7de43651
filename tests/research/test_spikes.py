"""Spikes: each of the four labels, and what may not earn one."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import ISSUER, SYMBOL, Row, Rows, bars, filing, held, listed, split
from microcap.model.tables import BarFlag
from microcap.research.chapters import Spike
from microcap.research.spikes import event_shares, spikes
from research.tiny import again, at, halt, subject

SPIKE = date(2024, 6, 21)
"""A Friday; the sessions around it are 17, 18, 20, 21, 24, 25, 26, 27 and 28 June."""
BARS = bars([2.0] * 60, [1000] * 54 + [9000] + [1000] * 5)
"""Nine times the median of 1,000 on the spike's day."""
COMPLETE = [held("filings")]


def _accepted(form: str, moment: str, items: str | None = None) -> Row:
    return {**filing(form, date.fromisoformat(moment[:10]), items), "known_at": at(moment)}


def _spike(folder: Path, /, **tables: Rows) -> Spike:
    found = spikes(subject(folder, **({"bars": BARS, "listings": listed()} | tables)))
    assert [spike.day for spike in found] == [SPIKE]
    return found[0]


def test_a_spike_is_a_day_of_five_times_the_median(tmp_path: Path) -> None:
    """9,000 / 1,000 = 9; 4,999 on another day is below five times."""
    volumes = [1000] * 40 + [4999] + [1000] * 13 + [9000] + [1000] * 5
    found = spikes(subject(tmp_path, bars=bars([2.0] * 60, volumes)))
    assert [(spike.day, spike.volume, spike.times_median) for spike in found] == [
        (SPIKE, 9000.0, 9.0)
    ]


def test_the_largest_spike_comes_first(tmp_path: Path) -> None:
    volumes = [1000] * 40 + [6000] + [1000] * 13 + [9000] + [1000] * 5
    found = spikes(subject(tmp_path, bars=bars([2.0] * 60, volumes)))
    assert [spike.times_median for spike in found] == [9.0, 6.0]


def test_nineteen_traded_sessions_have_no_usual_day(tmp_path: Path) -> None:
    assert spikes(subject(tmp_path, bars=bars([2.0] * 19, [1000] * 18 + [90_000]))) == ()


@pytest.mark.parametrize(
    ("moment", "label"),
    [
        ("2024-06-20 15:59", "explained"),  # trades on the 20th, the day before: +1
        ("2024-06-20 16:01", "explained"),  # first trades on the 21st: 0
        ("2024-06-21 15:59", "explained"),  # the same session: 0
        ("2024-06-21 16:01", "led the news"),  # first trades on Monday the 24th
        ("2024-06-18 16:01", "explained"),  # the 19th is a holiday: first trades on the 20th
        ("2024-06-18 15:59", "unexplained"),  # trades on the 18th, two sessions before
    ],
)
def test_a_filing_counts_from_the_session_that_could_first_trade_on_it(
    tmp_path: Path, moment: str, label: str
) -> None:
    spike = _spike(tmp_path, filings=[_accepted("8-K", moment, "8.01")], coverage=COMPLETE)
    assert spike.label == label


def test_what_explains_is_named_and_cited(tmp_path: Path) -> None:
    row = _accepted("8-K", "2024-06-21 08:30", "8.01")
    spike = _spike(tmp_path, filings=[row])
    assert spike.because == "8-K (8.01) of 2024-06-21"
    assert [(piece.source, piece.known_at) for piece in spike.evidence] == [
        (row["accession"], at("2024-06-21 08:30"))
    ]


def test_a_filing_whose_hour_is_not_held_counts_from_its_day_and_says_so(tmp_path: Path) -> None:
    spike = _spike(tmp_path, filings=[filing("8-K", SPIKE)])
    assert spike.label == "explained"
    assert "time of day not held" in spike.because


@pytest.mark.parametrize(
    ("form", "day", "label"),
    [
        ("8-K", "2024-06-24", "led the news"),  # one session later
        ("8-K", "2024-06-28", "led the news"),  # five sessions later
        ("424B5", "2024-06-26", "led the news"),
        ("4", "2024-06-24", "unexplained"),  # a Form 4 tells of no event of the company
        ("10-Q", "2024-06-24", "unexplained"),
    ],
)
def test_only_a_filing_of_an_event_can_have_been_led(
    tmp_path: Path, form: str, day: str, label: str
) -> None:
    row = _accepted(form, f"{day} 09:00")
    assert _spike(tmp_path, filings=[row], coverage=COMPLETE).label == label


def test_six_sessions_ahead_of_a_filing_leads_nothing(tmp_path: Path) -> None:
    """From Friday 21 to Monday 1 July are six sessions: 24, 25, 26, 27, 28 and 1."""
    volumes = [1000] * 54 + [9000] + [1000] * 6
    rows = bars([2.0] * 61, volumes, last=date(2024, 7, 1))
    later = subject(
        tmp_path,
        "2024-07-01",
        bars=rows,
        listings=listed(),
        filings=[_accepted("8-K", "2024-07-01 09:00")],
        coverage=COMPLETE,
    )
    assert [(spike.day, spike.label) for spike in spikes(later)] == [(SPIKE, "unexplained")]


def test_unexplained_names_the_days_and_the_complete_record(tmp_path: Path) -> None:
    spike = _spike(tmp_path, coverage=COMPLETE)
    assert spike.label == "unexplained"
    assert (
        spike.because
        == "no filing from 2024-06-20 to 2024-06-24, and the filing record is complete there; "
        "releases are not held"
    )


@pytest.mark.parametrize(
    ("first", "until"),
    [
        (date(2019, 1, 1), date(2024, 6, 23)),  # ends the day before the session after
        (date(2024, 6, 21), date(2025, 12, 31)),  # begins the day after the session before
    ],
)
def test_a_record_that_does_not_reach_both_neighbours_cannot_tell(
    tmp_path: Path, first: date, until: date
) -> None:
    spike = _spike(tmp_path, coverage=[held("filings", first, until)])
    assert (spike.label, spike.because) == (
        "cannot tell",
        "the filing record held is not complete around the day",
    )


def test_a_record_that_is_not_said_to_be_complete_cannot_tell(tmp_path: Path) -> None:
    assert _spike(tmp_path, coverage=[held("filings", complete=False)]).label == "cannot tell"


def test_without_a_record_the_way_to_get_one_is_told(tmp_path: Path) -> None:
    spike = _spike(tmp_path)
    assert (spike.label, spike.because) == (
        "cannot tell",
        "no filing record of the issuer is held: microcap ingest sec",
    )


def test_without_an_issuer_no_filing_can_be_joined(tmp_path: Path) -> None:
    rows = [_accepted("8-K", "2024-06-21 08:30")]
    spike = _spike(tmp_path, listings=[], filings=rows, coverage=COMPLETE)
    assert spike.label == "cannot tell"
    assert spike.because.startswith("the issuer is not known")


def test_a_spike_of_today_cannot_be_unexplained_before_the_next_session_has_closed(
    tmp_path: Path,
) -> None:
    """[-1, +1] is not over on the day itself."""
    now = subject(tmp_path, SPIKE.isoformat(), bars=BARS[:55], listings=listed(), coverage=COMPLETE)
    assert [(spike.label, spike.because) for spike in spikes(now)] == [
        ("cannot tell", "the session after it had not closed at this moment: look again then")
    ]


@pytest.mark.parametrize("status", ["listed", "suspected"])
def test_a_split_explains(tmp_path: Path, status: str) -> None:
    """Two new for one old: 54 days of 1,000 count as 2,000 where the split is applied."""
    volumes = [1000] * 54 + [19_000] + [2000] * 5
    spike = _spike(
        tmp_path, bars=bars([2.0] * 60, volumes), splits=[split(SPIKE, 2, 1, status=status)]
    )
    assert spike.label == "explained"
    word = "" if status == "listed" else "suspected "
    assert spike.because == f"{word}split 2:1 of 2024-06-21"


def test_the_end_of_a_halt_explains(tmp_path: Path) -> None:
    spike = _spike(tmp_path, halts=[halt("2024-06-20 11:00", "2024-06-21 10:00")])
    assert (spike.label, spike.because) == ("explained", "end of a T1 halt of 2024-06-20")


def test_a_halt_that_has_not_ended_explains_nothing(tmp_path: Path) -> None:
    spike = _spike(tmp_path, halts=[halt("2024-06-20 11:00", None)], coverage=COMPLETE)
    assert spike.label == "unexplained"


def _news(kind: str) -> Row:
    return {
        "symbol": SYMBOL,
        "day": SPIKE,
        "headline": "Zz Holdings opens a mine",
        "kind": kind,
        "known_at": at("2024-06-21 09:00"),
    }


def test_a_release_explains(tmp_path: Path) -> None:
    spike = _spike(tmp_path, news=[_news("release")])
    assert (spike.label, spike.because) == ("explained", "release: Zz Holdings opens a mine")


def test_a_promotion_explains_nothing(tmp_path: Path) -> None:
    assert _spike(tmp_path, news=[_news("promotion")], coverage=COMPLETE).label == "unexplained"


def test_a_row_that_the_publisher_gave_a_session_late_cannot_tell(tmp_path: Path) -> None:
    rows = [
        {**row, "flags": int(BarFlag.SESSION_LATE) if row["day"] == SPIKE else 0} for row in BARS
    ]
    spike = _spike(
        tmp_path, bars=rows, filings=[_accepted("8-K", "2024-06-21 08:30")], coverage=COMPLETE
    )
    assert spike.label == "cannot tell"
    assert "of the session before" in spike.because


def test_nothing_later_than_the_view_explains(tmp_path: Path) -> None:
    """The 8-K of Monday 09:00 is not there on Friday evening, and is there on Monday evening."""
    subject(
        tmp_path,
        bars=BARS,
        listings=listed(),
        filings=[_accepted("8-K", "2024-06-24 09:00")],
        coverage=COMPLETE,
    )
    labels = [
        spikes(again(tmp_path, moment))[0].label
        for moment in ("2024-06-21 18:00", "2024-06-24 08:59", "2024-06-24 18:00")
    ]
    assert labels == ["cannot tell", "cannot tell", "led the news"]


def test_a_filing_of_another_issuer_explains_nothing(tmp_path: Path) -> None:
    row = {**_accepted("8-K", "2024-06-21 08:30"), "issuer": "9900002"}
    assert row["issuer"] != ISSUER
    assert _spike(tmp_path, filings=[row], coverage=COMPLETE).label == "unexplained"


def test_the_share_of_event_days_is_their_volume_of_all(tmp_path: Path) -> None:
    """59 days of 1,000 and one of 9,000 are 68,000. The 8-K of the 21st makes event days of the
    21st and the 24th: 9,000 + 1,000 of 68,000; the other 58 days trade 1,000 each."""
    found = event_shares(
        subject(
            tmp_path,
            bars=BARS,
            listings=listed(),
            filings=[_accepted("8-K", "2024-06-21 08:30")],
            coverage=COMPLETE,
        )
    )
    assert found["event_share_90"].value == pytest.approx(10 / 68)
    assert found["adv_ex_events_90"].value == 1000.0
    assert found["event_share_90"].note == "2 of 60 sessions"


def test_in_a_complete_record_without_events_their_share_is_zero(tmp_path: Path) -> None:
    """68,000 / 60 = 1,133.33."""
    found = event_shares(subject(tmp_path, bars=BARS, listings=listed(), coverage=COMPLETE))
    assert (found["event_share_90"].value, found["event_share_90"].status) == (0.0, "known")
    assert found["adv_ex_events_90"].value == pytest.approx(68_000 / 60)


@pytest.mark.parametrize(
    ("rows", "coverage", "missing"),
    [
        (BARS, [], "a filing record held complete over the window"),
        (BARS, [held("filings", complete=False)], "a filing record held complete over the window"),
        (bars([2.0] * 19), COMPLETE, "20 sessions; 19 are held"),
        (bars([2.0] * 30, [0] * 30), COMPLETE, "volume above zero"),
    ],
    ids=["no record", "a partial one", "19 sessions", "no volume"],
)
def test_without_a_complete_record_the_share_of_events_cannot_be_told(
    tmp_path: Path, rows: Rows, coverage: Rows, missing: str
) -> None:
    found = event_shares(subject(tmp_path, bars=rows, listings=listed(), coverage=coverage))
    assert {(one.value, one.missing) for one in found.values()} == {(None, missing)}
