"""The history of some measures of one name."""

from datetime import date, datetime
from pathlib import Path

import click

from microcap.faces.cli.options import (
    asof_option,
    emit,
    json_option,
    lake_option,
    moment_of,
    width,
    write_whole,
)
from microcap.faces.settings import settings


@click.command()
@click.argument("symbol")
@click.argument("measures", nargs=-1, metavar="MEASURE…")
@click.option("--from", "start", type=click.DateTime(["%Y-%m-%d"]), help="first day")
@click.option("--to", "end", type=click.DateTime(["%Y-%m-%d"]), help="last day")
@click.option(
    "--csv",
    "csv_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="write every session to this file too",
)
@asof_option
@lake_option
@json_option
def command(
    symbol: str,
    measures: tuple[str, ...],
    start: datetime | None,
    end: datetime | None,
    csv_file: Path | None,
    asof: str | None,
    lake: Path | None,
    in_json: bool,
) -> None:
    """Tell each session's value of one or several MEASUREs of one name.

    Stored values are read where a refresh has stored them and nothing changed since; the others
    are computed. Prices and shares are in the shares of the moment.
    """
    from microcap.faces.history_text import history as shown
    from microcap.faces.history_text import history_csv
    from microcap.faces.json_form import dumps
    from microcap.research.history import history
    from microcap.view.view import records

    view = records(settings(lake).lake).as_of(moment_of(asof))
    value = history(view, symbol, measures, start=_day(start), end=_day(end))
    if csv_file is not None:
        write_whole(csv_file, history_csv(value))
    emit(dumps(value) if in_json else shown(value, width()))


def _day(typed: datetime | None) -> date | None:
    return typed.date() if typed else None
