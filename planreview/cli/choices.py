"""What a command line or the configuration says of store and person, and how a command reaches the store.

Without click, which the screens and a plain mark do not need.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from planreview.catalogue import LANGUAGES, t
from planreview.domain.records import dataclass
from planreview.text import clean_line

if TYPE_CHECKING:
    from planreview.domain.imprint import Imprint
    from planreview.services.workspace import Workspace


# Longer than what is plain at a glance.
_SHORT = 200


@dataclass(slots=True)
class Options:
    """What the common options say; a command's own option wins over the group's."""

    store: Path | None = None
    person: str | None = None


_plain = Options()


def options() -> Options:
    """The options of the command that runs; where click was not asked, those of a plain one."""
    click = sys.modules.get("click")
    context = click.get_current_context(silent=True) if click else None
    return context.ensure_object(Options) if context else _plain


def plain_line(arguments: Sequence[str]) -> tuple[Options, list[str]] | None:
    """The common options and the words of a command line that says nothing else; None where there is anything that click should
    look at."""
    said: dict[str, str] = {}
    words: list[str] = []
    left = iter(arguments)
    for argument in left:
        if argument in {"--store", "--person", "--lang"}:
            value = next(left, "")
            if argument in said or not _is_plain(value):
                return None
            said[argument] = value
        elif _is_plain(argument):
            words.append(argument)
        else:
            return None
    if said.get("--lang", LANGUAGES[0]) not in LANGUAGES:
        return None
    store, person = said.get("--store"), said.get("--person")
    return Options(None if store is None else Path(store), None if person is None else clean_line(person)), words


def _is_plain(text: str) -> bool:
    return 0 < len(text) <= _SHORT and text.isprintable() and text[0] != "-"


@contextmanager
def plainly(said: Options) -> Iterator[None]:
    """Run a command for which click was not asked."""
    global _plain
    before, _plain = _plain, said
    try:
        yield
    finally:
        _plain = before


def store_path() -> Path:
    """The store named by ``--store``, the environment, the configuration or the user's data folder, in this order."""
    from planreview.config import read_quick
    from planreview.paths import user_paths

    named = options().store
    if named is not None:
        return named
    configured = None if os.environ.get("PLANREVIEW_STORE") else read_quick().get("store")
    return Path(configured).expanduser() if configured else user_paths().store


def person_name(named: str | None = None) -> str:
    """Who acts: ``named``, ``--person``, the configuration, or the name under which the user is logged in."""
    import getpass

    named = person_said(named)
    if not named:
        try:
            named = getpass.getuser()
        except (KeyError, OSError, ImportError):
            named = t("cli.person.unknown")
    return clean_line(named) or t("cli.person.unknown")


def person_said(named: str | None = None) -> str | None:
    """Who acts, where ``named``, ``--person`` or the configuration says so."""
    from planreview.config import read_quick

    return named or options().person or read_quick().get("person")


def imprint_of(ws: Workspace) -> Imprint:
    """The day on which something is printed, and by whom where somebody said so."""
    from planreview.domain.imprint import Imprint

    return Imprint(ws.today(), clean_line(person_said() or ""))


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
    from planreview.waiting import told_on_line

    with told_on_line("progress.folding", "progress.keys_command"):
        workspace = Workspace.reader(store_path(), as_of=as_of)
    with workspace:
        yield workspace


@contextmanager
def writing(*, create: bool = False) -> Iterator[Workspace]:
    """The store for writing as the person of the options; made where ``create`` is set and there is none."""
    from planreview.cli.output import narrate
    from planreview.paths import user_paths
    from planreview.services.workspace import Workspace
    from planreview.waiting import told_on_line

    with told_on_line("progress.folding", "progress.keys_command"):
        workspace = Workspace.open(store_path(), person=person_name(), device_file=user_paths().device, create=create)
    with workspace:
        for key in workspace.store.warnings:
            narrate(t(key))
        yield workspace
