"""Promotions that somebody kept."""

from datetime import date
from pathlib import Path

import pytest

from checks.invented import SYMBOL, Row, held, subject_of
from microcap.checks.paid_promotion_seen import paid_promotion_seen
from microcap.model.verdicts import CannotTell, Clear, Finding

NEWS: Row = {
    "symbol": SYMBOL,
    "day": date(2024, 5, 6),
    "headline": "ZZHM: the next big thing.",
    "kind": "promotion",
}
MAIL: Row = {
    "subject": SYMBOL,
    "day": date(2024, 5, 6),
    "title": "ZZHM alert",
    "kind": "promotion",
    "text": "buy",
}


@pytest.mark.parametrize(("table", "row"), [("news", NEWS), ("documents", MAIL)])
def test_a_promotion_in_the_news_or_kept_as_a_document_is_found(
    tmp_path: Path, table: str, row: Row
) -> None:
    verdict = paid_promotion_seen(subject_of(tmp_path, **{table: [row]}))
    assert isinstance(verdict, Finding)
    assert verdict.says == "1 promotion seen, the latest 2024-05-06"
    assert "ZZHM" in verdict.evidence[0].what


def test_none_in_a_record_that_says_it_holds_all_is_clear(tmp_path: Path) -> None:
    verdict = paid_promotion_seen(subject_of(tmp_path, coverage=[held("news", subject=SYMBOL)]))
    assert isinstance(verdict, Clear)


def test_none_brought_is_not_none_sent(tmp_path: Path) -> None:
    release = {**NEWS, "headline": "ZZHM opens a plant in Ohio", "kind": "release"}
    assert isinstance(paid_promotion_seen(subject_of(tmp_path, news=[release])), CannotTell)


def test_a_mail_that_is_a_promotion_by_its_words_is_found_with_its_phrases(tmp_path: Path) -> None:
    text = "ZZHM is about to explode. Strong buy, target price $5, get in before the news is out!"
    mail = {**MAIL, "title": "Hot stock alert", "kind": "email", "text": text}
    verdict = paid_promotion_seen(subject_of(tmp_path, documents=[mail]))
    assert isinstance(verdict, Finding)
    assert "about to explode" in verdict.evidence[0].what
    assert "2003-2007 e-mail" in verdict.evidence[0].what


def test_a_release_that_discloses_pay_is_found_with_the_sentence(tmp_path: Path) -> None:
    text = "We were paid $5,000 by Crestline Media LLC for the distribution of this report."
    release = {**NEWS, "headline": "ZZHM opens a plant", "kind": "release", "text": text}
    verdict = paid_promotion_seen(subject_of(tmp_path, news=[release]))
    assert isinstance(verdict, Finding)
    assert verdict.says == "1 promotion seen, the latest 2024-05-06; 1 disclosed pay"
    assert text in verdict.evidence[0].what


def test_a_sober_release_is_no_promotion(tmp_path: Path) -> None:
    release = {
        **NEWS,
        "headline": "ZZHM reports the third quarter",
        "kind": "release",
        "text": "The company reported revenue of $4 million for the quarter ended March 31, 2024.",
    }
    covered = [held("news", subject=SYMBOL)]
    verdict = paid_promotion_seen(subject_of(tmp_path, news=[release], coverage=covered))
    assert isinstance(verdict, Clear)
