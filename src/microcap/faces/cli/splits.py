"""What reverse splits did to a name and to those who held it."""

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
    """Tell SYMBOL's reverse splits, the money raised between them, and what a holder got."""
    from microcap.faces import splits_text
    from microcap.faces.json_form import dumps
    from microcap.research.references import references
    from microcap.research.treadmill import treadmill
    from microcap.view.subject import Subject
    from microcap.view.view import records

    subject = Subject(records(settings(lake).lake).as_of(moment_of(asof)), symbol)
    value = treadmill(subject)
    if in_json:
        emit(dumps(value))
    else:
        emit(splits_text.splits(value, width(), given=references(subject, (value,))))
