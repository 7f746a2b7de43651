"""Store every measure of every name and session."""

import sys
from pathlib import Path

import click

from microcap.faces.cli.options import emit, json_option, lake_option, now
from microcap.faces.settings import settings
from microcap.model.errors import Contradiction


@click.command()
@click.option(
    "--measures",
    default=None,
    metavar="NAMES",
    help="only these, separated by commas, beside those that are stored already",
)
@click.option(
    "--check",
    "count",
    type=click.IntRange(min=1),
    default=None,
    metavar="N",
    help="compute N random rows anew in the view of their day; exit code 1 where one differs",
)
@click.option(
    "--cluster",
    default=None,
    metavar="ADDRESS",
    help="a Dask scheduler, as tcp://127.0.0.1:8786, whose workers reach the lake",
)
@click.option(
    "--outcomes",
    is_flag=True,
    help="instead of measures: ask the register of every past year and store what followed",
)
@click.option(
    "--question",
    "questions",
    multiple=True,
    metavar="NAME",
    help="with --outcomes: a question of the register; those that prices answer where none is given",
)
@lake_option
@json_option
def command(
    measures: str | None,
    count: int | None,
    cluster: str | None,
    outcomes: bool,
    questions: tuple[str, ...],
    lake: Path | None,
    in_json: bool,
) -> None:
    """Compute what changed since the last refresh, for the whole universe, into the lake.

    A new session costs a day's work, a corrected bar the rows it touches. Interrupted, it goes on
    where it stopped; what was stored before stays readable all the time.
    """
    from microcap.faces.json_form import dumps
    from microcap.faces.refresh_text import checked, followed, refreshed
    from microcap.research.flag_outcomes import store_outcomes
    from microcap.research.refresh import refresh_at
    from microcap.research.refresh_check import check_at

    where = settings(lake).lake
    if (questions and not outcomes) or (
        outcomes and (measures is not None or count is not None or cluster is not None)
    ):
        raise Contradiction(
            "--outcomes and --question belong together, and --measures, --check or --cluster to "
            "measures; ask for one of the two"
        )
    if count is not None and (measures is not None or cluster is not None):
        raise Contradiction(
            "a check computes nothing into the lake, and --measures or --cluster was given beside "
            "it; refresh first, then run --check alone"
        )
    if count is not None:
        found = check_at(where, count)
        emit(dumps(found) if in_json else checked(found))
        if found.differences:
            raise click.exceptions.Exit(1)
        return
    names = None
    if measures is not None:
        names = tuple(name.strip() for name in measures.split(",") if name.strip())
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(file=sys.stderr),
        transient=True,
    ) as bar:
        task = bar.add_task("looking", total=None)

        def tell(what: str, done: int, total: int) -> None:
            bar.update(task, description=what, completed=done, total=total or None)

        if outcomes:
            stored = store_outcomes(where, questions or None, moment=now(), tell=tell)
            bar.stop()
            emit(dumps(stored) if in_json else followed(stored))
            return
        value = refresh_at(where, moment=now(), tell=tell, names=names, cluster=cluster)
    emit(dumps(value) if in_json else refreshed(value))
