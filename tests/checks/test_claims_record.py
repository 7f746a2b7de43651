"""The verdict on the claims of a name."""

from pathlib import Path

from checks.claim_rows import claimed, release
from microcap.checks.claim_status import weighed_claims
from microcap.checks.claims_record import verdict
from microcap.model.verdicts import CannotTell, Clear, Finding

LATER = "Zz Holdings will open its Port Arden plant by December 31, 2024."


def test_a_finding_cites_the_claim_and_counts_the_others(tmp_path: Path) -> None:
    second = "Zz Holdings will open its Dayton laboratory by November 30, 2024."
    subject = claimed(tmp_path, [release(f"{LATER}\n\n{second}")])
    found = weighed_claims(subject)
    told = verdict(subject, found, "overdue", asked="claims")
    assert isinstance(told, Finding)
    assert told.says.endswith("(and 1 more)")
    assert len(told.evidence) == 2


def test_clear_needs_claims_that_were_read_and_a_whole_record(tmp_path: Path) -> None:
    whole = claimed(tmp_path / "whole", [release(LATER)])
    assert isinstance(verdict(whole, [], "overdue", asked="claims"), Clear)
    part = claimed(tmp_path / "part", [release(LATER)], whole=False)
    assert isinstance(verdict(part, [], "overdue", asked="claims"), CannotTell)
    none = claimed(tmp_path / "none", [])
    assert isinstance(verdict(none, [], "overdue", asked="claims"), CannotTell)
