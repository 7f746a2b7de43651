"""What the lake holds."""

from pathlib import Path

import click

from microcap.faces.cli.options import asof_option, emit, json_option, lake_option, moment_of, width
from microcap.faces.settings import settings


@click.command()
@click.argument("symbol", required=False)
@asof_option
@lake_option
@json_option
def command(symbol: str | None, asof: str | None, lake: Path | None, in_json: bool) -> None:
    """Tell what is held, for whom, from when to when, whether it is complete, and what was rejected."""
    from microcap.faces import listings
    from microcap.faces.json_form import dumps
    from microcap.research.status import status
    from microcap.view.view import records

    value = status(records(settings(lake).lake).as_of(moment_of(asof)), symbol)
    emit(dumps(value) if in_json else listings.status(value, width()))
