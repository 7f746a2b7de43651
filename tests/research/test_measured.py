"""Measured: measures of one name as figures, with flags and the reason where there is none."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import DAY, bars, days_to, split
from microcap.model.tables import BarFlag
from microcap.research.measured import panel_flags, reads_range, values_of
from research.tiny import again, ranged, subject


def test_a_measure_is_a_figure_of_its_last_day(tmp_path: Path) -> None:
    """Ninety days of 1,000 shares at 2.00."""
    values = values_of(subject(tmp_path, bars=bars([2.0] * 90, [1000] * 90)), ("adv_usd_90",))
    figure = values.figures["adv_usd_90"]
    assert (figure.value, figure.unit, figure.as_of, figure.n_used) == (2000.0, "USD", DAY, 90)
    assert values.number("adv_usd_90") == 2000.0


def test_a_name_without_bars_has_no_measure(tmp_path: Path) -> None:
    """Its ten bars end 300 sessions before the moment, and the panel reaches back 260."""
    last = days_to(DAY, 300)[0]
    subject(tmp_path, bars=bars([2.0] * 10, last=last))
    values = values_of(again(tmp_path, DAY.isoformat()), ("adv_usd_90", "cc_90"))
    assert {one.missing for one in values.figures.values()} == {"bars of the last 260 sessions"}
    assert values.number("cc_90") is None


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        ("edge_90", "open, high and low: held on 0 of the last 90 sessions, 20 wanted"),
        ("turnover_90", "a share count beside the volume"),
        ("roll_90", "a negative covariance of successive price changes"),
    ],
)
def test_what_is_missing_is_told_by_what_the_measure_reads(
    tmp_path: Path, name: str, missing: str
) -> None:
    """Closes that rise by a cent a day for thirty days, without a range or a count."""
    one = subject(tmp_path, bars=bars([2.0 + 0.01 * index for index in range(30)]))
    assert values_of(one, (name,)).figures[name].missing.startswith(missing)


def test_too_few_sessions_with_trade_are_counted(tmp_path: Path) -> None:
    figure = values_of(subject(tmp_path, bars=bars([2.0] * 7)), ("cc_90",)).figures["cc_90"]
    assert figure.missing == "enough sessions with trade: 7 of the last 90, 7 rows are held"


def test_a_range_of_survivors_is_an_estimate_and_a_close_is_not(tmp_path: Path) -> None:
    closes = [2.0 + 0.05 * (index % 3) for index in range(60)]
    rows = [{**row, "flags": int(BarFlag.OHLC_SURVIVORS)} for row in ranged(closes, 0.04)]
    figures = values_of(subject(tmp_path, bars=rows), ("parkinson_90", "cc_90")).figures
    assert figures["parkinson_90"].status == "estimated"
    assert figures["parkinson_90"].note.endswith("are held for survivors only")
    assert figures["cc_90"].status == "known"


@pytest.mark.parametrize(
    ("flag", "words"),
    [
        (BarFlag.SESSION_LATE, ("session_late",)),
        (BarFlag.OHLC_SURVIVORS, ("ohlc_survivors", "no_trade_days_hidden")),
    ],
)
def test_a_flag_of_one_row_touches_the_window_that_holds_it(
    tmp_path: Path, flag: BarFlag, words: tuple[str, ...]
) -> None:
    """Flagged is the first of 91 rows, and then the second: only that is among the last 90."""
    for number, expected in ((0, ()), (1, words)):
        rows = bars([2.0] * 91)
        rows = [{**row, "flags": int(flag) * (at == number)} for at, row in enumerate(rows)]
        folder = tmp_path / str(number)
        assert panel_flags(subject(folder, bars=rows).panel) == expected


def test_a_suspected_split_is_a_flag_of_the_window(tmp_path: Path) -> None:
    splits = [split(date(2024, 6, 20), 1, 10, status="suspected")]
    one = subject(tmp_path, bars=bars([2.0] * 30), splits=splits)
    assert "split_suspected" in panel_flags(one.panel)


@pytest.mark.parametrize(
    ("needs", "reads"), [(("close", "volume"), False), (("close", "high"), True), (("open",), True)]
)
def test_open_high_and_low_are_the_range(needs: tuple[str, ...], reads: bool) -> None:
    assert reads_range(needs) == reads
