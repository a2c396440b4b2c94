"""Options that every command takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from planreview.catalogue import LANGUAGES, t
from planreview.cli.arguments import FILE, LINE
from planreview.cli.choices import Options, check_config, person_name, reading, store_path, writing
from planreview.cli.help import Speaking

__all__ = [
    "check_config",
    "command",
    "common_options",
    "json_option",
    "no_mouse_option",
    "person_name",
    "reading",
    "store_path",
    "where_option",
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


def where_option(function: Function) -> Function:
    """Add ``--where FILTER``, which names tasks beside those given one by one."""
    return click.option("--where", type=LINE, metavar="FILTER", help=t("cli.option.where"))(function)


def no_mouse_option(function: Function) -> Function:
    """Add ``--no-mouse``, for what opens the screens."""
    return click.option("--no-mouse", is_flag=True, help=t("cli.option.no_mouse"))(function)
