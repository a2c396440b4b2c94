"""The command line's entry: language, lazily loaded commands, and one place where failures become exit codes."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType

import click

from planreview import __version__
from planreview.catalogue import LANGUAGES, guess_language, language, t, use_language
from planreview.cli.help import SpeakingGroup, speak
from planreview.cli.output import ReaderGone, narrate
from planreview.errors import InputError, PlanreviewError

# Command name → module that holds it in its COMMANDS. Nothing of a command is imported until it is asked for.
COMMANDS: dict[str, str] = {
    "demo": "planreview.cli.demo",
    "parse": "planreview.cli.parse",
    "import": "planreview.cli.imports",
    "plans": "planreview.cli.plans",
    "tasks": "planreview.cli.tasks",
    "show": "planreview.cli.show",
    "search": "planreview.cli.tasks",
    "departments": "planreview.cli.departments",
    "mark": "planreview.cli.review",
    "note": "planreview.cli.review",
    "actual": "planreview.cli.actual",
    "assign": "planreview.cli.assign",
    "scope": "planreview.cli.review",
    "undo": "planreview.cli.history",
    "redo": "planreview.cli.history",
    "log": "planreview.cli.history",
    "as-of": "planreview.cli.as_of",
    "summary": "planreview.cli.summary",
    "check": "planreview.cli.care",
    "backup": "planreview.cli.care",
    "restore": "planreview.cli.care",
    "info": "planreview.cli.care",
    "completion": "planreview.cli.completion",
}

EXIT_USAGE = 2
EXIT_INTERRUPTED = 130

# Modules whose help is worded when they are imported, and the language of that moment.
_WORDED = {*COMMANDS.values(), "planreview.cli.department_changes"}
_worded_in: dict[str, str] = {}


def _load(name: str) -> ModuleType:
    """A command's module in the language in use; one that was imported in another is imported again."""
    if _worded_in.get("commands", language()) != language():
        for worded in _WORDED:
            sys.modules.pop(worded, None)
    _worded_in["commands"] = language()
    return import_module(name)


class Commands(SpeakingGroup):
    """The group that imports a command when it is named or listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        name = COMMANDS.get(cmd_name)
        if name is None:
            return None
        found = _load(name).COMMANDS[cmd_name]
        assert isinstance(found, click.Command)
        return found

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in COMMANDS and not ctx.resilient_parsing and not name.startswith("-"):
            raise click.NoSuchCommand(name, possibilities=COMMANDS, ctx=ctx)
        return super().resolve_command(ctx, args)


def chosen_language(arguments: Sequence[str]) -> str:
    """The language named by ``--lang``, ``PLANREVIEW_LANG``, the configuration or the locale, in this order."""
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
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

    configured = read_quick().get("lang")
    return configured if configured in LANGUAGES else guess_language()


def group() -> click.Group:
    """The ``planreview`` command with its options; without a command it opens the screens."""
    from planreview.cli.common import common_options

    @click.group(cls=Commands, invoke_without_command=True, help=t("cli.planreview.help"), epilog=t("cli.planreview.epilog"))
    @click.version_option(__version__, message="planreview %(version)s", help=t("cli.option.version"))
    @common_options
    @click.pass_context
    def planreview(context: click.Context) -> None:
        if context.invoked_subcommand is None:
            from planreview.cli.screens import open_screens

            context.exit(open_screens())

    return planreview


def _print_failure(error: PlanreviewError) -> None:
    narrate(f"planreview: {error}")


def _print_misuse(error: click.ClickException) -> None:
    """Click's own message, through the gate: it quotes what was typed."""
    buffer = io.StringIO()
    error.show(file=buffer)
    narrate(buffer.getvalue().rstrip("\n"))


def _execute(arguments: Sequence[str]) -> int:
    try:
        use_language(guess_language())
        use_language(chosen_language(arguments))
        speak()
        code = group().main(list(arguments), prog_name="planreview", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except PlanreviewError as error:
        _print_failure(error)
        return error.exit_code
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.ClickException as error:
        _print_misuse(error)
        return EXIT_USAGE
    except (KeyboardInterrupt, click.Abort):
        narrate(t("cli.interrupted"))
        return EXIT_INTERRUPTED
    except (BrokenPipeError, ReaderGone):
        # The reader of our output has gone; what is still buffered must not raise again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        place = "" if error.filename is None else f"{error.filename}: "
        _print_failure(InputError("system", reason=f"{place}{error.strerror or error}"))
        return EXIT_USAGE


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code; no failure of the input or the store escapes as a traceback."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            # Closed by whoever started us.
            setattr(sys, name, Path(os.devnull).open("r" if name == "stdin" else "w", encoding="utf-8"))  # noqa: SIM115
        reconfigure = getattr(getattr(sys, name), "reconfigure", None)
        if reconfigure is not None:
            # A console in code page 936 cannot print every character: better a mark than a crash.
            reconfigure(errors="replace")
    return _execute(arguments)


def main() -> None:
    """The ``planreview`` console script."""
    sys.exit(run(sys.argv[1:]))
