"""What a name must report and when, what came late, and its listing clock."""

from pathlib import Path

import click

from microcap.faces.cli.options import asof_option, emit, json_option, lake_option, moment_of, width
from microcap.faces.settings import settings


@click.command()
@click.argument("symbol")
@click.option(
    "--information",
    "with_information",
    is_flag=True,
    help="also how much there is to read, beside all names of the day",
)
@asof_option
@lake_option
@json_option
def command(
    symbol: str, with_information: bool, asof: str | None, lake: Path | None, in_json: bool
) -> None:
    """Tell which reports SYMBOL owes, which came late, how its listing clock stands, what is next."""
    from microcap.faces import calendar_text
    from microcap.faces.json_form import dumps
    from microcap.research.calendar import calendar
    from microcap.research.references import references
    from microcap.view.subject import Subject
    from microcap.view.view import records

    subject = Subject(records(settings(lake).lake).as_of(moment_of(asof)), symbol)
    value = calendar(subject, with_information=with_information)
    if in_json:
        emit(dumps(value))
        return
    emit(calendar_text.calendar(value, width(), given=references(subject, (value,))))
