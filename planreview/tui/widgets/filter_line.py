"""The line that narrows the list while it is typed, with proposals below it; both are there only then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Input

from planreview.catalogue import t
from planreview.services.filter_completion import Completion, complete, reading
from planreview.services.filter_vocabulary import Vocabulary
from planreview.text import clean_line, show
from planreview.tui.ahead import OrderedApp, act, set_aside
from planreview.tui.keys import bind
from planreview.tui.toasts import make_way
from planreview.tui.widgets.choice_list import Choice, ChoiceList, Column

# What the space key of an input method sends.
WIDE_SPACE = "ideographic_space"


# Words, what they are and their numbers stand close together, however wide the lines are.
CLOSE = 80


class Proposals(ChoiceList):
    """What can stand at the cursor: words, what they are, how many tasks have them. It lies over the list, from edge to edge."""

    DEFAULT_CSS = """
    Proposals { overlay: screen; width: 100%; height: auto; max-height: 7; background: $panel; }
    """

    def __init__(self) -> None:
        super().__init__((Column(), Column(34, from_width=64), Column(6, "right")), focusable=False)
        self.display = False

    def _layout(self, width: int) -> list[tuple[int, int, str]]:
        return super()._layout(min(width - 1, CLOSE))

    def offer(self, found: Completion) -> None:
        """Show proposals, the first of them under the cursor."""
        self.display = bool(found.offers)
        lines = []
        for place, one in enumerate(found.offers):
            marks = tuple((0, first, behind) for first, behind in one.marks)
            count = "" if one.n is None else str(one.n)
            lines.append(Choice(place, (one.words, one.hint, count), "faint" if one.n == 0 else "", marks))
        self.show_choices(lines, keep=False)


class FilterLine(Input):
    """A sentence in the syntax of filters; Tab takes a proposal, Enter keeps the sentence, Esc gives back the one before."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("enter", "submit", "search_keep", area="review"),
        bind("tab", "take", "search_take", area="review"),
        bind("escape", "give_up", "search_leave", area="review"),
        bind("down", "step(1)", "search_down", show=False, area="review"),
        bind("up", "step(-1)", "search_up", show=False, area="review"),
    ]

    @dataclass
    class Left(Message):
        """The line was left: ``text`` is what shall be listed (None: what was before), ``turn`` the hold of the keys behind."""

        line: FilterLine
        text: str | None
        turn: int | None

    def __init__(self, text: str, vocabulary: Vocabulary, proposals: Proposals, *, id: str | None = None) -> None:
        super().__init__(show(text), placeholder=t("search.placeholder"), id=id, compact=True, select_on_focus=False)
        self.proposals = proposals
        # The task under the cursor when the line came, for one who gives up what is typed.
        self.came_from: int | None = None
        self._vocabulary = vocabulary
        # Whether a hand went to a proposal: then Enter takes it.
        self._pointing = False
        self._spoken = False
        # The line that was found to list nothing.
        self._vain: str | None = None
        # The hold of the keys while a proposal is waited for.
        self._turn: int | None = None

    def on_mount(self) -> None:
        """What is typed next goes here."""
        make_way(self.app)
        self.focus()
        self.cursor_position = len(self.value)
        self.propose()

    def validate_value(self, value: str) -> str:
        """No control codes, whatever was pasted."""
        return show(value)

    @property
    def text(self) -> str:
        """The sentence."""
        return clean_line(self.value)

    @property
    def vocabulary(self) -> Vocabulary | None:
        """What the store holds and what letters mean of it, once that is known."""
        return self._vocabulary if self._spoken else None

    @property
    def completion(self) -> Completion:
        """What the line may mean where it finds nothing, else what can stand at the cursor."""
        if self._vain == self.value.strip() != "":
            found = reading(self.value, self._vocabulary)
            if found.offers:
                return found
        return complete(self.value, self.cursor_position, self._vocabulary)

    def found(self, text: str, *, nothing: bool) -> None:
        """Whether a line that was looked for finds nothing."""
        self._vain = text.strip() if nothing else None
        if nothing and self.is_attached and not self._pointing:
            self.propose()

    def point(self, text: str) -> None:
        """The words list nothing and can mean several things: the next Enter takes the one under the cursor."""
        self.found(text, nothing=True)
        self.propose()
        self._pointing = self.proposals.display

    def learn(self, vocabulary: Vocabulary, *, spoken: bool) -> None:
        """Propose what the store holds; ``spoken``: what letters mean in pinyin is known as well."""
        self._vocabulary, self._spoken = vocabulary, spoken
        self.propose()
        if spoken and self._turn is not None:
            self.action_take()
            if isinstance(self.app, OrderedApp):
                self.app.call_later(self.app.release_keys, self._turn)
            self._turn = None

    def propose(self) -> None:
        """Show what can stand at the cursor now."""
        self._pointing = False
        self.proposals.offer(self.completion)

    def watch_cursor_position(self) -> None:
        """Other words can stand elsewhere."""
        if self.is_attached:
            self.propose()

    def action_step(self, step: int) -> None:
        """To another proposal; down from a line without any keeps it."""
        if self.proposals.display:
            if self._pointing or step < 0:
                self.proposals.action_move(step)
            self._pointing = True
        elif step > 0:
            self._leave(self.value)

    def action_take(self) -> None:
        """Put the proposal under the cursor in."""
        found = self.completion
        place = self.proposals.cursor if self._pointing else 0
        if place < len(found.offers):
            self.value, self.cursor_position = found.taken(self.value, found.offers[place])
        elif not self._spoken and isinstance(self.app, OrderedApp):
            # Typed ahead of what it means: it is taken when that is known.
            self._turn = self.app.hold_keys()
        self.propose()

    def action_give_up(self) -> None:
        """Leave, and list what was listed before."""
        self._leave(None)

    async def action_submit(self) -> None:
        """Take the proposal that was gone to; else keep the sentence."""
        if self._pointing and self.proposals.display:
            self.action_take()
        else:
            self._leave(self.value)

    async def _on_key(self, event: events.Key) -> None:
        if set_aside(self, event):
            return
        if event.key == WIDE_SPACE:
            event.prevent_default()
            event.stop()
            self.insert_text_at_cursor(" ")
        elif event.is_printable:
            await super()._on_key(event)
        else:
            await act(self, event)

    def _on_paste(self, event: events.Paste) -> None:
        if set_aside(self, event):
            return
        event.prevent_default()
        event.stop()
        self.insert_text_at_cursor(clean_line(event.text))

    def _leave(self, text: str | None) -> None:
        app = self.app
        self.post_message(self.Left(self, text, app.hold_keys() if isinstance(app, OrderedApp) else None))
