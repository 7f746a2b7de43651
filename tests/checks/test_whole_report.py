"""Whether a report is held to its end."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import ISSUER, filing, held, listed, subject_of
from microcap.checks.going_concern_stated import going_concern_stated
from microcap.checks.whole_report import has_controls, has_notes
from microcap.model.verdicts import CannotTell

MARCH = date(2024, 3, 28)
CONTENTS = "Item 8. Notes to Consolidated Financial Statements\t42\nSIGNATURES\t77\nWe sell pumps."
NOTES = "NOTES TO THE CONSOLIDATED FINANCIAL STATEMENTS\n1. We sell pumps."
CONTROLS = "Management assessed our internal control over financial reporting."
BLOCK = "SIGNATURES\nthe registrant has duly caused this report to be signed.\n/s/ Osric Marrow"


@pytest.mark.parametrize(
    ("text", "notes", "controls"),
    [
        (CONTENTS, False, False),
        (f"{CONTENTS}\n{CONTROLS}", False, False),
        (f"{CONTENTS}\n{CONTROLS}\n{BLOCK}", True, True),
        (f"{NOTES}\n/s/ Osric Marrow", True, False),
        (f"{BLOCK}\n{NOTES}", False, False),
    ],
    ids=["contents alone", "cut off", "whole", "a conformed signature", "notes not signed after"],
)
def test_only_a_signature_block_shows_the_end(
    tmp_path: Path, text: str, notes: bool, controls: bool
) -> None:
    row = {"accession": "none", "document": "10-K of March"}
    kept = {"subject": ISSUER, "day": MARCH, "title": "10-K of March", "kind": "filing_text"}
    subject = subject_of(tmp_path, listings=listed(), documents=[{**kept, "text": text}])
    assert has_notes(subject, row) is notes
    assert has_controls(subject, row) is controls


def test_a_report_cut_off_after_its_contents_earns_no_clean_bill(tmp_path: Path) -> None:
    """Its table of contents names the notes and the signatures, and the rest is not held."""
    subject = subject_of(
        tmp_path,
        listings=listed(),
        filings=[filing("10-K", MARCH)],
        documents=[
            {
                "subject": ISSUER,
                "day": MARCH,
                "title": "10-K for 2023",
                "kind": "filing_text",
                "text": CONTENTS,
            }
        ],
        coverage=[held()],
    )
    assert isinstance(going_concern_stated(subject), CannotTell)
