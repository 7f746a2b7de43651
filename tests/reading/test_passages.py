"""Passages as statements: what is quoted, and what is told once."""

from microcap.reading.passages import (
    apart,
    context,
    is_contract,
    reach,
    statement,
    telling,
    whole_sentences,
)
from microcap.reading.sentences import sentence_at
from reading.invented_text import document_of


def test_what_is_null_is_not_told() -> None:
    document = document_of("We sold shares.")
    one = statement(document, "sale", "", (0, 15), {"shares": None, "day": "2020-01-02"})
    assert dict(one.says) == {"day": "2020-01-02"}


def test_a_long_place_is_cut_around_the_telling_words() -> None:
    text = "word " * 400 + "TELLING " + "word " * 400
    one = statement(document_of(text), "sale", "", (0, len(text)), around=text.index("TELLING"))
    assert "TELLING" in one.quote
    assert len(one.quote) <= 600
    assert text[one.span[0] : one.span[1]].split() == one.quote.split()


def test_the_same_words_are_one_statement() -> None:
    document = document_of("Sold. Sold.")
    found = [statement(document, "sale", "", (0, 5)), statement(document, "sale", "", (6, 11))]
    assert [one.span for one in apart(found)] == [(0, 5)]


def test_of_overlapping_passages_the_one_that_tells_more_is_kept() -> None:
    document = document_of("One two three four.")
    poor = statement(document, "sale", "", (0, 10))
    rich = statement(document, "sale", "", (4, 19), {"shares": 5})
    assert telling([poor, rich]) == [rich]


def test_a_context_reaches_to_the_neighbours() -> None:
    document = document_of("One is. Two is. Three is. Four is.")
    at = sentence_at(document.text, 10)
    assert context(document, at) == "One is. Two is. Three is."
    assert reach(document, at, before=0, after=0) == (8, 15)


def test_exhibits_that_are_agreements_are_known_by_their_type() -> None:
    assert is_contract(document_of("x", type="EX-10.1")) is True
    assert is_contract(document_of("x", type="EX-99.1")) is False
    assert is_contract(document_of("x", type="EX-101")) is False


def test_a_quote_of_neighbours_begins_with_no_heading() -> None:
    document = document_of("RECENT SALES\nOne is sold. Two is sold. Three is sold.")
    at = sentence_at(document.text, document.text.index("Two"))
    start, end = whole_sentences(document, at, before=2, after=0)
    assert document.text[start:end] == "One is sold. Two is sold."
