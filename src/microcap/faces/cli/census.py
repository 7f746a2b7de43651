"""What the universe of a day looks like."""

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
@asof_option
@lake_option
@json_option
def command(asof: str | None, lake: Path | None, in_json: bool) -> None:
    """Count the universe of a day by tier, price and venue, and grade what articles claim of it."""
    from microcap.faces import listings
    from microcap.faces.json_form import dumps
    from microcap.research.census import census
    from microcap.view.view import records

    value = census(records(settings(lake).lake).as_of(moment_of(asof)))
    emit(dumps(value) if in_json else listings.census(value, width()))
