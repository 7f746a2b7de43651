"""What became known of a name between two moments."""

from pathlib import Path

import click

from microcap.faces.cli.options import emit, json_option, lake_option, width
from microcap.faces.settings import settings


@click.command()
@click.argument("symbol")
@click.option("--from", "earlier", required=True, metavar="MOMENT", help="the earlier moment")
@click.option("--to", "later", required=True, metavar="MOMENT", help="the later moment")
@lake_option
@json_option
def command(symbol: str, earlier: str, later: str, lake: Path | None, in_json: bool) -> None:
    """Tell what became known of SYMBOL after one moment and up to another, chapter by chapter."""
    from microcap.faces import listings
    from microcap.faces.json_form import dumps
    from microcap.research.diff import diff
    from microcap.view.view import records

    held = records(settings(lake).lake)
    value = diff(held.as_of(earlier), held.as_of(later), symbol)
    emit(dumps(value) if in_json else listings.diff(value, width()))
