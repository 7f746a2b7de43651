"""What the verbs of one name share: the symbol, the moment, the lake, and text or one document."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    from microcap.view.subject import Subject

Told = tuple[Any, Callable[..., str]]
"""A value, and its text form, which takes the value, the width and the references `given`."""


def one_name(tell: "Callable[[Subject], Told]") -> click.Command:
    """A command of SYMBOL out of a function of its subject; the docstring is the help.

    The function imports what it needs when it is called, so that no verb pays for another's.
    """

    @click.command(help=tell.__doc__)
    @click.argument("symbol")
    @asof_option
    @lake_option
    @json_option
    def command(symbol: str, asof: str | None, lake: Path | None, in_json: bool) -> None:
        from microcap.faces.json_form import dumps
        from microcap.research.references import references
        from microcap.view.subject import Subject
        from microcap.view.view import records

        subject = Subject(records(settings(lake).lake).as_of(moment_of(asof)), symbol)
        value, form = tell(subject)
        if in_json:
            emit(dumps(value))
        else:
            emit(form(value, width(), given=references(subject, (value,))))

    return command
