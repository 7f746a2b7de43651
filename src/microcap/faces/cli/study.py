"""A study over history: the list of them, or one of them with its own options."""

import json
from collections.abc import Callable, MutableMapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from microcap.faces.cli.options import (
    asof_option,
    emit,
    json_option,
    lake_option,
    moment_of,
    width,
    write_whole,
)
from microcap.faces.settings import settings
from microcap.model.errors import Contradiction


class Studies(click.Group):
    """Every study as a command of its own, made of what the study says about its options."""

    @property
    def commands(self) -> MutableMapping[str, click.Command]:
        """The commands by name; they are made when they are asked for."""
        if not hasattr(self, "_made"):
            from microcap.studies.run import known_studies

            self._made = {name: _command(name) for name in known_studies()}
        return self._made

    @commands.setter
    def commands(self, given: object) -> None:
        """A group begins without commands; these come from the catalogue."""

    def resolve_command(
        self, context: click.Context, arguments: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The study that is named; an unknown one names the nearest."""
        from microcap.studies.run import study_named

        study_named(arguments[0])
        return super().resolve_command(context, arguments)


@click.command("study", cls=Studies, invoke_without_command=True)
@asof_option
@lake_option
@json_option
@click.pass_context
def command(context: click.Context, asof: str | None, lake: Path | None, in_json: bool) -> None:
    """Run a study over history: what happened to many names that shared something.

    Without a name it lists the studies. Each has options of its own: microcap study NAME --help.
    """
    context.obj = {"asof": asof, "lake": lake, "in_json": in_json}
    if context.invoked_subcommand is not None:
        return
    from microcap.faces.study_text import listed
    from microcap.studies.run import known_studies, options

    known = known_studies()
    if not in_json:
        emit(listed(known, width()))
        return
    found = {
        name: {
            "label": entry.label,
            "needs": list(entry.says["needs"]),
            "reference": entry.says["reference"],
            "options": {one.name: one.help for one in options(entry)},
        }
        for name, entry in known.items()
    }
    emit(json.dumps(found, indent=2, ensure_ascii=False))


def _command(name: str) -> click.Command:
    from microcap.studies.run import options, study_named

    entry = study_named(name)
    kinds: dict[type, Any] = {
        date: click.DateTime(["%Y-%m-%d"]),
        Path: click.Path(path_type=Path),
        float: float,
        int: int,
        str: str,
    }
    own = [
        click.Option(
            [f"--{one.name.replace('_', '-')}", one.name],
            is_flag=one.kind is bool,
            type=click.Choice(one.choices)
            if one.choices
            else None
            if one.kind is bool
            else kinds[one.kind],
            default=one.default,
            multiple=one.several,
            show_default=one.default not in (None, "", (), False),
            metavar=one.metavar or None,
            help=one.help,
        )
        for one in options(entry)
    ]
    csv_option = click.Option(
        ["--csv", "csv_file"],
        type=click.Path(path_type=Path, dir_okay=False),
        help="write every single case to this file too",
    )
    about = (entry.function.__doc__ or "").strip()
    made = click.Command(name, params=[*own, csv_option], help=about, callback=_run(name))
    for shared in (json_option, lake_option, asof_option):
        shared(made)
    return made


def _run(name: str) -> Callable[..., None]:
    def callback(
        asof: str | None, lake: Path | None, in_json: bool, csv_file: Path | None, **given: Any
    ) -> None:
        before = click.get_current_context().obj or {}
        answer(
            name,
            asof or before.get("asof"),
            lake or before.get("lake"),
            in_json or before.get("in_json", False),
            csv_file,
            given,
        )

    return callback


def answer(
    name: str,
    asof: str | None,
    lake: Path | None,
    in_json: bool,
    csv_file: Path | None,
    given: dict[str, Any],
) -> None:
    """Run a study and print its report, as text or as JSON."""
    from microcap.faces.json_form import dumps
    from microcap.faces.study_text import cases_csv, report
    from microcap.studies.run import run, study_named

    values = {key: one.date() if isinstance(one, datetime) else one for key, one in given.items()}
    view = None
    if study_named(name).says["lake"]:
        from microcap.view.view import records

        view = records(settings(lake).lake).as_of(moment_of(asof))
    elif asof is not None or lake is not None:
        raise Contradiction(
            f"study {name} was given --lake or --asof and reads no lake; leave them out"
        )
    value = run(name, view, **values)
    if csv_file is not None:
        write_whole(csv_file, cases_csv(value))
    emit(dumps(value) if in_json else report(value, width()))
