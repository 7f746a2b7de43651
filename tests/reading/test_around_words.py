"""The parts of a long text around words."""

import pytest

from microcap.reading.around_words import around_words

PLACES = (10_000, 20_000, 21_000, 50_000)
TEXT = "".join("paid" if at in PLACES else "a b " for at in range(0, 80_000, 4))


def _inside(place: int, spans: tuple[tuple[int, int], ...]) -> bool:
    return any(begin <= place - 900 and place + 900 <= end for begin, end in spans)


def test_words_that_stand_near_each_other_share_a_part() -> None:
    """20,000 and 21,000 are within 2,000 of each other; 10,000 and 50,000 stand alone."""
    found = around_words(TEXT, "paid|hired", reach=1000, most=80_000)
    assert len(found) == 3
    assert all(_inside(place, found) for place in PLACES)
    assert not _inside(40_000, found)


def test_without_the_words_there_is_no_part() -> None:
    assert around_words("nothing of it " * 900, "paid|hired", reach=1000, most=100) == ()


def test_a_word_at_either_end_is_reached_to_the_end() -> None:
    text = f"paid{' the' * 3000} paid"
    found = around_words(text, "paid", reach=1000, most=9000)
    assert (found[0][0], found[-1][1]) == (0, len(text))


@pytest.mark.parametrize("most", [2_000, 4_000])
def test_of_too_much_the_head_and_the_foot_are_kept(most: int) -> None:
    found = around_words(TEXT, "paid|hired", reach=1000, most=most)
    assert sum(end - begin for begin, end in found) <= most
    assert found[0][0] < PLACES[0] < PLACES[-1] < found[-1][1]
    assert not any(begin <= PLACES[1] <= end for begin, end in found)
