"""The app: it owns the threads that reach the store, the themes, and the one place where failures are shown.

The threading rule: the store is touched in lanes only (one that writes, two that read); the UI thread owns every change of
what is on screen. Screens await ``write`` and ``read``; nothing else passes between them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Protocol, TypeVar, runtime_checkable

from textual import events
from textual.binding import BindingType
from textual.command import Provider
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.worker import WorkerFailed

from planreview.catalogue import t
from planreview.domain.review import Receipt
from planreview.errors import PlanreviewError
from planreview.resources import read_text
from planreview.tui.comfort import ComfortApp
from planreview.tui.crash import CrashError, write_report
from planreview.tui.hangup import Terminal, on_end
from planreview.tui.idle import QuietCollector
from planreview.tui.keys import bind
from planreview.tui.lanes import Lane, open_reader
from planreview.tui.messages import StoreChanged, shown_in_place
from planreview.tui.notices import name_behind
from planreview.tui.questions import Listing
from planreview.tui.remembered import Remembered
from planreview.tui.session_day import SessionDay
from planreview.tui.settings import Settings
from planreview.tui.work import start

if TYPE_CHECKING:
    from planreview.domain.operations import Clock
    from planreview.services.workspace import Workspace

T = TypeVar("T")
POLL = 0.5
# How often what is typed is put away for somebody who has gone; each waits for a store in use.
TIMES = 6


def _commands() -> type[Provider]:
    """What the palette offers, imported when it is opened."""
    from planreview.tui.palette import Commands

    return Commands


@runtime_checkable
class Keeper(Protocol):
    """A dialog in which something may have been typed."""

    async def put_away(self) -> str:
        """Keep it; a sentence names what cannot be kept."""


class PlanreviewApp(ComfortApp[int]):
    """Review a store on the screen."""

    # The review screen's stylesheet is parsed with the app's: one that comes with a screen makes all be parsed again.
    CSS = read_text("themes", "app.tcss") + Path(__file__).with_name("screens").joinpath("review.tcss").read_text("utf-8")
    TITLE = "planreview"
    NOTIFICATION_TIMEOUT: ClassVar[float] = 3
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_commands}
    COMMAND_PALETTE_BINDING = "ctrl+p"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("ctrl+q", "quit", "quit_now", show=False, priority=True, area="review"),
        bind("ctrl+c", "help_quit", "copy_or_quit", show=False, area="review"),
        bind("ctrl+p", "command_palette", "commands", show=False, priority=True, area="review"),
    ]

    def __init__(
        self,
        store_path: Path,
        *,
        person: str,
        device_file: Path,
        clock: Clock | None = None,
        settings: Settings | None = None,
        reader: Lane | None = None,
        first: Future[Listing] | None = None,
    ) -> None:
        settings = settings or Settings()
        crash_folder = settings.state_folder or device_file.parent
        super().__init__(settings, Remembered(crash_folder, store_path))
        self.person = person
        # Whether nobody said who reviews: then it is the name of the login.
        self.name_guessed = settings.person_guessed
        self.store_path = store_path
        self.device_file = device_file
        self.crash_folder = crash_folder
        self.garbage = QuietCollector()
        self._terminal = Terminal()
        self._shown: PlanreviewError | None = None
        self._outside: tuple[int, date] | None = None
        # What the last request to leave named as lost.
        self._named = ""

        day = self.day = clock if isinstance(clock, SessionDay) else SessionDay(clock)

        def write() -> Workspace:
            from planreview.services.workspace import Workspace

            return Workspace.open(store_path, person=self.person, device_file=device_file, clock=day)

        def read() -> Workspace:
            return open_reader(store_path, self.person, day)

        self.writer = Lane("writer", write)
        self.reader = reader or Lane("reader", read)
        self.background = Lane("background", read)
        self._first = first

    def get_default_screen(self) -> Screen[None]:
        """The review screen is the first and only one below the dialogs."""
        from planreview.tui.screens.review import ReviewScreen

        return ReviewScreen()

    def on_mount(self) -> None:
        """What need not be there for the first picture comes after it."""
        self.call_after_refresh(self._settle)
        self._catch_hangups()

    def _settle(self) -> None:
        self.tell_faults()
        self.hang_out()
        self.set_timer(POLL, self._open_writer)

    def _open_writer(self) -> None:
        start(self, partial(self.write, lambda ws: ws.make_ready(), tell=False), "settle")
        self.set_interval(POLL, self._look_outside)
        self._watch = self.set_interval(POLL, self._look_at_terminal)
        self.garbage.begin()

    async def write(self, job: Callable[[Workspace], T], *, tell: bool = True) -> T:
        """Run a job on the writer's thread, after those given before; it is not cancelled, whatever happens to the caller.

        A receipt that names tasks tells the screens which changed, None that nothing did; anything else that all may have.
        Failures of the program's own kind are shown and raised.
        """
        result = await self._guard(self.writer.run(job))
        if tell and result is not None:
            self.announce(result.task_ids or None if isinstance(result, Receipt) else None, own=True)
            if self.name_guessed and isinstance(getattr(result, "receipt", result), Receipt):
                start(self, partial(name_behind, self), "notices")
        return result

    async def read(self, job: Callable[[Workspace], T], *, background: bool = False) -> T:
        """Run a job on a reader's thread; ``background`` for what may take longer than a frame."""
        return await self._guard((self.background if background else self.reader).ask(job))

    def first_page(self) -> Listing | None:
        """The first page of the whole store, where it was read while the app was being made; it is given once."""
        first, self._first = self._first, None
        return first.result() if first is not None else None

    async def _guard(self, result: Awaitable[T]) -> T:
        try:
            return await result
        except PlanreviewError as error:
            if not shown_in_place.get():
                self.show_error(error)
            raise

    def announce(self, task_ids: tuple[int, ...] | None, *, own: bool) -> None:
        """Tell every open screen that the store has changed."""
        for screen in self.screen_stack:
            screen.post_message(StoreChanged(task_ids, own))

    def show_error(self, error: PlanreviewError) -> None:
        """Show a failure once; its text may hold anything and is never markup."""
        if error is not self._shown:
            self._shown = error
            self.notify(error.message, title=error.title, severity="error", timeout=10, markup=False)

    async def _look_outside(self) -> None:
        """Another process has committed when a connection sees a commit that is not its own; a new day changes figures too.

        A store that cannot be written to is watched by a reader.
        """
        self.garbage.rest()
        try:
            outside = await self.writer.run(_state_outside)
            self.day.kept = True
        except PlanreviewError:
            self.day.kept = False
            try:
                outside = await self.background.ask(_state_outside)
            except PlanreviewError:
                return
        if self._outside is not None and outside != self._outside:
            self.announce(None, own=False)
        self._outside = outside
        if self.day.outside() != self.day.day and not self.day.moving:
            from planreview.tui.new_day import go_on

            start(self, partial(go_on, self), "day")

    def _look_at_terminal(self) -> None:
        if self._terminal.gone:
            self._watch.stop()
            start(self, self._end, "quit")

    async def on_event(self, event: events.Event) -> None:
        """Note that somebody types; then go on as always."""
        if isinstance(event, (events.Key, events.MouseScrollDown, events.MouseScrollUp)):
            self.garbage.touch()
        await super().on_event(event)

    def _set_pointer_shape(self, shape: str) -> None:
        """Leave the mouse pointer alone: old consoles take the sequence for a new title of the window."""

    def on_unmount(self) -> None:
        """The end, as it should be."""
        self.let_go()

    def let_go(self) -> None:
        """Finish what is queued, then let go of the store; after a failure too, and as often as one likes."""
        self.garbage.end()
        # Not before the first picture: whoever asked for pinyin has it imported by now.
        from planreview.services import pinyin

        pinyin.stop()
        for lane in (self.background, self.reader, self.writer):
            lane.close()

    def action_command_palette(self) -> None:
        """Open the command palette; its own words are English."""
        from planreview.tui.palette import Palette

        if not isinstance(self.screen, Palette):
            search = t("palette.search" if len(self.screen_stack) == 1 else "palette.search_here")
            self.push_screen(Palette(placeholder=search, id="--command-palette"))

    async def action_quit(self) -> None:
        """Leave; what is typed in an open dialog is put away first, or named: then only a second time leaves."""
        start(self, self._quit, "quit")

    async def _quit(self) -> None:
        turn = self.hold_keys()
        left = await self._put_away()
        if left and left != self._named:
            self._named = left
            self.notify(f"{left} {t('leaving.quit_again')}", severity="warning", timeout=10, markup=False)
            await self.release_keys(turn)
        else:
            self.exit(0)

    async def _put_away(self) -> str:
        """Have every open dialog put away what is typed there; what it cannot keep."""
        typed = asyncio.Event()
        # The keys before this one stand in the queue of the line they were typed on.
        if self.focused is not None and self.focused.call_later(typed.set):
            await typed.wait()
        left = [await screen.put_away() for screen in reversed(self.screen_stack) if isinstance(screen, Keeper)]
        return " ".join(filter(None, left))

    def _catch_hangups(self) -> None:
        """A terminal that is closed, or a machine that is shut down, ends the program as a person would."""
        on_end(asyncio.get_running_loop(), partial(start, self, self._end, "quit"))

    async def _end(self) -> None:
        # Nobody is left who could be told what was not kept: whoever holds the store may let go of it meanwhile.
        for _ in range(TIMES):
            if not await self._put_away():
                break
        self.exit(0)

    def action_help_quit(self) -> None:
        """Say how to leave; a stray Ctrl+C must not end a review."""
        self.notify(t("app.how_to_quit"), markup=False)

    def _handle_exception(self, error: Exception) -> None:
        # Textual has no public hook: a failure that nobody caught in a worker ends the app with a page of code.
        cause = error.error if isinstance(error, WorkerFailed) else error
        if isinstance(cause, PlanreviewError):
            self.show_error(cause)
            return
        if isinstance(cause, NoMatches) and not self.is_running:
            # A worker that went on while the screens were closed: nobody sees what it had to show.
            return
        super()._handle_exception(CrashError(cause, write_report(cause, self.crash_folder)))


def _state_outside(workspace: Workspace) -> tuple[int, date]:
    """The commits of others that this connection has seen, and the day."""
    return workspace.change_token() - workspace.store.commits, workspace.today()
