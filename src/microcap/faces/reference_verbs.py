"""The page of the reference about the command line, from the commands themselves."""

import importlib
from collections.abc import Iterator
from inspect import cleandoc

import click

from microcap.faces import markdown as md
from microcap.faces.cli.verbs import VERBS

_CLASSES = {
    "reading": "reads the lake as of a moment: takes `--asof`, `--lake` and `--json`",
    "writing": "changes the lake: takes `--lake` and `--json`",
    "method": "needs no lake: takes `--json`",
    "machine": "sets something up",
}


def verbs_page() -> str:
    """Every verb with its arguments and options."""
    rows = [
        (f"[{verb}](#{md.anchor('microcap ' + verb)})", group, label)
        for verb, (_, label, group) in VERBS.items()
    ]
    classes = md.facts((f"*{name}*", says) for name, says in _CLASSES.items())
    about = (
        "`microcap VERB …`. Exit codes: 0 done, 1 a gate said no, 2 the request makes no sense, "
        "3 a publisher or the world failed. Errors are one sentence on standard error, and with "
        '`--json` also `{"error": …}` on standard output. `--lake` is read before `MICROCAP_LAKE`, '
        "and that before the settings file (`MICROCAP_CONFIG`, else `~/.config/microcap.toml`)."
    )
    overview = md.table(("verb", "class", "what it does"), rows)
    sections = [part for verb in VERBS for part in _sections(verb)]
    return md.page("Verbs", about, [overview, classes, *sections])


def command_of(verb: str) -> click.Command:
    """The command that a verb runs."""
    found = importlib.import_module(f"microcap.faces.cli.{VERBS[verb][0]}").command
    assert isinstance(found, click.Command)
    return found


def commands_of(verb: str) -> Iterator[tuple[str, click.Command]]:
    """A verb's command under its full name, and the commands below it."""
    command = command_of(verb)
    yield f"microcap {verb}", command
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            yield f"microcap {verb} {name}", below


def _sections(verb: str) -> Iterator[str]:
    for name, command in commands_of(verb):
        context = click.Context(command, info_name=name)
        usage = " ".join(command.collect_usage_pieces(context))
        first, _, more = " ".join(_help(command)).partition("\x00")
        options = [_option(one, context) for one in command.params if isinstance(one, click.Option)]
        parts = [
            f"```text\n{name} {usage}\n```",
            more.strip(),
            md.table(("option", "default", "what it does"), options),
        ]
        yield md.section(name, first.strip(), parts)


def _help(command: click.Command) -> list[str]:
    # paragraphs that click must not re-wrap begin with a line of \b alone
    blocks = cleandoc(command.help or "").split("\n\n")
    shown = []
    for place, block in enumerate(blocks):
        kept = block.lstrip("\b\n")
        text = (
            f"\n\n```console\n{kept}\n```\n\n" if block.startswith("\b") else " ".join(kept.split())
        )
        shown.append(text if place == 0 else f"\x00{text}" if place == 1 else f"\n\n{text}")
    return shown


def _option(option: click.Option, context: click.Context) -> tuple[str, str, str]:
    metavar = "" if option.is_flag else f" {option.make_metavar(context)}"
    names = ", ".join(f"`{name}{metavar}`" for name in (*option.opts, *option.secondary_opts))
    default = option.default if option.show_default else None
    return names, md.code(default) if default is not None else "", option.help or ""
