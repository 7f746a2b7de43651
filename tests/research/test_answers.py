"""What an address answered: kept, asked for again, or not to be had."""

from datetime import timedelta
from pathlib import Path

import pytest

from microcap.lake.store import Lake
from microcap.model.errors import CouldNotAsk
from microcap.research.answers import Answers, append_rows
from microcap.sources.edgar.addresses import Product
from microcap.sources.edgar.refusals import NotPublished
from research.asking_the_sec import empty_lake, later, rows_of
from sources.edgar.loopback import NOW, Loopback, Reply, asking, serving


def _product(book: Loopback, fresh: timedelta | None = timedelta(hours=1)) -> Product:
    return Product(f"{book.address}/a.txt", "a.txt", "text", fresh)


def test_what_was_filed_is_asked_for_once(tmp_path: Path) -> None:
    lake = Lake.open(empty_lake(tmp_path))
    with serving({"/a.txt": Reply(b"words")}) as book, asking(book, tmp_path) as client:
        answers = Answers(lake, client, lambda: later(100_000))
        first = answers.of(_product(book, None))
        second = answers.of(_product(book, None))
        assert (first.text(), second.text()) == ("words", "words")
        assert (len(book.asked), answers.asked, answers.from_kept) == (1, 1, 1)


def test_a_kept_answer_may_be_as_old_as_the_caller_says(tmp_path: Path) -> None:
    lake = Lake.open(empty_lake(tmp_path))
    with serving({"/a.txt": Reply(b"words")}) as book, asking(book, tmp_path) as client:
        Answers(lake, client, lambda: NOW).of(_product(book))
        answers = Answers(lake, client, lambda: later(2), timedelta(hours=3))
        answers.of(_product(book))
        assert len(book.asked) == 2
        answers.flush()
        Answers(lake, client, lambda: later(2), timedelta(hours=3)).of(_product(book))
        assert len(book.asked) == 2


def test_what_was_not_there_is_not_asked_for_again_within_the_hour(tmp_path: Path) -> None:
    lake = Lake.open(empty_lake(tmp_path))
    with serving() as book, asking(book, tmp_path) as client:
        answers = Answers(lake, client, lambda: NOW)
        for _ in range(2):
            with pytest.raises(NotPublished):
                answers.of(_product(book, None))
        assert len(book.asked) == 1
        answers.flush()
    assert rows_of(lake.path, "fetches", "status", "body") == [(404, None)]


def test_bytes_that_are_gone_from_the_lake_are_asked_for_again(tmp_path: Path) -> None:
    lake = Lake.open(empty_lake(tmp_path))
    with serving({"/a.txt": Reply(b"words", headers={"ETag": '"a"'})}) as book:
        with asking(book, tmp_path) as client:
            answers = Answers(lake, client, lambda: NOW)
            answers.of(_product(book)).path.unlink()
            assert answers.of(_product(book)).text() == "words"
        assert [headers.get("if-none-match") for _, headers in book.asked] == [None, None]


def test_without_a_client_only_kept_answers_are_given(tmp_path: Path) -> None:
    lake = Lake.open(empty_lake(tmp_path))
    product = Product("https://www.sec.gov/a.txt", "a.txt", "text", None)
    with pytest.raises(CouldNotAsk, match="run the same command once without --offline"):
        Answers(lake, None, lambda: NOW).of(product)


def test_a_statement_is_revised_by_a_later_one_alone(tmp_path: Path) -> None:
    lake = Lake.open(empty_lake(tmp_path))
    row = {
        "table": "filings",
        "subject": "77",
        "day": NOW.date(),
        "until": NOW.date(),
        "complete": True,
        "absent_means": "none",
        "evidence": "the test says so",
        "known_at": NOW,
    }
    for moment in (NOW, NOW, later(1), NOW):
        append_rows(lake, "coverage", [{**row, "known_at": moment}])
    assert rows_of(lake.path, "coverage", "revision", "known_at") == [(0, NOW), (1, later(1))]
