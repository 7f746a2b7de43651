"""A customer of a tenth of the sales, in the words of a report; invented."""

from datetime import date
from pathlib import Path

from checks.invented import ISSUER, Row, filing, listed, subject_of
from microcap.checks.sales_to_one_customer import sales_to_one_customer
from microcap.model.verdicts import CannotTell, Clear, Finding
from research.tiny import fact

MARCH = date(2024, 3, 28)
WHOLE = " Notes to the consolidated financial statements: none. SIGNATURES. The registrant has duly caused this report to be signed."


def _report(words: str, whole: str = WHOLE) -> list[Row]:
    says = {"subject": ISSUER, "day": MARCH, "kind": "filing_text"}
    return [{**says, "title": f"10-K for the period before {MARCH}", "text": words + whole}]


def test_the_largest_share_of_a_sentence_is_found_and_quoted(tmp_path: Path) -> None:
    words = "Heron Stores and Gull Mart represented 34% and 21%, respectively, of our net sales."
    verdict = sales_to_one_customer(
        subject_of(
            tmp_path,
            listings=listed(),
            filings=[filing("10-K", MARCH)],
            documents=_report(words),
        )
    )
    assert isinstance(verdict, Finding)
    assert verdict.says.endswith("34 % of sales with one customer")
    assert verdict.evidence[0].what == f"“{words}”"


def test_a_report_read_to_its_end_without_such_a_sentence_is_clear(tmp_path: Path) -> None:
    filings = [filing("10-K", MARCH)]
    verdict = sales_to_one_customer(
        subject_of(
            tmp_path, listings=listed(), filings=filings, documents=_report("We sell pumps.")
        )
    )
    assert isinstance(verdict, Clear)
    assert "of 2024-03-28, read to the end" in verdict.looked_at


def test_a_part_of_a_report_and_a_bare_tag_cannot_tell(tmp_path: Path) -> None:
    part = subject_of(
        tmp_path / "part",
        listings=listed(),
        filings=[filing("10-K", MARCH)],
        documents=_report("We sell pumps.", ""),
    )
    rows = [fact("ConcentrationRiskPercentage1", 0.4, date(2023, 12, 31), unit="pure")]
    tagged = subject_of(tmp_path / "tag", listings=listed(), facts=rows)
    of_part, of_tag = sales_to_one_customer(part), sales_to_one_customer(tagged)
    assert isinstance(of_part, CannotTell)
    assert isinstance(of_tag, CannotTell)
    assert "does not say of what" in of_tag.missing


def test_a_later_annual_report_that_names_none_ends_it(tmp_path: Path) -> None:
    """Both reports are of the last fifteen months; the older one named a customer of 34 %."""
    day, words = date(2023, 4, 3), "Heron Stores represented 34% of our net sales."
    older = {**_report(words)[0], "day": day, "title": f"10-K for the period before {day}"}
    subject = subject_of(
        tmp_path,
        listings=listed(),
        filings=[filing("10-K", day), filing("10-K", MARCH)],
        documents=[older, *_report("We sell pumps.")],
    )
    verdict = sales_to_one_customer(subject)
    assert isinstance(verdict, Clear)
    assert verdict.looked_at.startswith("10-K of 2024-03-28")
