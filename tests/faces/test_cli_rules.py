"""`microcap rules`: the table at a day, one rule, and what is refused."""

import json

import pytest
from click.testing import CliRunner

from microcap.faces.cli.rules import command
from microcap.model.errors import Contradiction, NoSuchThing, NotKnownThen


def printed(*arguments: str) -> str:
    outcome = CliRunner().invoke(command, list(arguments), catch_exceptions=False)
    assert outcome.exit_code == 0
    return outcome.output


def test_the_table_of_a_day_shows_what_held_and_apart_what_is_proposed() -> None:
    text = printed("--asof", "2026-06-01")
    held, proposed = text.split("Proposed or adopted for later")
    assert "pattern_day_trader_equity  25,000 USD" in held
    assert "baby_shelf" in held and "baby_shelf  no limit" in proposed
    assert "adopted later" not in proposed


def test_every_line_fits_one_hundred_columns() -> None:
    texts = [printed(), printed("luld_bands"), printed("nasdaq_no_cure_after_split")]
    assert max(len(line) for text in texts for line in text.splitlines()) <= 100


def test_one_rule_at_a_day_is_the_version_of_that_day() -> None:
    text = printed("settlement_cycle", "--asof", "2024-05-27")
    assert "value     2" in text
    assert "in force on 2024-05-27" in text


def test_one_rule_without_a_day_shows_every_version() -> None:
    text = printed("otc_tiers")
    assert "2025-06-30" in text and "2025-07-01" in text
    assert "OTCID" in text and "PINK_CURRENT" in text


def test_a_review_day_that_passed_is_a_warning() -> None:
    assert "Review day passed" in printed("--asof", "2040-01-01")


def test_json_is_one_document() -> None:
    document = json.loads(printed("due_13d", "--asof", "2024-02-05", "--json"))
    assert document["asof"] == "2024-02-05"
    assert document["rules"][0]["value"] == {"first_business_days": 5, "amendment_business_days": 2}
    everything = json.loads(printed("--asof", "2024-02-05", "--json"))
    assert {"name", "value", "unit", "from", "to", "source", "status", "review", "note"} <= set(
        everything["rules"][0]
    )


@pytest.mark.parametrize(
    ("arguments", "kind", "found"),
    [
        (["tick_sizes"], NoSuchThing, "nearest: tick_size"),
        (["--asof", "yesterday"], Contradiction, "not a day"),
        (["round_lot", "--asof", "2020-01-01"], NotKnownThen, "no version was in force"),
    ],
)
def test_nonsense_is_refused_with_a_sentence(
    arguments: list[str], kind: type[Exception], found: str
) -> None:
    outcome = CliRunner().invoke(command, arguments)
    assert isinstance(outcome.exception, kind)
    assert found in str(outcome.exception)
