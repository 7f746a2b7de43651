"""A mail's own words, and mails made to break their reader."""

from datetime import UTC, datetime

import pytest

from microcap.model.errors import Unreadable
from microcap.reading.mail import MOST_PARTS, is_mail, mail_of, words_in

HEAD = b'From: "Zz Tips" <tips@zz.example>\r\nSubject: =?utf-8?q?ZZHM_=E2=80=9Cnow=E2=80=9D?=\r\n'
DATED = HEAD + b"Date: Tue, 4 Mar 2025 10:30:00 -0500\r\n"


def test_a_mail_in_markup_gives_its_words_and_no_script() -> None:
    body = DATED + (
        b"Content-Type: text/html; charset=utf-8\r\n\r\n"
        b"<html><script>alert(1)</script><p>Buy <b>ZZHM</b> &amp; hold</p></html>"
    )
    mail = mail_of(body, "a.eml")
    assert (mail.subject, mail.sender) == ("ZZHM “now”", '"Zz Tips" <tips@zz.example>')
    assert mail.text == "Buy ZZHM & hold"
    assert mail.sent == datetime(2025, 3, 4, 15, 30, tzinfo=UTC)


def test_the_plain_part_is_read_and_what_is_attached_is_counted_and_not_opened() -> None:
    body = DATED + (
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
        b"--b\r\nContent-Type: text/plain\r\n\r\nThe plain words.\r\n"
        b"--b\r\nContent-Type: text/html\r\n\r\n<p>The marked words.</p>\r\n"
        b"--b\r\nContent-Type: application/zip\r\nContent-Transfer-Encoding: base64\r\n\r\nUEsDBA==\r\n--b--"
    )
    mail = mail_of(body, "a.eml")
    assert (mail.text, mail.attached) == ("The plain words.\n\nThe marked words.", 1)


def _of_two_parts(plain: bytes, marked: bytes) -> bytes:
    return (
        HEAD
        + b"Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\n"
        + plain
        + b"\n--b\nContent-Type: text/html\n\n<html><body><p>"
        + marked
        + b"</p></body></html>\n--b--"
    )


def test_words_that_only_the_markup_shows_are_read_too() -> None:
    """A reader sees the markup; harmless words in the part that programs read do not hide it."""
    words = (
        b"ZZHM is our pick of the year, buy before the news breaks on Friday morning, it may triple"
    )
    mail = mail_of(_of_two_parts(b"Your order has been shipped.", words), "a.eml")
    assert "ZZHM is our pick of the year" in mail.text
    assert "shipped" in mail.text


def test_words_that_stand_in_both_parts_are_read_once() -> None:
    words = (
        b"ZZHM is our pick of the year, buy before the news breaks on Friday morning, it may triple"
    )
    mail = mail_of(_of_two_parts(words, words.replace(b"pick", b"<b>pick</b>")), "a.eml")
    assert mail.text.count("pick of the year") == 1


@pytest.mark.parametrize("encoding", [b"base64\r\n\r\nQnV5IFpaSE0gbm93", b"quoted-printable\r\n\r\nBuy=20ZZHM=\r\n now"])  # fmt: skip
def test_an_encoded_body_is_decoded(encoding: bytes) -> None:
    """`Buy ZZHM now` in base64 and with =20 for a blank, by hand."""
    body = HEAD + b"Content-Type: text/plain\r\nContent-Transfer-Encoding: " + encoding
    assert mail_of(body, "a.eml").text == "Buy ZZHM now"


@pytest.mark.parametrize(
    ("body", "mail"),
    [
        (HEAD + b"\r\nwords", True),
        (b"Subject: only one header\n\nwords", False),
        (b"Revenue: 10\nNet loss: 3\n\nA report.", False),
        (b"FORM 8-K\n\nwords", False),
        (b"", False),
    ],
)
def test_a_mail_is_told_by_its_headers(body: bytes, mail: bool) -> None:
    assert is_mail(body) is mail


@pytest.mark.parametrize("date", [b"Date: 99 Foo 9999 99:99\r\n", b"Date: \xff\xfe\r\n", b"Date: Tue, 4 Mar 1950 10:30:00 -0500\r\n", b""])  # fmt: skip
def test_a_date_that_is_none_is_null(date: bytes) -> None:
    assert mail_of(HEAD + date + b"\r\nwords", "a.eml").sent is None


def test_headers_made_to_break_a_reader_do_not() -> None:
    body = (
        b"From: a@zz.example\nSubject: =?bogus?b?!!!?= \x00\x1b]0;x\x07\n"
        b'Content-Type: text/plain; charset="no\x00pe"\n\nhello there'
    )
    mail = mail_of(body, "a.eml")
    assert mail.text == "hello there"
    assert mail.subject.isprintable()


def test_parts_within_parts_without_end_are_a_sentence() -> None:
    body = HEAD + b"Content-Type: multipart/mixed; boundary=b0\n\n"
    for depth in range(3000):
        inner = depth + 1
        body += b"--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n" % (depth, inner)
    with pytest.raises(Unreadable, match="asked to read a mail"):
        mail_of(body, "a.eml")


def test_no_more_parts_are_read_than_the_bound() -> None:
    parts = b"--b\nContent-Type: text/plain\n\nhi\n" * (MOST_PARTS + 50)
    mail = mail_of(HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + parts, "a.eml")
    assert (mail.text.count("hi"), mail.cut) == (MOST_PARTS, True)


def test_a_mail_without_words_is_a_sentence() -> None:
    with pytest.raises(Unreadable, match="found no words in it"):
        mail_of(HEAD + b"\r\n\r\n", "a.eml")


def test_a_wall_of_pictures_does_not_hide_the_words_behind_it() -> None:
    assert "ZZHM is the pick" in words_in("🚀" * 20_000 + " ZZHM is the pick", "a.txt")
