"""Where a pattern can match at all: letters that every match of it must hold."""

import pytest

from microcap.reading.anchors import anchors, stretches
from microcap.reading.sentences import phrase


def matches(text: str, pattern: str) -> list[str]:
    """What a pattern matches when it looks only where its anchors allow it."""
    return [
        match[0]
        for start, end in stretches(text, pattern)
        for match in phrase(pattern).finditer(text, start, end)
    ]


def test_letters_that_no_repetition_makes_optional_are_chosen() -> None:
    """`going` and `concern` both stand in every match; the longer one is looked for."""
    assert dict(anchors(r"going[- ]concern").reach) == {"concern": (6, 7)}


def test_each_branch_gives_letters_of_its_own() -> None:
    assert set(anchors(r"chapter (?:11|7)\b|receiver(?:ship)?").reach) == {"chapter", "receiver"}


def test_a_group_that_must_stand_gives_the_letters_of_its_branches() -> None:
    assert set(anchors(r"(?:stock|share) (?:\w+ ){0,3}of").reach) == {"stock", "share"}


def test_what_may_be_left_out_or_looks_around_is_no_anchor() -> None:
    """The only sure letters are too short, so the whole text is looked at."""
    assert dict(anchors(r"(?:reverse )?ab+(?!alone)").reach) == {}
    assert list(stretches("ab and abb", r"(?:reverse )?ab+(?!alone)")) == [(0, 10)]


def test_a_text_without_the_letters_is_not_searched() -> None:
    assert list(stretches("nothing of the kind " * 50, r"poison pill|rights plan")) == []


def test_letter_case_does_not_matter() -> None:
    assert matches("The POISON\n  Pill", "poison pill") == ["POISON\n  Pill"]


def test_places_near_each_other_are_searched_once() -> None:
    text = "a rights plan, the rights plan and that rights plan " + "x " * 400 + "rights plan"
    assert matches(text, "rights plan") == ["rights plan"] * 4


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?:filed|declared) (?:\w+ ){0,3}?(?:for )?bankruptcy",
        r"(?<!asset\x20)sales agreement|\bATM (?:program|offering)",
        r"(?P<who>(?-i:[A-Z])\w+) (?:resigned|was dismissed)\b",
        r"[\"']shelf[\"'] (?:registration|process)|rule 415\b",
        r"\$ ?\d+(?:\.\d{2})? per share",
    ],
)
def test_anchors_lose_no_match(pattern: str) -> None:
    """The same matches as a search of the whole text, which needs no anchors."""
    filler = "The quick brown fox jumps over the lazy dog. " * 30
    text = filler.join(
        [
            "",
            "It filed a petition for bankruptcy; it declared bankruptcy.",
            'Under the asset sales agreement and a sales agreement, the ATM program, a "shelf" process.',
            "Smith resigned and Jones was dismissed at $ 4.50 per share under Rule 415.",
            "",
        ]
    )
    assert matches(text, pattern) == [match[0] for match in phrase(pattern).finditer(text)]
    assert matches(text, pattern) != []
