"""Trades of insiders, read from the form's own fields or from the page rendered of them."""

import html
import re
from pathlib import Path

from microcap.reading.documents import open_document, source_text
from microcap.reading.form_fields import blocks, has_fields
from microcap.reading.insider_transaction import insider_holdings, insider_transactions

FORMATS = Path(__file__).resolve().parents[1] / "formats"

RENDERED = (
    "<html><body><p>FORM 4</p><p>STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP</p>"
    "<p>1. Name and Address of Reporting Person*</p><p>Wrenfield Tobias</p>"
    "<p>Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned</p><table>"
    "<tr><td>Common Stock</td><td>06/10/2024</td><td></td><td>S(1)</td><td></td><td>4,200</td>"
    "<td>D</td><td>$3.1512(2)</td><td>18,300</td><td>D</td></tr>"
    "<tr><td>Class B Common</td><td>06/11/2024</td><td></td><td>P</td><td></td><td>1,000</td>"
    "<td>A</td><td>$.25</td><td>19,300</td><td>D</td></tr></table>"
    "<p>Explanation of Responses: 1. Sold under a plan.</p></body></html>"
)


def test_each_trade_of_a_form_is_a_statement_and_a_holding_is_none() -> None:
    name = "sec_form_4.txt"
    (document,) = open_document((FORMATS / name).read_bytes(), name)
    found = insider_transactions(document)
    assert [(one.detail, one.says.get("shares"), one.says.get("price")) for one in found] == [
        ("purchase", 12_500.0, 0.25),
        ("tax_withholding", 40.0, None),
        ("other", 5_000.0, None),
    ]
    assert found[0].says["owner"] == "Quillfeather Agnes B.; Quillfeather Family Trust"
    assert found[0].quote == "Common Stock 2024-06-10 4 P 0 12,500 .25 A 112500 I By Trust"
    assert [one.says["owned"] for one in insider_holdings(document)] == [7_000.0]


def test_the_span_leads_to_the_same_words_in_the_source() -> None:
    name = "sec_form_4.txt"
    body = (FORMATS / name).read_bytes()
    source = source_text(body, name)
    for one in insider_transactions(open_document(body, name)[0]):
        words = html.unescape(re.sub(r"<[^>]*>", " ", source[slice(*one.span)]))
        assert " ".join(words.split()) == one.quote


def test_a_notice_of_sale_is_a_planned_sale() -> None:
    name = "sec_form_144.xml"
    (document,) = open_document((FORMATS / name).read_bytes(), name)
    (one,) = insider_transactions(document)
    assert (one.detail, one.says["owner"], one.says["shares"], one.says["day"]) == (
        *("planned_sale", "Tobias Wrenfield"),
        *(60_000.0, "2024-06-14"),
    )


def test_the_rendered_page_of_a_form_is_read_row_by_row() -> None:
    (document,) = open_document(RENDERED.encode(), "form4.html")
    found = insider_transactions(document)
    assert [(one.detail, one.says["shares"], one.says["price"]) for one in found] == [
        ("sale", 4_200.0, 3.1512),
        ("purchase", 1_000.0, 0.25),
    ]
    assert {one.says["owner"] for one in found} == {"Wrenfield Tobias"}
    assert not has_fields(document)


def test_a_report_that_only_names_insiders_has_no_trade() -> None:
    text = "FORM 10-K. Our officers file Forms 3, 4 and 5. Mr. Wren sold 4,200 shares at $3.15."
    (document,) = open_document(text.encode(), "report.txt")
    assert insider_transactions(document) == []


def test_the_blocks_of_a_form_end_where_the_next_one_begins() -> None:
    text = (
        "ownershipDocument\nderivativeTransaction\nsecurityTitle\nvalue\tOption\nfootnotes\n"
        "footnote\tnot of the line"
    )
    (block,) = blocks(text, "derivativeTransaction")
    assert [(one.name, one.value) for one in block.fields] == [("securityTitle", "Option")]
