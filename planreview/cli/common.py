"""Options that every command takes, and how a command reaches the store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from planreview.catalogue import LANGUAGES, t
from planreview.cli.arguments import FILE, LINE
from planreview.cli.choices import Options, check_config, person_name, store_path
from planreview.cli.help import Speaking

if TYPE_CHECKING:
    from planreview.services.workspace import Workspace

__all__ = [
    "check_config",
    "command",
    "common_options",
    "json_option",
    "no_mouse_option",
    "person_name",
    "reading",
    "store_path",
    "writing",
]

Function = TypeVar("Function", bound=Callable[..., Any])


def _keep(context: click.Context, parameter: click.Parameter, value: object) -> None:
    options = context.ensure_object(Options)
    if value is not None and parameter.name in {"store", "person"}:
        setattr(options, parameter.name, value)


def common_options(function: Function) -> Function:
    """Add ``--store``, ``--person`` and ``--lang``; they may stand before or behind the command's name."""
    for decorate in (
        click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False, help=t("cli.option.lang")),
        click.option("--person", type=LINE, expose_value=False, callback=_keep, metavar="NAME", help=t("cli.option.person")),
        click.option("--store", type=FILE, expose_value=False, callback=_keep, metavar="FILE", help=t("cli.option.store")),
    ):
        function = decorate(function)
    return function


def command(
    name: str, *, key: str | None = None, cls: type[Speaking] = Speaking, **settings: Any
) -> Callable[[Callable[..., Any]], Speaking]:
    """A command with the common options and the help of ``cli.KEY.help`` (its name where no key is given)."""
    text = t(f"cli.{key or name.replace('-', '_')}.help")

    def decorate(function: Callable[..., Any]) -> Speaking:
        return click.command(name, cls=cls, help=text, **settings)(common_options(function))

    return decorate


def json_option(function: Function) -> Function:
    """Add ``--json``, handed on as ``as_json``."""
    return click.option("--json", "as_json", is_flag=True, help=t("cli.option.json"))(function)


def no_mouse_option(function: Function) -> Function:
    """Add ``--no-mouse``, for what opens the screens."""
    return click.option("--no-mouse", is_flag=True, help=t("cli.option.no_mouse"))(function)


@contextmanager
def reading(as_of: date | None = None) -> Iterator[Workspace]:
    """The store for reading, as of another date where one is given."""
    from planreview.services.workspace import Workspace

    with Workspace.reader(store_path(), as_of=as_of) as workspace:
        yield workspace


@contextmanager
def writing(*, create: bool = False) -> Iterator[Workspace]:
    """The store for writing as the person of the options; made where ``create`` is set and there is none."""
    from planreview.cli.output import narrate
    from planreview.paths import user_paths
    from planreview.services.workspace import Workspace

    with Workspace.open(store_path(), person=person_name(), device_file=user_paths().device, create=create) as workspace:
        for key in workspace.store.warnings:
            narrate(t(key))
        yield workspace
