"""The words of a message in one spelling."""

from microcap.reading.spelling import phrase_of, plain_letters, words_of


def test_letters_disguised_as_digits_and_bars_are_one_spelling() -> None:
    assert phrase_of("St0ck wi|| EXPL0DE") == phrase_of("stock will explode")
    assert phrase_of("h1gh|y") == phrase_of("highly")


def test_a_parted_apostrophe_and_a_plain_one_are_the_same_words() -> None:
    assert phrase_of("don ' t miss") == phrase_of("Don't miss")


def test_numbers_and_rows_of_marks_are_one_word_each() -> None:
    """Figures parted by points are one number; three exclamation marks are one."""
    assert phrase_of("$0.125 to 3,000!!!") == "$ # to # !"


def test_look_alikes_and_invisible_letters_are_what_they_pass_for() -> None:
    """Cyrillic о and е, full-width letters, and a zero-width space within a word."""
    assert phrase_of("st\u043eck \uff42\uff55\uff59 n\u200bow p\u0435nny") == phrase_of(
        "stock buy now penny"
    )


def test_markup_and_addresses_are_blank_and_every_character_keeps_its_place() -> None:
    text = "<p class='a'>Buy\U0001f680 <b>now</b> at https://example.com/x?buy=1 &nbsp;soon"
    plain = plain_letters(text)
    assert len(plain) == len(text)
    assert [word for word, _, _ in words_of(plain)] == ["buy", "now", "at", "soon"]
    assert [text[start:end] for _, start, end in words_of(plain)] == ["Buy", "now", "at", "soon"]


def test_words_of_another_alphabet_are_words_that_nothing_knows() -> None:
    """Five words of Russian: letters without a twin in Latin make them unreadable, not absent."""
    assert len(list(words_of(plain_letters("покупайте эту акцию прямо сейчас")))) == 5
