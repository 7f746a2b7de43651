"""How big a name is, under every definition; or two names beside each other."""

from pathlib import Path

import click

from microcap.faces.cli.options import asof_option, emit, json_option, lake_option, moment_of, width
from microcap.faces.settings import settings


@click.command()
@click.argument("symbol")
@click.option("--against", metavar="OTHER", help="compare with another name: price is not size")
@asof_option
@lake_option
@json_option
def command(
    symbol: str, against: str | None, asof: str | None, lake: Path | None, in_json: bool
) -> None:
    """Tell how big SYMBOL is: cap interval with its inputs, tiers, tier history, float, venue."""
    from microcap.faces import text
    from microcap.faces.json_form import dumps
    from microcap.research.classify import classify, compare
    from microcap.research.references import references
    from microcap.view.subject import Subject
    from microcap.view.view import records

    view = records(settings(lake).lake).as_of(moment_of(asof))
    if against is not None:
        both = compare(Subject(view, symbol), Subject(view, against))
        emit(dumps(both) if in_json else text.comparison(both, width()))
        return
    subject = Subject(view, symbol)
    value = classify(subject)
    given = references(subject, (value.identity, value.size))
    emit(dumps(value) if in_json else text.classification(value, width(), given=given))
