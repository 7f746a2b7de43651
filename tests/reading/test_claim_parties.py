"""Who says a claim, and with whom."""

import re

from microcap.reading.claim_parties import other_side, speaker
from microcap.reading.document import Document
from microcap.reading.sentences import sentences

PLAIN = Document("a.txt", "", "", "", (0,), (0,), company="Zz Holdings, Inc.")


def _side(words: str) -> str | None:
    match = re.search(r"agreement|contract|acquisition", words)
    assert match is not None
    return other_side(PLAIN, words, match)


def test_the_other_side_is_the_name_behind_with() -> None:
    assert _side("signed a supply agreement with Norlund Shipping AS valued at $2 million") == (
        "Norlund Shipping AS"
    )
    assert _side("was awarded a contract by the City of Mesa") == "City of Mesa"


def test_a_description_the_filer_and_a_defined_term_are_no_other_side() -> None:
    assert _side("signed an agreement with a leading manufacturer") is None
    assert _side("an agreement with Zz Holdings, Inc. and others") is None
    assert _side("entered into an agreement with the Lender") is None


def test_the_speaker_of_a_quoted_sentence_is_named_with_the_title() -> None:
    text = '"We added customers," said Tom Lisk, Chairman of Draviston. "We will add more by May."'
    document = Document("a.txt", "", "", text, (0,), (0,))
    last = sentences(text)[-1]
    assert speaker(document, last) == "Tom Lisk, Chairman of Draviston"


def test_what_nobody_is_quoted_with_has_no_speaker() -> None:
    text = "Revenue was $4 million. It rose."
    document = Document("a.txt", "", "", text, (0,), (0,))
    assert speaker(document, sentences(text)[0]) is None


def test_a_day_before_said_is_no_speaker() -> None:
    text = "It was record revenue for the quarter ended September 30, 2024, said Iris Halden, Chief Executive Officer."
    document = Document("a.txt", "", "", text, (0,), (0,))
    assert speaker(document, sentences(text)[0]) == "Iris Halden, Chief Executive Officer"
