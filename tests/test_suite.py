"""The tests about the tests: each of them can fail, and each module has a file of them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

TESTS = Path(__file__).resolve().parent
SOURCE = TESTS.parent / "src" / "microcap"

ELSEWHERE: dict[str, tuple[str, tuple[str, ...]]] = {
    "laws/test_checks.py": (
        "what several checks share",
        (
            "checks/bar_rows.py",
            "checks/stretch.py",
            "checks/venue_rule.py",
        ),
    ),
    "faces/test_start.py": (
        "a verb, run through the command line",
        (
            "faces/cli/classify.py",
            "faces/cli/diff.py",
            "faces/cli/ingest.py",
            "faces/cli/liquidity.py",
            "faces/cli/options.py",
            "faces/cli/quote.py",
            "faces/cli/screen.py",
            "faces/cli/status.py",
        ),
    ),
    "research/test_demo.py": (
        "a verb, run by the test of its composition",
        ("faces/cli/demo.py",),
    ),
    "faces/test_page.py": (
        "a part of the page",
        (
            "faces/chart_frame.py",
            "faces/liquidity_section.py",
            "faces/page_style.py",
            "faces/section_tables.py",
            "faces/sections.py",
        ),
    ),
    "faces/test_text.py": (
        "a part of the text",
        (
            "faces/text_chapters.py",
            "faces/text_rows.py",
        ),
    ),
    "docs/test_reference.py": (
        "a part of the generated pages",
        (
            "faces/markdown.py",
            "faces/reference.py",
            "faces/reference_data.py",
            "faces/reference_verbs.py",
        ),
    ),
    "docs/test_tour.py": (
        "runs the tour",
        ("faces/tour.py",),
    ),
    "laws/test_measures.py": (
        "what every measure goes through",
        (
            "model/catalogue.py",
            "model/staged.py",
            "view/evaluate.py",
        ),
    ),
    "research/test_dossier.py": (
        "a part of the research file",
        ("model/verdicts.py",),
    ),
    "research/test_ingest.py": (
        "what rows go through on their way in",
        (
            "research/known_at.py",
            "sources/nyse_calendar.py",
        ),
    ),
    "sources/test_compiled_sets.py": (
        "a reader of the compiled sets",
        (
            "sources/compiled_filings.py",
            "sources/compiled_lists.py",
            "sources/compiled_parquet.py",
        ),
    ),
    "sources/test_files.py": (
        "a part of the reader of files",
        ("sources/files_columns.py",),
    ),
    "sources/sandbox/test_market.py": (
        "a part of the invented market",
        (
            "sources/sandbox/accounts.py",
            "sources/sandbox/corporate.py",
            "sources/sandbox/fates.py",
            "sources/sandbox/papers.py",
            "sources/sandbox/prices.py",
            "sources/sandbox/rows.py",
        ),
    ),
    "sources/test_sec_submissions.py": (
        "a part of the SEC's readers",
        (
            "sources/sec_payload.py",
            "sources/sec_rows.py",
        ),
    ),
}
"""Modules that no test file of their room imports: which file runs them, and what they are.

