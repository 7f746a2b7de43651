"""Who the people behind a name are."""

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
    """Tell who runs, owns and serves SYMBOL, where else they were, and what became of it."""
    from microcap.faces import holders_text
    from microcap.faces.json_form import dumps
    from microcap.research.people import people
    from microcap.research.references import references
    from microcap.view.subject import Subject
    from microcap.view.view import records

    subject = Subject(records(settings(lake).lake).as_of(moment_of(asof)), symbol)
    value = people(subject)
    if in_json:
        emit(dumps(value))
    else:
        emit(holders_text.people(value, width(), given=references(subject, (value,))))
