"""The glossary: synonyms, disputes, graded claims, and the articles' own numbers."""

import doctest
from itertools import chain

import pytest

from microcap.model.errors import NoSuchThing
from microcap.model.rules import history
from microcap.research import explain as module
from microcap.research.explain import (
    articles,
    claims,
    explain,
    is_other_sense,
    nearest,
    not_advice,
    search,
    terms,
    terms_in,
    worked_examples,
)

MISSION_93 = (
    "market cap, float, OTC, pink sheets, bid-ask spread, pump-and-dump, nano-cap, small-cap, "
    "penny stock, Russell Microcap, market manipulation, liquidity, liquidity premium, "
    "restricted shares, catalyst, low float, legal, partners, cost"
)


@pytest.mark.parametrize("word", MISSION_93.split(", "))
def test_every_word_that_the_articles_define_is_explained(word: str) -> None:
    assert explain(word).text


@pytest.mark.parametrize(
    ("word", "term"),
    [
        ("microcap", "micro-cap"),
        ("micro stock", "micro-cap"),
        ("Micro-Caps", "micro-cap"),
        ("MICRO CAP", "micro-cap"),
        ("nanocap", "nano-cap"),
        ("penny stocks", "penny-stock"),
        ("pink sheets", "pink-sheets"),
        ("OTCBB", "otcbb"),
        ("spread", "bid-ask-spread"),
        ("ADV", "average-daily-volume"),
        ("free float", "float"),
        ("d13", "D13"),
        ("S-1", "edgar"),
        ("S1", "articles"),
        ("pump alert", "run-up"),
        ("CAR", "abnormal-return"),
        ("Z''", "z-score"),
        ("M-score", "m-score"),
        ("O-score", "o-score"),
        ("Wilson score", "wilson-interval"),
        ("PR-AUC", "pr-auc"),
        ("F1", "precision-and-recall"),
        ("Section 17(b)", "paid-promotion"),
        ("death spiral", "toxic-financing"),
        ("split treadmill", "treadmill"),
        ("accruals", "accruals"),
        ("custodianship", "custodianship"),
        ("float turnover", "float-turnover"),
        ("base rates", "base-rate"),
    ],
)
def test_a_synonym_leads_to_its_term(word: str, term: str) -> None:
    assert explain(word).term == term


@pytest.mark.parametrize("word", ["microstock photography", "micro stock photos", "micro-cap lens"])
def test_the_sense_of_photographers_is_kept_out(word: str) -> None:
    with pytest.raises(NoSuchThing, match="another trade"):
        explain(word)
    assert search(word) == ()
    assert terms_in(word) == ()


def test_a_company_that_makes_lenses_is_not_taken_for_a_photograph() -> None:
    note = "A micro-cap on the pink sheets; in the spring it began to sell a lens for telescopes."
    assert not is_other_sense(note)
    assert terms_in(note) == ("micro-cap", "pink-sheets")


def test_an_unknown_term_names_the_nearest() -> None:
    with pytest.raises(NoSuchThing, match="nearest: liquidity"):
        explain("liquidty")
    assert "bid-ask-spread" in nearest("bid-ask-spred")


def test_search_finds_what_a_text_speaks_of() -> None:
    assert "reverse-split" in {one.term for one in search("reverse split")}
    assert search("reverse split")[0].term == "reverse-split"


def test_market_cap_shows_the_right_formula_the_wrong_one_and_the_proof() -> None:
    """Vector CAP-3: 5 x 10,000,000 = 50,000,000; the wrong formula gives 5 x 0.1 = 0.5."""
    one = explain("market-cap")
    assert "price x shares outstanding" in one.formula
    assert "daily change" in one.wrong
    assert "$50,000,000" in one.example and "0.5" in one.example
    assert [(claim.article, claim.grade) for claim in one.claims] == [
        ("S1", "wrong"),
        ("S0", "true"),
    ]


def test_all_twenty_one_disputes_are_held_with_a_choice() -> None:
    disputes = [one for one in terms().values() if one.kind == "dispute"]
    assert [one.term for one in disputes] == [f"D{number}" for number in range(1, 22)]
    assert all(one.text and one.choice for one in disputes)


