"""Whether a message promotes a stock, and what it says for it."""

import pytest

from microcap.reading.promotion import BATCH, Promotion, promotion, promotions

TOUT = (
    "ZZQV is about to explode! This hidden gem is a strong buy before the news. "
    "Target price $3, get in now before it is too late."
)
REPORT = (
    "The registrant entered into an amended and restated credit agreement on July 7, 2011, which "
    "is incorporated by reference as exhibit 10.1 to this quarterly report on Form 10-Q."
)


def test_a_tout_is_promotional_and_its_phrases_are_quoted_as_written() -> None:
    found = promotion(TOUT)
    assert found.label == "promotional"
    assert found.score is not None and found.score > 0.9
    assert "about to explode" in found.because
    assert all(phrase in TOUT for phrase in found.because)
    assert found.trained_on == "2003-2007 e-mail"


def test_a_report_is_not_promotional_and_gives_no_phrases() -> None:
    found = promotion(REPORT)
    assert found.label == "not_promotional"
    assert found.score is not None and found.score < 0.1
    assert found.because == ()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "0 words; 8 are needed"),
        ("strong buy strong buy strong buy now", "7 words; 8 are needed"),
        ("\U0001f680" * 500, "0 words; 8 are needed"),
        (
            "Diese Aktie wird in den nächsten Tagen stark steigen und das ist nicht alles",
            "not English",
        ),
        ("Не пропустите эту акцию сегодня она вырастет очень сильно уже завтра", "not English"),
    ],
)
def test_what_is_outside_the_range_gets_no_guess(text: str, why: str) -> None:
    assert promotion(text) == Promotion("cannot_tell", None, (why,))


def test_a_table_of_numbers_gets_no_guess() -> None:
    """Nine words, each followed by three numbers that a word does not part but a dash does."""
    rows = "".join(f"revenue of the {year} - : 1\n" for year in range(2, 5))
    table = rows + "\n".join("% 1 % 2 % 3 % 4 % 5 % 6 % 7 % 8" for _ in range(10))
    assert promotion(table).because == ("nearly all numbers",)


def test_disguises_change_neither_label_nor_score() -> None:
    """Zero-width letters, Cyrillic о, and a bar for l."""
    disguised = TOUT.replace("explode", "exp\u200bl\u043ede").replace("hidden", "h|dden")
    assert promotion(disguised).score == promotion(TOUT).score


def test_the_subject_counts_with_the_text() -> None:
    body = "The company makes valves and will report on the quarter in the next weeks."
    plain, touted = promotion(body).score, promotion(body, "Hot stock alert: strong buy").score
    assert plain is not None and touted is not None
    assert touted > plain


def test_a_text_of_fifty_megabytes_is_judged_by_its_beginning() -> None:
    assert promotion(TOUT + " " + REPORT * 300_000).label == promotion(TOUT + REPORT * 15).label


def test_many_messages_are_judged_as_each_alone() -> None:
    messages = [
        (TOUT, ""),
        (REPORT, "Hot stock"),
        ("too short", ""),
        ("Aktie und der die das ist", ""),
    ]
    many = messages * (BATCH // 4)
    assert promotions(many)[:4] == [promotion(text, subject) for text, subject in messages]
