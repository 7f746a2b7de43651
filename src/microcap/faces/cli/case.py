"""A case told again: what was known of a name on which day, and what the register said."""

import os
import sys
from contextlib import ExitStack
from dataclasses import fields
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from microcap.faces.cli.options import emit, json_option, now, width

if TYPE_CHECKING:
    from microcap.research.case_replay import Replay
    from microcap.research.cases import Case


@click.command()
@click.argument("name", required=False)
@click.option(
    "--lake",
    type=click.Path(path_type=Path),
    help="a lake that holds the records; where there is none yet it is made and kept; else a temporary one",
)
@click.option(
    "--cases",
    "root",
    type=click.Path(path_type=Path),
    help="the folder that holds the cases; default: cases of the project, or of where you are",
)
@json_option
def command(name: str | None, lake: Path | None, root: Path | None, in_json: bool) -> None:
    """List the cases, or tell the case NAME day by day and hold the register to it.

    On each day the register is asked in the view of that day. Shown are the answers that changed
    since the day before, worst first, and those that the case tells, marked *. The exit code is 1
    where an answer is not the one that the case tells. A real case needs the shared records, found
    by MICROCAP_SHARED, or a lake that holds them.
    """
    from microcap.faces import cases_text
    from microcap.faces.json_form import dumps
    from microcap.research.cases import case_folders, case_named, read_case

    where = root or _project_cases()
    if name is None:
        found = tuple(read_case(folder) for folder in case_folders(where))
        emit(dumps({"cases": _listed(found)}) if in_json else cases_text.cases(found, width()))
        return
    case = case_named(where, name)
    value = _told(case, lake)
    emit(dumps(value) if in_json else cases_text.replay(value, width()))
    if value.departures:
        raise click.exceptions.Exit(1)


def _listed(found: "tuple[Case, ...]") -> list[dict[str, object]]:
    """The cases as plain data; where they lie on this machine is left out."""
    names = [one.name for one in fields(found[0])] if found else []
    return [{name: getattr(one, name) for name in names if name != "folder"} for one in found]


def _project_cases() -> Path:
    """The cases beside the program's own source, else those below the working folder."""
    beside = Path(__file__).resolve().parents[4] / "cases"
    return beside if beside.is_dir() else Path("cases")


def _told(case: "Case", lake: Path | None) -> "Replay":
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from microcap.research.case_lake import case_lake
    from microcap.research.case_replay import replay
    from microcap.view.view import records

    with ExitStack() as stack:
        bar = stack.enter_context(
            Progress(
                TextColumn("{task.description}"),
                BarColumn(),
                TimeElapsedColumn(),
                console=Console(file=sys.stderr),
                transient=True,
            )
        )
        task = bar.add_task("looking", total=None)

        def tell(what: str, done: int, total: int) -> None:
            bar.update(task, description=what, completed=done, total=total)

        if lake is not None and (lake / "lake.json").exists():
            held = records(lake)
        else:
            path = lake or Path(stack.enter_context(TemporaryDirectory())) / "lake"
            asked = os.environ.get("MICROCAP_SHARED")
            shared = Path(asked) if asked else None
            held = case_lake(case, path, shared=shared, fetched=now(), tell=tell)
        return replay(case, held, tell)
