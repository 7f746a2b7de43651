"""Ask the SEC and bring what it answers into the lake."""

import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from microcap.faces.cli.options import emit, json_option, lake_option, now
from microcap.faces.settings import settings
from microcap.model.errors import Contradiction

if TYPE_CHECKING:
    from microcap.research.fetch import Way

Tell = Callable[[str, int, int], None]


@click.command()
@click.argument("source", metavar="SOURCE")
@click.argument("names", nargs=-1, metavar="NAME…")
@click.option("--documents", default="", metavar="FORMS", help="with documents: 10-K,8-K")
@click.option("--since", default=None, metavar="DAY", help="documents since; default two years ago")
@click.option("--index", default=None, metavar="DAYS", help="daily indexes: DAY, DAY..DAY or new")
@click.option("--search", default=None, metavar="WORDS", help="filings since 2001 with the words")
@click.option("--forms", default="", metavar="FORMS", help="of the search: 10-K,8-K")
@click.option("--from", "first", default=None, metavar="DAY", help="of the search")
@click.option("--to", "last", default=None, metavar="DAY", help="of the search")
@click.option("--bulk", is_flag=True, help="the nightly archives of all filers, 3 GB; resumes")
@click.option("--offline", is_flag=True, help="from kept answers alone; nobody is asked")
@click.option(
    "--fresh", type=float, default=None, metavar="HOURS", help="kept answers this young do"
)
@click.option("--contact", default=None, metavar="WHO", help='"Jane Doe jane@example.org"')
@lake_option
@json_option
def command(
    source: str, names: tuple[str, ...], lake: Path | None, in_json: bool, **asked: Any
) -> None:
    """Ask SOURCE (`sec`) for NAMEs, tickers or CIKs: their filings, numbers and documents.

    The SEC answers programs that name a person: give --contact once, or set MICROCAP_CONTACT, or
    `contact` in the settings file. All answers are kept; --offline repeats a run from them. At most
    ten requests a second leave this machine, whatever runs on it. A run that was stopped goes on
    when it is called again.
    """
    from microcap.faces.fetched_text import fetched_text
    from microcap.faces.json_form import dumps
    from microcap.research.fetch import fetch
    from microcap.research.fetch_index import fetch_bulk, fetch_index, fetch_search

    if source != "sec":
        raise Contradiction(f"no source {source[:40]!r} to ask; there is sec")
    kinds = (bool(names), asked["index"] is not None, asked["search"] is not None, asked["bulk"])
    if sum(kinds) != 1:
        raise Contradiction(
            "`fetch sec` asks for one thing: NAMEs, --index, --search or --bulk; give one of them"
        )
    chosen = settings(lake, contact=asked["contact"])
    way = way_of(chosen.contact, chosen.sec_hosts, asked["offline"], asked["fresh"])
    with _Progress() as tell:
        if asked["index"] is not None:
            begins, ends = _days(asked["index"])
            said = fetch_index(chosen.lake, way, first=begins, last=ends, tell=tell)
        elif asked["search"] is not None:
            said = fetch_search(
                chosen.lake,
                way,
                asked["search"],
                forms=forms_of(asked["forms"]),
                first=day_of(asked["first"], "--from"),
                last=day_of(asked["last"], "--to"),
                tell=tell,
            )
        elif asked["bulk"]:
            said = fetch_bulk(chosen.lake, way, tell=tell)
        else:
            said = fetch(
                chosen.lake,
                names,
                way,
                forms=forms_of(asked["documents"]),
                since=day_of(asked["since"], "--since"),
                tell=tell,
            )
    emit(dumps(said) if in_json else fetched_text(said, str(chosen.lake)))
    if said.failed or said.brought.refused:
        raise click.exceptions.Exit(3)
    if said.unknown:
        raise click.exceptions.Exit(2)


def way_of(contact: str | None, hosts: str | None, offline: bool, fresh: float | None) -> "Way":
    """How the SEC is asked, from settings; raises `Contradiction` for hours or hosts that are none."""
    from microcap.research.fetch import Way
    from microcap.sources.edgar.addresses import Hosts, hosts_from

    if fresh is not None and not 0 <= fresh <= 1e5:
        raise Contradiction(f"--fresh {fresh:g}: give hours, zero or more")
    return Way(
        clock=now,
        contact=contact,
        hosts=hosts_from(hosts) if hosts else Hosts(),
        offline=offline,
        fresh=None if fresh is None else timedelta(hours=fresh),
        notice=lambda sentence: click.echo(sentence, err=True),
    )


class _Progress:
    """A bar on standard error while it is a terminal, and nothing else."""

    def __enter__(self) -> Tell:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        self._bar = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            console=Console(file=sys.stderr),
            transient=True,
        )
        self._bar.start()
        task = self._bar.add_task("asking", total=None)

        def tell(what: str, done: int, total: int) -> None:
            from microcap.faces.terminal import clean

            self._bar.update(task, description=clean(what, 60), completed=done, total=total)

        return tell

    def __exit__(self, *error: object) -> None:
        self._bar.stop()


def forms_of(text: str) -> tuple[str, ...]:
    """Form types from a list with commas."""
    return tuple(part.strip().upper() for part in text.split(",") if part.strip())


def _days(text: str) -> tuple[date | None, date | None]:
    if text.strip() == "new":
        return None, None
    first, _, last = text.partition("..")
    begins = day_of(first, "--index")
    return begins, day_of(last, "--index") if last else begins


def day_of(text: str | None, option: str) -> date | None:
    """A day of an option; raises `Contradiction` for other text."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Contradiction(f"{option} {text[:20]!r} is no day; write 2024-06-28") from None
