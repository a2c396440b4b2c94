"""The command line's entry: language, lazily loaded commands, and one place where failures become exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from planreview import __version__
from planreview.catalogue import LANGUAGES, guess_language, t, use_language
from planreview.errors import PlanreviewError
from planreview.text import show_block

# Command name → module that holds it as ``command``. Nothing of a command is imported until it is asked for.
COMMANDS: dict[str, str] = {}

EXIT_USAGE = 2
EXIT_INTERRUPTED = 130


class Commands(click.Group):
    """The group that imports a command when it is named or listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        found = import_module(module).COMMANDS[cmd_name]
        assert isinstance(found, click.Command)
        return found


def chosen_language(arguments: Sequence[str]) -> str:
    """The language named by ``--lang``, ``PLANREVIEW_LANG``, the configuration or the locale, in this order."""
    for place, argument in enumerate(arguments):
        value = None
        if argument == "--lang" and place + 1 < len(arguments):
            value = arguments[place + 1]
        elif argument.startswith("--lang="):
            value = argument.removeprefix("--lang=")
        if value in LANGUAGES:
            return str(value)
    from_environment = os.environ.get("PLANREVIEW_LANG")
    if from_environment in LANGUAGES:
        return str(from_environment)
    from planreview.config import read_quick

    return read_quick().get("lang") or guess_language()


def group() -> click.Group:
    """The ``planreview`` command with its options; without a command it opens the screens."""
    from planreview.cli.common import common_options

    @click.group(cls=Commands, invoke_without_command=True, help=t("cli.planreview.help"))
    @click.version_option(__version__, message="planreview %(version)s", help=t("cli.option.version"))
    @common_options
    @click.pass_context
    def planreview(context: click.Context) -> None:
        if context.invoked_subcommand is None:
            click.echo(context.get_help())

    return planreview


def _print_failure(error: PlanreviewError) -> None:
    click.echo(show_block(f"planreview: {error}"), err=True)


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code; no failure of the input or the store escapes as a traceback."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            # A console in code page 936 cannot print every character: better a mark than a crash.
            reconfigure(errors="replace")
    try:
        use_language(chosen_language(arguments))
        code = group().main(list(arguments), prog_name="planreview", standalone_mode=False)
        return code if isinstance(code, int) else 0
    except PlanreviewError as error:
        _print_failure(error)
        return error.exit_code
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return EXIT_USAGE
    except (KeyboardInterrupt, click.Abort):
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone; what is still buffered must not raise again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def main() -> None:
    """The ``planreview`` console script."""
    sys.exit(run(sys.argv[1:]))
