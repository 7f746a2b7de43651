"""Claims in releases and current reports, and how well they are read.

The labelled texts are invented. Each file was labelled before the reader saw it; docs/claims.md
gives the score of each file at its first reading and since.
"""

import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from microcap.reading import Statement
from microcap.reading.claims import LONGEST_TEXT, claims, claims_in
from microcap.reading.document import Document
from microcap.reading.documents import documents_in, open_document

HERE = Path(__file__).parent
KEYS = {"by": "last", "counterparty": "with"}
"""What the labels call differently from the reader."""
Labelled = dict[str, Any]


def _texts(name: str) -> list[Labelled]:
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]


def _read(case: Labelled) -> list[Statement]:
    name = "invented.htm" if "<html" in case["text"] else "invented.txt"
    opened = documents_in(case["text"], name)
    return [one for held in opened for one in claims_in(replace(held, filed=case["filed"]))]


def _same(claim: Labelled, told: Statement) -> bool:
    """Of one sort, and the label's words stand in the quote, or three fifths of them."""
    words, quote = claim["words"].lower(), told.quote.lower()
    own = set(words.split())
    near = len(own & set(quote.split())) >= 0.6 * len(own)
    return claim["kind"] == told.detail and (words in quote or near)


def _score(name: str) -> tuple[int, int, int, int]:
    """Claims found, claims that are none, claims missed, and values that are wrong."""
    found = false = missed = wrong = 0
    for case in _texts(name):
        left = list(case["claims"])
        for told in _read(case):
            match = next((one for one in left if _same(one, told)), None)
            if match is None:
                false += 1
                continue
            left.remove(match)
            found += 1
            for key, value in match["says"].items():
                held = told.says.get(KEYS.get(key, key))
                wrong += value not in str(held) if key == "hedge" else held != value
        missed += len(left)
    return found, false, missed, wrong


@pytest.mark.parametrize(
    ("name", "least", "most_false", "most_wrong"),
    [
        ("claim_texts.jsonl", 47, 0, 0),
        ("claim_texts_second.jsonl", 23, 0, 0),
        ("claim_texts_third.jsonl", 21, 0, 0),
        ("claim_texts_fourth.jsonl", 51, 1, 0),
    ],
)
def test_labelled_texts_are_read_as_well_as_docs_say(
    name: str, least: int, most_false: int, most_wrong: int
) -> None:
    found, false, _, wrong = _score(name)
    assert found >= least
    assert false <= most_false
    assert wrong <= most_wrong


def _release(text: str, filed: str = "2025-03-18") -> list[Statement]:
    document = Document("a.htm", "8-K", "EX-99.1", text, (0,), (0,), filed=filed)
    return claims(document)


def test_a_claim_has_its_sort_words_place_and_what_is_told() -> None:
    text = "News.\nZz has signed a supply agreement with Norlund Shipping AS worth $2.5 million."
    (one,) = _release(text)
    assert (one.kind, one.detail) == ("claim", "contract")
    assert text[slice(*one.span)] == one.quote
    assert one.says == {"amount": 2.5e6, "unit": "USD", "with": "Norlund Shipping AS"}


def test_two_claims_of_one_sentence_are_two_with_places_of_their_own() -> None:
    text = "Revenue was $4.0 million, and net loss was $1.1 million, for the year 2024."
    found = _release(text)
    assert [one.detail for one in found] == ["revenue", "income"]
    assert found[0].span[0] < found[1].span[0]
    assert found[1].quote.startswith("net loss was $1.1 million")


def test_a_headline_gives_way_to_the_sentence_that_says_the_same() -> None:
    text = "ZZ SIGNS SUPPLY AGREEMENT\n\nZz has signed a new supply agreement for two years."
    assert [one.quote for one in _release(text)] == [
        "Zz has signed a new supply agreement for two years."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "This release contains forward-looking statements on expected revenue of $5 million.",
        "About Zz\nZz is a leading provider and has signed agreements with 900 customers.",
        "The global market is expected to reach revenue of $9 billion by 2030.",
        "If we fail to obtain approval, we may lose the contract with Norlund Shipping AS.",
        "Holders of record on March 31, 2025 are entitled to vote.",
    ],
)
def test_boilerplate_and_words_on_others_claim_nothing(text: str) -> None:
    assert _release(text) == []


@pytest.mark.parametrize("form", ["10-K", "S-1", "DEF 14A"])
def test_forms_that_are_not_current_reports_are_read_by_other_readers(form: str) -> None:
    text = "Zz has signed a supply agreement with Norlund Shipping AS worth $2.5 million."
    assert claims(Document("a.htm", form, form, text, (0,), (0,))) == []


