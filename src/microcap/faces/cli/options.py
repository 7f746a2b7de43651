"""Options that several verbs share, with one meaning everywhere."""

import contextlib
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from microcap.model.errors import Contradiction, CouldNotAsk

Plug = Callable[..., Any]

lake_option = click.option(
    "--lake",
    type=click.Path(path_type=Path),
    help="where the lake is; else MICROCAP_LAKE, else the settings file",
)
json_option = click.option(
    "--json", "in_json", is_flag=True, help="one JSON document on standard output"
)
asof_option = click.option(
    "--asof",
    default=None,
    metavar="MOMENT",
    help='a date (its end, Eastern), or "2024-06-28 09:45"; default now',
)
order_option = click.option(
    "--order",
    "order_usd",
    type=float,
    default=None,
    metavar="USD",
    help="order size for costs; default 5000",
)


def now() -> datetime:
    """The moment of the call, in UTC: the one place where a clock is read."""
    return datetime.now(UTC)


def moment_of(asof: str | None) -> datetime:
    """The moment that --asof names, or now."""
    from microcap.view.moment import parse_moment

    return now() if asof is None else parse_moment(asof)


def width() -> int:
    """Columns of the terminal, between 60 and 100; 100 where there is none."""
    import shutil

    return min(100, max(60, shutil.get_terminal_size((100, 24)).columns))


def emit(text: str) -> None:
    """Write a document to standard output."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")


def write_whole(path: Path, text: str) -> None:
    """Write a regular file that is there as a whole or not at all; a link is followed.

    A pipe or a device is not a place for a page, and is left as it is.
    """
    import uuid

    home = path.resolve()
    if home.exists() and not home.is_file():
        raise Contradiction(f"{path} is no regular file; give the name of a file to write")
    partial = home.with_name(f".{home.name}.{uuid.uuid4().hex}.partial")
    try:
        partial.write_text(text, encoding="utf-8")
        partial.replace(home)
    except OSError as error:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)
        raise CouldNotAsk(f"cannot write {path}: {error.strerror}") from None
