"""One method of the specification, on JSON."""

import json
import sys
from pathlib import Path
from typing import BinaryIO

import click

from microcap.faces import calc
from microcap.model.errors import Contradiction

_LARGEST = 256 * 2**20


@click.command("calc")
@click.argument("name", required=False)
@click.option("--batch", "file", metavar="FILE", help="Many requests: a JSON array or JSON lines.")
@click.option("--list", "listed", is_flag=True, help="Every method with what it answers.")
@click.option("--json", "as_json", is_flag=True, help="The list, and an error, as JSON too.")
def command(name: str | None, file: str | None, listed: bool, as_json: bool) -> None:
    """Answer the method NAME, its inputs a JSON object on standard input.

    \b
    echo '{"bid": 2.35, "ask": 4.10}' | microcap calc quoted_spread
    """
    if sum((name is not None, file is not None, listed)) != 1:
        raise Contradiction(
            "calc takes one of three: the NAME of a method, --batch FILE or --list; give one"
        )
    if listed:
        _list(as_json)
    elif file is not None:
        for answer in calc.batch(_text(file)):
            click.echo(json.dumps(answer))
    elif name is not None:
        click.echo(json.dumps(calc.run(name, _inputs(name))))


def _list(as_json: bool) -> None:
    found = calc.methods()
    if as_json:
        click.echo(json.dumps(found))
        return
    width = max(len(name) for name in found)
    for name, label in found.items():
        click.echo(f"{name:<{width}}  {label}")


def _inputs(name: str) -> object:
    calc.known(name)
    text = (
        ""
        if sys.stdin.isatty()
        else _decoded(_bounded(sys.stdin.buffer, "standard input"), "standard input")
    )
    if not text.strip():
        raise Contradiction(
            f"{name}: nothing came on standard input; give its inputs as a JSON object there, "
            f"{calc.usage(name)}"
        )
    return calc.parsed(text)


def _text(file: str) -> str:
    if file == "-":
        return _decoded(_bounded(sys.stdin.buffer, "standard input"), "standard input")
    try:
        with Path(file).open("rb") as stream:
            body = _bounded(stream, f"--batch {file}")
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise Contradiction(
            f"--batch {file}: {reason}; give a file of requests that can be read"
        ) from None
    return _decoded(body, f"--batch {file}")


def _bounded(stream: BinaryIO, name: str) -> bytes:
    """All of a stream of at most 256 MiB; an endless one is refused."""
    body = stream.read(_LARGEST + 1)
    if len(body) > _LARGEST:
        raise Contradiction(f"{name}: more than {_LARGEST:,} bytes; give the requests in parts")
    return body


def _decoded(body: bytes, name: str) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Contradiction(
            f"{name}: byte {error.start} is not UTF-8; convert it and try again"
        ) from None
