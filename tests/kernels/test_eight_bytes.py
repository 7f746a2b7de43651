"""Eight bytes as one integer."""

import numpy as np
import pytest

from microcap.kernels.compiled import compiled_on_borrowed
from microcap.kernels.eight_bytes import eight, joined, leeway_of, misfit, word_of


@compiled_on_borrowed
def _loaded(text: np.ndarray, at: int) -> int:
    loaded: int = eight(text, at)
    return loaded


def test_a_word_is_read_from_any_place_first_byte_lowest() -> None:
    """`b` is 0x62, and so on to `i`, 0x69."""
    text = np.frombuffer(b"abcdefghij", np.uint8)
    assert _loaded(text, 1) == 0x6968676665646362
    assert word_of("bcdefghi") == 0x6968676665646362


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("2024-06-", True),
        ("9999-99-", True),
        ("2024/06-", False),
        ("2024-06:", False),
        ("20a4-06-", False),
        ("2024-0:-", False),
        ("2024-0/-", False),
        ("\x802024-06", False),
        ("2024-06\xad", False),
    ],
)
def test_a_byte_that_is_no_digit_or_no_dash_does_not_fit(text: str, fits: bool) -> None:
    word = int.from_bytes(text.encode("latin-1"), "little", signed=True)
    rest = word ^ word_of("0000-00-")
    assert misfit(rest, leeway_of("0000-00-")) is not fits


@pytest.mark.parametrize("digits", ["00000000", "00000001", "12345678", "99999999"])
def test_eight_digits_become_the_number_that_they_write(digits: str) -> None:
    assert joined(word_of(digits) ^ word_of("00000000")) == int(digits)
