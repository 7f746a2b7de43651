"""Themes of names and of texts."""

import pytest

from microcap.reading.themes import themes, themes_in, themes_of_name


@pytest.mark.parametrize(
    ("name", "tags"),
    [
        ("Zz Blockchain Corp.", ("blockchain",)),
        ("Zz Iced Tea Corp.", ()),
        ("ZZ BITCOIN TREASURY INC", ("crypto",)),
        ("Zz.ai, Inc.", ("artificial_intelligence",)),
        ("Zz A.I. Holdings", ("artificial_intelligence",)),
        ("Airline Chain Supply", ()),
        ("Zz Quantum Sciences", ("quantum",)),
        ("Evans Evergreen Ltd", ()),
        ("Zz EV Charging", ("electric_vehicles",)),
    ],
)
def test_a_theme_is_a_whole_word_of_a_name(name: str, tags: tuple[str, ...]) -> None:
    assert themes_of_name(name) == tags


def test_the_words_of_a_text_are_counted_and_the_first_sentence_quoted() -> None:
    text = "We sell tea. We mean to buy Bitcoin and mine bitcoin. Our AI-powered kettle is new."
    spoken = themes_in(text)
    assert [(one.tag, one.times) for one in spoken] == [
        ("crypto", 2),
        ("artificial_intelligence", 1),
    ]
    assert spoken[0].quote == "We mean to buy Bitcoin and mine bitcoin."


def test_only_the_themes_asked_for_are_looked_for() -> None:
    assert themes_in("bitcoin and hemp oil", ["cannabis"])[0].tag == "cannabis"
    assert themes_in("We sell tea.") == ()


def test_every_theme_has_a_tag_a_label_and_words_of_its_own() -> None:
    assert len(themes()) >= 8
    for one in themes().values():
        assert one.label
        assert themes_of_name(one.names[0].rstrip("*")) != ()
        assert 2009 <= one.since <= 2026
