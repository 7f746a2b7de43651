"""An invented name about which messages were kept, and its binder."""

from datetime import UTC, datetime
from pathlib import Path

from checks.invented import DAY, bars, filing, held, listed
from lake_of import publish
from microcap.research.binder import Binder, binder
from microcap.research.kept_files import Offered
from microcap.research.notes import Draft, add_note

NOW = datetime(2024, 6, 28, 21, tzinfo=UTC)
CAME = datetime(2024, 6, 18, 14, tzinfo=UTC)
LATER = datetime(2024, 6, 29, 12, tzinfo=UTC)
PAID = (
    b"From: tips@zz.example\nSubject: ZZHM is set to explode <script>alert(1)</script>\n"
    b"Content-Type: text/html\n\n<html><body onload='alert(2)'><script>alert(3)</script>"
    b"<p>ZZHM is our hottest pick of the year. Buy now before the news breaks: it could go up 1000%.</p>"
    b"<p>Hot Picks LLC has been paid $25,000 in cash by Blue Harbor Capital LLC for this newsletter.</p>"
    b"<a href='https://evil.example/'>more</a></body></html>"
)
PICTURE = b"\x89PNG\r\n\x1a\nscreen"


def places(folder: Path) -> tuple[Path, Path]:
    """Lake and casebook below a folder."""
    return folder / "lake", folder / "lake-casebook.sqlite"


def kept_case(folder: Path) -> None:
    """A lake with an 8-K of a new auditor, and notes with a message, a confirmation and another name."""
    publish(
        folder,
        bars=bars([2.0] * 70, [1_000] * 70, last=DAY),
        listings=listed(),
        filings=[filing("8-K", DAY.replace(day=20), "4.01")],
        coverage=[held()],
    )
    note(folder, "out of nowhere", Offered("<img src=x>.eml", PAID), "e-mail from x", "promotion")
    note(folder, "", Offered("shot.png", PICTURE), "my broker", "confirmation")
    add_note(*places(folder), "ZZBT", Draft("a secret about another name"), now=NOW)


def note(folder: Path, text: str, file: Offered, origin: str, kind: str) -> None:
    """A note with one file that came ten days before."""
    draft = Draft(text, [file], kind, origin, CAME)
    add_note(*places(folder), "ZZHM", draft, now=NOW)


def binder_of(folder: Path, receiver: str = "finra", moment: datetime = LATER) -> Binder:
    """The packet's value."""
    return binder(*places(folder), "ZZHM", receiver=receiver, moment=moment)
