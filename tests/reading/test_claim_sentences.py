"""Which sentences may claim something."""

import pytest

from microcap.reading.claim_kinds import claim_kinds
from microcap.reading.claim_sentences import candidates


def _kinds(text: str) -> list[set[str]]:
    return [{kind.name for kind, _ in one.found} for one in candidates(text)]


def test_a_sentence_names_the_kinds_whose_words_stand_in_it() -> None:
    text = "Nothing happened. Revenue was $4 million. It was record revenue."
    assert _kinds(text) == [{"revenue"}, {"record", "revenue"}]


@pytest.mark.parametrize(
    "text",
    [
        "Such information includes the expectation to list on Nasdaq by June 30, 2025.",
        "These include statements about our plan to acquire Ostrand Freight LLC.",
        "Has Zz signed a contract worth $5 million with Delmar?",
        "Zz denies that it received FDA approval.",
        "Die Firma will in 2026 einen Vertrag mit Norlund unterzeichnen, record revenue.",
        "Revenue\t4.2\t3.9\t$1 million",
        "",
    ],
)
def test_boilerplate_questions_denials_tables_and_other_languages_are_left_out(text: str) -> None:
    assert _kinds(text) == []


WORDS = {
    "record": "It was our highest ever quarter, a quarter of record revenue.",
    "guidance": "We expect revenue to grow.",
    "revenue": "Net sales rose.",
    "income": "Net loss narrowed.",
    "cash": "It had $4 million in the bank.",
    "acquisition": "It agreed to acquire Ostrand Freight LLC.",
    "offering": "It priced its public offering.",
    "contract": "It won a contract.",
    "order": "It booked new orders.",
    "customer": "It added three new customers.",
    "listing": "Its shares begin trading on the Nasdaq.",
    "approval": "The FDA granted clearance.",
    "buyback": "It bought back shares.",
    "dividend": "It declared a dividend.",
    "production": "It started production.",
    "milestone": "It dosed the first patient.",
}


@pytest.mark.parametrize("name", sorted(claim_kinds()))
def test_the_cheap_question_loses_no_kind(name: str) -> None:
    assert claim_kinds()[name].words.search(WORDS[name])
    assert name in set().union(*_kinds(WORDS[name]))
