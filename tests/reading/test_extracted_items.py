"""JSON of extracted items."""

import json

from microcap.reading.extracted_items import extracted_document, is_extracted

HELD = {
    "cik": "9",
    "company": "QUILLFEATHER MINING CORP",
    "filing_type": "8-K",
    "filing_date": "2005-03-02",
    "complete_text_filing_link": "https://example.org/0009999999-05-000011.txt",
    "item_4.01": "Item 4.01 Changes in Accountant\nOn March 1, 2005 we engaged “Birchgrove” & Co.",
    "item_9.01": "",
}


def test_an_item_is_a_section_and_empty_ones_are_none() -> None:
    found = extracted_document(json.dumps(HELD), "x.json")
    assert [(one.name, one.title) for one in found.sections] == [
        ("8-K 4.01", "Item 4.01 Changes in Accountant")
    ]
    assert (found.company, found.accession) == ("QUILLFEATHER MINING CORP", "0009999999-05-000011")


def test_words_lead_back_to_the_escaped_source() -> None:
    """json.dumps writes the quote mark as six characters: backslash, u201c."""
    source = json.dumps(HELD)
    found = extracted_document(source, "x.json")
    start = found.text.index("we engaged")
    first, last = found.source_span(start, len(found.text))
    assert json.loads('"' + source[first:last] + '"') == "we engaged “Birchgrove” & Co."


def test_other_json_is_not_taken_for_items() -> None:
    assert is_extracted(json.dumps(HELD))
    assert not is_extracted('{"facts": {"us-gaap": {}}}')
