"""What every dialog shares: a title, a body, a line for what went wrong, the keys that work, and Esc to leave."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from typing import ClassVar, Protocol, TypeVar, cast, runtime_checkable

from textual import getters, on, work
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, TextArea

from planreview.catalogue import t
from planreview.cells import clip
from planreview.errors import PlanreviewError
from planreview.services.workspace import Workspace
from planreview.text import show
from planreview.tui.ahead import OrderedApp
from planreview.tui.keys import bind
from planreview.tui.messages import shown_in_place
from planreview.tui.patience import Stop, patient
from planreview.tui.toasts import make_way
from planreview.tui.widgets.choice_list import ChoiceList
from planreview.tui.widgets.key_line import KeyLine
from planreview.tui.widgets.note_editor import NoteEditor
from planreview.tui.widgets.paragraph import Paragraph
from planreview.tui.widgets.prompt_line import PromptLine

Result = TypeVar("Result")
Value = TypeVar("Value")
# Cells of the typed text that a warning quotes.
SAID = 40


class Desk(Protocol):
    """What a dialog needs of the app: jobs on the writer's thread and on a reader's."""

    def write(self, job: Callable[[Workspace], Value]) -> Awaitable[Value]: ...

    def read(self, job: Callable[[Workspace], Value], *, background: bool = False) -> Awaitable[Value]: ...

    def hold_keys(self) -> int: ...

    def release_keys(self, turn: int | None = None) -> Awaitable[None]: ...

    def next_action(self) -> None: ...


class Dialog(ModalScreen[Result]):
    """A dialog; a subclass gives its title, its body and what it reads from the store."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [bind("f1,question_mark", "help", "help"), bind("escape", "leave", "leave")]
    FULL: ClassVar[bool] = False
    # Where a box would nearly fill the terminal, it takes the whole width: no single characters stand beside it.
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (90, "-middling"), (118, "-roomy")]  # noqa: RUF012 - the base has no ClassVar

    # Whether Esc names a line that was typed before it gives it up; where typing only finds something there is nothing to lose.
    ASKS: ClassVar[bool] = False

    # What is typed while the dialog is on its way waits until it has read what it shows.
    HOLDS_KEYS: ClassVar[bool] = True

    class Ready(Message):
        """The dialog can take keys."""

    # Set by an instance that has given its result; it may go on receiving messages for a moment.
    _left = False
    _opened = False
    # What was last said of work that takes long.
    _waiting = ""
    # What the last warning named as lost if one leaves.
    _named = ""
    # The hold of the keys that ends when it has gone.
    _turn: int | None = None

    problem_line = getters.query_one("#dialog-problem", Paragraph)
    title_line = getters.query_one("#dialog-title", Paragraph)

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog", classes="-full" if self.FULL else "-box"):
            yield Paragraph(id="dialog-title")
            yield from self.body()
            yield Paragraph(id="dialog-problem")
            yield KeyLine(id="dialog-keys")

    def body(self) -> ComposeResult:
        """The widgets between the title and the foot."""
        raise NotImplementedError

    @property
    def desk(self) -> Desk:
        """The app, as far as a dialog knows it."""
        return cast(Desk, self.app)

    async def load(self) -> None:
        """Read what the dialog shows; called when it opens and whenever the store has changed."""

    def on_mount(self) -> None:
        # What was told of the step before would be read as a part of this one.
        make_way(self.app)
        self.reload()

    def on_store_changed(self, event: Message) -> None:
        if not self._left:
            self.reload()

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Give the result and go; what is still being read is for nobody any more, what is typed is for whoever comes.

        The first result is the result: a second Enter or Esc may have been on its way already.
        """
        if self._left:
            return AwaitComplete()
        self._left = True
        self.desk.next_action()
        self.workers.cancel_group(self, "load")
        self._turn = self.desk.hold_keys()
        return super().dismiss(result)

    def on_unmount(self) -> None:
        """The widgets have handed back the keys that were not theirs any more."""
        if self._turn is not None:
            self.app.call_later(self.desk.release_keys, self._turn)

    @asynccontextmanager
    async def keys_held(self) -> AsyncIterator[None]:
        """Keys wait while something is stored that may end the dialog; they are the dialog's own where it stays."""
        turn = self.desk.hold_keys()
        try:
            yield
        finally:
            await self.desk.release_keys(turn)

    @work(exclusive=True, group="load")
    async def reload(self) -> None:
        """Read again, in a worker that a later reading replaces."""
        await self._load()

    async def _load(self) -> None:
        # What was just said of an action stays: its own commit is what made this reading necessary.
        with self.in_place():
            async with self.patient(t("progress.reading")) as stop:
                stop.then = self._stop_loading
                await self.load()
        # Keys that wait later, for a question or for this one to go, are not released by another reading.
        if not self._opened:
            self._opened = True
            self.post_message(self.Ready())

    @contextmanager
    def problems(self) -> Iterator[None]:
        """Show what a person can mend as a line of the dialog, and clear the line before."""
        self.complain("")
        with self.in_place(), pointing_out(self):
            yield

    @contextmanager
    def in_place(self, say: Callable[[str], None] | None = None) -> Iterator[None]:
        """Say what a person can mend on the line for problems, or in a way of the dialog's own, and in no toast."""
        token = shown_in_place.set(True)
        try:
            yield
        except PlanreviewError as error:
            (say or self.complain)(str(error))
        finally:
            shown_in_place.reset(token)

    def complain(self, sentence: str) -> None:
        """Put a sentence on the line for problems; an empty one clears it."""
        # The app may have been left while something was waited for: the line goes before the dialog.
        if self.is_running:
            self.problem_line.text = sentence

    def patient(self, doing: str) -> AbstractAsyncContextManager[Stop]:
        """Work of this dialog that may take long; see :func:`planreview.tui.patience.patient`."""
        return patient(self, cast(OrderedApp[object], self.app).escapes, doing)

    def wait_line(self, sentence: str) -> None:
        """Say how long it takes, where problems are said, but never in place of one."""
        if self.is_running and self.problem_line.text in ("", self._waiting):
            self.problem_line.text = sentence
        self._waiting = sentence

    def _stop_loading(self) -> None:
        """A dialog that has nothing to show is left."""
        self.workers.cancel_group(self, "load")
        if self.stay_as_it_was():
            return
        self.dismiss(None)

    def stay_as_it_was(self) -> bool:
        """Whether a dialog whose reading was stopped goes on showing what it had shown."""
        return False

    def tell(self, sentence: str, *, seconds: float | None = None) -> None:
        """Say what was done, where it stays for a moment (``seconds``) after the dialog has gone."""
        self.app.notify(sentence, markup=False, timeout=seconds)

    def action_help(self) -> None:
        """Say what this dialog is for, and list its keys."""
        from planreview.tui.screens.help import HelpScreen, part_of

        self.app.push_screen(HelpScreen(part_of(self)))

    async def put_away(self) -> str:
        """Keep what was typed and not stored, for the dialog is about to go; a sentence names what cannot be kept.

        Called by the app when it is left with the dialog open. Here, where typing only names or finds something, nothing
        is kept.
        """
        lines = [line.text for line in self.query(PromptLine) if line.touched and line.display]
        texts = [editor.body for editor in self.query(NoteEditor)]
        typed = " ".join(show(text) for text in (*lines, *texts) if text)
        return t("leaving.typed", text=clip(typed, SAID)) if typed else ""

    async def may_leave(self) -> bool:
        """Put away what was typed; what cannot be kept is named, and given up only when asked again."""
        left = await self.put_away()
        if not left or left == self._named:
            return True
        self._named = left
        self.complain(f"{left} {t('leaving.esc_again')}")
        return False

    @on(Input.Changed)
    @on(TextArea.Changed)
    def warn_anew(self) -> None:
        """What is typed after a warning has not been warned of."""
        self._named = ""

    async def stored(self) -> None:
        """Wait for what is being stored."""
        storing = [worker for worker in self.workers if worker.group == "store" and worker.node is self]
        # Textual takes an empty list for all workers.
        if storing:
            await self.workers.wait_for_complete(storing)

    async def action_leave(self) -> None:
        """Leave without a result."""
        if not self.ASKS:
            self.dismiss(None)
            return
        async with self.keys_held():
            if await self.may_leave():
                self.dismiss(None)


@runtime_checkable
class Lined(Protocol):
    """A dialog of several lines, which knows the one that a problem is about; None where it is about none of them."""

    def line_of(self, error: PlanreviewError) -> PromptLine | None: ...


@contextmanager
def pointing_out(dialog: Dialog[Result]) -> Iterator[None]:
    """Put the cursor on the line that a problem is about: what is typed next mends that one."""
    try:
        yield
    except PlanreviewError as error:
        line = dialog.line_of(error) if isinstance(dialog, Lined) else None
        if line is not None and dialog.is_running:
            line.reject()
        raise


def strayed(dialog: Dialog[Result], choices: ChoiceList) -> bool:
    """Whether what a key is pressed for has gone since it was chosen, and the cursor stands on another line: said once, so that
    what was meant for one is not stored with its neighbour."""
    if choices.strayed:
        choices.strayed = False
        dialog.complain(t("leaving.strayed"))
        return True
    return False
