"""Claims as text."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from checks.claim_rows import claimed, release
from microcap.faces.claims_text import claims as shown
from microcap.faces.claims_text import ruled
from microcap.model.errors import Contradiction
from microcap.research.claims import Ruling, claims

NEWS = [
    release("Zz Holdings will open its Port Arden plant by December 31, 2024."),
    release("Zz won \x1b[31ma contract\x1b[0m worth $2 million [A].", date(2024, 1, 12)),
]
WHEN = datetime(2024, 7, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A page of two claims, one with a ruling."""
    subject = claimed(tmp_path_factory.mktemp("claims"), NEWS)
    promise = next(one for one in claims(subject).rows if one.due is not None)
    return shown(claims(subject, [Ruling(promise.id, "open", "asked", WHEN, 7)]))


def test_each_claim_shows_status_words_source_and_what_is_looked_for(text: str) -> None:
    assert "UNVERIFIED  production, delivery or opening, 2024-01-10" in text
    assert "not yet due: December 31, 2024" in text
    assert "“Zz Holdings will open its Port Arden plant by December 31, 2024.”" in text
    assert "looks for   a later filing that tells of the start" in text
    assert "you ruled   open: asked (entry 7)" in text
    assert text.endswith("microcap informs; it never recommends.")


def test_what_a_publisher_sent_is_harmless_on_a_screen(text: str) -> None:
    assert "\x1b" not in text
    assert "[A]" not in text
    assert "SYNTHETIC" in text


def test_lines_keep_to_the_width(tmp_path: Path) -> None:
    narrow = shown(claims(claimed(tmp_path, NEWS)), 60)
    assert max(len(line) for line in narrow.splitlines()) <= 60
    with pytest.raises(Contradiction):
        shown(claims(claimed(tmp_path / "again", NEWS)), 10)


def test_a_ruling_is_one_sentence() -> None:
    said = ruled(Ruling("0123456789ab", "verified", "saw it", WHEN, 3))
    assert said == "claim 0123456789ab is ruled verified: saw it (entry 3 of the casebook)"


def test_a_promise_that_was_put_off_shows_its_earlier_days_and_what_to_do(tmp_path: Path) -> None:
    told = "Zz expects to complete the pivotal sensor trial by {}."
    news = [
        release(told.format("March 31, 2024")),
        release(told.format("December 31, 2024"), date(2024, 4, 3)),
    ]
    said = shown(claims(claimed(tmp_path, news)))
    assert "(first promised by 2024-03-31, put off once)" in said
    assert "told before 2024-01-10: by 2024-03-31 (told, promised)" in said
    assert "microcap claims rule ZZHM ID --ruling verified" in said
