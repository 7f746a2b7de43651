"""Where people were, by their CIK."""

from datetime import date
from pathlib import Path

from microcap.view.stays import stays_of
from ownership_rows import holder, trade
from research.tiny import subject

FIRST, LAST = date(2021, 3, 1), date(2023, 5, 2)


def test_a_stay_runs_from_the_first_form_to_the_last(tmp_path: Path) -> None:
    rows = [
        trade("9900071", "P", FIRST, 100, 1.0, issuer="9900555", symbol="ZZQQ"),
        trade("9900071", "S", LAST, 100, 1.0, issuer="9900555", role="officer", symbol="ZZQQ"),
        trade("9900071", "P", LAST, 100, 1.0, number=2),
    ]
    held = subject(tmp_path, insider_trades=rows)
    found = stays_of(held.view, ["9900071"], without="9900001")
    assert [(one.issuer, one.role, one.symbol, one.first, one.last) for one in found] == [
        ("9900555", "director, officer", "ZZQQ", FIRST, LAST)
    ]


def test_a_schedule_makes_a_large_holder_and_no_number_makes_nobody(tmp_path: Path) -> None:
    rows = [holder("Zz Fund", 9e5, 0.1, FIRST, owner="9900072", issuer="9900556")]
    held = subject(tmp_path, beneficial_owners=rows)
    assert [one.role for one in stays_of(held.view, ["9900072"])] == ["large holder"]
    assert stays_of(held.view, []) == ()
