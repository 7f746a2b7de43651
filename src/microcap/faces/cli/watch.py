"""The watch-list."""

from pathlib import Path

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
    """Keep a list of names to look at; it is part of the casebook."""


@command.command("add")
@click.argument("symbol")
@click.argument("why", default="")
@lake_option
@json_option
def add(symbol: str, why: str, lake: Path | None, in_json: bool) -> None:
    """Put SYMBOL on the watch-list, with WHY in a sentence."""
    from microcap.faces import notes_text
    from microcap.faces.json_form import dumps
    from microcap.research.watch_list import watch

    chosen = settings(lake)
    value = watch(chosen.lake, chosen.casebook, symbol, now=now(), why=why)
    emit(dumps(value[0]) if in_json else notes_text.put_on(value, width()))


@command.command("remove")
@click.argument("symbol")
@click.argument("why", default="")
@lake_option
@json_option
def remove(symbol: str, why: str, lake: Path | None, in_json: bool) -> None:
    """Take SYMBOL off the watch-list; that it was on it stays written."""
    from microcap.faces.figure_words import published
    from microcap.faces.json_form import dumps
    from microcap.research.watch_list import unwatch

    chosen = settings(lake)
    entry = unwatch(chosen.lake, chosen.casebook, symbol, now=now(), why=why)
    said = f"{published(entry.symbol, 20)} is off the watch-list (entry {entry.number})"
    emit(dumps(entry) if in_json else said)


@command.command("list")
@asof_option
@lake_option
@json_option
def list_(asof: str | None, lake: Path | None, in_json: bool) -> None:
    """Print the names on the watch-list."""
    from microcap.faces import notes_text
    from microcap.faces.json_form import dumps
    from microcap.research.watch_list import watch_list

    chosen = settings(lake)
    value = watch_list(chosen.lake, chosen.casebook, moment=moment_of(asof))
    emit(dumps(value) if in_json else notes_text.watched(value, width()))
