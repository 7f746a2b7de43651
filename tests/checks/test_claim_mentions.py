"""What later documents say about the subject of a claim."""

from datetime import date
from pathlib import Path

import pytest

from checks.claim_rows import claimed, release, report
from microcap.checks.claim_mentions import keys_of, mentions, papers, unread_since
from microcap.checks.claims_held import claims_held
from microcap.view.subject import Subject

SIGNED = "Zz Holdings has signed a supply agreement with Norlund Shipping AS worth $2 million."
TOLD = date(2024, 5, 10)


def _senses(subject: Subject) -> list[tuple[str, str]]:
    (claim,) = claims_held(subject)
    said = mentions(claim, keys_of(claim, ["Zz Holdings"]), papers(subject))
    return [(one.sense, one.quote) for one in said]


@pytest.mark.parametrize(
    ("words", "sense"),
    [
        ("In January we signed a supply agreement with Norlund Shipping AS.", "done"),
        ("The agreement with Norlund Shipping was terminated in April.", "ended"),
        ("We have not received any order from Norlund Shipping.", "denied"),
        ("Norlund Shipping is one of our customers.", "named"),
        ("We expect deliveries to Norlund Shipping in the third quarter of 2024.", "later"),
        ("Either party may terminate the agreement with Norlund Shipping.", "named"),
    ],
)
def test_a_sentence_that_names_the_other_side_has_a_sense(
    tmp_path: Path, words: str, sense: str
) -> None:
    subject = claimed(tmp_path, [release(SIGNED)], (report("10-Q", TOLD, f"We grew. {words}"),))
    assert _senses(subject) == [(sense, words)]


def test_a_document_of_before_the_claim_and_one_on_something_else_say_nothing(
    tmp_path: Path,
) -> None:
    earlier = report("8-K", date(2024, 1, 3), "Norlund Shipping AS visited us.", "8.01")
    other = report("10-Q", TOLD, "We signed a lease of an office in Mesa.")
    assert _senses(claimed(tmp_path, [release(SIGNED)], (earlier, other))) == []


def test_without_an_other_side_names_and_rare_words_are_the_keys(tmp_path: Path) -> None:
    promise = "Zz Holdings will open its Port Arden plant by December 31, 2024."
    (claim,) = claims_held(claimed(tmp_path, [release(promise)]))
    keys = keys_of(claim, ["Zz Holdings"])
    assert keys.names == ("Port Arden",)
    assert {"port", "arden", "plant"} <= keys.words


def test_filings_that_could_tell_and_were_not_read_are_counted(tmp_path: Path) -> None:
    read = report("10-Q", TOLD, "We grew.")
    unread, _ = report("8-K", date(2024, 4, 2), "", "8.01")
    silent, _ = report("8-K", date(2024, 4, 3), "", "5.02")
    subject = claimed(tmp_path, [release(SIGNED)], (read,), filings=[read[0], unread, silent])
    assert unread_since(subject, date(2024, 1, 10)) == (2, 1)
