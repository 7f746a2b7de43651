"""The headed parts of a document."""

from microcap.reading.sections import sections_at
from reading.cases import page

TALC = "We mine talc in the hills and sell it to makers of paint. " * 8


def test_the_table_of_contents_is_no_item() -> None:
    text = (
        "Item 1. Business\n\nItem 1A. Risk Factors\n\nItem 9A. Controls and Procedures\n\n"
        f"Item 1. Business\n\n{TALC}\n\nItem 1A. Risk Factors\n\n{TALC}\n\n"
        f"Item 9A. Controls and Procedures\n\n{TALC}"
    )
    found = page(text)
    assert [one.name for one in found.sections] == ["1", "1A", "9A"]
    assert found.section("9A").count("We mine talc") == 8


def test_items_of_a_current_report_bear_its_name() -> None:
    text = f"Item 4.01 Changes in Certifying Accountant\n\n{TALC}\n\nItem 9.01 Exhibits\n\n{TALC}"
    assert [one.name for one in page(text, "8-K").sections] == ["8-K 4.01", "8-K 9.01"]


def test_a_place_in_a_note_is_in_the_note_and_in_the_item() -> None:
    text = f"Item 8. Financial Statements\n\n{TALC}\n\nNOTE 3 - GOING CONCERN\n\n{TALC}"
    found = page(text)
    names = [one.name for one in sections_at(found, len(found.text) - 10)]
    assert names == ["8", "note 3"]


def test_the_auditors_report_ends_where_the_statements_begin() -> None:
    text = (
        "REPORT OF INDEPENDENT CERTIFIED PUBLIC ACCOUNTANTS\n\nTo the Board of Directors\n\n"
        + "We have audited the balance sheets of the company. " * 12
        + "\n\nBALANCE SHEETS\n\nCash     12     11\n"
    )
    (report,) = (one for one in page(text).sections if one.name == "auditor's report")
    assert "BALANCE SHEETS" not in page(text).text[report.start : report.end]


def test_a_heading_of_risk_factors_ends_at_the_use_of_proceeds() -> None:
    text = f"RISK FACTORS\n\n{TALC}\n\nUSE OF PROCEEDS\n\n{TALC}"
    (risks,) = (one for one in page(text, "424B5").sections if one.name == "risk factors")
    assert page(text, "424B5").text[risks.start : risks.end].count("We mine talc") == 8
