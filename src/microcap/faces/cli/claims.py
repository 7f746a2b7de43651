"""What is claimed about a name, what the record shows of it, and rulings on claims."""

from pathlib import Path
from typing import Any

import click

from microcap.faces.cli.options import (
    asof_option,
    emit,
    json_option,
    lake_option,
    moment_of,
    now,
    width,
)
from microcap.faces.settings import settings


class _SymbolOrRule(click.Command):
    """`claims SYMBOL` shows, `claims rule …` is a command of its own, as `--help` says."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """A context of this command, or of `rule` where that is the first word."""
        if args[:1] == ["rule"]:
            return rule.make_context(f"{info_name} rule", args[1:], parent, **extra)
        return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> object:
        """Run whichever command the context is of."""
        return super().invoke(ctx) if ctx.command is self else ctx.command.invoke(ctx)


@click.command("claims", cls=_SymbolOrRule)
@click.argument("symbol")
@asof_option
@lake_option
@json_option
def command(symbol: str, asof: str | None, lake: Path | None, in_json: bool) -> None:
    """Show what is claimed about SYMBOL, the worst first: contradicted, overdue, ended, verified.

    A promise told again with a later day is one claim: its newest day decides, its slips are shown.

    A ruling of your own: microcap claims rule SYMBOL ID --ruling verified --why "…".
    """
    from microcap.faces import claims_text
    from microcap.faces.json_form import dumps
    from microcap.research.claims import claims, rulings
    from microcap.research.notes import casebook_of
    from microcap.view.subject import Subject
    from microcap.view.view import records

    chosen = settings(lake)
    subject = Subject(records(chosen.lake).as_of(moment_of(asof)), symbol)
    book = casebook_of(chosen.lake, chosen.casebook)
    value = claims(subject, rulings(book, subject))
    emit(dumps(value) if in_json else claims_text.claims(value, width()))


@click.command("rule")
@click.argument("symbol")
@click.argument("claim", metavar="ID")
@click.option(
    "--ruling",
    required=True,
    metavar="RULING",
    help="verified, contradicted, open or withdrawn",
)
@click.option("--why", required=True, metavar="TEXT", help="what you saw, in a sentence")
@lake_option
@json_option
def rule(symbol: str, claim: str, ruling: str, why: str, lake: Path | None, in_json: bool) -> None:
    """Write your ruling on claim ID of SYMBOL into the casebook; the record's status stays."""
    from microcap.faces import claims_text
    from microcap.faces.json_form import dumps
    from microcap.research.claims import rule_claim

    chosen = settings(lake)
    value = rule_claim(chosen.lake, chosen.casebook, symbol, claim, ruling, why, now=now())
    emit(dumps(value) if in_json else claims_text.ruled(value, width()))
