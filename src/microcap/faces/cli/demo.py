"""Invent a market, screen it, and write the files of three of its names."""

import sys
from pathlib import Path

import click

from microcap.faces.cli.options import emit, json_option, width


@click.command()
@click.option(
    "--lake",
    type=click.Path(path_type=Path),
    default=Path(".demo/lake"),
    show_default=True,
    help="where the invented market goes",
)
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=7,
    show_default=True,
    help="the same seed invents the same market",
)
@json_option
def command(lake: Path, seed: int, in_json: bool) -> None:
    """Invent a market of some 400 names, screen it, and print three research files.

    Everything shown is synthetic. One name is troubled, one is clean, and about one almost
    nothing is known.
    """
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from microcap.faces import listings, text
    from microcap.faces.json_form import dumps
    from microcap.research.demo import ASOF, SHOWN, invent
    from microcap.research.dossier import dossier
    from microcap.research.screen import screen
    from microcap.view.subject import Subject

    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=Console(file=sys.stderr),
        transient=True,
    ) as bar:
        task = bar.add_task("inventing", total=None)
        view, _, truth = invent(
            lake,
            seed=seed,
            tell=lambda what, done, total: bar.update(
                task, description=what, completed=done, total=total
            ),
        )
    found = screen(view, preset="micro", limit=10)
    files = {symbol: dossier(Subject(view, symbol)) for symbol in SHOWN}
    if in_json:
        emit(dumps({"synthetic": True, "screen": found, "dossiers": files}))
        return
    emit(
        f"An invented market, seed {seed}: nothing below is real. Its lake: {lake}; its truth, which the program never reads: {truth}\n"
    )
    emit(listings.screen(found, width()) + "\n")
    for symbol, why in SHOWN.items():
        emit(f"{'=' * width()}\n{symbol}: the {why} one\n")
        emit(text.dossier(files[symbol], width()) + "\n")
    emit(
        "Next:\n"
        f"  microcap dossier ZZHM --asof {ASOF} --lake {lake} --html ZZHM.html\n"
        f"  microcap screen spiky --asof {ASOF} --lake {lake}\n"
        f"  microcap diff ZZHM --from 2025-06-30 --to {ASOF} --lake {lake}\n"
        "  microcap ingest files FOLDER --lake LAKE      (your own files, through a mapping)"
    )
