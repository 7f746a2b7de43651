"""JSON without blanks, byte by byte."""

import numpy as np
import pytest

from microcap.kernels.eight_bytes import word_of
from microcap.kernels.json_bytes import (
    behind_long,
    behind_scalar,
    behind_short,
    behind_skipped,
    behind_text,
    end_of_plain,
    long_word,
    text_word,
)


def _bytes(text: str) -> np.ndarray:
    return np.frombuffer(text.encode(), np.uint8)


@pytest.mark.parametrize("word", ['"form":"', '"entityName":"', "0123456789abcdef"])
def test_a_long_word_stands_whole_or_not_at_all(word: str) -> None:
    """At place 1 of x…; one byte changed, one missing, or a place of -1 make it -1."""
    text = f"x{word}"
    assert behind_long(_bytes(text), 1, long_word(word)) == len(text)
    changed = [text[:at] + "~" + text[at + 1 :] for at in range(1, len(text))]
    assert {behind_long(_bytes(one), 1, long_word(word)) for one in changed} == {-1}
    assert behind_long(_bytes(text[:-1]), 1, long_word(word)) == -1
    assert behind_long(_bytes(text), -1, long_word(word)) == -1


def test_a_short_word_is_looked_at_no_further_than_it_goes() -> None:
    word, mask = word_of(',"fp":'), 2**48 - 1
    assert behind_short(_bytes(',"fp":"Q1"'), 0, word, mask, 6) == 6
    assert behind_short(_bytes(',"fp";"Q1"'), 0, word, mask, 6) == -1
    assert behind_short(_bytes(',"fp":'), 0, word, mask, 6) == -1


def test_a_word_of_any_length_is_compared_byte_by_byte() -> None:
    assert behind_text(_bytes("null"), 0, text_word("null")) == 4
    assert behind_text(_bytes("nul"), 0, text_word("null")) == -1
    assert behind_text(_bytes("nulL"), 0, text_word("null")) == -1


@pytest.mark.parametrize(
    ("text", "behind"),
    [
        ('"a"x', 3),
        ('"a\\"b"', 6),
        ('"\\u00e9\\n\\/"', 12),
        ("null,", 4),
        ('"a', -1),
        ('"a\\', -1),
        ('"\\u00g9"', -1),
        ('"\\u00', -1),
        ('"\\x"', -1),
        ('"a\x1fb"', -1),
        ("7", -1),
        ("", -1),
    ],
)
def test_a_string_is_passed_over_if_it_is_one_of_json(text: str, behind: int) -> None:
    assert behind_skipped(_bytes(text), 0) == behind


@pytest.mark.parametrize(
    ("text", "behind"),
    [("2024,", 4), ("null,", 4), ('"FY",', 4), ("0,", -1), ("02,", -1), ("-1,", -1), ("tru", -1)],
)
def test_a_scalar_is_a_null_a_plain_string_or_a_whole_number(text: str, behind: int) -> None:
    assert behind_scalar(_bytes(text), 0) == behind


def test_a_plain_string_has_no_escape_in_it() -> None:
    assert end_of_plain(_bytes('10-K"'), 0) == 4
    assert end_of_plain(_bytes('10\\u002dK"'), 0) == -1
