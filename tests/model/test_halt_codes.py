"""What the code of a halt means."""

from datetime import date

from microcap.model.halt_codes import code_words, halt_codes, halt_words

DAY = date(2024, 6, 28)


def test_each_code_that_the_table_of_halts_names_has_a_meaning() -> None:
    assert {"T1", "T2", "T3", "T12", "H10", "LUDP", "M"} <= set(halt_codes())
    assert halt_words("H10", DAY) == "Suspended by the SEC under Section 12(k)"


def test_words_of_an_exchange_lead_to_the_code() -> None:
    words = code_words()
    assert [words[word] for word in ("luld pause", "news pending", "corporate action")] == [
        "LUDP",
        "T1",
        "M1",
    ]


def test_a_code_that_was_not_in_use_is_said_to_be_so() -> None:
    """Price bands began on 8 April 2013; the single-stock pause of before ended with them."""
    assert "not in use that day" in halt_words("LUDP", date(2012, 1, 3))
    assert "not in use that day" in halt_words("T5", DAY)


def test_a_code_that_is_not_held_is_not_guessed() -> None:
    assert halt_words("X99", DAY) == "a code whose meaning is not held"


def test_no_two_codes_claim_one_word() -> None:
    words = [word for code in halt_codes().values() for word in code.says]
    assert len(words) == len(set(words))
