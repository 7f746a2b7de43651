"""What the company's own statements say."""

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
@click.option("--quarters", default=8, show_default=True, help="quarters to show, 0 to 40")
@click.option("--years", default=5, show_default=True, help="fiscal years to show, 0 to 40")
@click.option("--tag", default=None, metavar="TAG", help="everything ever told of one tag")
@click.option(
    "--why",
    "cell",
    default=None,
    metavar="ITEM@END",
    help="what one number rests on: revenue@2024-03-31",
)
def command(
    symbol: str,
    asof: str | None,
    lake: Path | None,
    in_json: bool,
    quarters: int,
    years: int,
    tag: str | None,
    cell: str | None,
) -> None:
    """Show the income statement, balance sheet and cash flow of SYMBOL, as they were known then."""
    from microcap.faces import facts_text
    from microcap.faces.json_form import dumps
    from microcap.research.company_facts import cell_inputs, company_facts, tag_history
    from microcap.view.subject import Subject
    from microcap.view.view import records

    subject = Subject(records(settings(lake).lake).as_of(moment_of(asof)), symbol)
    if tag is not None:
        told = tag_history(subject, tag)
        named = {"symbol": subject.symbol, "moment": subject.view.moment, "history": told}
        emit(dumps(named) if in_json else facts_text.history(told, subject.symbol, width()))
        return
    value = company_facts(subject, quarters=quarters, years=years)
    if cell is not None:
        found = cell_inputs(value, cell)
        named = {"symbol": value.symbol, "moment": value.moment, "cells": found}
        emit(dumps(named) if in_json else facts_text.why(found, value, width()))
        return
    emit(dumps(value) if in_json else facts_text.company_facts(value, width()))
