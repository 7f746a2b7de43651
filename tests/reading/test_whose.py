"""Whom a sentence speaks of."""

import pytest

from microcap.reading.reported_item import reported, under
from microcap.reading.whose import (
    is_own,
    names_filer,
    of_a_person,
    of_others,
    own_words,
    whereabouts,
    without_others,
)
from reading.cases import page


@pytest.mark.parametrize("whose", ["the Company", "our", "its", "Registrant", "the Partnership's"])
def test_words_that_stand_for_the_filer(whose: str) -> None:
    assert own_words(whose)


def test_a_name_on_the_cover_is_the_filers_and_another_is_not() -> None:
    document = page(
        "Tamarack Stores buys our talc, and this line is far too long to be a title of any kind at all, is it not?"
    )
    assert is_own(document, "Quillfeather Mining")
    assert not is_own(document, "Tamarack Stores")


def test_a_short_form_makes_a_name_the_filers() -> None:
    document = page(
        'In 1999 Larkspur Talc Holdings Incorporated, a corporation of the state of Utah (the "Company"), began to mine.'
    )
    assert is_own(document, "Larkspur Talc Holdings")


def test_outsiders_and_persons_are_told_apart() -> None:
    assert of_others("our largest customer filed a petition")
    assert of_a_person("Mr. Finch was an executive officer of a company")
    assert not of_others("the Company filed a petition")


def test_the_part_of_the_document_is_named() -> None:
    document = page(
        "Item 4.01 Changes in Registrant's Certifying Accountant\n\nWe engaged a firm.", "8-K"
    )
    assert whereabouts(document, len(document.text) - 5) == "8-K 4.01"


def test_an_item_reports_its_first_sentence_and_nothing_where_there_is_none() -> None:
    text = "Item 1.03 Bankruptcy or Receivership\n\nOn May 2, 2009 the trustee took over the pits and the mill of the Company."
    (found,) = reported(page(text, "8-K"), "bankruptcy", {"8-K 1.03": "bankruptcy"})
    assert (found.detail, found.says["day"]) == ("", "2009-05-02")
    assert under(page("Item 1.03 Bankruptcy\n\nNone.", "8-K"), "8-K 1.03", "bankruptcy") == []


def test_our_customer_is_not_us() -> None:
    words = "one of our largest distributors said that its auditors doubt it"
    assert without_others(words).split()[:3] == ["said", "that", "its"]
    assert without_others("our auditors doubt it") == "our auditors doubt it"


def test_the_filer_is_known_by_the_name_above_the_words_exact_name() -> None:
    cover = "FORM 8-K\n\nFenmoor Bancorp\n(Exact name of registrant as specified in its charter)\n"
    document = page(cover, "8-K", company="")
    assert names_filer(document, "Fenmoor National Bank consented to an order") is True
    assert names_filer(document, "Oakum National Bank consented to an order") is False
