"""Reverse splits, forward ones, and what only mentions one."""

import pytest

from microcap.reading import Value
from microcap.reading.reverse_split import reverse_splits
from reading.invented_text import read, told

POSITIVES: list[tuple[str, str, str, dict[str, Value]]] = [
    (
        "On March 3, 2025, Quorvane Therapeutics, Inc. effected a 1-for-20 reverse stock split of its issued and outstanding common stock.",
        "8-K",
        "effective",
        {"new": 1, "old": 20, "day": "2025-03-03", "counts": True},
    ),
    (
        "The Company's common stock will begin trading on a split-adjusted basis on June 9, 2023 following a one-for-fifteen reverse split.",
        "8-K",
        "effective",
        {"new": 1, "old": 15, "day": "2023-06-09"},
    ),
    (
        "As a result of the share consolidation, every twenty-five (25) ordinary shares of the Company were consolidated into one (1) ordinary share, effective August 12, 2024.",
        "6-K",
        "effective",
        {"new": 1, "old": 25, "day": "2024-08-12"},
    ),
    (
        "The stockholders approved a reverse stock split at a ratio in the range of 1-for-5 to 1-for-50, with the exact ratio to be set by the board of directors in its discretion.",
        "8-K",
        "authorised_range",
        {"new": 1, "old_at_least": 5, "old": 50},
    ),
    (
        "Proposal No. 3 is to approve an amendment to the certificate of incorporation to effect a reverse split of our common stock at a ratio of one-for-ten.",
        "DEF 14A",
        "proposed",
        {"new": 1, "old": 10},
    ),
    (
        "On May 15, 1998 the Board of Directors declared a 3-for-2 stock split payable June 1, 1998.",
        "8-K",
        "forward",
        {"new": 3, "old": 2},
    ),
    (
        "All share and per share amounts have been retroactively restated to reflect the 1-for-30 reverse stock split effected on February 7, 2022.",
        "10-K",
        "mentioned",
        {"new": 1, "old": 30, "counts": False},
    ),
    (
        "The Board approved a reverse split of the common stock in the ratio of 1:100, subject to FINRA clearance.",
        "8-K",
        "approved",
        {"new": 1, "old": 100},
    ),
]
NEGATIVES = [
    (
        "The exercise price is subject to adjustment in the event of any stock split, reverse stock split, stock dividend or similar event.",
        "424B5",
    ),
    (
        "If we effect a reverse stock split, the market price of our common stock may not rise in proportion to the reduction in shares.",
        "10-K",
    ),
    (
        "There can be no assurance that a reverse split would restore compliance with the minimum bid price rule.",
        "10-K",
    ),
    (
        "The plan provides for equitable adjustment upon stock splits, combinations, and reclassifications.",
        "DEF 14A",
    ),
    ("We may be required to effect a reverse stock split to maintain our listing.", "10-K"),
    (
        "The Company will split of its engineering segment into two divisions on March 1, 2020.",
        "8-K",
    ),
]


@pytest.mark.parametrize(("text", "form", "detail", "says"), POSITIVES)
def test_the_words_of_a_filing_are_read(
    text: str, form: str, detail: str, says: dict[str, Value]
) -> None:
    found = read(reverse_splits, text, form)
    assert told(found, detail, says), found


@pytest.mark.parametrize(("text", "form"), NEGATIVES)
def test_what_is_no_such_statement_is_left_alone(text: str, form: str) -> None:
    assert read(reverse_splits, text, form) == []
