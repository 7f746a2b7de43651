"""Whether words tell a fact, a possibility, a denial or a printed form."""

from microcap.reading.stance import (
    defines,
    hits,
    matches_any,
    negated,
    possible,
    printed_form,
)
from reading.invented_text import document_of


def test_what_may_happen_is_no_fact() -> None:
    words = "We may sell shares"
    assert possible(words, before=words.index("sell")) is True


def test_the_month_of_may_is_no_possibility() -> None:
    assert possible("On May 2, 2020 the Company sold shares") is False
    assert possible("In May 2020 the Company sold shares") is False


def test_a_denial_reaches_only_the_words_after_it() -> None:
    words = "There was no sale, and on June 1 after a long and public negotiation we sold shares"
    assert negated(words, words.index("sale")) is True
    assert negated(words, words.index("sold")) is False


def test_the_number_of_an_amendment_is_no_denial() -> None:
    words = "Amendment No. 2 to the plan"
    assert negated(words, words.index("plan")) is False


def test_the_words_of_the_form_are_known() -> None:
    assert printed_form("Indicate by check mark whether the registrant is a shell company.") is True
    assert printed_form("The registrant is a shell company.") is False


def test_each_hit_comes_with_its_sentence() -> None:
    text = "First comes this. Then the rights  plan came. Last that."
    found = [
        (match[0], sentence.words) for match, sentence in hits(document_of(text), "rights plan")
    ]
    assert found == [("rights  plan", "Then the rights plan came.")]


def test_one_of_several_patterns_is_enough() -> None:
    assert matches_any(("a b", "c d"), "x c  d") is True
    assert matches_any(("a b",), "ab") is False


def test_a_definition_of_a_contract_states_nothing() -> None:
    assert defines('"Bankruptcy Event" means any voluntary petition under Chapter 11.') is True
    assert defines("The plan means that we filed a petition.") is False
