"""Write down notes on a name, and keep what was received."""

import sys
from pathlib import Path
from typing import Any

import click

from microcap.faces.cli.options import (
    asof_option,
    emit,
    json_option,
    lake_option,
    moment_of,
    now,
    width,
)
from microcap.faces.settings import settings


@click.group()
def command() -> None:
    """Write down notes on a name; they are kept in the casebook, sealed, and never changed."""


@command.command("add")
@click.argument("symbol")
@click.argument("text", default="")
@click.option(
    "--file",
    "files",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="a file to keep with it, as it is; - for what is typed or piped; may be repeated",
)
@click.option(
    "--origin",
    default="",
    metavar="WHO",
    help='whom it came from, one sender a note: "e-mail from x"',
)
@click.option(
    "--received",
    default=None,
    metavar="MOMENT",
    help='when it came: 2024-06-28, or "2024-06-28 09:45" (Eastern)',
)
@click.option(
    "--kind",
    default="",
    metavar="KIND",
    help="of the files: message (default), promotion, confirmation, document, note",
)
@click.option("--author", default=None, metavar="NAME", help="who writes it")
@click.option(
    "--replaces",
    type=int,
    default=None,
    metavar="NUMBER",
    help="the note it takes the place of; its files stay unless new ones are given",
)
@lake_option
@json_option
def add(
    symbol: str, text: str, files: tuple[Path, ...], lake: Path | None, in_json: bool, **said: Any
) -> None:
    """Write TEXT about SYMBOL, and keep files: messages, promotions, confirmations, documents."""
    from microcap.faces import notes_text
    from microcap.faces.json_form import dumps
    from microcap.research.kept_files import LARGEST, Offered, offered
    from microcap.research.notes import Draft, add_note, moment_received

    chosen, clock = settings(lake), now()
    whole = [
        Offered("typed.txt", sys.stdin.buffer.read(LARGEST + 1))
        if str(one) == "-"
        else offered(one)
        for one in files
    ]
    said["received"] = moment_received(said["received"], clock)
    draft = Draft(text, whole, **said)
    value = add_note(chosen.lake, chosen.casebook, symbol, draft, now=clock)
    emit(dumps(value) if in_json else notes_text.noted(value, width()))


@command.command("withdraw")
@click.argument("number", type=int)
@click.argument("why", default="")
@lake_option
@json_option
def withdraw(number: int, why: str, lake: Path | None, in_json: bool) -> None:
    """Take note NUMBER back, such as one under a wrong ticker; that it was written stays."""
    from microcap.faces import notes_text
    from microcap.faces.json_form import dumps
    from microcap.research.notes import withdraw_note

    chosen = settings(lake)
    entry = withdraw_note(chosen.lake, chosen.casebook, number, why=why, now=now())
    emit(dumps(entry) if in_json else notes_text.withdrawn(entry, width()))


@command.command("list")
@click.argument("symbol")
@click.option(
    "--all", "replaced", is_flag=True, help="also notes that a later one takes the place of"
)
@asof_option
@lake_option
@json_option
def list_(symbol: str, replaced: bool, asof: str | None, lake: Path | None, in_json: bool) -> None:
    """Print what was written about SYMBOL."""
    from microcap.faces import notes_text
    from microcap.faces.json_form import dumps
    from microcap.research.notes import notes

    chosen = settings(lake)
    value = notes(chosen.lake, chosen.casebook, symbol, moment=moment_of(asof), replaced=replaced)
    emit(dumps(value) if in_json else notes_text.notes(value, width()))


@command.command("verify")
@click.option(
    "--witness",
    default=None,
    metavar="HASH",
    help="a head that a packet quoted; it has to be there",
)
@lake_option
@json_option
def verify(witness: str | None, lake: Path | None, in_json: bool) -> int:
    """Recompute every seal of the casebook and name the first entry that is not as it was written."""
    from microcap.faces import notes_text
    from microcap.faces.json_form import dumps
    from microcap.research.notes import casebook_of

    chosen = settings(lake)
    value = casebook_of(chosen.lake, chosen.casebook).verify(witness=witness)
    emit(dumps(value) if in_json else "\n".join(notes_text.chain(value).split("; ")))
    return 0 if value.broken is None else 1
