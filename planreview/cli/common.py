"""Options that every command takes, and how a command reaches the store."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from planreview.catalogue import LANGUAGES, t
from planreview.cli.arguments import FILE, LINE
from planreview.cli.help import Speaking

if TYPE_CHECKING:
    from planreview.services.workspace import Workspace

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


def _options() -> Options:
    return click.get_current_context().ensure_object(Options)


def store_path() -> Path:
    """The store named by ``--store``, the environment, the configuration or the user's data folder, in this order."""
    from planreview.config import read_quick
    from planreview.paths import user_paths

    named = _options().store
    if named is not None:
        return named
    configured = None if os.environ.get("PLANREVIEW_STORE") else read_quick().get("store")
    return Path(configured).expanduser() if configured else user_paths().store


def person_name() -> str:
    """Who acts: ``--person``, the configuration, or the name under which the user is logged in."""
    import getpass

    from planreview.config import read_quick
    from planreview.text import clean_line

    named = _options().person or read_quick().get("person")
    if not named:
        try:
            named = getpass.getuser()
        except (KeyError, OSError, ImportError):
            named = t("cli.person.unknown")
    return clean_line(named) or t("cli.person.unknown")


def check_config() -> None:
    """Check the whole configuration where there is one; raises :class:`InputError` that names the key.

    Not for every command: what it needs takes longer to load than most of them to run.
    """
    from planreview.paths import user_paths

    path = user_paths().config
    if path.exists():
        from planreview.config_check import read_config

        read_config(path)


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
