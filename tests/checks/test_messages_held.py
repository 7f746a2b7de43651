"""Messages of the days on which the security bore its ticker."""

from datetime import date
from pathlib import Path

from checks.invented import ISSUER, SYMBOL, Row, bars, listed, subject_of
from microcap.checks.messages_held import messages_held
from microcap.checks.paid_promotion_seen import paid_promotion_seen
from microcap.model.verdicts import CannotTell

FIRST, LAST = date(2022, 6, 28), date(2024, 6, 28)
OLD, NEW = date(2022, 9, 1), date(2024, 5, 6)
BEFORE = bars([3.0] * 40, last=date(2022, 10, 3))
SINCE = bars([2.0] * 60)


def _news(day: date) -> Row:
    return {"symbol": SYMBOL, "day": day, "headline": f"alert of {day}", "kind": "promotion"}


def _mail(subject: str, day: date, kind: str = "email") -> Row:
    return {"subject": subject, "day": day, "title": f"mail of {day}", "kind": kind, "text": "buy"}


def test_messages_about_an_earlier_bearer_of_the_ticker_are_left_out(tmp_path: Path) -> None:
    """No bar for 400 sessions: the ticker's second bearer is a security of its own."""
    subject = subject_of(
        tmp_path,
        bars=[*BEFORE, *SINCE],
        news=[_news(OLD), _news(NEW)],
        documents=[_mail(SYMBOL, OLD), _mail(SYMBOL, NEW)],
    )
    assert subject.security != SYMBOL
    said = messages_held(subject, FIRST, LAST)["said"].to_list()
    assert said == [f"alert of {NEW}", f"mail of {NEW}"]


def test_a_promotion_of_the_earlier_bearer_is_no_finding_about_the_new_one(tmp_path: Path) -> None:
    subject = subject_of(tmp_path, bars=[*BEFORE, *SINCE], news=[_news(OLD)])
    assert isinstance(paid_promotion_seen(subject), CannotTell)


def test_documents_of_the_issuer_count_and_filings_and_notes_do_not(tmp_path: Path) -> None:
    other = {**_mail(ISSUER, NEW, "note"), "title": "my note"}
    kept = [_mail(ISSUER, NEW), other, _mail(SYMBOL, NEW, "filing_text")]
    subject = subject_of(tmp_path, listings=listed(), documents=kept)
    rows = messages_held(subject, FIRST, LAST)
    assert rows["kind"].to_list() == ["email"]
