"""Where sentences begin and end in the prose of filings."""

from microcap.reading.sentences import neighbours, phrase, plain, sentence_at, sentences


def _words(text: str) -> list[str]:
    return [one.words for one in sentences(text)]


def test_an_abbreviation_or_an_amount_does_not_end_a_sentence() -> None:
    text = "Zellorix, Inc. sold 1,000 shares to Mr. J. Q. Fenn at $1.25 per share (File No. 333-1). It closed."
    assert _words(text) == [
        "Zellorix, Inc. sold 1,000 shares to Mr. J. Q. Fenn at $1.25 per share (File No. 333-1).",
        "It closed.",
    ]


def test_a_company_at_the_end_of_a_sentence_ends_it() -> None:
    assert _words("We bought Harrow Corp. The price was low.") == [
        "We bought Harrow Corp.",
        "The price was low.",
    ]


def test_a_heading_stands_alone_and_keeps_its_number() -> None:
    text = "Item 3.02. Unregistered Sales of Equity Securities.\nOn May 1, 2020 we sold shares."
    assert _words(text) == [
        "Item 3.02. Unregistered Sales of Equity Securities.",
        "On May 1, 2020 we sold shares.",
    ]


def test_a_line_that_was_wrapped_goes_on() -> None:
    text = "The Company issued to the holders of its notes and to the\nPurchaser named below 500 shares."
    assert len(_words(text)) == 1


def test_a_row_of_a_table_is_not_joined_to_the_next() -> None:
    assert _words("Rent\t4,000\nWages\t9,000") == ["Rent 4,000", "Wages 9,000"]


def test_places_are_those_of_the_text() -> None:
    text = "  One is here.  Two is there.\n"
    assert [text[one.start : one.end] for one in sentences(text)] == [
        "One is here.",
        "Two is there.",
    ]
    assert sentence_at(text, 20).words == "Two is there."
    assert neighbours(text, 20, before=1) == (2, 29)


def test_plain_text_keeps_every_character_in_its_place() -> None:
    text = "the \u201cCompany\u2019s\u201d\u00a0plan \u2013 2020"
    assert plain(text) == 'the "Company\'s" plan - 2020'
    assert len(plain(text)) == len(text)


def test_a_blank_of_a_phrase_stands_for_any_white_space() -> None:
    assert phrase("going concern").findall("GOING\n  CONCERN") == ["GOING\n  CONCERN"]
    assert phrase(r"60 ?%").findall("60%") == ["60%"]


def test_an_empty_text_has_no_sentences() -> None:
    assert sentences(" \n ") == ()
    assert neighbours("", 0) == (0, 0)


def test_the_number_of_a_proposal_in_capitals_ends_no_sentence() -> None:
    found = sentences("PROPOSAL NO. 3 - TO CHANGE OUR NAME. We ask for it.")
    assert [one.words for one in found] == [
        "PROPOSAL NO. 3 - TO CHANGE OUR NAME.",
        "We ask for it.",
    ]
