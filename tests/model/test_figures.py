"""Figures, and the words beside them."""

import pytest

from microcap.model.errors import Contradiction
from microcap.model.figures import Figure, cannot_tell, counted, percent


@pytest.mark.parametrize(
    ("count", "words", "said"),
    [
        (1, ("halt",), "1 halt"),
        (0, ("halt",), "0 halts"),
        (2000, ("halt",), "2,000 halts"),
        (1, ("change of name",), "1 change of name"),
        (2, ("change of name",), "2 changes of name"),
        (1, ("person was", "people were"), "1 person was"),
        (3, ("person was", "people were"), "3 people were"),
    ],
)
def test_a_count_agrees_with_its_noun(count: int, words: tuple[str, ...], said: str) -> None:
    assert counted(count, *words) == said


def test_a_fraction_is_told_in_hundredths() -> None:
    assert percent(0.034) == "3.4 %"
    assert percent(0.5, 0, signed=True) == "+50 %"


def test_a_figure_without_a_value_says_what_is_missing() -> None:
    assert cannot_tell("USD", "a close").missing == "a close"
    with pytest.raises(Contradiction, match="must say what is missing"):
        Figure(None, "USD", "cannot_tell")
    with pytest.raises(Contradiction, match="cannot have status"):
        Figure(1.0, "USD", "cannot_tell", missing="a close")
