"""The universe of a day, filtered and ranked."""

from pathlib import Path

import click

from microcap.faces.cli.options import asof_option, emit, json_option, lake_option, moment_of, width
from microcap.faces.settings import settings


@click.command()
@click.argument("preset", required=False)
@click.option(
    "--where",
    default="",
    metavar="EXPRESSION",
    help="for example: tier = 'micro' and adv_usd_90 > 50000",
)
@click.option(
    "--sort", default=None, metavar="COLUMN", help="rank by this column; -COLUMN descending"
)
@click.option("--show", default="", metavar="COLUMNS", help="further columns, separated by commas")
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=None,
    help="rows printed; 40 in a terminal, all in JSON",
)
@click.option(
    "--columns",
    "list_columns",
    is_flag=True,
    help="list every column with its unit, and every preset",
)
@asof_option
@lake_option
@json_option
def command(  # noqa: PLR0913  one argument an option
    preset: str | None,
    where: str,
    sort: str | None,
    show: str,
    limit: int | None,
    list_columns: bool,
    asof: str | None,
    lake: Path | None,
    in_json: bool,
) -> None:
    """Screen the universe of a day by a PRESET, an expression, or both."""
    from microcap.faces import listings
    from microcap.faces.json_form import dumps
    from microcap.research.screen import screen
    from microcap.view.view import records

    if list_columns:
        emit(listings.columns(width()))
        return
    view = records(settings(lake).lake).as_of(moment_of(asof))
    wanted = tuple(name.strip() for name in show.split(",") if name.strip())
    value = screen(
        view,
        where,
        preset=preset,
        sort=sort,
        columns=wanted,
        limit=limit if limit is not None or in_json else 40,
    )
    emit(dumps(value) if in_json else listings.screen(value, width()))
