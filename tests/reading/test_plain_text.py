"""Plain text as clean text."""

from microcap.reading.lines import assembled, furniture, runs_of
from microcap.reading.plain_text import plain_lines


def text_of(source: str) -> str:
    return assembled(plain_lines(source, 0, len(source)))[0]


def test_a_wrapped_paragraph_is_one_line_and_a_blank_line_parts_two() -> None:
    source = (
        "     The Company mines talc in the hills near the town of Ogden, Utah, and\n"
        "sells it to makers of paint, of paper and of powder in the western states\n"
        "of the union.\n\n"
        "     It has nine employees.\n"
    )
    assert text_of(source).split("\n") == [
        "The Company mines talc in the hills near the town of Ogden, Utah, and sells it to makers "
        "of paint, of paper and of powder in the western states of the union.",
        "It has nine employees.",
    ]


def test_rows_of_a_table_stay_rows() -> None:
    source = "<TABLE>\nCash              $  1,200     $  900\nReceivables          310        280\n</TABLE>\n"
    assert text_of(source).split("\n") == [
        "Cash\t$  1,200\t$  900".replace("  ", " "),
        "Receivables\t310\t280",
    ]


def test_headings_are_not_joined_with_what_follows() -> None:
    source = "ITEM 2. PROPERTIES\nThe Company owns a pit of talc of some forty acres in the county of Weber.\n"
    assert text_of(source).split("\n")[0] == "ITEM 2. PROPERTIES"


def test_numbers_of_pages_are_furniture_and_amounts_are_not() -> None:
    assert furniture([("- 12 -", 0)])
    assert furniture([("F-3", 0)])
    assert not furniture([("1,200", 0)])


def test_entities_and_runs_of_blanks_keep_their_place() -> None:
    assert list(runs_of("a  b&amp;c", 0, 10)) == [("a", 0), (" ", 1), ("b", 3), ("&", 4), ("c", 9)]
