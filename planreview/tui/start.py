"""Open the screens: what must be right before Textual is imported.

The first page is read while Textual is still being imported: the first picture needs both.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

from planreview.domain.records import replace
from planreview.domain.review import TaskFilter
from planreview.errors import InputError, StoreError
from planreview.telling import tell_by
from planreview.tui.before import Waiting
from planreview.tui.lanes import Lane, open_reader
from planreview.tui.questions import Listing, first_listing
from planreview.tui.session_day import SessionDay
from planreview.tui.settings import Settings

if TYPE_CHECKING:
    from planreview.domain.operations import Clock
    from planreview.services.workspace import Workspace

# A reader folds so many tasks for itself before anybody notices; of more, who writes does it once for all.
FEW = 5_000


def run_app(
    store_path: Path,
    *,
    person: str,
    device_file: Path,
    clock: Clock | None = None,
    settings: Settings | None = None,
) -> int:
    """Run the screens on a store, which is made if it is missing, and give the exit code.

    Raises :class:`InputError` no_terminal without a terminal (Textual would hang), :class:`StoreError` where the store refuses,
    also what was still to be stored when the screens had gone.
    """
    check_terminal()
    prepare_environment()
    # A tenth of the time to the first picture; what is made until then is never garbage.
    gc.disable()
    # A key waits for the reading threads to let go of the interpreter, several times; by default 5 ms each.
    switch = sys.getswitchinterval()
    sys.setswitchinterval(0.0005)
    try:
        return _run(store_path, person, device_file, clock, settings or Settings())
    finally:
        gc.enable()
        sys.setswitchinterval(switch)


def _run(
    store_path: Path,
    person: str,
    device_file: Path,
    clock: Clock | None,
    settings: Settings,
) -> int:
    def write_once() -> None:
        from planreview.services.workspace import Workspace

        Workspace.open(store_path, person=person, device_file=device_file, clock=clock, create=True).close()

    if not store_path.exists():
        write_once()

    waiting, clock = Waiting(), SessionDay(clock)
    limits = [None, FEW]

    def open_first() -> Workspace:
        with waiting.heard():
            return open_reader(store_path, person, clock, limits.pop() if limits else None)

    reader = Lane("reader", open_first)
    first = reader.submit(first_listing(TaskFilter()))
    # Imported while the page is being read.
    import planreview.tui.screens.review  # noqa: F401
    from planreview.tui.app import PlanreviewApp

    first = newest_form(reader, first, write_once, waiting)
    # From here on the terminal belongs to the screens.
    tell_by(None)
    app = PlanreviewApp(
        store_path,
        person=person,
        device_file=device_file,
        clock=clock,
        settings=fitted(settings),
        reader=reader,
        first=first,
    )
    try:
        code = app.run(mouse=settings.mouse)
    finally:
        app.let_go()
    if app.writer.lost:
        raise StoreError("lost_at_end", n=len(app.writer.lost), reason=str(app.writer.lost[0]))
    return code if code is not None else app.return_code or 0


def fitted(settings: Settings) -> Settings:
    """The settings with what this terminal can do."""
    from planreview.tui.themes import colours_of

    settings = replace(settings, colours=colours_of(os.environ, sys.platform))
    if sys.platform == "win32":
        from planreview.tui.console import fit_console

        return fit_console(settings, os.environ, sys.platform)
    return settings


def newest_form(reader: Lane, first: Future[Listing], write_once: Callable[[], None], waiting: Waiting) -> Future[Listing]:
    """The first page, read again where the store was of an older form or has figures of another day or of other rules: who
    writes brings it to the newest, an older form after a copy.

    Raises :class:`StoreError` where the store refuses, ``KeyboardInterrupt`` where somebody does not want to wait.
    """
    try:
        waiting.wait(first)
    except StoreError as error:
        if error.key not in ("store_older", "store_behind"):
            raise
        try:
            waiting.run(write_once)
        except StoreError:
            # Where nobody may write, the reader folds for itself.
            if error.key == "store_older":
                raise
        first = reader.submit(first_listing(TaskFilter()))
        waiting.wait(first)
    return first


def check_terminal() -> None:
    """Raises :class:`InputError` no_terminal where there is nobody to type or nothing to draw on.

    Textual draws on the error stream, but for Windows.
    """
    streams = [sys.stdin, sys.stdout] if sys.platform == "win32" else [sys.stdin, sys.stdout, sys.stderr]
    if not all(stream is not None and stream.isatty() for stream in streams):
        raise InputError("no_terminal")


def prepare_environment() -> None:
    """Settings that Textual reads when it is imported; those of the user stand.

    Kitty's keyboard flags break input methods in some terminals; 120 frames a second halve the time from key to picture.
    """
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    os.environ.setdefault("TEXTUAL_FPS", "120")
