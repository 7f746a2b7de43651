"""The table of numbers at the top of the page on detection says what the pages behind it say."""

import re
from pathlib import Path

import pytest

from docs.pages import ROOT
from microcap.faces.cli.verbs import VERBS

DOCS = ROOT / "docs"
_NUMBER = re.compile(r"(?<!\d)-?\d[\d,]*(?:\.\d+)?")
_FAMILY = re.compile(r"`(pump_and_dump|slow_promotion|offering_collapse)`")


def _rows() -> list[tuple[str, str, str, str]]:
    """Number, figure, command and page of each row of the first table."""
    lines = (DOCS / "detection.md").read_text(encoding="utf-8").splitlines()
    begins = lines.index("| number | figure | command | page |") + 2
    found = []
    for line in lines[begins:]:
        if not line.startswith("|"):
            break
        number, figure, command, page = (cell.strip() for cell in line.strip("|").split("|"))
        found.append((number, figure, command, page))
    return found


ROWS = _rows()


def _target(page: str) -> str:
    return page[page.index("(") + 1 : -1]


ELSEWHERE = [
    (row[1], _target(row[3]))
    for row in ROWS
    if _target(row[3]) not in {"cases.md"} and "#" not in row[3]
]


@pytest.mark.parametrize(("figure", "page"), ELSEWHERE)
def test_every_figure_of_the_table_stands_on_its_page(figure: str, page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    numbers = _NUMBER.findall(figure)
    assert numbers
    missing = [
        one for one in numbers if not re.search(rf"(?<![\d.,]){re.escape(one)}(?![\d])", text)
    ]
    assert missing == [], f"{figure} is not what {page} says"


def test_the_figures_of_invented_pumps_are_those_of_the_tables_below() -> None:
    text = (DOCS / "detection.md").read_text(encoding="utf-8")
    family, looked_at = "", 0
    for number, figure, _, page in ROWS:
        if "#" not in page:
            continue
        named = _FAMILY.search(number)
        family = named.group(1) if named else family
        part = text[text.index(f"### `{family}`") :].split("\n### ", 1)[0]
        detector = "learned" if "learned" in number else "rule"
        rows = [line for line in part.splitlines() if line.startswith(f"| loud | {detector} |")]
        held = [one for line in rows for one in _NUMBER.findall(line)]
        assert len(rows) == 2
        assert [one for one in _NUMBER.findall(figure) if one not in [*held, "1"]] == []
        looked_at += 1
    assert looked_at == 5


def test_the_cases_that_are_counted_are_there() -> None:
    (figure,) = [figure for _, figure, _, page in ROWS if page == "[cases.md](cases.md)"]
    assert int(figure) == len([one for one in Path(ROOT / "cases").iterdir() if one.is_dir()])


def test_every_number_has_a_command_or_was_found_by_hand() -> None:
    verbs = [re.findall(r"`microcap (\w+)", command) for _, _, command, _ in ROWS]
    assert {verb for found in verbs for verb in found} <= set(VERBS)
    assert [
        command for _, _, command, _ in ROWS if not command.startswith(("`", "the same", "by hand"))
    ] == []
