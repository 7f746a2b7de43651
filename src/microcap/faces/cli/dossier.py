"""The research file of one name."""

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
    write_whole,
)
from microcap.faces.settings import settings


@click.command()
@click.argument("symbol")
@asof_option
@lake_option
@order_option
@json_option
@click.option(
    "--html",
    "page_path",
    type=click.Path(path_type=Path),
    help="write one self-contained page to this file",
)
@click.option("--sources", "all_sources", is_flag=True, help="list every source the page rests on")
@click.option(
    "--why",
    "figure",
    default=None,
    metavar="FIGURE",
    help="one figure with its formula, inputs and sources: cap, spread, cost, adv_usd_90 …",
)
def command(
    symbol: str,
    asof: str | None,
    lake: Path | None,
    order_usd: float | None,
    in_json: bool,
    page_path: Path | None,
    all_sources: bool,
    figure: str | None,
) -> None:
    """Print the research file of SYMBOL, as it could be known then."""
    from microcap.research.dossier import dossier
    from microcap.view.subject import Subject
    from microcap.view.view import records

    chosen = settings(lake, order_usd)
    value = dossier(
        Subject(records(chosen.lake).as_of(moment_of(asof)), symbol), order_usd=chosen.order_usd
    )
    if figure is not None:
        from microcap.faces import listings
        from microcap.faces.json_form import dumps
        from microcap.research.why import why

        asked = why(value, figure)
        emit(dumps(asked) if in_json else listings.why(asked, width()))
        return
    if page_path is not None:
        from microcap.faces.page import page

        write_whole(page_path, page(value))
        click.echo(f"wrote {page_path}", err=True)
    if in_json:
        from microcap.faces.json_form import dumps

        emit(dumps(value))
    elif all_sources:
        from microcap.faces import text

        emit(text.sources(value, width()))
    elif page_path is None:
        from microcap.faces import text

        emit(text.dossier(value, width()))
