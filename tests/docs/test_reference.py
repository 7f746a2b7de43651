"""The reference is what the catalogues say, and everything with a name is in it."""

import re
from pathlib import Path

import click
import pytest

import microcap
from docs.pages import REFERENCE, ROOT, anchors, documents, links
from microcap.faces.cli.verbs import VERBS
from microcap.faces.reference import pages, write_pages
from microcap.faces.reference_verbs import commands_of
from microcap.model import catalogue
from microcap.model.definitions import definitions
from microcap.model.rules import rules
from microcap.model.tables import TABLES
from microcap.model.venues import Venue
from microcap.research.explain import terms
from microcap.research.screen import COLUMNS, PRESETS
from microcap.sources.published import COMPILED, EDGAR, MARKET, OWNERSHIP, SEC

MADE = pages()
DOCUMENTS = documents()
NAMES = [str(path.relative_to(ROOT)) for path in DOCUMENTS]


def test_the_committed_reference_is_what_the_catalogues_say() -> None:
    held = {path.name: path.read_text(encoding="utf-8") for path in REFERENCE.glob("*.md")}
    assert sorted(held) == sorted(MADE), "run `make docs`"
    assert [name for name in MADE if held[name] != MADE[name]] == [], "run `make docs`"


def test_writing_the_reference_twice_changes_nothing_and_removes_what_is_no_more(
    tmp_path: Path,
) -> None:
    (tmp_path / "gone.md").write_text("a page of a plug that was removed", encoding="utf-8")
    assert sorted(write_pages(tmp_path)) == sorted([*MADE, "gone.md"])
    assert write_pages(tmp_path) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(MADE)


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("python.md", [f"microcap.{name}" for name in microcap.__all__]),
        ("verbs.md", [f"microcap {verb}" for verb in VERBS]),
        ("measures.md", list(catalogue.entries("measure"))),
        ("methods.md", list(catalogue.entries("method"))),
        ("checks.md", list(catalogue.entries("check"))),
        ("tables.md", list(TABLES)),
        ("rules.md", sorted({one.name for one in rules()})),
        ("definitions.md", list(definitions())),
        ("venues.md", [str(venue) for venue in Venue]),
        ("glossary.md", [name for name, one in terms().items() if one.kind != "list"]),
    ],
)
def test_everything_with_a_name_has_its_heading(page: str, names: list[str]) -> None:
    assert names
    headings = set(re.findall(r"^## (.+)$", MADE[page], re.MULTILINE))
    assert [name for name in names if name not in headings] == []


def test_every_source_screen_column_and_preset_is_told() -> None:
    sources = [one.name for one in (*SEC, *EDGAR, *OWNERSHIP, *MARKET, *COMPILED)]
    assert [name for name in sources if f"`{name}`" not in MADE["sources.md"]] == []
    named = [*COLUMNS, *PRESETS]
    assert [name for name in named if f"| `{name}` |" not in MADE["screen.md"]] == []


def test_every_column_of_every_table_is_told_with_its_meaning() -> None:
    for table in TABLES.values():
        for column in table.columns:
            assert column.about.strip(), f"{table.name}.{column.name} says nothing of itself"
            assert f"| `{column.name}` |" in MADE["tables.md"]


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_and_each_of_its_options_has_help(verb: str) -> None:
    for name, command in commands_of(verb):
        assert (command.help or "").strip(), name
        for one in command.params:
            # what an argument is stands in the help of the verb
            if isinstance(one, click.Option):
                assert one.help, f"{name} {one.opts}"


@pytest.mark.parametrize("path", DOCUMENTS, ids=NAMES)
def test_every_link_inside_the_project_leads_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lost = []
    for link in links(text):
        if link.startswith(("http://", "https://")):
            continue
        file, _, anchor = link.partition("#")
        target = path if not file else (path.parent / file).resolve()
        if not target.exists() or (
            anchor and anchor not in anchors(target.read_text(encoding="utf-8"))
        ):
            lost.append(link)
    assert lost == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=NAMES)
def test_a_document_speaks_of_the_thing_and_of_no_machine(path: Path) -> None:
    """No path of a machine, and nobody who wrote; a transfer or placement agent is a market word."""
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"(?<![\w.])/(?:work|tmp|root|home)\b", text) == []
    said = re.findall(r"(\w+ )?\b(agents?|assistants?)\b", text, re.IGNORECASE)
    allowed = {"transfer ", "placement ", "user "}
    assert [words for before, words in said if before.lower() not in allowed] == []


def test_every_decision_is_on_the_list_and_answers_the_same_questions() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = links((folder / "index.md").read_text(encoding="utf-8"))
    held = sorted(path.name for path in folder.glob("*.md") if path.name != "index.md")
    assert sorted(listed) == held
    for name in held:
        text = (folder / name).read_text(encoding="utf-8")
        asked = re.findall(r"^## (.+)$", text, re.MULTILINE)
        assert asked == ["Question", "Measured", "Decided", "Rejected", "Look again"], name


def test_the_map_fits_three_pages_and_names_every_room() -> None:
    """Some 60 lines make a page."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 180
    rooms = [
        path.name
        for path in (ROOT / "src" / "microcap").iterdir()
        if path.is_dir() and (path / "__init__.py").is_file()
    ]
    assert [room for room in rooms if f"`{room}/`" not in text] == []
