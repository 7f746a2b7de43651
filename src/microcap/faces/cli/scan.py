"""Which names of the whole market showed the pattern of a run-up."""

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
@click.option("--from", "start", type=click.DateTime(["%Y-%m-%d"]), help="first day of a span")
@click.option("--to", "end", type=click.DateTime(["%Y-%m-%d"]), help="last day of a span")
@click.option(
    "--most",
    type=int,
    default=15,
    show_default=True,
    help="alerts of a day that are told, the strongest first",
)
@click.option(
    "--csv",
    "csv_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="write every alert to this file too",
)
@asof_option
@lake_option
@json_option
def command(
    start: datetime | None,
    end: datetime | None,
    most: int,
    csv_file: Path | None,
    asof: str | None,
    lake: Path | None,
    in_json: bool,
) -> None:
    """Tell the names that showed the pattern of a run-up on the last session, or on each of a span.

    Each alert stands on what could be known at the close of its day: how far and on how much volume
    the price ran, of how many points the score could be, and what was filed, halted or suspended
    beside it. Good news makes the same pattern.
    """
    from microcap.faces.json_form import dumps
    from microcap.faces.scan_text import scan as shown
    from microcap.faces.scan_text import scan_csv
    from microcap.research.scan import scan
    from microcap.view.view import records

    view = records(settings(lake).lake).as_of(moment_of(asof))
    value = scan(view, first=_day(start), last=_day(end), most=most)
    if csv_file is not None:
        write_whole(csv_file, scan_csv(value))
    emit(dumps(value) if in_json else shown(value, width()))


def _day(typed: datetime | None) -> date | None:
    return typed.date() if typed else None
