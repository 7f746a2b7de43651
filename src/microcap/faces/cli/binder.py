"""Write the protection packet of one name."""

from pathlib import Path

import click

from microcap.faces.cli.options import (
    asof_option,
    emit,
    json_option,
    lake_option,
    moment_of,
    width,
)
from microcap.faces.settings import settings


@click.command()
@click.argument("symbol")
@click.option(
    "--to",
    "receiver",
    required=True,
    metavar="WHO",
    help="whom it is for: finra, sec or broker",
)
@click.option(
    "--out",
    "folder",
    required=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="the folder that page and archive are written to",
)
@asof_option
@lake_option
@json_option
def command(
    symbol: str,
    receiver: str,
    folder: Path,
    asof: str | None,
    lake: Path | None,
    in_json: bool,
) -> None:
    """Write a dated, hash-chained packet about SYMBOL: a page, and an archive with the kept bytes."""
    from microcap.faces import notes_text
    from microcap.faces.json_form import dumps
    from microcap.faces.packet import write_packet
    from microcap.research.binder import binder, bytes_of

    chosen = settings(lake)
    value = binder(
        chosen.lake, chosen.casebook, symbol, receiver=receiver.lower(), moment=moment_of(asof)
    )
    written = write_packet(value, folder, bytes_of(chosen.lake))
    shown = {
        "page": str(written.page),
        "archive": str(written.archive),
        "sha256": written.sha256,
        "head": written.head,
        "not_whole": written.not_whole,
        "binder": value,
    }
    emit(dumps(shown) if in_json else notes_text.packet(written, width()))
