"""When no row means that none was."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import SYMBOL, Rows, held, subject_of
from microcap.checks.absence_proved import none_missing

FIRST, MIDDLE, LAST = date(2022, 6, 28), date(2023, 6, 30), date(2024, 6, 28)


def _span(first: date, until: date, absent_means: str = "none") -> Rows:
    return [held("news", first, until, subject=SYMBOL, absent_means=absent_means)]


@pytest.mark.parametrize(
    ("coverage", "proved"),
    [
        (_span(FIRST, LAST), True),
        ([*_span(FIRST, MIDDLE), *_span(date(2023, 7, 1), LAST)], True),
        ([*_span(FIRST, MIDDLE), *_span(date(2023, 7, 2), LAST)], False),
        (_span(FIRST, LAST, "unknown"), False),
        ([*_span(MIDDLE, LAST), *_span(FIRST, MIDDLE, "unknown")], False),
    ],
    ids=["one span", "two that meet", "a day between", "a file held whole", "half by such a file"],
)
def test_spans_that_mean_none_by_absence_must_cover_every_day(
    tmp_path: Path, coverage: Rows, proved: bool
) -> None:
    subject = subject_of(tmp_path, coverage=coverage)
    assert none_missing(subject, "news", FIRST, LAST) is proved
