"""The sorts of claims and the words that hold them back."""

import pytest

from microcap.reading.claim_kinds import claim_kinds, hedges


def test_every_sort_says_what_would_verify_it_and_gives_way_to_sorts_that_exist() -> None:
    kinds = claim_kinds()
    for kind in kinds.values():
        assert kind.label
        assert kind.verified_by
        assert kind.gives_way_to <= kinds.keys()


@pytest.mark.parametrize(
    ("words", "held_back"),
    [
        ("has signed a supply agreement", ()),
        ("a non-binding letter of intent", ("non-binding",)),
        ("may enter into an agreement", ("possible",)),
        ("in May 2025 we signed it", ()),
        ("expects to close, subject to approval", ("expected", "conditional")),
        ("preliminary revenue of up to $5 million", ("preliminary",)),
    ],
)
def test_hedges_are_named_the_weakest_first(words: str, held_back: tuple[str, ...]) -> None:
    assert hedges(words) == held_back


def test_the_word_record_of_a_record_date_is_no_record() -> None:
    kind = claim_kinds()["record"]
    assert kind.words.search("record revenue of the quarter")
    assert not kind.words.search("holders of record on the record date")