It only shrinks.
"""

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def _files() -> list[Path]:
    return sorted(TESTS.rglob("*.py"))


def _functions(path: Path) -> dict[str, Function]:
    return {
        node.name: node
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def _tests() -> Iterator[tuple[Path, Function]]:
    for path in _files():
        if path.name.startswith("test_"):
            for name, node in _functions(path).items():
                if name.startswith("test_"):
                    yield path, node


def _imports(path: Path) -> dict[str, Path]:
    """Names that a test file imports from another file of the tests, and that file."""
    found: dict[str, Path] = {}
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            home = TESTS.joinpath(*node.module.split(".")).with_suffix(".py")
            if home.is_file():
                found |= {alias.asname or alias.name: home for alias in node.names}
    return found


def _calls(node: ast.AST) -> set[str]:
    return {
        inner.func.id if isinstance(inner.func, ast.Name) else inner.func.attr
        for inner in ast.walk(node)
        if isinstance(inner, ast.Call) and isinstance(inner.func, ast.Name | ast.Attribute)
    }


def _asserts(path: Path, node: Function, seen: frozenset[str] = frozenset()) -> bool:
    """Whether a function asserts, expects an error, or calls a helper of the tests that does."""
    if any(isinstance(inner, ast.Assert) for inner in ast.walk(node)):
        return True
    called = _calls(node)
    if called & {"raises", "assert_frame_equal", "assert_series_equal", "fail"}:
        return True
    own, foreign = _functions(path), _imports(path)
    for name in called - seen - {node.name}:
        home = path if name in own else foreign.get(name)
        helper = _functions(home).get(name) if home is not None else None
        if home is not None and helper is not None and _asserts(home, helper, seen | {name}):
            return True
    return False


def _is_not_none(statement: ast.Assert) -> bool:
    test = statement.test
    return (
        isinstance(test, ast.Compare)
        and len(test.ops) == 1
        and isinstance(test.ops[0], ast.IsNot)
        and isinstance(test.comparators[0], ast.Constant)
        and test.comparators[0].value is None
    )


def _cannot_fail(statement: ast.Assert) -> bool:
    # a constant, or a tuple that holds anything, is true whatever the program does
    test = statement.test
    return isinstance(test, ast.Constant) or (isinstance(test, ast.Tuple) and bool(test.elts))


def _where(path: Path, node: Function) -> str:
    return f"{path.relative_to(TESTS)}: {node.name}"


def test_no_test_passes_without_asserting() -> None:
    silent = [_where(path, node) for path, node in _tests() if not _asserts(path, node)]
    assert silent == []


def test_no_test_asserts_only_that_something_is_there() -> None:
    idle = []
    for path, node in _tests():
        statements = [inner for inner in ast.walk(node) if isinstance(inner, ast.Assert)]
        if statements and all(map(_is_not_none, statements)) and not _calls(node) & {"raises"}:
            idle.append(_where(path, node))
    assert idle == []


def test_no_assertion_is_true_whatever_happens() -> None:
    hollow = [
        f"{path.relative_to(TESTS)}:{inner.lineno}"
        for path in _files()
        for inner in ast.walk(_tree(path))
        if isinstance(inner, ast.Assert) and _cannot_fail(inner)
    ]
    assert hollow == []


def test_no_test_is_switched_off() -> None:
    """A test of the real bytes is reported as not run by its fixture, and by nothing else."""
    off = [
        f"{path.relative_to(TESTS)}:{node.lineno} {node.attr}"
        for path in _files()
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Attribute)
        and node.attr in {"skip", "skipif", "xfail", "importorskip"}
        and path.name != "conftest.py"
    ]
    assert off == []


def test_a_test_is_a_sentence() -> None:
    """At least three words after `test`: a thing, and what it does."""
    short = [_where(path, node) for path, node in _tests() if len(node.name.split("_")) < 4]
    assert short == []


def test_no_two_tests_of_a_file_bear_one_name() -> None:
    """The second would hide the first."""
    for path in _files():
        names = [
            node.name
            for node in _tree(path).body
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        ]
        assert len(names) == len(set(names)), path.name


def _tested() -> set[str]:
    """Every module that a test file of the mirroring room is named after or imports."""
    found = set()
    for path in _files():
        if not path.name.startswith("test_"):
            continue
        room = path.relative_to(TESTS).parent
        stem = path.stem.removeprefix("test_")
        found |= {str(room / f"{stem}.py"), str(room / "cli" / f"{stem}.py")}
        found.add(str(room / "cli" / f"{stem.removeprefix('cli_')}.py"))
        for node in ast.walk(_tree(path)):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("microcap."):
                whole = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
                found |= {_file(name) for name in whole if name and _mirrored(name, room)}
    return found


def _file(module: str) -> str:
    return "/".join(module.split(".")[1:]) + ".py"


def _mirrored(module: str, room: Path) -> bool:
    return bool(room.parts) and module.split(".")[1] == room.parts[0]


def _modules_without_a_file() -> set[str]:
    modules = {
        str(module.relative_to(SOURCE))
        for module in SOURCE.rglob("*.py")
        if module.name != "__init__.py"
    }
    return modules - _tested()


def _excepted() -> set[str]:
    return {module for _, modules in ELSEWHERE.values() for module in modules}


def test_every_module_has_a_test_file_or_says_where_it_is_tested() -> None:
    assert sorted(_modules_without_a_file() - _excepted()) == []


def test_the_list_of_exceptions_only_shrinks() -> None:
    """A module that got its own file, or is gone, leaves the list."""
    assert sorted(_excepted() - _modules_without_a_file()) == []


def test_every_exception_names_a_file_of_the_tests_and_a_reason() -> None:
    assert [name for name in ELSEWHERE if not (TESTS / name).is_file()] == []
    assert [name for name, (reason, _) in ELSEWHERE.items() if len(reason.split()) < 3] == []
