"""Documents whose commands are run: a page's console blocks, executed, with the output put in place.

A `console` block is run in a workspace of its own, in the order of the page: lines that begin with
`$ ` are given to the shell, what stands below them is their output. `head=N` behind the word
console keeps the first N lines, `parts="A,B"` the sections whose first line begins so; what is
left out is marked `[…]`. A block with `file=NAME` is written to that file first; a block `python
run` is run. `python -m microcap.faces.tour PAGE…` rewrites the output; `make docs` calls it.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from microcap.model.errors import Contradiction, MicrocapError

LEFT_OUT = "[…]"
_FENCE = re.compile(
    r"^```(?P<word>\w+)(?P<says>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL
)
_LONGEST = 120.0
"""Seconds that one command may take."""


@dataclass(frozen=True)
class Workspace:
    """A folder in which a page is run, and the environment that its exports have made."""

    folder: Path
    environment: dict[str, str]


def workspace(folder: Path) -> Workspace:
    """An empty workspace: nothing of the caller's settings reaches it, and its width is 100."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MICROCAP_")}
    beside = str(Path(sys.executable).parent)
    path = f"{beside}{os.pathsep}{kept.get('PATH', '')}"
    return Workspace(folder, kept | {"PATH": path, "HOME": str(folder), "COLUMNS": "100"})


def refreshed(text: str, where: Workspace) -> str:
    """The page with the output that its commands have now.

    Raises `Contradiction` for a command that fails and for a part that the output does not have.
    """
    pieces, position = [], 0
    for block in _FENCE.finditer(text):
        pieces.append(text[position : block.start()])
        pieces.append(_refreshed_block(block, where))
        position = block.end()
    return "".join([*pieces, text[position:]])


def commands(text: str) -> list[str]:
    """Every command line of a page's console blocks, in order."""
    blocks = [block["body"] for block in _FENCE.finditer(text) if block["word"] == "console"]
    return [line[2:] for body in blocks for line in body.splitlines() if line.startswith("$ ")]


def _refreshed_block(block: re.Match[str], where: Workspace) -> str:
    says = dict(
        part.partition("=")[::2] for part in shlex.split(block["says"])
    )  # file=NAME, head=N, parts=A,B, run
    if "file" in says:
        path = where.folder / says["file"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block["body"], encoding="utf-8")
    elif block["word"] == "python" and "run" in says:
        _ran([sys.executable, "-c", block["body"]], "a python block", where)
    elif block["word"] == "console":
        return f"```console{block['says']}\n{_console(block['body'], says, where)}```"
    return block.group()


def _console(body: str, says: dict[str, str], where: Workspace) -> str:
    lines = []
    for line in (line for line in body.splitlines() if line.startswith("$ ")):
        command = line[2:]
        lines.append(line)
        if command.startswith("export "):
            name, _, value = command.removeprefix("export ").partition("=")
            where.environment[name] = value
            continue
        lines += _chosen(_ran(["sh", "-c", command], command, where).splitlines(), says, command)
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _ran(arguments: list[str], shown: str, where: Workspace) -> str:
    done = subprocess.run(
        arguments,
        cwd=where.folder,
        env=where.environment,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=_LONGEST,
        check=False,
    )
    if done.returncode != 0:
        raise Contradiction(
            f"`{shown}` ended with code {done.returncode}: {done.stderr.strip()[-400:]}; "
            "correct the page or the program"
        )
    return done.stdout


def _chosen(output: list[str], says: dict[str, str], command: str) -> list[str]:
    if "head" not in says and "parts" not in says:
        return output
    kept = set(range(int(says.get("head", "0"))))
    for part in filter(None, says.get("parts", "").split(",")):
        kept |= set(_part(output, part, command))
    chosen: list[str] = []
    for place, line in enumerate(output):
        if place in kept:
            chosen.append(line)
        elif chosen[-1:] != [LEFT_OUT]:
            chosen.append(LEFT_OUT)
    return chosen


def _part(output: list[str], begins: str, command: str) -> range:
    """From the line that begins so to the line before the next one that is indented no deeper."""
    found = [place for place, line in enumerate(output) if line.startswith(begins)]
    if not found:
        raise Contradiction(
            f"the output of `{command}` has no line that begins with {begins!r}; "
            "name another part in the page"
        )
    deeper = " " * (len(begins) - len(begins.lstrip()) + 1)
    last = found[0] + 1
    while last < len(output) and output[last].startswith(deeper):
        last += 1
    return range(found[0], last)


def main(paths: list[str]) -> int:
    """Run each page in a fresh workspace and put its output in place."""
    for path in map(Path, paths):
        text = path.read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder:
            try:
                again = refreshed(text, workspace(Path(folder)))
            except MicrocapError as error:
                sys.stderr.write(f"{path}: {error}\n")
                return error.exit_code
        if again != text:
            path.write_text(again, encoding="utf-8")
        sys.stdout.write(f"{path}: {len(commands(text))} commands run\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
