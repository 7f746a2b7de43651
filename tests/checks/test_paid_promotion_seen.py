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
    "headline": "ZZHM: the next big thing. We were paid $20,000 for this.",
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
    release = {**NEWS, "kind": "release"}
    assert isinstance(paid_promotion_seen(subject_of(tmp_path, news=[release])), CannotTell)