@pytest.mark.parametrize(
    "text",
    [
        "🚀" * 50_000,
        "signed " * 60_000,
        "$1 million revenue " * 25_000,
        "expects to expects to acquire " * 15_000,
        "Аррrоvаl оf thе FDА is ехресtеd " * 12_000,
        "(" * 200_000,
        "agreement with " * 30_000,
    ],
    ids=["emoji", "one verb", "amounts", "promises", "look-alikes", "brackets", "agreements"],
)
def test_walls_of_words_end_in_bounded_time(text: str) -> None:
    """Half a million characters; ten seconds of CPU would be a search that is not linear."""
    begun = time.process_time()
    found = claims_in(Document("a.txt", "", "", text, (0,), (0,), filed="2025-03-18"))
    assert time.process_time() - begun < 10
    assert len(found) < 100


def test_what_stands_behind_the_longest_text_is_not_read() -> None:
    filler = "Nothing happens here at all today.\n" * (LONGEST_TEXT // 34)
    text = filler + "Zz has signed a supply agreement with Norlund Shipping AS worth $2.5 million."
    assert _release(text) == []


@pytest.mark.real
def test_a_real_release_of_a_quarter_is_read(shared: Path) -> None:
    """Exhibit 99.1 of The Buckle, Inc., 22 November 2024: net sales $293.6 million, $44.2 million earned."""
    file = shared / "data/filings/docs/et_BuckleInc_8_K_EX99_1.html.gz"
    (document,) = open_document(file.read_bytes(), file.name)
    found = {(one.detail, one.says.get("amount")) for one in claims(document)}
    assert ("revenue", 293.6e6) in found
    assert ("income", 44.2e6) in found


@pytest.mark.real
def test_real_promises_have_their_days(shared: Path) -> None:
    """Exhibit 99.1 of 0000066740-24-000023: a distribution on 1 April 2024, trading from 26 March."""
    file = shared / "data/filings/docs/8-K_66740_0000066740-24-000023.txt"
    found = [one for held in open_document(file.read_bytes(), file.name) for one in claims(held)]
    promised = {(one.detail, one.says.get("last")) for one in found}
    assert ("milestone", "2024-04-01") in promised
    assert ("listing", "2024-03-26") in promised


@pytest.mark.parametrize(
    "text",
    [
        "Zz has si\u200bgned a sup\u200dply agree\u2060ment with Norlund Shipping AS worth $2.5 million.",
        "Zz has s\u0456gned a supply \u0430greement with Norlund Shipping AS worth $2.5 million.",
    ],
    ids=["letters nobody sees", "look-alikes"],
)
def test_a_disguised_text_claims_what_it_shows(text: str) -> None:
    (one,) = claims_in(Document("a.txt", "", "", text, (0,), (0,), filed="2025-03-18"))
    assert one.quote == (
        "Zz has signed a supply agreement with Norlund Shipping AS worth $2.5 million."
    )


def test_what_another_company_promises_is_no_claim_of_the_filer() -> None:
    text = "Delmar Tire Company expects to open its Mesa plant by June 30, 2025."
    release = Document("a.txt", "", "", text, (0,), (0,), filed="2025-03-18", company="Zz Holdings")
    assert claims_in(release) == []
    assert len(claims_in(replace(release, company="Delmar Tire Co"))) == 1


def test_two_contracts_of_one_sentence_are_two_with_an_amount_each() -> None:
    text = (
        "Zz won a contract worth $2 million from Port Galway Ltd. and secured an agreement worth "
        "$3 million with Delmar Tire Company."
    )
    found = [(one.detail, one.says["amount"]) for one in _release(text)]
    assert found == [("contract", 2e6), ("contract", 3e6)]


def test_two_foreseen_amounts_of_one_sentence_are_two() -> None:
    text = "For 2025 Zz expects revenue of $5 million and net loss of $1 million."
    assert [one.says["amount"] for one in _release(text)] == [5e6, -1e6]


def test_what_was_not_done_is_not_claimed() -> None:
    assert _release("No task order has been placed so far.") == []
    assert _release("Zz has not signed a supply agreement with Norlund Shipping AS.") == []


def test_a_day_of_the_far_future_is_no_promised_day() -> None:
    (one,) = _release("Zz expects to open its Port Arden plant in Q4 2099.")
    assert "last" not in one.says
    (two,) = _release("Zz targets revenue of $1 billion by Q4 2099.")
    assert not {"last", "period_end"} & two.says.keys()


def test_the_amount_of_the_year_before_is_no_claim_of_this_one() -> None:
    """In the manner of a real release of 2006: three amounts, of which the first is claimed."""
    text = (
        "Net income for the year ended July 1, 2006 was $6.0 million, or $0.22 per share, compared "
        "with net income of $927,000, or $0.03 per share, in the prior year and versus net income "
        "of $1.2 million in the year before that."
    )
    found = _release(text, "2006-08-01")
    assert [one.says["amount"] for one in found] == [6.0e6]
