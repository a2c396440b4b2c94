"""What every dialog shares: a title, a body, a line for what went wrong, the keys that work, and Esc to leave."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import ClassVar, Protocol, TypeVar, cast

from textual import getters, work
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.screen import ModalScreen

from planreview.errors import PlanreviewError
from planreview.services.workspace import Workspace
from planreview.tui.keys import bind
from planreview.tui.messages import shown_in_place
from planreview.tui.widgets.key_line import KeyLine
from planreview.tui.widgets.paragraph import Paragraph

Result = TypeVar("Result")
Value = TypeVar("Value")


class Desk(Protocol):
    """What a dialog needs of the app: jobs on the writer's thread and on a reader's."""

    def write(self, job: Callable[[Workspace], Value]) -> Awaitable[Value]: ...

    def read(self, job: Callable[[Workspace], Value]) -> Awaitable[Value]: ...


class Dialog(ModalScreen[Result]):
    """A dialog; a subclass gives its title, its body and what it reads from the store."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [bind("f1", "help", "help"), bind("escape", "leave", "leave")]
    FULL: ClassVar[bool] = False
    # Where a box would nearly fill the terminal, it takes the whole width: no single characters stand beside it.
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (90, "-middling"), (118, "-roomy")]  # noqa: RUF012 - the base has no ClassVar

    # What is typed while the dialog is on its way waits until it has read what it shows.
    HOLDS_KEYS: ClassVar[bool] = True

    class Ready(Message):
        """The dialog can take keys."""

    # Set by an instance that has given its result; it may go on receiving messages for a moment.
    _left = False

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
        self.reload()

    def on_store_changed(self, event: Message) -> None:
        if not self._left:
            self.reload()

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Give the result and go; what is still being read is for nobody any more."""
        self._left = True
        self.workers.cancel_group(self, "load")
        return super().dismiss(result)

    @work(exclusive=True, group="load")
    async def reload(self) -> None:
        """Read again, in a worker that a later reading replaces."""
        await self._load()

    async def _load(self) -> None:
        # What was just said of an action stays: its own commit is what made this reading necessary.
        with self._in_place():
            await self.load()
        self.post_message(self.Ready())

    @contextmanager
    def problems(self) -> Iterator[None]:
        """Show what a person can mend as a line of the dialog, and clear the line before."""
        self.complain("")
        with self._in_place():
            yield

    @contextmanager
    def _in_place(self) -> Iterator[None]:
        token = shown_in_place.set(True)
        try:
            yield
        except PlanreviewError as error:
            self.complain(str(error))
        finally:
            shown_in_place.reset(token)

    def complain(self, sentence: str) -> None:
        """Put a sentence on the line for problems; an empty one clears it."""
        self.problem_line.text = sentence

    def tell(self, sentence: str) -> None:
        """Say what was done, where it stays for a moment after the dialog has gone."""
        self.app.notify(sentence, markup=False)

    def action_help(self) -> None:
        """List the keys of this dialog."""
        from planreview.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen())

    async def action_leave(self) -> None:
        """Leave without a result."""
        self.dismiss(None)
