"""Dealings with insiders of any size; invented."""

from datetime import date
from pathlib import Path

from annual_rows import BEFORE, NOW, company, two_years
from checks.invented import ISSUER, Row, filing
from microcap.checks.related_party_dealings import related_party_dealings
from microcap.model.verdicts import CannotTell, Clear, Finding

APRIL = date(2024, 4, 20)
NONE = (
    "Transactions with Related Persons\nThere were no transactions since the beginning of the "
    "last fiscal year between the Company and any director, officer or five percent holder.\n"
)
LENT = (
    "CERTAIN RELATIONSHIPS AND RELATED TRANSACTIONS\nIn May 2023 the Company lent $150,000 to Ms. "
    "Vera Quillon, a director, at 8% interest.\nSIGNATURES\n"
)


def proxy(text: str) -> dict[str, list[Row]]:
    """A proxy statement of April 2024 with its text."""
    filed = filing("DEF 14A", APRIL)
    says = {"issuer": ISSUER, "accession": filed["accession"], "document": "proxy.htm"}
    row = {**says, "form": "DEF 14A", "type": "DEF 14A", "day": APRIL, "title": None, "text": text}
    return {"filings": [filed], "filing_documents": [row]}


def test_a_tagged_balance_is_found(tmp_path: Path) -> None:
    rows = two_years({**NOW, "due_to": 20_000.0}, BEFORE)
    verdict = related_party_dealings(company(tmp_path, rows))
    assert isinstance(verdict, Finding)
    assert verdict.says == "fiscal year to 2023-12-31: DueToRelatedPartiesCurrent 20,000 USD"
    assert [one.what for one in verdict.evidence] == [
        "DueToRelatedPartiesCurrent 20,000 USD on 2023-12-31, 10-K"
    ]


def test_a_sentence_of_a_proxy_statement_is_found_and_quoted(tmp_path: Path) -> None:
    verdict = related_party_dealings(company(tmp_path, two_years(NOW, BEFORE), **proxy(LENT)))
    assert isinstance(verdict, Finding)
    assert "DEF 14A of 2024-04-20: “In May 2023 the Company lent $150,000" in verdict.says


def test_a_proxy_statement_that_says_none_is_clear(tmp_path: Path) -> None:
    verdict = related_party_dealings(company(tmp_path, two_years(NOW, BEFORE), **proxy(NONE)))
    assert isinstance(verdict, Clear)
    assert verdict.looked_at.endswith("no such tag in the fiscal year to 2023-12-31")


def test_accounts_without_such_a_tag_prove_nothing(tmp_path: Path) -> None:
    verdict = related_party_dealings(company(tmp_path, two_years(NOW, BEFORE)))
    assert isinstance(verdict, CannotTell)
    assert "does not prove that there were none" in verdict.missing
