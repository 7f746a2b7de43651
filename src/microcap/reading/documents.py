"""A file of a publisher or a user, opened as documents of clean text.

The steps: `_unpacked` (gzip), `_decoded` (letters), then by what the bytes are: a submission
(`submission`), a JSON of extracted items (`extracted_items`), XML (`xml_text`), HTML (`markup`), plain text
(`plain_text`). Nothing in a file is executed, fetched or expanded.
"""

import re
import zlib
from dataclasses import replace

from microcap.model.errors import Unreadable
from microcap.reading.document import Document
from microcap.reading.extracted_items import extracted_document, is_extracted
from microcap.reading.forms import form_of_cover, plain_form
from microcap.reading.lines import assembled
from microcap.reading.markup import is_markup, markup_lines
from microcap.reading.plain_text import plain_lines
from microcap.reading.sections import sections_of
from microcap.reading.submission import Part, header_of, parts_of
from microcap.reading.xml_text import is_xml, xml_form, xml_lines

LARGEST = 64 * 2**20
"""No file is opened above this many bytes once unpacked; a filing's text is a tenth of it."""

LONGEST_TEXT = 6_000_000
"""No more words than these are searched; the longest annual report has a fifth of them."""

_ENDLESS = re.compile(r"\S{5000}")
_BINARY = (
    (b"%PDF-", "it is a PDF; give the text of it (pdftotext FILE writes it)"),
    (b"PK\x03\x04", "it is a zip archive; unpack it and give its files"),
    (b"\xd0\xcf\x11\xe0", "it is an old Office file; save it as text"),
    (b"\x89PNG", "it is a picture; give a text"),
    (b"\xff\xd8\xff", "it is a picture; give a text"),
    (b"GIF8", "it is a picture; give a text"),
)


def open_document(body: bytes, name: str) -> list[Document]:
    """The documents in the bytes of a file: one, or each readable one of a submission.

    The places of their text lead into the whole source as `source_text` decodes it. Raises
    `Unreadable` for bytes that are no text, cut off, or more than `LARGEST`.
    """
    return documents_in(source_text(body, name), name)


def source_text(body: bytes, name: str) -> str:
    """The source as letters: unpacked, and decoded without changing their number.

    UTF-8 where the bytes are that, else Windows Latin, of which every byte is a letter.
    """
    return _decoded(_unpacked(body, name), name)


def documents_in(source: str, name: str) -> list[Document]:
    """The documents of a decoded source. Raises `Unreadable` where it holds nothing to read."""
    if is_extracted(source):
        found = [extracted_document(source, name)]
    else:
        head = header_of(source)
        parts = parts_of(source)
        if not parts:
            found = [_document(source, Part(0, len(source), "", name))]
        else:
            found = [
                replace(
                    _document(source, part, head.form),
                    company=head.company,
                    accession=head.accession,
                    filed=head.filed,
                )
                for part in parts
                if part.readable
            ]
    found = [one for one in found if one.text.strip()]
    if sum(len(one.text) for one in found) > LONGEST_TEXT:
        raise Unreadable(
            f"{name}: asked to read it, found more than {LONGEST_TEXT:,} characters of words; "
            "give the document of the filing alone"
        )
    if any(_ENDLESS.search(one.text) for one in found):
        raise Unreadable(
            f"{name}: asked to read it, found a word of more than 5,000 letters; give a text"
        )
    if not found:
        raise Unreadable(
            f"{name}: asked to read it, found no words in it; give the document of a filing"
        )
    return [replace(one, sections=one.sections or sections_of(one)) for one in found]


def _document(source: str, part: Part, form: str = "") -> Document:
    start, end = part.start, part.end
    named = ""
    if is_xml(source, start, end):
        lines = xml_lines(source, start, end)
        named = xml_form(source, start)
    elif is_markup(source, start, end):
        lines = markup_lines(source, start, end)
    else:
        lines = plain_lines(source, start, end)
    text, starts, origins = assembled(lines)
    exhibit = part.type.upper().startswith("EX")
    told = form or ("" if exhibit else named or part.type)
    told = told or (part.type if exhibit else form_of_cover(text))
    return Document(part.name, plain_form(told), plain_form(part.type), text, starts, origins)


def _unpacked(body: bytes, name: str) -> bytes:
    if body[:2] == b"\x1f\x8b":
        body = _gunzipped(body, name)
    if len(body) > LARGEST:
        raise Unreadable(
            f"{name}: asked to read it, found more than {LARGEST:,} bytes; give the document "
            "of the filing alone"
        )
    if not body.strip(b"\x00 \r\n\t"):
        raise Unreadable(f"{name}: asked to read it, found an empty file; get it again")
    for mark, sentence in _BINARY:
        if body.startswith(mark):
            raise Unreadable(f"{name}: asked for its words, and {sentence}")
    return body


def _gunzipped(body: bytes, name: str) -> bytes:
    stream = zlib.decompressobj(wbits=31)
    try:
        unpacked = stream.decompress(body, LARGEST + 1)
    except zlib.error as error:
        raise Unreadable(f"{name}: the gzip file is damaged ({error}); get it again") from None
    if len(unpacked) <= LARGEST and not stream.eof:
        raise Unreadable(f"{name}: the gzip file is cut off; get it again")
    return unpacked


def _decoded(body: bytes, name: str) -> str:
    if body[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return body.decode("utf-16", "replace")
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = body.decode("latin-1").translate(_WINDOWS)
    if text.count("\x00") > len(text) // 10:
        raise Unreadable(f"{name}: asked for its words, found a binary file; give a text")
    return text


_WINDOWS = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
