"""An entry: its canonical words, its seal, whom it is about."""

from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256

import pytest

from microcap.casebook.entry import FIRST, About, Entry, canonical, stamp
from microcap.model.errors import Contradiction

AT = datetime(2025, 3, 4, 15, 30, tzinfo=UTC)


def test_a_seal_is_the_sha256_of_words_that_can_be_written_by_hand() -> None:
    """The words below are written by hand from the rule: keys sorted, no blanks, ASCII."""
    entry = Entry(
        number=1,
        symbol="ZZHM",
        issuer=None,
        kind="note",
        written_at=AT,
        author=None,
        body={"text": "é"},
        refs=(),
        replaces=None,
        previous=FIRST,
        hash="",
    )
    words = (
        '{"author":null,"body":{"text":"\\u00e9"},"issuer":null,"kind":"note","number":1,'
        '"previous":"' + "0" * 64 + '","refs":[],"replaces":null,"symbol":"ZZHM",'
        '"written_at":"2025-03-04T15:30:00.000000+00:00"}'
    )
    assert entry.sealed() == words
    assert entry.seal() == sha256(words.encode()).hexdigest()


def test_one_moment_in_two_zones_is_written_in_one_way() -> None:
    eastern = AT.astimezone(timezone(timedelta(hours=-5)))
    assert stamp(eastern) == stamp(AT) == "2025-03-04T15:30:00.000000+00:00"


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(Contradiction, match="no time zone"):
        stamp(datetime(2025, 3, 4))


@pytest.mark.parametrize("body", [{"a": float("nan")}, {"a": {1, 2}}, {"a": b"x"}])
def test_what_json_cannot_hold_is_refused(body: dict[str, object]) -> None:
    with pytest.raises(Contradiction, match="what JSON cannot"):
        canonical(body)


def test_half_a_pair_of_letters_can_be_written() -> None:
    assert canonical("\ud800") == '"\\ud800"'


def test_an_issuer_decides_where_both_are_known_and_the_ticker_else() -> None:
    """A ticker that another company bore before is another subject; an old ticker is the same."""
    about = About("ZZHM", "9900001", also=("ZZOL",))
    assert about.covers("ZZHM", "9900001")
    assert about.covers("ZZNEW", "9900001")
    assert about.covers("ZZOL", None)
    assert not about.covers("ZZHM", "9900002")
    assert not about.covers("ZZBT", None)
