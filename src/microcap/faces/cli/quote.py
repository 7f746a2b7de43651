"""Write down a bid and ask you saw."""

from pathlib import Path

import click

from microcap.faces.cli.options import emit, json_option, lake_option, now
from microcap.faces.settings import settings


@click.group()
def command() -> None:
    """Write down quotes: they are kept in the lake with source `user`."""


@command.command("add")
@click.argument("symbol")
@click.argument("bid", type=float)
@click.argument("ask", type=float)
@click.option(
    "--at", "moment", default=None, metavar="MOMENT", help="when you saw it, Eastern; default now"
)
@click.option("--bid-size", type=int, default=None, help="shares shown at the bid")
@click.option("--ask-size", type=int, default=None, help="shares shown at the ask")
@lake_option
@json_option
def add(
    symbol: str,
    bid: float,
    ask: float,
    moment: str | None,
    bid_size: int | None,
    ask_size: int | None,
    lake: Path | None,
    in_json: bool,
) -> None:
    """Keep one look at SYMBOL: BID ASK in dollars."""
    from microcap.faces.json_form import dumps
    from microcap.research.quote import add_quote
    from microcap.view.moment import parse_moment

    clock = now()
    seen = parse_moment(moment) if moment else clock
    said = add_quote(
        settings(lake).lake,
        symbol,
        bid,
        ask,
        at=seen,
        now=clock,
        bid_size=bid_size,
        ask_size=ask_size,
    )
    emit(dumps({"kept": said}) if in_json else said)
