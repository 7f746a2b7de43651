"""The words of whatever somebody kept; bytes that hold none are told, never refused."""

import gzip
import time

import pytest

from microcap.reading.documents import LONGEST_TEXT
from microcap.reading.kept_words import kept_words


def test_a_page_gives_its_words_and_no_script() -> None:
    page = b"<html><head><title>x</title></head><body onload='a()'><script>alert(1)</script><p>ZZHM rises</p></body></html>"
    told = kept_words(page, "a.html")
    assert "ZZHM rises" in told.text
    assert "alert" not in told.text
    assert told.unread == ""


def test_a_mail_gives_subject_and_sender() -> None:
    told = kept_words(b"From: a@zz.example\nSubject: ZZHM\n\nBuy it.", "a.eml")
    assert (told.subject, told.sender, told.text) == ("ZZHM", "a@zz.example", "Buy it.")


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"PK\x03\x04" + b"x" * 50, "a zip archive"),
        (b"%PDF-1.7", "a PDF"),
        (b"\x00" * 1000, "an empty file"),
        (b"\x01\x00" * 1000, "a binary file"),
        (gzip.compress(b"\x00" * 70_000_000, 1), "more than 67,108,864 bytes"),
    ],
)
def test_bytes_without_words_say_why(body: bytes, why: str) -> None:
    told = kept_words(body, "a.bin")
    assert told.text == ""
    assert why in told.unread
    assert not told.unread.startswith("a.bin")


def test_a_message_without_words_is_not_told_to_be_a_filing() -> None:
    told = kept_words(b"<html><p></p></html>", "a.html")
    assert told.unread == "asked to read it, found no words in it; give its words as a text"


def test_parts_beyond_the_bound_are_said_to_be_unread() -> None:
    head = b"From: a@zz.example\nSubject: x\nContent-Type: multipart/mixed; boundary=b\n\n"
    part = b"--b\nContent-Type: text/plain\n\nBuy ZZHM\n"
    assert kept_words(head + part * 300 + b"--b--", "a.eml").cut
    assert not kept_words(head + part * 3 + b"--b--", "a.eml").cut


def test_fifty_megabytes_are_read_in_part_and_said_to_be() -> None:
    """31 letters times 1,650,000 are 51 MB; the bound is six million letters."""
    started = time.process_time()
    told = kept_words(b"Buy ZZHM now, it will explode! " * 1_650_000, "long.txt")
    assert told.cut
    assert len(told.text) <= LONGEST_TEXT
    assert time.process_time() - started < 30


@pytest.mark.parametrize(
    "text", ["ZZНМ іs thе рісk", "买入 ZZHM 股票，马上", "\u202eMHZZ yub\u202c", "🚀🚀🚀 ZZHM 🚀"]
)
def test_any_language_and_any_letters_are_kept_as_they_are(text: str) -> None:
    told = kept_words(text.encode(), "a.txt")
    assert "ZZ" in told.text
    assert told.unread == ""
