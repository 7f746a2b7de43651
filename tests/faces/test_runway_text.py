"""The runway as text."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import filing
from microcap.faces import runway_text
from microcap.research.references import references
from microcap.research.runway import runway
from microcap.view.subject import Subject
from offering_rows import company, document, documents, filings, money_facts
from research.tiny import subject

DAY = date(2024, 6, 3)
TRIAL = "We expect to report topline data from the phase 2 study in the fourth quarter of 2024."


def _company(folder: Path) -> Subject:
    return company(
        folder,
        facts=money_facts(),
        filings=[*filings(), filing("8-K", DAY, "8.01")],
        filing_documents=[*documents(), document("8-K", DAY, TRIAL)],
    )


def test_the_text_tells_months_end_and_the_answer_that_comes_too_late(tmp_path: Path) -> None:
    held = _company(tmp_path)
    value = runway(held)
    shown = runway_text.runway(value, 100, given=references(held, (value,)))
    assert "lasts       3.1 months - estimated, 6,000,000 USD on 2024-03-31" in shown
    assert "ends        2024-09-30" in shown
    assert "the money ends before the answer" in shown
    assert f"“{TRIAL}”" in " ".join(shown.split())
    assert "10-Q filed 2024-05-14" in shown


@pytest.mark.parametrize("width", [60, 100])
def test_no_line_is_wider_than_asked(tmp_path: Path, width: int) -> None:
    shown = runway_text.runway(runway(_company(tmp_path)), width)
    assert max(len(line) for line in shown.splitlines()) <= width


def test_a_name_of_which_nothing_is_held_says_so(tmp_path: Path) -> None:
    shown = runway_text.runway(runway(subject(tmp_path)), 100)
    assert "lasts       cannot tell: a link to its issuer, and so its filings" in shown
