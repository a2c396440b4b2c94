"""The commands: lazily loaded, grouped by click, and what click itself refuses as an exit code."""

from __future__ import annotations

import gc
import io
import sys
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

import click

from planreview import __version__
from planreview.catalogue import language, t
from planreview.cli.help import SpeakingGroup, speak
from planreview.cli.output import narrate

# Objects made between two looks for garbage.
_OBJECTS = 20_000
# Command name → module that holds it in its COMMANDS. Nothing of a command is imported until it is asked for.
COMMANDS: dict[str, str] = {
    "demo": "planreview.cli.demo",
    "parse": "planreview.cli.parse",
    "import": "planreview.cli.imports",
    "changes": "planreview.cli.changes",
    "same-task": "planreview.cli.changes",
    "plans": "planreview.cli.plans",
    "tasks": "planreview.cli.tasks",
    "show": "planreview.cli.show",
    "search": "planreview.cli.tasks",
    "views": "planreview.cli.views",
    "targets": "planreview.cli.targets",
    "departments": "planreview.cli.departments",
    "mark": "planreview.cli.review",
    "note": "planreview.cli.review",
    "actual": "planreview.cli.actual",
    "adjust": "planreview.cli.adjust",
    "assign": "planreview.cli.assign",
    "scope": "planreview.cli.review",
    "split": "planreview.cli.splitting",
    "join": "planreview.cli.splitting",
    "report": "planreview.cli.closing",
    "evidence": "planreview.cli.evidence",
    "close": "planreview.cli.closing",
    "reopen": "planreview.cli.closing",
    "round": "planreview.cli.rounds",
    "carry": "planreview.cli.rounds",
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


def group() -> click.Group:
    """The ``planreview`` command with its options; without a command it opens the screens."""
    from planreview.cli.common import common_options, no_mouse_option

    @click.group(cls=Commands, invoke_without_command=True, help=t("cli.planreview.help"), epilog=t("cli.planreview.epilog"))
    @click.version_option(__version__, message="planreview %(version)s", help=t("cli.option.version"))
    @common_options
    @no_mouse_option
    @click.pass_context
    def planreview(context: click.Context, no_mouse: bool) -> None:
        if context.invoked_subcommand is None:
            from planreview.cli.screens import open_screens

            context.exit(open_screens(mouse=not no_mouse))

    return planreview


def execute(arguments: Sequence[str]) -> int:
    """Run a command line; gives its exit code. Failures of the program's own kind are raised."""
    # What a command makes at first is modules and options, none of which is garbage.
    gc.set_threshold(_OBJECTS)
    speak()
    try:
        code = group().main(list(arguments), prog_name="planreview", standalone_mode=False)
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.ClickException as error:
        _print_misuse(error)
        return EXIT_USAGE
    except click.Abort as error:
        raise KeyboardInterrupt from error
    return code if isinstance(code, int) else 0


def _print_misuse(error: click.ClickException) -> None:
    """Click's own message, through the gate: it quotes what was typed."""
    buffer = io.StringIO()
    error.show(file=buffer)
    narrate(buffer.getvalue().rstrip("\n"))
