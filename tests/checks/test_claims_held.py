"""The claims made about a name, from filings, releases and kept messages."""

from datetime import date
from pathlib import Path

from checks.claim_rows import RELEASED, claimed, release, report
from checks.invented import SYMBOL, Row
from microcap.checks.claims_held import claim_id, claims_held

SIGNED = "Zz Holdings has signed a supply agreement with Norlund Shipping AS worth $2 million."
MAIL: Row = {
    "subject": SYMBOL,
    "day": RELEASED,
    "title": "ZZHM alert",
    "kind": "promotion",
    "text": "ZZHM won a contract worth $50 million from Delmar Tire Company!",
}


def test_a_release_and_a_kept_message_claim_with_their_source_and_moment(tmp_path: Path) -> None:
    held = claims_held(claimed(tmp_path, [release(SIGNED)], documents=[MAIL]))
    assert {(one.origin, one.kind, one.number("amount")) for one in held} == {
        ("release", "contract", 2e6),
        ("promotion", "contract", 50e6),
    }
    assert {one.source for one in held} == {"invented"}
    assert all(one.known_at.date() >= RELEASED for one in held)


def test_a_users_own_note_claims_nothing_for_the_company(tmp_path: Path) -> None:
    note = {**MAIL, "kind": "note"}
    assert claims_held(claimed(tmp_path, [], documents=[note])) == ()


def test_the_words_of_a_filing_are_claims_once_its_documents_were_read(tmp_path: Path) -> None:
    subject = claimed(tmp_path, [], (report("8-K", date(2024, 3, 4), SIGNED, "8.01"),))
    (one,) = claims_held(subject)
    assert (one.source, one.origin, one.text("with")) == (
        "0009900001-24-030401",
        "8-K",
        "Norlund Shipping AS",
    )


def test_a_claim_keeps_its_id_and_words_said_twice_are_two(tmp_path: Path) -> None:
    twice = [release(SIGNED), release(SIGNED, date(2024, 2, 1))]
    held = claims_held(claimed(tmp_path, twice))
    assert len({one.id for one in held}) == 2
    first = held[0]
    named = f"{first.source}/{first.day}/{first.document}"
    assert first.id == claim_id(named, first.span, "contract")
    assert len(first.id) == 12


def test_a_release_and_the_report_that_brings_it_days_later_claim_once(tmp_path: Path) -> None:
    brought = report("8-K", date(2024, 1, 12), SIGNED, "8.01")
    (one,) = claims_held(claimed(tmp_path, [release(SIGNED)], (brought,)))
    assert (one.origin, one.day) == ("release", RELEASED)
    assert (one.put_off, one.first_due, one.ids) == (0, None, (one.id,))
