"""Claims with their statuses, the user's rulings beside them, and those still open."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from checks.claim_rows import claimed, release, report
from checks.invented import SYMBOL
from microcap.casebook.book import Casebook
from microcap.checks.claims_held import claims_held
from microcap.model.errors import Contradiction, NoSuchThing
from microcap.research.claims import Ruling, claim_named, claims, open_claims, rule_claim, rulings
from microcap.research.notes import casebook_of
from microcap.view.subject import Subject
from microcap.view.view import records

NOW = datetime(2024, 7, 1, 15, 0, tzinfo=UTC)
NEWS = [
    release("Zz Holdings will open its Port Arden plant by March 31, 2024."),
    release("Zz Holdings will open its Dayton laboratory by December 31, 2024.", date(2024, 1, 11)),
    release("Zz signed a supply agreement with Norlund Shipping AS.", date(2024, 1, 12)),
]
REPORTS = (
    report("10-Q", date(2024, 5, 10), "In January we signed an agreement with Norlund Shipping."),
)


@pytest.fixture
def subject(tmp_path: Path) -> Subject:
    """One overdue, one not yet due, one that a quarterly report bears out."""
    return claimed(tmp_path, NEWS, REPORTS)


def test_claims_are_counted_and_each_has_what_it_rests_on(subject: Subject) -> None:
    value = claims(subject)
    assert value.counts == {
        "contradicted": 0, "overdue": 1, "ended": 0, "cannot_tell": 0, "unverified": 1,
        "verified": 1,
    }  # fmt: skip
    assert [one.status for one in value.rows] == ["overdue", "unverified", "verified"]
    assert all(one.evidence for one in value.rows if one.status != "unverified")
    assert value.rows[2].evidence[0].source == "0009900001-24-051001"


def test_before_the_report_the_same_claims_have_other_statuses(
    subject: Subject, tmp_path: Path
) -> None:
    """On 9 April the promised day has passed by nine days, and no report was filed since."""
    earlier = Subject(records(tmp_path / "lake").as_of("2024-04-09"), SYMBOL)
    assert {one.status for one in claims(earlier).rows} == {"unverified"}


def test_a_ruling_stands_beside_the_status_and_closes_a_claim(subject: Subject) -> None:
    overdue = claims(subject).rows[0]
    assert [one.id for one in open_claims(subject)] == [one.id for one in claims(subject).rows[:2]]
    ruled = Ruling(overdue.id, "verified", "saw the plant", NOW, 1)
    assert claims(subject, [ruled]).rows[0].ruling == ruled
    assert claims(subject, [ruled]).rows[0].status == "overdue"
    assert overdue.id not in {one.id for one in open_claims(subject, [ruled])}
    doubted = Ruling(overdue.id, "open", "asked again", NOW, 2)
    assert overdue.id in {one.id for one in open_claims(subject, [ruled, doubted])}


def test_a_ruling_is_written_read_back_by_its_moment_and_replaced(
    subject: Subject, tmp_path: Path
) -> None:
    lake, book = tmp_path / "lake", tmp_path / "book.sqlite"
    name = claims(subject).rows[0].id
    first = rule_claim(lake, book, SYMBOL, name[:8], "open", "asked the company", now=NOW)
    later = NOW.replace(day=2)
    rule_claim(lake, book, SYMBOL, name, "withdrawn", "the company took it back", now=later)
    held = casebook_of(lake, book)
    seen = Subject(records(lake).as_of("2024-07-05"), SYMBOL)
    assert [one.ruling for one in rulings(held, seen)] == ["withdrawn"]
    between = Subject(records(lake).as_of("2024-07-01"), SYMBOL)
    assert [(one.ruling, one.entry) for one in rulings(held, between)] == [("open", first.entry)]
    assert held.verify().broken is None


def test_a_claim_or_ruling_that_is_none_is_refused_in_a_sentence(
    subject: Subject, tmp_path: Path
) -> None:
    lake, book = tmp_path / "lake", tmp_path / "book.sqlite"
    name = claims(subject).rows[0].id
    with pytest.raises(Contradiction, match="one of verified, contradicted, open, withdrawn"):
        rule_claim(lake, book, SYMBOL, name, "true", "so", now=NOW)
    with pytest.raises(Contradiction, match="say why"):
        rule_claim(lake, book, SYMBOL, name, "verified", "  ", now=NOW)
    with pytest.raises(NoSuchThing, match="3 are known and none has that id"):
        claim_named(claims(subject).rows, "zzzzzz")
    assert not book.exists()


def test_a_name_without_claims_says_what_was_read(tmp_path: Path) -> None:
    value = claims(claimed(tmp_path, []))
    assert value.rows == ()
    assert "no claim was read: held are 0 documents of filings" in value.notes[0]


AGAIN = [
    release("Zz expects to complete the pivotal sensor trial by March 31, 2024."),
    release("Zz expects to complete the pivotal sensor trial by May 31, 2024.", date(2024, 4, 3)),
]


def test_a_ruling_on_any_telling_of_a_promise_is_one_on_the_promise(tmp_path: Path) -> None:
    subject = claimed(tmp_path, AGAIN)
    (row,) = claims(subject).rows
    assert [told.due for told in row.before] == [date(2024, 3, 31)]
    assert row.put_off == 1
    later = next(one for one in claims_held(subject) if one.id != row.id)
    value = claims(subject, [Ruling(later.id, "verified", "saw it", NOW, 3)])
    assert value.rows[0].ruling is not None
    assert value.notes == ()


def test_a_ruling_on_a_promise_is_written_under_its_first_id(tmp_path: Path) -> None:
    subject = claimed(tmp_path, AGAIN)
    (row,) = claims(subject).rows
    said = rule_claim(
        tmp_path / "lake", tmp_path / "book.sqlite", SYMBOL, row.id, "open", "asked", now=NOW
    )
    assert said.claim == row.id


def test_a_casebook_of_real_names_takes_no_ruling_on_an_invented_one(tmp_path: Path) -> None:
    """The lake of the test is invented; the book was begun for real names."""
    subject = claimed(tmp_path, NEWS)
    book = tmp_path / "book.sqlite"
    Casebook.open(book, synthetic=False).append("note:all", "note", {"text": "real"}, NOW, [])
    name = claims(subject).rows[0].id
    with pytest.raises(Contradiction, match="real"):
        rule_claim(tmp_path / "lake", book, SYMBOL, name, "open", "asked", now=NOW)
