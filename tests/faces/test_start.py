"""The command line: what it imports, what it refuses, its exit codes, and every verb's options."""

import importlib
import json
import subprocess
import sys
from pathlib import Path

import click
import pytest

from checks.invented import DAY, ISSUER, SYMBOL, bars, listed
from microcap.faces.cli.start import run
from microcap.faces.cli.verbs import VERBS, root_help
from microcap.model.tables import FORMAT
from research.tiny import OTHER, cover, subject

Captured = pytest.CaptureFixture[str]
ASOF = DAY.isoformat()


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Two names, one of them with a count of 10m shares at 2.00."""
    folder = tmp_path_factory.mktemp("start")
    subject(
        folder,
        bars=bars([2.0] * 30) + bars([3.0] * 30, symbol=OTHER),
        listings=listed("NASDAQ_CM"),
        facts=[cover(10_000_000, DAY.replace(day=3))],
    )
    return str(folder / "lake")


@pytest.fixture(autouse=True)
def no_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No lake and no settings but those of the arguments."""
    for name in ("MICROCAP_LAKE", "MICROCAP_ORDER_USD", "MICROCAP_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))


def _imported(*arguments: str) -> tuple[int, set[str]]:
    """The exit code of a fresh process, and what it imported."""
    program = (
        "import json, sys\n"
        f"sys.argv = ['microcap', *{list(arguments)!r}]\n"
        "from microcap.faces.cli.start import main\n"
        "code = 0\n"
        "try:\n    main()\nexcept SystemExit as leaving:\n    code = leaving.code or 0\n"
        "sys.stderr.write('\\n' + json.dumps([code, sorted(sys.modules)]))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    code, modules = json.loads(ran.stderr.splitlines()[-1])
    return code, set(modules)


@pytest.mark.parametrize("arguments", [(), ("--help",), ("-h",), ("--version",)])
def test_the_help_is_printed_before_anything_heavy_is_imported(arguments: tuple[str, ...]) -> None:
    code, modules = _imported(*arguments)
    heavy = {"click", "deltalake", "importlib.metadata", "numpy", "pandas", "polars", "rich"}
    assert code == 0
    assert modules & heavy == set()


@pytest.mark.parametrize("verb", ["dossier", "liquidity", "screen"])
def test_a_reading_verb_imports_no_library_that_it_does_not_need(lake: str, verb: str) -> None:
    named = () if verb == "screen" else (SYMBOL,)
    code, modules = _imported(verb, *named, "--asof", ASOF, "--lake", lake)
    unneeded = {"exchange_calendars", "numba", "pandas", "rich", "scipy", "statsmodels"}
    assert code == 0
    assert modules & unneeded == set()


def test_the_help_lists_every_verb_in_one_line_each() -> None:
    lines = root_help().splitlines()
    for verb, (_, label, _) in VERBS.items():
        assert sum(line.split()[:1] == [verb] and line.endswith(label) for line in lines) == 1
    assert max(map(len, lines)) <= 100


def test_an_unknown_verb_names_the_nearest(capsys: Captured) -> None:
    assert run(["dosier", "ZZHM"]) == 2
    assert capsys.readouterr().err == "microcap: no verb 'dosier'; did you mean dossier\n"


def test_a_verb_near_to_nothing_leads_to_the_help(capsys: Captured) -> None:
    assert run(["xyzzyx"]) == 2
    assert "microcap --help lists them" in capsys.readouterr().err


def _command(verb: str) -> click.Command:
    module = importlib.import_module(f"microcap.faces.cli.{VERBS[verb][0]}")
    command: click.Command = module.command
    return command


def _options(command: click.Command) -> set[str]:
    if isinstance(command, click.Group):
        each = [_options(inner) for inner in command.commands.values()]
        return set.intersection(*each)
    return {name for parameter in command.params for name in parameter.opts if name[:2] == "--"}


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_the_options_of_its_class(verb: str) -> None:
    wanted = {
        "reading": {"--asof", "--lake", "--json"},
        "writing": {"--lake", "--json"},
        "method": {"--json"},
        "machine": {"--json"},
    }[VERBS[verb][2]]
    if verb == "diff":
        wanted = wanted - {"--asof"} | {"--from", "--to"}
    assert wanted <= _options(_command(verb))


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_that_begins_with_a_sentence(verb: str, capsys: Captured) -> None:
    assert run([verb, "--help"]) == 0
    text = capsys.readouterr().out
    assert text.startswith(f"Usage: microcap {verb}")
    assert len((_command(verb).help or "").splitlines()[0]) > 20


@pytest.mark.parametrize("verb", VERBS)
def test_every_option_has_a_word_of_help_or_a_name_for_its_value(verb: str) -> None:
    command = _command(verb)
    inner = list(command.commands.values()) if isinstance(command, click.Group) else [command]
    silent = [
        option.name
        for one in inner
        for option in one.params
        if isinstance(option, click.Option) and not (option.help or option.metavar)
    ]
    assert silent == []


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["dossier", SYMBOL, "--asof", ASOF], 0),
        (["dossier", "ZZHN", "--asof", ASOF], 2),  # nobody bears it
        (["dossier", SYMBOL, "--asof", "2020-01-02"], 2),  # not borne yet
        (["dossier", SYMBOL, "--asof", "yesterday"], 2),
        (["dossier", SYMBOL, "--asof", "0001-01-01"], 2),
        (["dossier"], 2),
        (["dossier", SYMBOL, "--colour", "red"], 2),
        (["dossier", SYMBOL, "--asof", ASOF, "--order", "-1"], 2),
        (["dossier", SYMBOL, "--asof", ASOF, "--order", "0"], 2),
        (["screen", "--asof", ASOF, "--where", "price >"], 2),
        (["screen", "mikro", "--asof", ASOF], 2),
        (["screen", "--asof", ASOF, "--limit", "-1"], 2),
        (["diff", SYMBOL, "--from", ASOF, "--to", "2024-06-01"], 2),
        (["classify", SYMBOL, "--against", OTHER, "--asof", ASOF], 0),
        (["liquidity", OTHER, "--asof", ASOF], 0),
        (["status", "--asof", ASOF], 0),
        (["status", SYMBOL, "--asof", ASOF], 0),
        (["diff", SYMBOL, "--from", "2024-06-20", "--to", ASOF], 0),
        (["quote", "add", SYMBOL, "2", "1"], 2),
        (["dossier", SYMBOL, "--asof", ASOF, "--html", "/proc/no/such/page.html"], 3),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, list) else str(one),
)
def test_the_exit_code_tells_done_from_a_request_that_makes_no_sense(
    lake: str, arguments: list[str], code: int, capsys: Captured
) -> None:
    assert run([*arguments, "--lake", lake]) == code
    said = capsys.readouterr()
    assert "Traceback" not in said.out + said.err
    assert bool(said.err) == (code != 0)
    if code:
        assert said.out == ""
        assert said.err.startswith("microcap: ")
        assert said.err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["dossier", "ZZHN", "--asof", ASOF],
        ["dossier", SYMBOL, "--asof", "nonsense"],
        ["screen", "--where", "no_such_column > 1", "--asof", ASOF],
        ["classify"],
        ["status", "NOBODY", "--asof", ASOF],
        ["diff", SYMBOL, "--from", ASOF, "--to", ASOF],
        ["quote", "add", SYMBOL, "2", "x"],
    ],
    ids=lambda one: " ".join(one),
)
def test_with_json_an_error_is_a_document(
    lake: str, arguments: list[str], capsys: Captured
) -> None:
    assert run([*arguments, "--lake", lake, "--json"]) == 2
    said = capsys.readouterr()
    document = json.loads(said.out)
    assert list(document) == ["error"]
    assert said.err == f"microcap: {document['error']}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["dossier", SYMBOL],
        ["classify", SYMBOL],
        ["classify", SYMBOL, "--against", OTHER],
        ["liquidity", SYMBOL],
        ["screen"],
        ["status"],
        ["status", SYMBOL],
    ],
    ids=lambda one: " ".join(one),
)
def test_with_json_an_answer_is_one_document_that_says_it_is_invented(
    lake: str, arguments: list[str], capsys: Captured
) -> None:
    assert run([*arguments, "--asof", ASOF, "--lake", lake, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["synthetic"] is True


@pytest.mark.parametrize(
    "arguments",
    [
        ["dossier", SYMBOL],
        ["classify", SYMBOL],
        ["classify", SYMBOL, "--against", OTHER],
        ["liquidity", SYMBOL],
        ["screen"],
        ["status"],
    ],
    ids=lambda one: " ".join(one),
)
def test_the_text_of_an_invented_market_says_synthetic(
    lake: str, arguments: list[str], capsys: Captured
) -> None:
    assert run([*arguments, "--asof", ASOF, "--lake", lake]) == 0
    text = capsys.readouterr().out
    assert "SYNTHETIC" in text
    assert max(len(line) for line in text.splitlines()) <= 100


HOSTILE = {
    "empty": "",
    "spaces": "   ",
    "ten thousand letters": "A" * 10_000,
    "escapes": "\x1b[31mZZHM\x1b[0m",
    "a path": "../../etc/passwd",
    "a quotation": "'; drop table bars; --",
    "nul": "ZZ\x00HM",
    "letters of no alphabet": "\u202e\U0001f600",
    "a broken surrogate": "\udcff",
}


@pytest.mark.parametrize("verb", ["dossier", "classify", "liquidity", "status"])
@pytest.mark.parametrize("word", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_ticker_ends_in_one_short_sentence(
    lake: str, verb: str, word: str, capsys: Captured
) -> None:
    assert run([verb, word, "--asof", ASOF, "--lake", lake]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err
    assert "\x1b" not in said.err and "\x00" not in said.err
    assert len(said.err) < 600


@pytest.mark.parametrize("word", [one for name, one in HOSTILE.items() if name != "a path"])
@pytest.mark.parametrize("option", ["--asof", "--where", "--sort"])
def test_a_hostile_value_of_an_option_ends_in_one_short_sentence(
    lake: str, option: str, word: str, capsys: Captured
) -> None:
    code = run(["screen", option, word, "--lake", lake])
    said = capsys.readouterr()
    left_out = (option == "--where" and not word.strip()) or (option == "--sort" and not word)
    assert code == (0 if left_out else 2)
    assert "Traceback" not in said.err
    assert "\x1b" not in said.err
    assert len(said.err) < 600


@pytest.mark.parametrize("kind", ["a file", "missing", "another folder", "broken", "newer"])
def test_a_lake_that_is_none_is_refused_and_left_as_it_is(
    tmp_path: Path, kind: str, capsys: Captured
) -> None:
    path = tmp_path / "it"
    if kind == "a file":
        path.write_text("not a lake")
    if kind == "another folder":
        path.mkdir()
        (path / "letter.txt").write_text("dear")
    if kind in {"broken", "newer"}:
        path.mkdir()
        says = {"format": 999, "synthetic": False}
        (path / "lake.json").write_text(json.dumps(says) if kind == "newer" else "{")
    before = sorted(inner.name for inner in tmp_path.rglob("*"))
    for arguments in (["dossier", SYMBOL], ["screen"], ["status"]):
        assert run([*arguments, "--asof", ASOF, "--lake", str(path)]) == 2
        said = capsys.readouterr()
        assert said.err.count("\n") == 1
        assert "Traceback" not in said.err
        assert str(path) in said.err
    assert sorted(inner.name for inner in tmp_path.rglob("*")) == before


def test_a_newer_lake_is_refused_with_both_numbers(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "lake.json").write_text('{"format": 999, "synthetic": false}')
    assert run(["status", "--lake", str(tmp_path)]) == 2
    assert f"has format 999 and this program reads up to {FORMAT}" in capsys.readouterr().err


def test_what_is_brought_into_a_file_is_refused(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "it").write_text("not a lake")
    (tmp_path / "bars.csv").write_text("a,b\n1,2\n")
    code = run(["ingest", "files", str(tmp_path / "bars.csv"), "--lake", str(tmp_path / "it")])
    assert code == 2
    assert "is a file and no folder" in capsys.readouterr().err


@pytest.mark.parametrize("source", ["filez", ""])
def test_an_unknown_source_is_refused(tmp_path: Path, source: str, capsys: Captured) -> None:
    assert run(["ingest", source, str(tmp_path), "--lake", str(tmp_path / "lake")]) == 2
    assert "there are files and sec" in capsys.readouterr().err
    assert not (tmp_path / "lake").exists()


def test_a_page_is_written_as_a_whole(lake: str, tmp_path: Path, capsys: Captured) -> None:
    page = tmp_path / "page.html"
    assert run(["dossier", SYMBOL, "--asof", ASOF, "--lake", lake, "--html", str(page)]) == 0
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert [inner.name for inner in tmp_path.iterdir()] == ["page.html"]
    assert capsys.readouterr().err == f"wrote {page}\n"


def test_the_document_of_a_dossier_knows_the_issuer(lake: str, capsys: Captured) -> None:
    assert run(["dossier", SYMBOL, "--asof", ASOF, "--lake", lake, "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["identity"]["issuer"]["value"] == ISSUER
    assert document["size"]["cap"]["value"] == 20e6
