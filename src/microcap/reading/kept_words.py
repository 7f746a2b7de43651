"""The words of a file that somebody kept, a mail, a page or a text, as far as they can be read."""

from dataclasses import dataclass
from datetime import datetime

from microcap.model.errors import Unreadable
from microcap.reading.documents import LONGEST_TEXT, source_text
from microcap.reading.mail import is_mail, mail_of, words_in

_OF_FILINGS = "; give the document of a filing"


@dataclass(frozen=True, slots=True)
class KeptWords:
    """What of a kept file is words; where none is, `unread` says why."""

    text: str = ""
    subject: str = ""
    """A mail's own subject."""
    sender: str = ""
    """A mail's sender by its own header, which anybody can write."""
    sent: datetime | None = None
    """A mail's moment by its own header."""
    attached: int = 0
    """Parts of a mail that were not opened."""
    cut: bool = False
    """Only the first `LONGEST_TEXT` characters were read."""
    unread: str = ""
    """Why the bytes were not read; they are kept all the same."""


def kept_words(body: bytes, name: str) -> KeptWords:
    """What the bytes say: a mail's words, a page's or a text's; never raises for what they are."""
    try:
        if is_mail(body):
            mail = mail_of(body, name)
            cut = mail.cut or len(mail.text) >= LONGEST_TEXT - 1
            return KeptWords(mail.text, mail.subject, mail.sender, mail.sent, mail.attached, cut)
        source = source_text(body, name)
        return KeptWords(words_in(source, name), cut=len(source) > LONGEST_TEXT)
    except Unreadable as error:
        found = str(error).removeprefix(f"{name}: ")
        # what the reader of filings advises, a filing, is not what came
        if found.endswith(_OF_FILINGS):
            found = found.removesuffix(_OF_FILINGS) + "; give its words as a text"
        return KeptWords(unread=found)
    except RecursionError:
        return KeptWords(unread="asked to read it, found marks nested too deep; give its words")
