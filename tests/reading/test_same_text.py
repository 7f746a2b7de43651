"""Which messages are one text."""

import pytest

from microcap.reading.same_text import likeness, same_texts, shingles

TEXT = (
    "This small company has just signed the contract of the decade and almost nobody knows it yet "
    "so look at the ticker before the market opens on Monday because the float is tiny and the "
    "news comes out within days"
)


def test_a_word_changed_in_forty_leaves_33_of_41_runs() -> None:
    """Forty words have 37 runs of four; one word in the middle stands in four of them: 33 / 41."""
    assert len(TEXT.split()) == 40
    other = TEXT.replace("decade", "century")
    assert likeness(shingles(TEXT), shingles(other)) == pytest.approx(33 / 41)


def test_look_alike_and_invisible_letters_and_other_numbers_make_no_other_text() -> None:
    plain = f"{TEXT} target 12 dollars"
    dressed = f"{TEXT} target 15 dollars".replace("company", "сomраny").replace(
        "tiny", "ti\u200bny"
    )
    assert likeness(shingles(plain), shingles(dressed.upper())) == 1.0


def test_a_message_of_eleven_words_has_no_runs() -> None:
    assert shingles("one two three four five six seven eight nine ten eleven") == frozenset()
    assert likeness(frozenset(), shingles(TEXT)) == 0.0


def test_copies_are_grouped_and_what_stands_alone_is_left_out() -> None:
    other = "A letter about something else that shares no run of four words with any one of these"
    found = [shingles(text) for text in (TEXT, other, TEXT.replace("tiny", "small"), "short")]
    assert same_texts(found) == [[0, 2]]
