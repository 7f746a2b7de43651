"""Where the command begins: static help first, everything else when it is called."""

import sys

from microcap.faces.cli.verbs import VERBS, root_help


def main() -> None:
    """Run the command line; errors become one sentence and an exit code."""
    arguments = sys.argv[1:]
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        sys.stdout.write(root_help())
        return
    if arguments[0] == "--version":
        from microcap import __version__

        sys.stdout.write(f"microcap {__version__}\n")
        return
    sys.exit(run(arguments))


def run(arguments: list[str]) -> int:
    """Run one verb with its arguments and return the exit code."""
    import contextlib
    import importlib
    import os
    from difflib import get_close_matches

    verb, rest = arguments[0], arguments[1:]
    in_json = "--json" in rest
    if verb not in VERBS:
        near = get_close_matches(verb, VERBS, n=3, cutoff=0.6)
        return _refuse(
            f"no verb {verb[:40]!r}; {'did you mean ' + ', '.join(near) if near else 'microcap --help lists them'}",
            2,
            in_json,
        )
    import click

    from microcap.model.errors import MicrocapError

    command: click.Command = importlib.import_module(f"microcap.faces.cli.{VERBS[verb][0]}").command
    try:
        outcome = command.main(args=rest, prog_name=f"microcap {verb}", standalone_mode=False)
        sys.stdout.flush()
        return outcome if isinstance(outcome, int) else 0
    except click.ClickException as error:
        # the verb as far as it was read: `microcap study event`
        place = error.ctx if isinstance(error, click.UsageError) else None
        said = place.command_path if place else f"microcap {verb}"
        return _refuse(f"{said}: {error.format_message()}", 2, in_json)
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except (click.Abort, KeyboardInterrupt):
        return _refuse("interrupted; what was committed stays, the rest was not begun", 3, in_json)
    except MicrocapError as error:
        return _refuse(str(error), error.exit_code, in_json)
    except MemoryError:
        return _refuse("the machine has too little memory for this; nothing was stored", 3, in_json)
    except BrokenPipeError:
        # the reader of a pipe has seen enough
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        # what was computed could not be written where it was to go
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        where = f" {error.filename}" if error.filename else ""
        return _refuse(f"the machine could not read or write{where}: {error.strerror}", 3, False)
    except Exception as error:
        if os.environ.get("MICROCAP_TRACEBACK"):
            raise
        what = f"{type(error).__name__}: {error}"[:300]
        return _refuse(
            f"a defect of microcap itself ({what}); nothing half-written is visible, and "
            "MICROCAP_TRACEBACK=1 shows where it is",
            3,
            in_json,
        )


def _refuse(sentence: str, code: int, in_json: bool) -> int:
    """Say why not: on standard error, and as a document where JSON was asked for."""
    import json

    sentence = " ".join(sentence.split())
    if in_json:
        sys.stdout.write(json.dumps({"error": sentence}, ensure_ascii=False) + "\n")
    sys.stderr.write(f"microcap: {sentence}\n")
    return code
