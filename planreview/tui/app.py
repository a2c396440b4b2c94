"""The app: it owns the threads that reach the store, the themes, and the one place where failures are shown.

The threading rule: the store is touched in lanes only (one that writes, two that read); the UI thread owns every change of
what is on screen. Screens await ``write`` and ``read``; nothing else passes between them.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, TypeVar

from textual import events
from textual.app import App
from textual.binding import BindingType
from textual.command import CommandPalette, Provider
from textual.screen import Screen
from textual.worker import Worker, WorkerError, WorkerFailed

from planreview.catalogue import t, tn
from planreview.domain.review import Receipt
from planreview.errors import PlanreviewError
from planreview.resources import read_text
from planreview.tui.ahead import LONGEST, TypeAhead
from planreview.tui.crash import CrashError, write_report
from planreview.tui.idle import QuietCollector
from planreview.tui.keys import bind
from planreview.tui.lanes import Lane, open_reader
from planreview.tui.messages import StoreChanged, shown_in_place
from planreview.tui.palette import Commands
from planreview.tui.questions import Listing
from planreview.tui.themes import DEFAULT, shipped_themes, user_themes
from planreview.tui.work import start

if TYPE_CHECKING:
    from planreview.domain.operations import Clock
    from planreview.services.workspace import Workspace

T = TypeVar("T")
POLL = 0.5
# Groups of workers in which a dialog opens another.
ASKING = frozenset({"ask", "export", "read"})


class PlanreviewApp(App[int]):
    """Review a store on the screen."""

    # The review screen's stylesheet is parsed with the app's: one that comes with a screen makes all be parsed again.
    CSS = read_text("themes", "app.tcss") + Path(__file__).with_name("screens").joinpath("review.tcss").read_text("utf-8")
    TITLE = "planreview"
    NOTIFICATION_TIMEOUT: ClassVar[float] = 3
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {Commands}
    COMMAND_PALETTE_BINDING = "ctrl+p"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("ctrl+q", "quit", "quit_now", show=False, priority=True, area="review"),
        bind("ctrl+c", "help_quit", "copy_or_quit", show=False, area="review"),
    ]

    def __init__(
        self,
        store_path: Path,
        *,
        person: str,
        device_file: Path,
        clock: Clock | None = None,
        theme: str | None = None,
        themes_folder: Path | None = None,
        crash_folder: Path | None = None,
        reader: Lane | None = None,
        first: Future[Listing] | None = None,
    ) -> None:
        super().__init__()
        self.person = person
        self.store_path = store_path
        self.crash_folder = crash_folder or device_file.parent
        self.garbage = QuietCollector()
        self._shown: PlanreviewError | None = None
        self._outside: int | None = None
        self.ahead = TypeAhead()
        self._asking: list[Worker[object]] = []

        def write() -> Workspace:
            from planreview.services.workspace import Workspace

            return Workspace.open(store_path, person=person, device_file=device_file, clock=clock)

        read = partial(open_reader, store_path, person, clock)
        self.writer = Lane("writer", write)
        self.reader = reader or Lane("reader", read)
        self.background = Lane("background", read)
        self._first = first
        for one in [*shipped_themes(), *(user_themes(themes_folder) if themes_folder else [])]:
            self.register_theme(one)
        self.theme = theme if theme in self.available_themes else DEFAULT

    def get_default_screen(self) -> Screen[None]:
        """The review screen is the first and only one below the dialogs."""
        from planreview.tui.screens.review import ReviewScreen

        return ReviewScreen()

    def on_mount(self) -> None:
        """What need not be there for the first picture comes after it."""
        self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        self.set_timer(POLL, self._open_writer)

    def _open_writer(self) -> None:
        start(self, partial(self.write, _nothing, tell=False), "settle")
        self.set_interval(POLL, self._look_outside)
        self.garbage.begin()

    async def write(self, job: Callable[[Workspace], T], *, tell: bool = True) -> T:
        """Run a job on the writer's thread, after those given before; it is not cancelled, whatever happens to the caller.

        A receipt that names tasks tells the screens which changed, None that nothing did; anything else that all may have.
        Failures of the program's own kind are shown and raised.
        """
        result = await self._guard(self.writer.run(job))
        if tell and result is not None:
            self.announce(result.task_ids or None if isinstance(result, Receipt) else None, own=True)
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
        """Another process has committed when the writer's connection sees a commit that is not its own."""
        self.garbage.rest()
        try:
            outside = await self.writer.run(_commits_of_others)
        except PlanreviewError:
            return
        if self._outside is not None and outside != self._outside:
            self.announce(None, own=False)
        self._outside = outside

    async def on_event(self, event: events.Event) -> None:
        """Note that somebody types; keep what is typed ahead of a dialog; then go on as always."""
        if self.ahead.keeps(event):
            return
        if isinstance(event, (events.Key, events.MouseScrollDown, events.MouseScrollUp)):
            self.garbage.touch()
        await super().on_event(event)
        if isinstance(event, events.Key) and not self.ahead.waiting:
            self._hold_for_questions()

    def _hold_for_questions(self) -> None:
        """A dialog that was asked by this key to open another does so in a worker: keys wait for that one too."""
        asking = [worker for worker in self.workers if worker.group in ASKING and not worker.is_finished]
        new = [worker for worker in asking if worker not in self._asking]
        self._asking = asking
        if new:
            turn = self.hold_keys()
            start(self, partial(self._release_behind, new, turn), "behind")

    async def _release_behind(self, asking: list[Worker[object]], turn: int) -> None:
        with suppress(WorkerError):
            await self.workers.wait_for_complete(asking)
        await self.release_keys(turn)

    def hold_keys(self) -> int:
        """A dialog is on its way: keys wait for it; the number of this hold."""
        turn = self.ahead.hold()
        self.set_timer(LONGEST, partial(self._give_up, turn))
        return turn

    def _give_up(self, turn: int) -> None:
        dropped = self.ahead.drop(turn)
        if dropped:
            self.notify(tn("app.keys_dropped", dropped), severity="warning", markup=False)

    async def release_keys(self, turn: int | None = None) -> None:
        """The dialog can take keys, or there will be none."""
        await self.ahead.release(self.on_event, turn)

    async def on_dialog_ready(self) -> None:
        """A dialog has read what it shows."""
        await self.release_keys()

    def _set_pointer_shape(self, shape: str) -> None:
        """Leave the mouse pointer alone: old consoles take the sequence for a new title of the window."""

    def on_unmount(self) -> None:
        """The end, as it should be."""
        self.let_go()

    def let_go(self) -> None:
        """Finish what is queued, then let go of the store; after a failure too, and as often as one likes."""
        self.garbage.end()
        for lane in (self.background, self.reader, self.writer):
            lane.close()

    def action_command_palette(self) -> None:
        """Open the command palette; its own words are English."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder=t("palette.search"), id="--command-palette"))

    def action_help_quit(self) -> None:
        """Say how to leave; a stray Ctrl+C must not end a review."""
        self.notify(t("app.how_to_quit"), markup=False)

    def _handle_exception(self, error: Exception) -> None:
        # Textual has no public hook: a failure that nobody caught in a worker ends the app with a page of code.
        cause = error.error if isinstance(error, WorkerFailed) else error
        if isinstance(cause, PlanreviewError):
            self.show_error(cause)
            return
        super()._handle_exception(CrashError(cause, write_report(cause, self.crash_folder)))


def _nothing(_: Workspace) -> None:
    return None


def _commits_of_others(workspace: Workspace) -> int:
    return workspace.change_token() - workspace.store.commits
