"""Events on the first session that could know of them."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from checks.invented import Row
from lake_of import run, seen, split_of, view_of
from microcap.model.errors import Contradiction, CouldNotAsk, NoSuchThing
from microcap.studies.event_days import flagged, flags, listed_in

NOW = "2024-03-28"
A, B = "ZZA", "ZZB"
"""Thursday 2024-03-28 is their last bar; 2024-03-29 was Good Friday."""


def _filing(form: str, at: datetime, items: str | None = None) -> Row:
    return {
        "issuer": "9900001",
        "accession": f"0009900001-24-{at:%d%H%M}",
        "form": form,
        "day": at.date(),
        "items": items,
        "document": None,
        "known_at": at,
    }


def test_an_8k_of_the_evening_belongs_to_the_next_session(tmp_path: Path) -> None:
    """Accepted at 15:59 of Wednesday 20 March, Eastern (19:59 UTC): that session. At 16:00 and
    later: Thursday's. On Friday evening: Monday's."""
    view = view_of(
        tmp_path,
        NOW,
        bars=run(A, [2.0] * 30),
        listings=[seen(A, "9900001", date(2024, 1, 2))],
        filings=[
            _filing("8-K", datetime(2024, 3, 20, 19, 59, tzinfo=UTC), "4.02,9.01"),
            _filing("8-K/A", datetime(2024, 3, 20, 20, 0, tzinfo=UTC), "4.02"),
            _filing("8-K", datetime(2024, 3, 22, 21, 31, tzinfo=UTC), "4.02"),
            _filing("8-K", datetime(2024, 3, 19, 12, 0, tzinfo=UTC), "5.02"),
        ],
    )
    found = flagged(view, "item_4.02")
    assert found.rows["day"].to_list() == [
        date(2024, 3, 20),
        date(2024, 3, 21),
        date(2024, 3, 25),
    ]
    assert set(found.rows["label"]) == {"8-K item 4.02"}
    assert found.rows["source"].item(0) == "0009900001-24-201959"


def test_a_notice_of_a_late_report_is_one_event_of_one_security(tmp_path: Path) -> None:
    """The issuer has a common share and a warrant; the filing is not counted twice."""
    view = view_of(
        tmp_path,
        NOW,
        bars=run(A, [2.0] * 30) + run("ZZAW", [0.2] * 30),
        listings=[
            seen("ZZAW", "9900001", date(2024, 1, 2), kind="warrant"),
            seen(A, "9900001", date(2024, 1, 2), kind="common"),
        ],
        filings=[_filing("NT 10-K", datetime(2024, 3, 20, 12, 0, tzinfo=UTC))],
    )
    rows = flagged(view, "late_report").rows
    assert rows.select("security", "day", "label").rows() == [(A, date(2024, 3, 20), "NT 10-K")]


def test_a_reverse_split_counts_from_when_it_was_known_and_a_forward_one_does_not(
    tmp_path: Path,
) -> None:
    announced = datetime(2024, 3, 11, 13, 0, tzinfo=UTC)
    view = view_of(
        tmp_path,
        NOW,
        bars=run(A, [2.0] * 30) + run(B, [2.0] * 30),
        splits=[
            split_of(A, date(2024, 3, 18), 1, 10, known_at=announced),
            split_of(B, date(2024, 3, 18), 3, 1),
        ],
    )
    rows = flagged(view, "reverse_split").rows
    assert rows.select("security", "day", "label").rows() == [(A, date(2024, 3, 11), "1 for 10")]


def test_the_first_close_below_a_dollar_is_an_event_and_the_next_is_none(tmp_path: Path) -> None:
    """ZZB was below a dollar when it was first seen, which is no first close below one."""
    closes = [1.2, 1.1, 0.99, 1.05, 0.9, 0.8]
    view = view_of(tmp_path, NOW, bars=run(A, closes) + run(B, [0.5, 0.6, 0.7]))
    rows = flagged(view, "under_one_dollar").rows
    assert rows.select("security", "day", "label").rows() == [
        (A, date(2024, 3, 25), "closed at 0.99")
    ]


def test_promotions_and_halts_are_placed_too(tmp_path: Path) -> None:
    mail: Row = {
        "symbol": A,
        "day": date(2024, 3, 19),
        "headline": "the next big thing",
        "kind": "promotion",
        "text": None,
        "known_at": datetime(2024, 3, 19, 11, 0, tzinfo=UTC),
    }
    begun = datetime(2024, 3, 21, 14, 0, tzinfo=UTC)
    halt: Row = {
        "symbol": A,
        "day": date(2024, 3, 21),
        "start_at": begun,
        "end_at": None,
        "code": "T12",
        "known_at": begun,
    }
    view = view_of(
        tmp_path,
        NOW,
        bars=run(A, [2.0] * 30),
        news=[mail, {**mail, "kind": "release"}],
        halts=[halt],
    )
    assert flagged(view, "promotion").rows["day"].to_list() == [date(2024, 3, 19)]
    found = flagged(view, "halt")
    assert found.rows.select("day", "label").rows() == [(date(2024, 3, 21), "halt T12")]
    assert found.table == "halts"


def test_a_run_up_of_twenty_sessions_calm_is_one_alert(tmp_path: Path) -> None:
    """60 calm sessions at 1.00, then 1.60 on forty times the volume, then back."""
    rows = run(A, [1.0 + 0.01 * (at % 2) for at in range(60)] + [1.6, 1.1])
    rows[60]["volume"] = 40_000
    view = view_of(tmp_path, NOW, bars=rows)
    found = flagged(view, "pump_alert", date(2024, 3, 1), date(2024, 3, 28)).rows
    assert found["day"].to_list() == [date(2024, 3, 27)]
    assert found["label"].item(0).startswith("score 45 of ")


def test_a_file_names_sessions_or_moments(tmp_path: Path) -> None:
    """A day is the session itself; a time after the close is the next session; a Sunday is Monday."""
    view = view_of(tmp_path, NOW, bars=run(A, [2.0] * 30))
    file = tmp_path / "events.csv"
    file.write_text(
        "Symbol,Day,Label\nzza,2024-03-20,plain\nZZA,2024-03-20 16:30,late\nZZA,2024-03-24,weekend\n"
    )
    found = listed_in(view, file)
    assert found.rows.select("day", "label").rows() == [
        (date(2024, 3, 20), "plain"),
        (date(2024, 3, 21), "late"),
        (date(2024, 3, 25), "weekend"),
    ]
    assert found.unplaced == ()


def test_rows_of_a_file_that_cannot_be_placed_say_why(tmp_path: Path) -> None:
    view = view_of(tmp_path, NOW, bars=run(A, [2.0] * 30))
    file = tmp_path / "events.csv"
    file.write_text(
        "symbol,day\nZZA,soon\nQQQQ,2024-03-20\nZZA,2024-05-20\nZZA,2024-03-20\nZZA,2024-03-28 17:00\n"
    )
    found = listed_in(view, file)
    assert found.rows.height == 1
    assert [one.reason for one in found.unplaced] == [
        "its day 'soon' is no date",
        "nobody known bears the ticker",
        "it lies after the moment of the view",
        "no session has closed since it was known",
    ]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"ticker,date\nZZA,2024-03-20\n", "has symbol, day"),
        (b"symbol,day\n", "no row below its head"),
        (b"", "the columns none"),
        (b"symbol,day\n\xff\xfe,1\n", "byte 11 is not UTF-8"),
    ],
)
def test_a_file_of_something_else_is_refused(tmp_path: Path, body: bytes, says: str) -> None:
    view = view_of(tmp_path, NOW, bars=run(A, [2.0] * 3))
    file = tmp_path / "events.csv"
    file.write_bytes(body)
    with pytest.raises(Contradiction, match=says):
        listed_in(view, file)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    view = view_of(tmp_path, NOW, bars=run(A, [2.0] * 3))
    with pytest.raises(CouldNotAsk, match="give a file of events"):
        listed_in(view, tmp_path / "none.csv")


def test_an_unknown_flag_names_the_nearest_and_all(tmp_path: Path) -> None:
    view = view_of(tmp_path, NOW, bars=run(A, [2.0] * 3))
    with pytest.raises(NoSuchThing, match=r"nearest: reverse_split.*item_N\.NN"):
        flagged(view, "reverse_splits")
    assert set(flags()) >= {"reverse_split", "late_report", "promotion", "halt", "pump_alert"}
