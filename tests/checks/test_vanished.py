"""A name without bars while those of others go on."""

from datetime import date
from pathlib import Path

from checks.invented import SYMBOL, Row, bars, held, subject_of
from microcap.checks.vanished import vanished
from microcap.model.verdicts import CannotTell, Clear, Finding

MAY = date(2024, 5, 29)


def _coverage(symbol: str, until: date) -> Row:
    first = date(2024, 1, 2)
    return held("bars", first, until, subject=symbol, complete=False, absent_means="unknown")


def test_more_than_twenty_sessions_without_a_bar_are_found(tmp_path: Path) -> None:
    """May 30 and 31, and June's 20 weekdays less the holiday of the 19th: 2 + 19 = 21."""
    rows = bars([2.0] * 30, last=MAY) + bars([9.0] * 60, symbol="OTHR")
    spans = [_coverage(SYMBOL, MAY), _coverage("OTHR", date(2024, 6, 28))]
    verdict = vanished(subject_of(tmp_path, bars=rows, coverage=spans))
    assert isinstance(verdict, Finding)
    assert verdict.says.startswith("last bar 2024-05-29; none in the 21 sessions to 2024-06-28")
    assert verdict.evidence[0].day == MAY


def test_twenty_sessions_without_a_bar_are_not_enough(tmp_path: Path) -> None:
    last = date(2024, 5, 30)
    rows = bars([2.0] * 30, last=last) + bars([9.0] * 60, symbol="OTHR")
    spans = [_coverage(SYMBOL, last), _coverage("OTHR", date(2024, 6, 28))]
    verdict = vanished(subject_of(tmp_path, bars=rows, coverage=spans))
    assert isinstance(verdict, Clear)
    assert verdict.looked_at == "a bar of 2024-05-30, 20 sessions before the last one"


def test_where_all_bars_end_nobody_has_vanished(tmp_path: Path) -> None:
    rows = bars([2.0] * 30, last=MAY) + bars([9.0] * 30, last=MAY, symbol="OTHR")
    spans = [_coverage(SYMBOL, MAY), _coverage("OTHR", MAY)]
    verdict = vanished(subject_of(tmp_path, bars=rows, coverage=spans))
    assert isinstance(verdict, CannotTell)
    assert "21 sessions of no name are held" in verdict.missing
