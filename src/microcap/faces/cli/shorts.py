"""The short side of a name."""

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
@asof_option
@lake_option
@json_option
def command(symbol: str, asof: str | None, lake: Path | None, in_json: bool) -> None:
    """Tell the short side of SYMBOL: short interest, fails, borrow, halts, off-exchange, releases."""
    from microcap.faces import shorts_text
    from microcap.faces.json_form import dumps
    from microcap.research.references import references
    from microcap.research.short_side import short_side
    from microcap.view.subject import Subject
    from microcap.view.view import records

    subject = Subject(records(settings(lake).lake).as_of(moment_of(asof)), symbol)
    value = short_side(subject)
    if in_json:
        emit(dumps(value))
    else:
        emit(shorts_text.shorts(value, width(), given=references(subject, (value,))))
