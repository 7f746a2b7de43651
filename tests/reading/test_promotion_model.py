"""The weights that are shipped, and the file they are written to."""

import pytest

from microcap.reading.promotion_model import (
    LONGEST_PHRASE,
    PromotionModel,
    lexicon,
    model_of,
    shipped,
    table_of,
)


def test_a_model_written_and_read_again_is_the_same() -> None:
    model = PromotionModel({"strong buy": 2.5, "item #": -1.25}, -3.0, 1.5, 0.25)
    assert model_of(table_of(model)) == model


def test_little_evidence_is_divided_as_if_it_were_sixteen_phrases() -> None:
    """One weight of 8 over the root of 16 is 2; from -1 on it is 1, and its logistic 0.7311."""
    model = PromotionModel({"strong buy": 8.0}, -1.0, 1.0, 0.0)
    assert model.sum_of({"strong buy"}) == pytest.approx(1.0)
    assert model.probability(1.0) == pytest.approx(0.7311, abs=1e-4)


def test_every_written_phrase_is_short_enough_to_be_found_and_is_weighed() -> None:
    weighed = shipped().weights
    long = [one for one in lexicon().weights if len(one.split()) > LONGEST_PHRASE]
    assert long == []
    assert [one for one in lexicon().weights if one not in weighed] == []


def test_no_word_that_tells_only_of_an_archive_was_learned() -> None:
    """Names, months and parts of addresses tell where a text was kept, not what it is."""
    learned = set(shipped().weights) - set(lexicon().weights)
    told = {one for one in learned if not lexicon().left_out.isdisjoint(one.split())}
    assert told == set()


def test_without_what_was_written_later_the_lexicon_is_smaller() -> None:
    early = lexicon(whole=False).weights
    assert len(lexicon().weights) - len(early) == 66
    assert "strong buy" in early
