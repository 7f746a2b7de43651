"""The reference: pages written from the catalogues, so that they cannot say what is not there.

`python -m microcap.faces.reference FOLDER` writes them anew and removes those that are no more;
`make docs` calls it. A test holds the committed pages equal to what this makes.
"""

import sys
from collections.abc import Callable
from inspect import Parameter, signature
from pathlib import Path
from typing import Any, get_type_hints

import microcap
from microcap.faces import markdown as md
from microcap.faces import notebook
from microcap.faces.reference_data import (
    definitions_page,
    glossary_page,
    rules_page,
    sources_page,
    tables_page,
    venues_page,
)
from microcap.faces.reference_verbs import verbs_page
from microcap.model import catalogue
from microcap.model.errors import MicrocapError
from microcap.research.screen import COLUMNS, PRESETS


def pages() -> dict[str, str]:
    """Every page of the reference: file name and text."""
    for room in ("measures", "checks"):
        catalogue.load(room)
    made = {name: write() for name, (_, write) in _PAGES.items()}
    lines = [f"- [{title}]({name})" for name, (title, _) in _PAGES.items()]
    about = "Everything that has a name in microcap, as the program itself knows it."
    return {"index.md": md.page("Reference", about, ["\n".join(lines)]), **made}


def write_pages(folder: Path) -> list[str]:
    """Write the pages into a folder and remove pages that are no longer made; what changed."""
    folder.mkdir(parents=True, exist_ok=True)
    made = pages()
    changed = []
    for stale in sorted({path.name for path in folder.glob("*.md")} - set(made)):
        (folder / stale).unlink()
        changed.append(stale)
    for name, text in made.items():
        path = folder / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            changed.append(name)
    return changed


def measures_page() -> str:
    """A number per security and day: every measure of the catalogue."""
    held = catalogue.entries("measure")
    rows = [
        (f"[{name}](#{md.anchor(name)})", entry.says["unit"], entry.label)
        for name, entry in held.items()
    ]
    about = (
        "A number per security and day. Each name is a column of `microcap screen` too. "
        "*Scale* says what a split does to the value: nothing, or it counts in dollars per share "
        "(`price`) or in shares (`shares`)."
    )
    parts = [md.section(name, entry.label, _measure(entry)) for name, entry in held.items()]
    return md.page("Measures", about, [md.table(("measure", "unit", "what it is"), rows), *parts])


def _measure(entry: catalogue.Entry) -> list[str]:
    says = entry.says
    named = [
        ("unit", says["unit"]),
        ("scale", says["scale"]),
        ("reads", ", ".join(md.code(column) for column in says["needs"])),
        ("reference", says["reference"]),
        ("stands beside it", says["label"]),
        ("written in", md.code(entry.function.__module__)),
    ]
    return [md.rest(entry.function), md.facts(named)]


def methods_page() -> str:
    """A method on plain values: what `microcap calc NAME` answers."""
    held = catalogue.entries("method")
    about = (
        "A formula of the specification on plain values. `microcap calc NAME` reads its inputs as "
        "a JSON object on standard input and writes the answer as JSON; `microcap.calc(NAME, …)` "
        "does the same in Python. What is undefined is null, what has no bound is `inf`."
    )
    rows = [(f"[{name}](#{md.anchor(name)})", entry.label) for name, entry in held.items()]
    parts = [md.section(name, entry.label, _method(entry)) for name, entry in held.items()]
    return md.page("Methods", about, [md.table(("method", "what it answers"), rows), *parts])


def _method(entry: catalogue.Entry) -> list[str]:
    hints = get_type_hints(entry.function)
    inputs = [
        (md.code(name), _type(hints[name]), _default(one))
        for name, one in signature(entry.function).parameters.items()
    ]
    ways = entry.says.get("ways") or ()
    together = " or ".join(", ".join(md.code(name) for name in way) for way in ways)
    named = [
        ("give", together),
        ("answers", _type(hints.get("return"))),
        ("reference", entry.says["reference"]),
        ("written in", md.code(entry.function.__module__)),
    ]
    heads = ("input", "type", "default")
    return [md.rest(entry.function), md.table(heads, inputs), md.facts(named)]


def checks_page() -> str:
    """A question with a verdict: every check of the catalogue."""
    held = catalogue.entries("check")
    about = (
        "A question about one security. The answer is a finding with its evidence, clear with what "
        "was looked at, or cannot tell with what is missing. Severity goes from 0 to 5; a *state* "
        "holds until a later document ends it, an *event* fades with a half-life of twelve months "
        "unless it is said not to."
    )
    rows = [
        (
            f"[{name}](#{md.anchor(name)})",
            entry.says["severity"],
            entry.says["holds_as"],
            entry.label,
        )
        for name, entry in held.items()
    ]
    parts = [md.section(name, entry.label, _check(entry)) for name, entry in held.items()]
    overview = md.table(("check", "severity", "kind", "what it asks"), rows)
    return md.page("Checks", about, [overview, *parts])


