"""Who serves an issuer: the newest of each role, and who was there before."""

from datetime import date
from pathlib import Path

from checks.invented import listed, subject_of
from microcap.research.parties import parties
from research.papers import paper

OLD, NEW = date(2023, 3, 30), date(2024, 3, 28)


def _report(firm: str, number: int) -> str:
    return (
        f"Item 14. Principal Accountant Fees and Services. Our independent registered public "
        f"accounting firm is {firm}, Denver, Colorado, PCAOB ID: {number}."
    )


def test_an_auditor_that_took_anothers_place_is_the_one_that_serves(tmp_path: Path) -> None:
    subject = subject_of(
        tmp_path,
        listings=listed(),
        filing_documents=[
            paper("10-K", OLD, _report("Plumbline Accountants LLP", 9042)),
            paper("10-K", NEW, _report("Ledgerfield Partners LLP", 9077)),
        ],
    )
    found = {one.role: one for one in parties(subject)}
    auditor = found["auditor"]
    assert (auditor.name, auditor.identifier) == ("Ledgerfield Partners LLP", "9077")
    assert (auditor.first, auditor.last, auditor.before) == (NEW, NEW, "Plumbline Accountants LLP")


def test_nobody_is_named_where_nothing_was_read(tmp_path: Path) -> None:
    assert parties(subject_of(tmp_path / "a", listings=listed())) == ()
    assert parties(subject_of(tmp_path / "b")) == ()
