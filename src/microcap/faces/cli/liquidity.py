"""How a name trades."""

from pathlib import Path

import click

from microcap.faces.cli.options import (
    asof_option,
    emit,
    json_option,
    lake_option,
    moment_of,
    order_option,
    width,
)
from microcap.faces.settings import settings


@click.command()
@click.argument("symbol")
@asof_option
@lake_option
@order_option
@json_option
def command(
    symbol: str, asof: str | None, lake: Path | None, order_usd: float | None, in_json: bool
) -> None:
    """Tell how SYMBOL trades: spread, volume and its spikes, cost of an order, way out, marks."""
    from microcap.faces import text
    from microcap.faces.json_form import dumps
    from microcap.research.liquidity import liquidity
    from microcap.research.references import references
    from microcap.view.subject import Subject
    from microcap.view.view import records

    chosen = settings(lake, order_usd)
    subject = Subject(records(chosen.lake).as_of(moment_of(asof)), symbol)
    value = liquidity(subject, order_usd=chosen.order_usd)
    if in_json:
        emit(
            dumps(
                {
                    "symbol": subject.symbol,
                    "security": subject.security,
                    "moment": subject.view.moment,
                    "synthetic": subject.view.synthetic,
                    "liquidity": value,
                }
            )
        )
    else:
        emit(
            text.liquidity(
                value,
                width(),
                symbol=subject.symbol,
                moment=subject.view.moment,
                synthetic=subject.view.synthetic,
                given=references(subject, (value,)),
            )
        )