def _check(entry: catalogue.Entry) -> list[str]:
    says = entry.says
    fades = "yes" if says["fades"] and says["holds_as"] == "event" else "no"
    named = [
        ("severity", says["severity"]),
        ("kind", says["holds_as"]),
        ("fades", fades),
        ("reference", says["reference"]),
        ("written in", md.code(entry.function.__module__)),
    ]
    return [md.rest(entry.function), md.facts(named)]


def screen_page() -> str:
    """What an expression of the screen may name."""
    about = (
        "`microcap screen` filters the universe of a day. An expression compares columns with "
        "`= != < <= > >=`, `between`, `in (…)` and `is null`, joined by `and`, `or`, `not`. Numbers "
        "take `k`, `m`, `bn`; text stands in single quotes. A name whose column is not known does "
        "not pass, and how many such there are is told. Beside these columns every "
        "[measure](measures.md) is one."
    )
    columns = [(md.code(name), kind, unit, says) for name, (kind, unit, says) in COLUMNS.items()]
    presets = [
        (md.code(name), says, md.code(text), md.code(order))
        for name, (text, order, says) in PRESETS.items()
    ]
    return md.page(
        "Screen",
        about,
        [
            "## Columns",
            md.table(("column", "kind", "unit", "what it is"), columns),
            "## Presets",
            md.table(("preset", "what it shows", "expression", "ranked by"), presets),
        ],
    )


def python_page() -> str:
    """The Python face: the public names, and what a lake and a moment can be asked."""
    about = (
        "`import microcap` gives the names below; they return the same values that the command "
        "line prints. Nothing is loaded before it is asked for."
    )
    parts = [_function("microcap", name, getattr(microcap, name)) for name in microcap.__all__]
    for owner in (
        notebook.Lake,
        notebook.Moment,
        notebook.ShownDossier,
        notebook.ShownScreen,
    ):
        parts.append(md.section(owner.__name__, _first_line(owner), [_members(owner)]))
    errors: list[type[MicrocapError]] = [MicrocapError, *MicrocapError.__subclasses__()]
    rows = [(md.code(one.__name__), one.exit_code, _first_line(one)) for one in errors]
    heading = "## Errors\n\nOne root and a branch per what the caller can do."
    return md.page(
        "Python", about, [*parts, heading, md.table(("error", "exit code", "what it means"), rows)]
    )


def _function(owner: str, name: str, function: Callable[..., Any]) -> str:
    # annotations that are kept as text would be shown with their quotation marks
    spelled = str(signature(function)).replace("'", "")
    shown = f"```python\n{owner}.{name}{spelled}\n```"
    return md.section(f"{owner}.{name}", _first_line(function), [shown, md.rest(function)])


def _members(owner: type) -> str:
    rows = []
    for name, member in vars(owner).items():
        if name.startswith("_"):
            continue
        if isinstance(member, property):
            rows.append((md.code(name), _first_line(member)))
        elif callable(member):
            rows.append((md.code(f"{name}{_bare(member)}"), _first_line(member)))
    return md.table(("member", "what it gives"), rows)


def _bare(function: Callable[..., Any]) -> str:
    named = list(signature(function).parameters.values())[1:]
    spelled = str(signature(function).replace(parameters=named, return_annotation=Parameter.empty))
    return spelled.replace("datetime.", "")


def _first_line(thing: object) -> str:
    return (getattr(thing, "__doc__", None) or "").strip().partition("\n")[0]


def _type(hint: Any) -> str:
    if hint is None:
        return ""
    name = (
        hint.__name__ if isinstance(hint, type) and not getattr(hint, "__args__", ()) else str(hint)
    )
    for prefix in ("typing.", "collections.abc.", "datetime."):
        name = name.replace(prefix, "")
    return md.code(name)


def _default(one: Parameter) -> str:
    if one.default is Parameter.empty:
        return "needed"
    return md.code("null" if one.default is None else repr(one.default))


_PAGES: dict[str, tuple[str, Callable[[], str]]] = {
    "verbs.md": ("Verbs of the command line, with their options", verbs_page),
    "python.md": ("Python: public names, values and errors", python_page),
    "measures.md": ("Measures: a number per security and day", measures_page),
    "methods.md": ("Methods: formulas on plain values", methods_page),
    "checks.md": ("Checks: questions with a verdict", checks_page),
    "screen.md": ("Screen: columns and presets", screen_page),
    "tables.md": ("Tables of the lake, with columns and units", tables_page),
    "sources.md": ("Sources: who publishes what", sources_page),
    "rules.md": ("Rules: what regulators and exchanges can change", rules_page),
    "definitions.md": ("Size definitions: who calls what a micro-cap", definitions_page),
    "venues.md": ("Venues: where a stock trades and what follows", venues_page),
    "glossary.md": ("Glossary: terms and disputes", glossary_page),
}


def main(arguments: list[str]) -> int:
    """Write the reference into the folder that is named."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m microcap.faces.reference FOLDER\n")
        return 2
    changed = write_pages(Path(arguments[0]))
    sys.stdout.write(f"reference: {len(changed)} pages changed\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
