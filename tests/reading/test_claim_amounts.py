"""The amount, its precision and its period."""

from datetime import date

import pytest

from microcap.reading.amounts import money
from microcap.reading.claim_amounts import Period, metric_amount, of_the_whole, period_of, precision
from microcap.reading.document import Document

SAID = date(2024, 11, 12)
FILER = Document("a.txt", "", "", "", (0,), (0,), company="Zz Holdings, Inc.")


def _amount(words: str, metric: str) -> float | None:
    at = words.index(metric)
    found = metric_amount(words, at, at + len(metric))
    return None if found is None else found.value


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("Revenue was $4.2 million, or $0.10 per share.", 4.2e6),
        ("Revenue rose from $3.0 million to $4.2 million.", 4.2e6),
        ("Revenue decreased 3.2 percent to $293.6 million from $303.5 million.", 293.6e6),
        ("Revenue grew, and operating expenses were $2.0 million.", None),
        ("It had $8.2 million in Revenue last year.", 8.2e6),
    ],
)
def test_the_amount_is_that_of_the_metric_and_of_the_period(
    words: str, amount: float | None
) -> None:
    assert _amount(words, "Revenue") == amount


@pytest.mark.parametrize(
    ("words", "half"), [("$4.2 million", 50_000.0), ("$4 million", 500_000.0), ("$4,688,000", 0.5)]
)
def test_precision_is_half_a_unit_of_the_last_digit(words: str, half: float) -> None:
    assert precision(words, money(words)[0]) == pytest.approx(half)


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("revenue for the quarter ended September 30, 2024", Period(date(2024, 9, 30), "quarter")),
        ("the 39-week period ended November 2, 2024", Period(date(2024, 11, 2), "nine")),
        ("Full-year 2023 revenue", Period(date(2023, 12, 31), "year", True)),
        ("revenue in the third quarter", Period(date(2024, 9, 30), "quarter", True)),
        ("revenue in the first fiscal quarter", None),
        ("compared with the third quarter of 2023", None),
    ],
)
def test_a_period_has_its_last_day_and_length(words: str, period: Period | None) -> None:
    assert period_of(words, 0, SAID) == period


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("Total revenue was $4 million.", True),
        ("Zz Holdings, Inc. reported revenue of $4 million.", True),
        ("Online revenue was $4 million.", False),
        ("Our subsidiary had revenue of $4 million.", False),
        ("Ostrand Freight, Inc. had revenue of $4 million.", False),
    ],
)
def test_a_part_or_anothers_amount_is_not_the_filers_whole(words: str, whole: bool) -> None:
    assert of_the_whole(FILER, words, words.lower().index("revenue")) is whole
