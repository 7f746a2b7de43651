"""Where going concern stands."""

from hypothesis import given
from hypothesis import strategies as st

from microcap.reading.going_concern_search import GOING_CONCERN, going_concern_places


def test_any_letter_case_line_end_and_hyphen_are_found() -> None:
    text = "Going\nConcern; a GOING-CONCERN doubt; ongoing concern; going concerns."
    assert [text[start:end] for start, end in going_concern_places(text)] == [
        "Going\nConcern",
        "GOING-CONCERN",
    ]


@given(st.lists(st.sampled_from(["going", "GoInG", " ", "\n", "concern", "-", "x", "İ", "é"])))
def test_the_places_are_those_of_the_expression(parts: list[str]) -> None:
    text = "".join(parts)
    assert going_concern_places(text) == [match.span() for match in GOING_CONCERN.finditer(text)]
