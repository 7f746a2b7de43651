"""The words of invented filings: each labelled by its writer before any reader saw it.

`wordings.jsonl` holds excerpts in the manner of filings of 1994 to 2024, one a line: `form`,
`layout`, `says` (the kinds, or kind:detail, that it states), `also` (kinds that may be read out of
it as well), `text`. Every other kind that is read is a false one.
"""

import html
import json
import re
import textwrap
from pathlib import Path

import pytest

from microcap.reading import Statement
from microcap.reading.anchors import stretches
from microcap.reading.documents import open_document
from microcap.reading.said import said_in
from microcap.reading.sentences import phrase, plain

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "wordings.jsonl").read_text("utf-8").splitlines()
]
TOPS = {
    "DEF 14A": "SCHEDULE 14A INFORMATION",
    "NT 10-K": "FORM 12b-25 NOTIFICATION OF LATE FILING",
    "SC 13D": "SCHEDULE 13D",
    "SC 13G": "SCHEDULE 13G",
}
COMPANY = "Quillfeather Mining Corp."


def top(form: str) -> str:
    """The line of a cover page that names the form."""
    if form.startswith("424B"):
        return f"Filed Pursuant to Rule 424(b)({form[-1]})"
    return TOPS.get(form, f"FORM {form}")


def wrapped(form: str, text: str) -> bytes:
    """The words as a filing of the nineties: lines of 66 letters, paragraphs set in."""
    head = [
        "SECURITIES AND EXCHANGE COMMISSION".center(66),
        top(form).center(66),
        COMPANY.upper().center(66),
        "(Exact name of registrant as specified in its charter)".center(66),
    ]
    body = [
        textwrap.fill(part, 66, initial_indent="     " if len(part) > 90 else "")
        for part in text.split("\n\n")
    ]
    return "\n\n".join([*head, *body, "<PAGE>"]).encode()


def marked_up(form: str, text: str) -> bytes:
    """The words as a filing of today: paragraphs with smart quotes and blanks that do not break."""
    parts = []
    for part in text.split("\n\n"):
        if not part.startswith("<table"):
            part = html.escape(part, quote=False).replace("'", "&#8217;")
            part = re.sub(r'"([^"]*)"', r"&ldquo;\1&rdquo;", part)
            part = part.replace("Item ", "Item&nbsp;").replace(" million", "&nbsp;million")
            part = f'<p style="margin:0pt"><font size="2">{part}</font></p>'
        parts.append(part)
    cover = (
        f"<p><b>{top(form)}</b></p><p>{COMPANY}</p><p>(Exact name of registrant as specified)</p>"
    )
    return f"<html><body>{cover}{''.join(parts)}</body></html>".encode()


def statements(case: dict[str, str]) -> list[Statement]:
    """Everything that is read in a case."""
    if case["layout"] == "wrapped":
        return said_in(open_document(wrapped(case["form"], case["text"]), "invented.txt"))
    return said_in(open_document(marked_up(case["form"], case["text"]), "invented.htm"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_a_wording_states_what_its_writer_meant(case: dict[str, str]) -> None:
    found = statements(case)
    kinds = {one.kind for one in found}
    told = kinds | {f"{one.kind}:{one.detail}" for one in found}
    meant = {one.split(":")[0] for one in case["says"]} | set(case["also"])
    assert set(case["says"]) <= told
    # claims have labelled texts of their own: a current report's deeds are claims as well
    assert kinds - {"claim"} <= meant


def test_a_long_report_is_read_as_its_parts_are() -> None:
    """A report of 300,000 letters states each kind that one of its excerpts states."""
    ten = [case for case in CASES if case["form"].startswith("10-K") and case["says"]]
    meant = {one.split(":")[0] for case in ten for one in case["says"]}
    filler = "The Company makes valves and fittings for the water trade in nine states. " * 100
    body = f"\n\n{filler}\n\n".join(case["text"] for case in ten if "<table" not in case["text"])
    document = open_document(wrapped("10-K", body), "invented.txt")
    assert len(document[0].text) > 300_000
    assert meant - {"pay", "ownership_table"} <= {one.kind for one in said_in(document)}


def test_anchors_find_all_that_a_search_of_the_whole_text_finds() -> None:
    """`hits` looks only near letters that a match must hold; the plain search is the measure."""
    text = plain("\n".join(case["text"] for case in CASES))
    for pattern in (
        r"going[- ]concern|substantial doubts?",
        r"(?:filed|commenced) (?:\S+ ){0,6}?(?:petitions?|cases?)",
        r"reverse (?:stock )?splits?|rights (?:plan|agreement)|conver(?:sion|ts?) (?:\S+ ){0,3}?price",
    ):
        near = [
            match.span()
            for start, end in stretches(text, pattern)
            for match in phrase(pattern).finditer(text, start, end)
        ]
        assert near == [match.span() for match in phrase(pattern).finditer(text)]
