"""The pages whose commands are run: what they show is what the program says."""

from pathlib import Path

import pytest

from docs.pages import ROOT
from microcap.faces.tour import commands, main, refreshed, workspace
from microcap.model.errors import Contradiction

RUN = ("README.md", "docs/tour.md")


@pytest.mark.parametrize("page", RUN)
def test_a_page_shows_what_its_commands_print_on_a_fresh_sandbox(page: str, tmp_path: Path) -> None:
    """Every command ends with exit code 0, or refreshing it raises; stale output: `make docs`."""
    text = (ROOT / page).read_text(encoding="utf-8")
    assert len(commands(text)) > 5
    shown, now = text.splitlines(), refreshed(text, workspace(tmp_path)).splitlines()
    assert [line for line in shown if line not in now] == [], "run `make docs`"
    assert shown == now, "run `make docs`"


@pytest.mark.parametrize("page", RUN)
def test_every_verb_a_page_calls_is_run_and_not_only_shown(page: str) -> None:
    """A line that looks like a command stands in a block that is run."""
    text = (ROOT / page).read_text(encoding="utf-8")
    looks = [line[2:] for line in text.splitlines() if line.startswith("$ ")]
    assert looks == commands(text)


def test_what_is_left_out_is_marked(tmp_path: Path) -> None:
    """Four lines of output; the first, and the part that begins with `c` with its indented line."""
    page = "```console head=1 parts=\"c\"\n$ printf 'a\\nb\\nc\\n  d\\n'\n```\n"
    assert refreshed(page, workspace(tmp_path)) == (
        "```console head=1 parts=\"c\"\n$ printf 'a\\nb\\nc\\n  d\\n'\na\n[…]\nc\n  d\n```\n"
    )


def test_exports_and_files_of_a_page_reach_the_commands_below(tmp_path: Path) -> None:
    page = (
        "```csv file=held/one.csv\na,b\n```\n"
        "```console\n$ export WHERE=held\n$ cat $WHERE/one.csv\n```\n"
    )
    assert "$ cat $WHERE/one.csv\na,b\n" in refreshed(page, workspace(tmp_path))


def test_a_command_that_fails_is_refused_with_its_code_and_its_words(tmp_path: Path) -> None:
    page = "```console\n$ echo gone >&2; exit 3\n```\n"
    with pytest.raises(Contradiction, match="code 3: gone"):
        refreshed(page, workspace(tmp_path))


def test_a_part_that_the_output_does_not_have_is_refused(tmp_path: Path) -> None:
    page = '```console parts="MONEY"\n$ echo nothing\n```\n'
    with pytest.raises(Contradiction, match="'MONEY'"):
        refreshed(page, workspace(tmp_path))


def test_a_python_block_that_raises_is_refused(tmp_path: Path) -> None:
    page = "```python run\nraise SystemExit(4)\n```\n"
    with pytest.raises(Contradiction, match="code 4"):
        refreshed(page, workspace(tmp_path))


def test_rewriting_puts_the_output_in_place_and_a_second_time_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.md"
    page.write_text("```console\n$ echo now\nthen\n```\n", encoding="utf-8")
    assert main([str(page)]) == 0
    first = page.read_text(encoding="utf-8")
    assert first == "```console\n$ echo now\nnow\n```\n"
    assert main([str(page)]) == 0
    assert page.read_text(encoding="utf-8") == first
    assert "1 commands run" in capsys.readouterr().out
