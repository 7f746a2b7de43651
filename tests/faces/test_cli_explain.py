"""`microcap explain`: a term as text and as JSON."""

import json

import pytest
from click.testing import CliRunner

from microcap.faces.cli.explain import command
from microcap.model.errors import NoSuchThing
from microcap.research.explain import terms


def printed(*arguments: str) -> str:
    outcome = CliRunner().invoke(command, list(arguments), catch_exceptions=False)
    assert outcome.exit_code == 0
    return outcome.output


def test_market_cap_prints_both_formulas_and_who_disputes_the_wrong_one() -> None:
    text = printed("market-cap")
    assert "formula  market cap = price x shares outstanding" in text
    assert "wrong    price x daily change (S1)" in text
    assert "5.00 x 0.10 = 0.5" in text
    assert "S1  WRONG" in text and "S0, S4" in text


def test_a_term_may_be_written_as_several_words() -> None:
    assert printed("pink", "sheets") == printed("pink-sheets")


@pytest.mark.parametrize("term", terms())
def test_every_term_fits_one_hundred_columns(term: str) -> None:
    assert max(len(line) for line in printed(term).splitlines()) <= 100


def test_the_ledger_of_claims_prints_every_grade() -> None:
    text = printed("claims")
    assert all(grade in text for grade in ("TRUE", "DISPUTED", "WRONG", "CANNOT BE JUDGED"))


def test_json_is_one_document_with_the_claims() -> None:
    document = json.loads(printed("micro stock", "--json"))
    assert document["term"] == "micro-cap"
    assert document["claims"][0]["grade"] == "disputed"


def test_the_wrong_trade_is_refused_with_a_sentence() -> None:
    outcome = CliRunner().invoke(command, ["microstock", "photography"])
    assert isinstance(outcome.exception, NoSuchThing)
    assert "ask for micro-cap" in str(outcome.exception)
