"""HTML as clean text."""

from microcap.reading.lines import assembled, words
from microcap.reading.markup import is_markup, markup_lines


def text_of(source: str) -> str:
    return assembled(markup_lines(source, 0, len(source)))[0]


def test_rows_are_lines_and_cells_are_parted_by_a_tab() -> None:
    source = "<table><tr><td><p>Cash</p></td><td>&nbsp;</td><td>$</td><td>12</td></tr><tr><td>Debt</td><td>7</td></tr></table>"
    assert text_of(source) == "Cash\t$\t12\nDebt\t7"


def test_a_word_that_tags_cut_is_whole() -> None:
    assert (
        text_of("<p><b>S</b>hares &amp; <i>war</i>rants</p><p>next</p>")
        == "Shares & warrants\nnext"
    )


def test_what_a_page_hides_is_not_read() -> None:
    source = (
        "<html><head><title>t</title><script>if (a < b) { x('<p>no</p>') }</script></head><body>"
        '<div style="display:none"><ix:header><div>hidden</div></ix:header></div><!-- no -->'
        "<p>seen</p></body></html>"
    )
    assert text_of(source) == "seen"


def test_an_element_that_hides_and_never_ends_hides_nothing() -> None:
    assert text_of('<div style="display:none"><p>one</p><p>two</p>') == "one\ntwo"


def test_old_pages_of_preformatted_text_are_read_as_text() -> None:
    source = (
        "<html><body><pre>\nWe mine talc in the\nhills of Ogden.\n</pre><p>End</p></body></html>"
    )
    assert text_of(source).endswith("End")
    assert "talc" in text_of(source)


def test_every_character_stands_at_its_place() -> None:
    source = "<p>We  mine &#8220;talc&#8221;\n in&nbsp;Ogden</p>"
    for text, origin in markup_lines(source, 0, len(source))[0]:
        for at, letter in enumerate(text):
            here = source[origin + at] if len(text) > 1 else source[origin]
            assert here == letter or here in "&\n <"


def test_plain_text_with_a_table_tag_is_no_html() -> None:
    plain = "<TABLE>\n<S> <C>\nCash   12\n</TABLE>\n" * 400
    assert not is_markup(plain, 0, len(plain))
    assert is_markup("<p>a</p><p>b</p>", 0, 16)


def test_a_page_number_and_a_way_back_do_not_cut_a_sentence() -> None:
    source = "<p>that raise substantial</p><p>17</p><p><a>Table of Contents</a></p><p>doubt about us.</p>"
    assert text_of(source) == "that raise substantial doubt about us."


def test_a_line_says_its_words() -> None:
    assert words([("We ", 0), ("mine", 9)]) == "We mine"