def test_every_claim_has_a_grade_and_a_reason() -> None:
    assert {claim.grade for claim in claims()} == {"true", "disputed", "wrong", "cannot be judged"}
    assert (
        {claim.article for claim in claims()} == {"S0", "S1", "S2", "S3", "S4"} == set(articles())
    )
    assert all(claim.why for claim in claims())
    assert all(claim.by for claim in claims(grade="disputed"))


def test_whether_micro_caps_avoid_exchanges_cannot_be_judged_and_is_not_wrong() -> None:
    (claim,) = [one for one in claims("S1") if "over the counter" in one.says]
    assert (claim.grade, claim.dispute) == ("cannot be judged", "D6")


def test_what_one_entry_points_to_exists() -> None:
    for one in terms().values():
        assert set(one.related) <= set(terms()), one.term
        assert all(history(name) for name in one.rules), one.term
        assert {term for claim in one.claims for term in claim.terms} <= set(terms()), one.term


def test_no_two_terms_claim_one_word() -> None:
    words = list(
        chain.from_iterable(
            {name.casefold() for name in (one.term, *one.synonyms)} for one in terms().values()
        )
    )
    assert sorted(words) == sorted(set(words))


def test_the_scale_card_is_dated_and_says_that_it_is_not_live() -> None:
    card = explain("scale-card")
    assert "none of it is live" in card.text
    assert any(
        "Boeing (BA), January 2026" in line and "$191.9 billion" in line for line in card.lines
    )
    assert any(
        "Qorvo (QRVO), January 2026" in line and "$7.62 billion" in line for line in card.lines
    )


def test_the_reading_list_names_institutions_and_documents() -> None:
    text = " ".join(explain("reading list").lines)
    assert all(word in text for word in ("EDGAR", "FINRA", "OTC Markets Group", "Nasdaq and NYSE"))


def test_the_sentence_under_every_report_says_that_nothing_is_recommended() -> None:
    assert "never recommends" in not_advice()
    assert "day-trade lose money" in not_advice()
    assert explain("disclaimer").text == not_advice()


def test_the_articles_numbers_come_out_to_the_digit() -> None:
    """1.75 / 3.225 = 0.542636; (5/3)^(1/5) - 1 = 0.107566 (vectors Q-1 and DR-2)."""
    held = worked_examples()
    assert held["spread_2.35_4.10"] == pytest.approx(0.54263566, abs=1e-8)
    assert held["premium_5_3_5_years"] == pytest.approx(0.10756634, abs=1e-8)
    assert held["discount_rate_20_5"] == pytest.approx(0.25)
    assert (round(held["patient_bid"], 2), held["patient_bid_cap"]) == (2.01, 3.00)


def test_the_examples_in_the_docstrings_run() -> None:
    outcome = doctest.testmod(module)
    assert outcome.failed == 0
    assert outcome.attempted == 7


def test_a_method_that_the_glossary_lacks_is_explained_by_its_own_words() -> None:
    one = explain("size tier")
    assert (one.term, one.kind, one.see) == ("size_tier", "method", "microcap calc size_tier")
    assert "market cap in dollars" in one.title


def test_a_question_of_the_register_is_explained_with_its_weight_and_its_end() -> None:
    """Severity and end as `checks/going_concern_stated.py` declares them."""
    one = explain("going_concern_stated")
    assert (one.kind, one.see) == ("check", "microcap flags SYMBOL")
    assert one.lines[0] == "state of severity 3, risk failure"
    assert one.lines[1].startswith("ends with a later annual report without the words")
    assert explain("price under one dollar").kind == "check"


def test_the_examples_of_the_new_words_come_out_to_the_digit() -> None:
    """Base rate 0.009/0.0189 = 0.476; Sloan 1.1/10.3 = 0.1068; Wilson 30/33.8415 = 0.8865."""
    assert "48 %" in explain("base-rate").example
    assert "10.7 %" in explain("accruals").example
    assert "89 % to 100 %" in explain("wilson-interval").example
    assert "1,250,000" in explain("toxic-financing").example
