"""One term: formula, unit, who says it, who disputes it, and a command that shows it."""

import json
import textwrap
from collections.abc import Iterable

import click

from microcap.research.explain import Claim, Explanation, explain

WIDTH = 100


@click.command()
@click.argument("term", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def command(term: tuple[str, ...], as_json: bool) -> None:
    """Explain TERM: a word, a measure, a question of the register, a dispute (D1 to D21).

    Lists: terms, claims, articles, reading-list, scale-card.
    """
    one = explain(" ".join(term))
    if as_json:
        click.echo(json.dumps(one.as_json(), indent=2, ensure_ascii=False))
    else:
        click.echo(_text(one))


def _text(one: Explanation) -> str:
    head = one.title if _same(one.title, one.term) else f"{one.term}: {one.title}"
    lines = [head, *_wrapped(one.text, "  ", "  ")]
    fields = [
        ("formula", one.formula),
        ("wrong", one.wrong),
        ("unit", one.unit),
        ("example", one.example),
        ("choice", one.choice),
        ("also", ", ".join(one.synonyms)),
        ("rules", ", ".join(one.rules)),
        ("related", ", ".join(one.related)),
        ("see", one.see),
    ]
    for label, text in fields:
        if text:
            lines += _field(label, text)
    for row in one.lines:
        lines += _wrapped(row, "  - ", "    ")
    if one.claims:
        lines += ["", "  What the articles say", *_claims(one.claims)]
    return "\n".join(lines)


def _same(title: str, term: str) -> bool:
    return title.casefold() == term.replace("-", " ").casefold()


def _field(label: str, text: str) -> list[str]:
    return _wrapped(text, f"  {label:<9}", " " * 11)


def _wrapped(text: str, first: str, later: str) -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=later, break_on_hyphens=False
    )


def _claims(held: Iterable[Claim]) -> list[str]:
    lines = []
    for claim in held:
        disputed = f" Says otherwise: {claim.by}." if claim.by else ""
        where = f" [{claim.dispute}]" if claim.dispute else ""
        text = f"{claim.article}  {claim.grade.upper()}  {claim.says} {_sentence(claim.why)}"
        lines += _wrapped(f"{text}{disputed}{where}", "  ", "      ")
    return lines


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".") + "." if text else ""
