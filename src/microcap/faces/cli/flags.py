"""The register of red flags of a name."""

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
    """List what is suspicious of SYMBOL, worst first, with the words and where they stand.

    Every question of the register is answered: found, clear, or cannot tell. The six risks stand
    above as a table with reasons; they are not one score.
    """
    from microcap.faces import flags_text
    from microcap.faces.json_form import dumps
    from microcap.research.flags import flags
    from microcap.view.subject import Subject
    from microcap.view.view import records

    subject = Subject(records(settings(lake).lake).as_of(moment_of(asof)), symbol)
    value = flags(subject)
    emit(dumps(value) if in_json else flags_text.flags(value, width()))
