"""How long the money of a name lasts."""

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
    """Tell how long SYMBOL's money lasts: burn, debt due, dated answers, money raised since."""
    from microcap.faces import runway_text
    from microcap.faces.json_form import dumps
    from microcap.research.references import references
    from microcap.research.runway import runway
    from microcap.view.subject import Subject
    from microcap.view.view import records

    subject = Subject(records(settings(lake).lake).as_of(moment_of(asof)), symbol)
    value = runway(subject)
    if in_json:
        emit(dumps(value))
    else:
        emit(runway_text.runway(value, width(), given=references(subject, (value,))))
