"""All shares of a name that can come."""

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
    """Tell which shares of SYMBOL can come: shelf, warrants, notes, lock-ups, at half the price too."""
    from microcap.faces import supply_text
    from microcap.faces.json_form import dumps
    from microcap.research.references import references
    from microcap.research.supply import supply
    from microcap.view.subject import Subject
    from microcap.view.view import records

    subject = Subject(records(settings(lake).lake).as_of(moment_of(asof)), symbol)
    value = supply(subject)
    if in_json:
        emit(dumps(value))
    else:
        emit(supply_text.supply(value, width(), given=references(subject, (value,))))
