"""Bring a publisher's files into the lake."""

import sys
from datetime import datetime
from pathlib import Path

import click

from microcap.faces.cli.options import emit, json_option, lake_option, now
from microcap.faces.settings import settings


@click.command()
@click.argument("source", metavar="SOURCE")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="PATH…")
@click.option(
    "--map",
    "mapping",
    type=click.Path(path_type=Path),
    help="a TOML mapping of your own for `files`",
)
@click.option("--symbol", help="the ticker that `documents` are about")
@click.option(
    "--day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="the day on which `documents` were made public, where their words do not give it",
)
@lake_option
@json_option
def command(
    source: str,
    paths: tuple[Path, ...],
    mapping: Path | None,
    symbol: str | None,
    day: datetime | None,
    lake: Path | None,
    in_json: bool,
) -> None:
    """Bring PATHs (files or folders) of SOURCE into the lake.

    SOURCE is `files` (bars, counts, splits, fundamentals … from CSV or Parquet, through a mapping)
    or `sec` (submissions, company facts and ticker lists as the SEC publishes them, plain, gzip
    or its bulk zips), or `documents` (texts that you keep of one name, with --symbol: reports of an
    OTC name without EDGAR, letters). What was brought before is recognised; what is refused is named.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from microcap.faces.json_form import dumps
    from microcap.research.bring import bring_paths

    where = settings(lake).lake
    console = Console(file=sys.stderr)
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
    ) as bar:
        task = bar.add_task("looking", total=None)

        def tell(what: str, done: int, total: int) -> None:
            bar.update(task, description=what, completed=done, total=total)

        if source == "documents":
            from microcap.research.user_documents import bring_documents

            report = bring_documents(
                where,
                paths,
                symbol=symbol or "",
                day=day.date() if day else None,
                fetched=now(),
                tell=tell,
            )
        else:
            report = bring_paths(where, source, paths, mapping=mapping, fetched=now(), tell=tell)
    if in_json:
        emit(dumps(report))
    else:
        emit(_text(report, where))
    if report.refused and not report.files and not report.already:
        raise click.exceptions.Exit(3)


def _text(report: object, where: Path) -> str:
    from microcap.faces.terminal import clean
    from microcap.research.ingest import Report

    assert isinstance(report, Report)
    lines = [f"brought {report.files} file{'s' if report.files != 1 else ''} into {where}"]
    lines += [f"  {rows:>12,}  {table}" for table, rows in sorted(report.rows.items())]
    if report.already:
        lines.append(
            f"{len(report.already)} already here, nothing changed: {', '.join(clean(name) for name in report.already[:5])}{' …' if len(report.already) > 5 else ''}"
        )
    if report.held or report.corrected:
        lines.append(
            f"{report.held:,} rows were held already; {report.corrected:,} became corrections"
        )
    if report.rejected:
        lines.append("rejected, kept in the table rejects with row and reason (microcap status):")
        lines += [
            f"  {rows:>12,}  {clean(reason)}"
            for reason, rows in sorted(report.rejected.items(), key=lambda pair: -pair[1])
        ]
    if report.refused:
        lines.append("refused, each left out whole:")
        lines += [f"  {clean(sentence, 300)}" for sentence in report.refused[:20]]
    if report.unread:
        lines.append(
            f"{len(report.unread)} files that no reader knows: {', '.join(clean(name) for name in report.unread[:8])}{' …' if len(report.unread) > 8 else ''}"
        )
    return "\n".join(lines)
