"""One text sent by several; the messages are invented."""

from datetime import date
from pathlib import Path

from checks.invented import SYMBOL, Row, Rows, held, subject_of
from microcap.checks.same_text_by_many import same_text_by_many
from microcap.model.verdicts import CannotTell, Clear, Finding

TEXT = (
    "ZZHM has just signed the contract of the decade and almost nobody knows it yet so look at it "
    "before the market opens on Monday because the float is tiny and the target is 12 dollars"
)
DAY = date(2024, 6, 3)
NEWS = held("news", subject=SYMBOL)


def _post(sender: str, text: str = TEXT, *, day: date = DAY, kind: str = "promotion") -> Row:
    head = f"From: {sender}\n\n" if sender else ""
    title = f"{sender or 'no name'} {len(text)} {day}"
    return {"symbol": SYMBOL, "day": day, "headline": title, "kind": kind, "text": head + text}


def test_one_text_of_three_senders_within_a_day_is_found(tmp_path: Path) -> None:
    """The second is written with Cyrillic letters, the third names another target, a day later."""
    rows: Rows = [
        _post("anna@zz.example"),
        _post("bert@zz.example", TEXT.replace("contract", "соntrасt")),
        _post("carla@zz.example", TEXT.replace("12", "15") + "!", day=date(2024, 6, 4)),
    ]
    verdict = same_text_by_many(subject_of(tmp_path, news=rows))
    assert isinstance(verdict, Finding)
    assert verdict.says == "one text in 3 messages of 3 senders on 2024-06-03 and 2024-06-04"
    assert "from bert@zz.example" in verdict.evidence[1].what


def test_one_sender_three_times_is_not_three_senders(tmp_path: Path) -> None:
    rows = [_post("anna@zz.example", TEXT + " now" * at) for at in range(3)]
    verdict = same_text_by_many(subject_of(tmp_path, news=rows, coverage=[NEWS]))
    assert isinstance(verdict, CannotTell | Clear)
    assert not isinstance(verdict, Finding)


def test_a_release_carried_by_many_is_clear(tmp_path: Path) -> None:
    rows = [_post(f"wire {at}", kind="release") for at in range(4)]
    verdict = same_text_by_many(subject_of(tmp_path, news=rows, coverage=[NEWS]))
    assert isinstance(verdict, Clear)


def test_copies_whose_senders_are_not_named_cannot_tell(tmp_path: Path) -> None:
    rows = [_post("", TEXT + " now" * at) for at in range(3)]
    verdict = same_text_by_many(subject_of(tmp_path, news=rows, coverage=[NEWS]))
    assert isinstance(verdict, CannotTell)
    assert "3 copies of 2024-06-03" in verdict.missing


def test_three_senders_in_three_weeks_are_clear(tmp_path: Path) -> None:
    rows = [_post(f"s{at}@zz.example", day=date(2024, 5, 1 + 7 * at)) for at in range(3)]
    verdict = same_text_by_many(subject_of(tmp_path, news=rows, coverage=[NEWS]))
    assert isinstance(verdict, Clear)
