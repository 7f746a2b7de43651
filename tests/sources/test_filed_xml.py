"""The XML of forms: what stands where, what is damaged, and what is never expanded."""

from xml.etree import ElementTree

import pytest

from microcap.model.errors import Unreadable
from microcap.sources.filed_xml import tree

FORM = '<a><!-- x --><p:b id="F1"><value> 3 &amp; 4 </value></p:b><c/><d>two\nlines</d></a>'


def test_values_stand_where_the_source_says() -> None:
    root = tree(FORM, 0, "a", "form").root
    found = root.find("b")
    assert found is not None
    assert (root.said("b"), root.said("d"), root.said("c"), root.said("nothing/here")) == (
        *("3 & 4", "two lines"),
        *("", ""),
    )
    assert found.attributes["id"] == ("F1", FORM.index("F1"))
    ((start, end),) = found.children[0].pieces
    assert FORM[start:end] == " 3 &amp; 4 "


def test_a_whole_form_reads_as_another_parser_reads_it() -> None:
    told = [
        (one.tag.rpartition("}")[2], (one.text or "").strip())
        for one in ElementTree.fromstring(
            '<a xmlns:p="u"><p:b>1</p:b><c><d>2</d><d>3</d></c></a>'
        ).iter()
    ]
    root = tree('<a xmlns:p="u"><p:b>1</p:b><c><d>2</d><d>3</d></c></a>', 0, "a", "form").root
    mine = [(root.name, root.text)]
    for child in root.children:
        mine += [(child.name, child.text), *((one.name, one.text) for one in child.children)]
    assert mine == told


@pytest.mark.parametrize(
    ("text", "damage"),
    [
        ("<a><b>1</b</a>", ("the tag </b is cut off",)),
        ("<a><b>1</a>", ("<b> is not closed before </a>",)),
        ("<a></c><b>1</b></a>", ("</c> closes nothing",)),
    ],
)
def test_a_damaged_end_tag_is_passed_over_and_told(text: str, damage: tuple[str, ...]) -> None:
    found = tree(text, 0, "a", "form")
    assert (found.root.said("b"), found.damage) == ("1", damage)


def test_entities_of_the_file_are_not_expanded() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY x "boom"><!ENTITY y SYSTEM "file:///etc/passwd">]><a><b>&x;&y;</b></a>'
    assert tree(bomb, 0, "a", "form").root.said("b") == "&x;&y;"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<a><b>1</b>", "is cut off before </a>"),
        ("nothing", "no <a> was found"),
        ("<a>" + "<b>" * 100 + "</a>", "too many or too deep"),
    ],
)
def test_a_form_that_is_cut_off_or_hostile_is_refused(text: str, said: str) -> None:
    with pytest.raises(Unreadable, match=said):
        tree(text, 0, "a", "form")


def test_a_hundred_thousand_open_comments_take_no_time() -> None:
    with pytest.raises(Unreadable, match="cut off"):
        tree("<a>" + "<!-- " * 100_000, 0, "a", "form")
