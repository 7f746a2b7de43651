"""The items of a current report, and which form a document is."""

from microcap.reading.items import by_outsider, form_of, is_exhibit, item, items
from reading.invented_text import document_of

REPORT = """FORM 8-K
Item 1.01 Entry into a Material Definitive Agreement.
On May 1, 2020 we signed.
Item 3.02 Unregistered Sales of Equity Securities. The shares were sold.
SIGNATURES
Signed below.
"""


def test_items_run_to_the_next_heading_or_the_signatures() -> None:
    found = items(document_of(REPORT))
    assert [one.number for one in found] == ["1.01", "3.02"]
    assert REPORT[found[0].body : found[0].end].strip() == "On May 1, 2020 we signed."
    assert REPORT[found[1].body : found[1].end].strip() == "The shares were sold."


def test_an_item_is_found_by_its_number() -> None:
    one = item(document_of(REPORT), "3.02")
    assert one is not None
    assert one.title == "Unregistered Sales of Equity Securities"
    assert item(document_of(REPORT), "5.01") is None


def test_another_form_has_no_items_of_a_current_report() -> None:
    assert items(document_of(REPORT, form="10-Q")) == []


def test_the_form_is_read_from_the_cover_where_no_header_tells_it() -> None:
    text = "Filed pursuant to Rule 424(b)(5)\nPROSPECTUS SUPPLEMENT"
    assert form_of(document_of(text, form="")) == "424B5"


def test_exhibits_and_papers_of_holders_are_told_apart() -> None:
    assert is_exhibit(document_of("x", type="EX-99.1")) is True
    assert by_outsider(document_of("x", form="SC 13D/A")) is True
    assert by_outsider(document_of("x", form="S-3")) is False
