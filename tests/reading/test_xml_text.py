"""XML as clean text."""

from microcap.reading.lines import assembled
from microcap.reading.xml_text import is_xml, xml_form, xml_lines

SOURCE = (
    '<?xml version="1.0"?>\n<ownershipDocument>\n  <documentType>4</documentType>\n'
    "  <transactionShares><value>5,000</value></transactionShares>\n  <!-- note -->\n"
    "  <remarks><![CDATA[sold & gone]]></remarks>\n</ownershipDocument>"
)


def test_names_stand_before_what_they_hold() -> None:
    text, _, _ = assembled(xml_lines(SOURCE, 0, len(SOURCE)))
    assert text.split("\n") == [
        "ownershipDocument",
        "documentType\t4",
        "transactionShares",
        "value\t5,000",
        "remarks\tsold & gone",
    ]


def test_a_value_leads_back_to_its_place() -> None:
    text, starts, origins = assembled(xml_lines(SOURCE, 0, len(SOURCE)))
    place = text.index("5,000")
    at = max(n for n, start in enumerate(starts) if start <= place)
    assert SOURCE[origins[at] + place - starts[at] :].startswith("5,000")


def test_the_form_is_the_one_that_the_file_names() -> None:
    assert xml_form(SOURCE, 0) == "4"
    assert is_xml(SOURCE, 0, len(SOURCE))
    assert not is_xml("<html><body>x</body></html>", 0, 26)
