"""Days of many times the usual volume, and what lies beside them."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import bars, filing, held, listed, subject_of
from microcap.checks.volume_spikes import (
    Spike,
    beside,
    record_held,
    spike,
    untold,
    usual_volume,
)
from microcap.model.tables import BarFlag

SPIKE = Spike(date(2024, 6, 21), 15.0, date(2024, 6, 20), date(2024, 6, 24), False, True)


@pytest.mark.parametrize(
    ("volumes", "usual"),
    [
        ([1, 2, 3, 4] * 5, 2.5),
        ([1, 2, 3, 4] * 5 + [None] * 9, 2.5),
        ([0] * 19 + [8] * 21, 8.0),  # of 40 the 20th and 21st are both 8
        ([0] * 30 + [6, 8] * 10, 7.0),  # most sessions have no trade: of the traded ones
        ([5] * 19 + [0] * 70, None),  # 19 traded
        ([], None),
    ],
)
def test_the_usual_volume_is_a_median(volumes: list[int | None], usual: float | None) -> None:
    assert usual_volume(volumes) == usual


def test_a_spike_knows_the_sessions_around_it(tmp_path: Path) -> None:
    """The 21st of June 2024 is a Friday."""
    subject = subject_of(tmp_path, bars=bars([2.0] * 9))
    row = {"day": date(2024, 6, 21), "volume": 3000, "flags": 0}
    assert spike(subject, row, 200.0) == SPIKE
    last = spike(subject, {**row, "day": date(2024, 6, 28), "flags": BarFlag.SESSION_LATE}, 300.0)
    assert (last.last, last.late, last.closed) == (date(2024, 6, 28), True, False)


def test_a_filing_is_beside_it_by_its_day_or_by_when_it_was_known(tmp_path: Path) -> None:
    subject = subject_of(
        tmp_path,
        listings=listed(),
        filings=[
            filing("8-K", date(2024, 6, 19)),
            filing("10-Q", date(2024, 6, 17)),
            filing("4", date(2024, 6, 24)),
            filing("SC 13D", date(2024, 6, 26)),
        ],
    )
    assert [word.split(" of ")[0] for word in beside(subject, SPIKE)] == ["8-K", "4"]


def test_a_record_that_is_whole_proves_that_nothing_was_filed(tmp_path: Path) -> None:
    whole = subject_of(tmp_path / "a", listings=listed(), coverage=[held()])
    assert record_held(whole, SPIKE)
    assert not record_held(subject_of(tmp_path / "b", listings=listed()), SPIKE)


def test_what_lacks_is_told_by_its_cause() -> None:
    late = Spike(SPIKE.day, 15.0, SPIKE.first, SPIKE.last, True, True)
    open_end = Spike(SPIKE.day, 15.0, SPIKE.first, SPIKE.last, False, False)
    assert untold([late]).missing.startswith("volume of the right session on 2024-06-21")
    assert "has not closed" in untold([open_end]).missing
    assert "the complete filing record" in untold([SPIKE, late]).missing
