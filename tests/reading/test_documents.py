"""A file opened as documents: what it may be, where its words stand, and what is refused."""

import gzip
import json

import pytest

from microcap.model.errors import Unreadable
from microcap.reading.documents import documents_in, open_document, source_text

SUBMISSION = """-----BEGIN PRIVACY-ENHANCED MESSAGE-----
Proc-Type: 2001,MIC-CLEAR

<SEC-DOCUMENT>0009999999-98-000002.txt : 19980304
<SEC-HEADER>0009999999-98-000002.hdr.sgml : 19980304
ACCESSION NUMBER:\t\t0009999999-98-000002
CONFORMED SUBMISSION TYPE:\t8-K
FILED AS OF DATE:\t\t19980303
FILER:
\tCOMPANY DATA:
\t\tCOMPANY CONFORMED NAME:\t\t\tQUILLFEATHER MINING CORP
</SEC-HEADER>
<DOCUMENT>
<TYPE>8-K
<SEQUENCE>1
<FILENAME>form8k.txt
<TEXT>
<PAGE>
ITEM 5.  OTHER EVENTS

   The Company moved its office to Boise, Idaho, on
March 1, 1998, and pays $1,200 a month &amp; taxes.
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>GRAPHIC
<SEQUENCE>2
<FILENAME>logo.jpg
<TEXT>
begin 644 logo.jpg
M_]C_X``02D9)1@`!``$`8`!@``#_
end
</TEXT>
</DOCUMENT>
</SEC-DOCUMENT>
"""


def test_a_submission_gives_its_readable_documents_with_the_header() -> None:
    (found,) = open_document(SUBMISSION.encode(), "0009999999-98-000002.txt")
    assert (found.form, found.type, found.filed) == ("8-K", "8-K", "1998-03-03")
    assert (found.company, found.accession) == ("QUILLFEATHER MINING CORP", "0009999999-98-000002")


def test_words_lead_back_to_the_place_in_the_whole_source() -> None:
    (found,) = open_document(SUBMISSION.encode(), "a.txt")
    start = found.text.index("moved its office")
    end = found.text.index("a month & taxes") + len("a month & taxes")
    first, last = found.source_span(start, end)
    held = SUBMISSION[first:last]
    assert " ".join(held.replace("&amp;", "&").split()) == " ".join(found.text[start:end].split())
    assert held.startswith("moved its office") and held.endswith("&amp; taxes")


def test_packed_and_bare_bytes_give_the_same_words() -> None:
    packed = open_document(gzip.compress(SUBMISSION.encode()), "a.txt.gz")
    assert packed[0].text == open_document(SUBMISSION.encode(), "a.txt")[0].text


def test_windows_letters_are_read_where_the_bytes_are_no_utf_8() -> None:
    """0x93 and 0x94 are the quote marks of Windows Latin."""
    body = b"FORM 10-K\n\nThe \x93Company\x94 mines talc.\n"
    assert "The “Company” mines talc." in open_document(body, "a.txt")[0].text


def test_items_in_json_are_sections_of_one_document() -> None:
    held = {
        "company": "QUILLFEATHER",
        "filing_type": "10-K",
        "item_1A": 'Item 1A. Risk\nTalc "dust".',
    }
    (found,) = open_document(json.dumps(held).encode(), "1_10K_2004_0009999999-04-000001.json")
    assert (found.form, found.accession) == ("10-K", "0009999999-04-000001")
    assert found.section("1A").endswith('Talc "dust".')


def test_text_of_a_pdf_is_read_over_its_page_breaks() -> None:
    body = b"FORM 10-Q\n\nWe mine talc in two pits that lie\n\n- 2 -\n\x0cnear the town of Ogden.\n"
    assert "pits that lie near the town of Ogden." in open_document(body, "a.txt")[0].text


def test_an_unknown_form_is_not_guessed() -> None:
    assert open_document(b"Dear shareholder, we mine talc.", "letter.txt")[0].form == ""


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"%PDF-1.7 ...", "it is a PDF; give the text"),
        (b"PK\x03\x04....", "it is a zip archive"),
        (b"", "found an empty file"),
        (b"\x00" * 4000, "found an empty file"),
        (b"a\x00\x00\x00" * 1000, "found a binary file"),
        (gzip.compress(b"word " * 9000, mtime=0)[:60], "the gzip file is cut off"),
        (b"\x1f\x8b\x07\x00garbage and more", "the gzip file is damaged"),
        (b'{"item_1": "Item 1', "begins as JSON of extracted items and is none"),
        (b"<html><body></body></html>", "found no words in it"),
    ],
)
def test_what_is_no_document_is_refused_in_one_sentence(body: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence):
        open_document(body, "x")


def test_a_gzip_that_unpacks_to_too_much_is_refused_before_it_fills_the_memory() -> None:
    bomb = gzip.compress(b"\x20" * (70 * 2**20))
    with pytest.raises(Unreadable, match="found more than 67,108,864 bytes"):
        open_document(bomb, "bomb.gz")


def test_entities_that_a_file_defines_are_not_expanded() -> None:
    lines = "".join(f'<!ENTITY a{n + 1} "&a{n};&a{n};&a{n};&a{n};">' for n in range(30))
    source = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">{lines}]><x><y>&a30; talc</y></x>'
    (found,) = documents_in(source, "laughs.xml")
    assert "&a30; talc" in found.text
    assert len(found.text) < len(source)


def test_tags_within_tags_without_end_cost_no_more_than_their_length() -> None:
    (found,) = documents_in("<html>" + "<div><b>" * 60_000 + "We mine talc.", "deep.htm")
    assert found.text == "We mine talc."


def test_zero_bytes_among_the_words_are_blanks() -> None:
    assert (
        source_text(b"We mine\x00talc in Ogden and in Boise.", "a")
        == "We mine\x00talc in Ogden and in Boise."
    )
    (found,) = open_document(b"We mine\x00talc in Ogden and in Boise.", "a")
    assert found.text == "We mine talc in Ogden and in Boise."
