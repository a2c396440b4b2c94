"""Options that every command takes, and how a command reaches the store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from planreview.catalogue import LANGUAGES, t

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(slots=True)
class Options:
    """What the common options say; a command's own option wins over the group's."""

    store: Path | None = None
    person: str | None = None


def _keep(context: click.Context, parameter: click.Parameter, value: object) -> None:
    options = context.ensure_object(Options)
    if value is not None and parameter.name in {"store", "person"}:
        setattr(options, parameter.name, value)


def common_options(function: Function) -> Function:
    """Add ``--store``, ``--person`` and ``--lang``; they may stand before or behind the command's name."""
    for decorate in (
        click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False, help=t("cli.option.lang")),
        click.option("--person", expose_value=False, callback=_keep, metavar="NAME", help=t("cli.option.person")),
        click.option(
            "--store",
            type=click.Path(path_type=Path),
            expose_value=False,
            callback=_keep,
            metavar="FILE",
            help=t("cli.option.store"),
        ),
    ):
        function = decorate(function)
    return function
