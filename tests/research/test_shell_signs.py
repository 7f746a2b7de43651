"""Signs of a shell, each with three answers."""

from datetime import date
from pathlib import Path

from checks.invented import ISSUER, Rows, filing, held, listed
from checks.invented import fact as attribute
from microcap.model.verdicts import CannotTell, Clear, Finding, Verdict
from microcap.research.shell_signs import shell_signs
from research.tiny import fact, subject

YEAR = filing("10-K", date(2024, 3, 28))


def signs(folder: Path, **tables: Rows) -> dict[str, Verdict]:
    found = shell_signs(subject(folder, listings=listed(), **tables))
    return {one.name: one.verdict for one in found}


def revenue(value: float) -> Rows:
    return [
        fact("Revenues", value, date(2023, 12, 31), start=date(2023, 1, 1), filed=date(2024, 3, 28))
    ]


def test_knowing_nothing_says_nothing(tmp_path: Path) -> None:
    found = {one.name: one.verdict for one in shell_signs(subject(tmp_path))}
    assert len(found) == 7
    assert all(isinstance(verdict, CannotTell) for verdict in found.values())


def test_a_year_without_revenue_is_seen_and_one_with_it_is_not(tmp_path: Path) -> None:
    none = signs(tmp_path / "a", facts=revenue(0.0))["nominal_revenue"]
    assert isinstance(none, Finding)
    assert none.says == "revenue of the year to 2023-12-31 was $0"
    some = signs(tmp_path / "b", facts=revenue(2_500_000.0))["nominal_revenue"]
    assert isinstance(some, Clear)


def test_no_tagged_revenue_is_not_no_revenue(tmp_path: Path) -> None:
    found = signs(tmp_path, facts=[fact("Assets", 1e6, date(2024, 3, 31))])
    assert isinstance(found["nominal_revenue"], CannotTell)


def test_assets_that_are_cash_are_seen(tmp_path: Path) -> None:
    """1,020,000 less 1,000,000 of cash are 20,000 beside it."""
    facts = [
        fact("Assets", 1_020_000, date(2024, 3, 31)),
        fact("CashAndCashEquivalentsAtCarryingValue", 1_000_000, date(2024, 3, 31)),
    ]
    verdict = signs(tmp_path, facts=facts)["nominal_assets"]
    assert isinstance(verdict, Finding)
    assert "$20,000 of them beside cash" in verdict.says


def test_assets_and_cash_of_two_days_are_not_compared(tmp_path: Path) -> None:
    facts = [
        fact("Assets", 1_020_000, date(2024, 3, 31)),
        fact("CashAndCashEquivalentsAtCarryingValue", 1_000_000, date(2023, 12, 31)),
    ]
    assert isinstance(signs(tmp_path, facts=facts)["nominal_assets"], CannotTell)


def test_a_change_of_shell_status_is_cited(tmp_path: Path) -> None:
    filings = [YEAR, filing("8-K", date(2024, 2, 5), "5.06,9.01")]
    assert isinstance(signs(tmp_path, filings=filings)["shell_status_changed"], Finding)


def test_a_name_and_the_control_within_a_year_are_seen_together(tmp_path: Path) -> None:
    names = [
        attribute("name", "Zz Mining Corp", date(2019, 1, 2)),
        attribute("name", "Zz Quantum Inc", date(2024, 1, 15)),
    ]
    filings = [YEAR, filing("8-K", date(2023, 9, 5), "5.01")]
    verdict = signs(tmp_path, filings=filings, issuers=names)["changed_together"]
    assert isinstance(verdict, Finding)
    assert verdict.says == "change of control on 2023-09-05 and change of name on 2024-01-15"


def test_one_of_them_alone_in_a_whole_record_is_clear(tmp_path: Path) -> None:
    filings = [YEAR, filing("8-K", date(2023, 9, 5), "5.01")]
    verdict = signs(tmp_path, filings=filings, coverage=[held()])["changed_together"]
    assert isinstance(verdict, Clear)
    assert verdict.looked_at.startswith("change of control alone")


def test_filings_after_two_silent_years_are_seen_where_the_silence_is_proved(
    tmp_path: Path,
) -> None:
    filings = [filing("10-K", date(2020, 3, 30)), filing("10-12G", date(2024, 2, 1))]
    proved = signs(tmp_path / "a", filings=filings, coverage=[held()])["dormant_then_filing"]
    assert isinstance(proved, Finding)
    assert "from 2020-03-30 to 2024-02-01" in proved.says
    unproved = signs(tmp_path / "b", filings=filings)["dormant_then_filing"]
    assert isinstance(unproved, CannotTell)


def test_forms_of_holders_do_not_break_a_silence(tmp_path: Path) -> None:
    filings = [
        filing("10-K", date(2020, 3, 30)),
        filing("SC 13G", date(2022, 2, 14)),
        filing("10-12G", date(2024, 2, 1)),
    ]
    verdict = signs(tmp_path, filings=filings, coverage=[held()])["dormant_then_filing"]
    assert isinstance(verdict, Finding)


def test_a_courts_custodian_is_quoted(tmp_path: Path) -> None:
    text = "On 3 May the petitioner was appointed custodian of the Company by the District Court of Clark County."
    document = {
        "subject": ISSUER,
        "day": date(2024, 5, 10),
        "title": "8-K",
        "kind": "filing_text",
        "text": text,
    }
    verdict = signs(tmp_path, documents=[document])["custodianship"]
    assert isinstance(verdict, Finding)
    assert "custodian of the Company by the District Court" in verdict.evidence[0].what


def test_a_custodian_of_a_fund_is_no_custodianship(tmp_path: Path) -> None:
    text = "The bank is the custodian of the trust's assets and is paid monthly."
    document = {
        "subject": ISSUER,
        "day": date(2024, 5, 10),
        "title": "10-K",
        "kind": "filing_text",
        "text": text,
    }
    assert isinstance(signs(tmp_path, documents=[document])["custodianship"], CannotTell)
