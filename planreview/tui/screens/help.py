"""All keys as they are really bound, by group, and the words of the field: read from the screen below, searched by typing.

For one part of a screen, or a dialog: what it is for, its own keys, the words that stand on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from textual import getters
from textual.app import App, ComposeResult
from textual.binding import ActiveBinding, BindingType
from textual.dom import DOMNode
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input

from planreview.catalogue import t
from planreview.cells import wrap
from planreview.presets import thresholds, verdict_set
from planreview.tui.keys import bind, is_full_width, key_name, spoken
from planreview.tui.light_words import LIGHTS, light_meaning
from planreview.tui.screens.dialog import Dialog
from planreview.tui.widgets.choice_list import Choice, ChoiceList, Column
from planreview.tui.widgets.key_line import binding_order
from planreview.tui.widgets.more_below import MoreBelow
from planreview.tui.widgets.paragraph import Paragraph
from planreview.tui.widgets.prompt_line import PromptLine
from planreview.tui.widgets.vertical import vertical_keys

# The words of the field that stand on the screens without saying what they mean.
WORDS = (
    "light", *LIGHTS, "on_schedule", "completion", "base", "total", "gap", "attainment", "share", "mismatch", "overdue",
    "presumed", "unassigned", "lead", "closed", "reason", "carried", "earlier", "as_of", "pending", "no_measure", "due_soon",
    "dash", "digits",
)  # fmt: skip


KEYS, CALLED = 14, 16
COLUMNS = (Column(KEYS), Column(CALLED), Column())
NAMES = Column(22)
# Looked for first: how to leave.
FIRST = {"review.quit": -1}
# Those that stand on a part; a dialog shows figures, or explains itself.
PARTS = {
    "list": (
        "light",
        *LIGHTS,
        "attainment",
        "gap",
        "mismatch",
        "overdue",
        "presumed",
        "unassigned",
        "lead",
        "reason",
        "carried",
        "earlier",
        "dash",
        "digits",
    ),
    "tree": ("total", "on_schedule", "completion", "dash"),
    "detail": ("attainment", "gap", "share", "light", *LIGHTS, "due_soon", "pending", "lead", "presumed", "dash"),
    "search": (),
}
FIGURES = {"SummaryScreen": ("total", "base", "on_schedule", "completion", "share", "closed", "overdue", "lead", "dash")}


def part_of(screen: Screen[Any]) -> str:
    """What help is asked for: a part of the review screen by its id, or a dialog by the name of its class."""
    focused = screen.focused
    if not screen.is_modal:
        return focused.id if focused is not None and focused.id in PARTS else "list"
    known = (one.__name__ for one in type(screen).__mro__)
    return next((name for name in known if t(f"help.about.{name}") != f"help.about.{name}"), "")


def place_of(node: DOMNode) -> str:
    """Where a key works: in the focused part, on the whole screen, or everywhere."""
    if isinstance(node, App):
        return "app"
    return "screen" if isinstance(node, Screen) else "part"


def help_lines(bindings: Iterable[tuple[str, ActiveBinding]]) -> list[Choice]:
    """A heading for each place and a line for each action: its keys, its words, what it does, its name in a key map.

    Keys without an id are Textual's own editing keys and are left out; full-width forms are implied.
    """
    groups: dict[str, dict[str, tuple[list[str], str, str]]] = {"screen": {}, "part": {}, "app": {}}
    for key, (node, binding, enabled, tooltip) in bindings:
        if not binding.id or not binding.description or not enabled or is_full_width(key):
            continue
        entry = groups[place_of(node)].setdefault(binding.id, ([], spoken(binding.description), spoken(tooltip)))
        entry[0].append(key_name(key))
    lines: list[Choice] = []
    for place, entries in groups.items():
        if entries:
            lines.append(Choice(place, (t(f"screens.help.{place}"),), "heading"))
        lines += [Choice((place, id), (" ".join(names), words, tip, id)) for id, (names, words, tip) in entries.items()]
    return lines


def meaning(name: str) -> str:
    """What a word of the field means, with the digits and the days of the office's own set."""
    if name in LIGHTS:
        return light_meaning(name)
    if name == "due_soon":
        return t("help.meaning.due_soon", days=thresholds().due_soon)
    if name == "digits":
        known = {entry.digit: entry.word for entry in verdict_set().entries if entry.digit}
        steps = {digit: t(f"review.key.digit_{digit}") for digit in "690"}
        said = known | steps
        return t("help.meaning.digits", digits=" ".join(f"{digit} {said[digit]}" for digit in "1234567890" if digit in said))
    return t(f"help.meaning.{name}")


def word_lines(names: Sequence[str] = WORDS) -> list[Choice]:
    """A heading and a line for each word of the field."""
    lines = [Choice(("word", name), (t(f"help.word.{name}"), meaning(name))) for name in names]
    return [Choice("words", (t("help.words"),), "heading"), *lines] if lines else []


def _wrapped(line: Choice, room: int) -> Iterator[Choice]:
    """What a key does and what a word means on as many lines as it needs; a heading as it is.

    ``room`` is what the keys leave; the name of an action stays on the first line.
    """
    if line.tone:
        yield line
        return
    if len(line.cells) == len(COLUMNS) - 1:
        room += CALLED + 1
    *called, meaning = line.cells[: len(COLUMNS)]
    for place, part in enumerate(wrap(meaning, max(16, room)) or [""]):
        first = [*called, part, *line.cells[len(COLUMNS) :]]
        yield Choice((line.key, place), tuple([""] * len(called) + [part] if place else first))


def that_hold(lines: Iterable[Choice], text: str) -> Iterator[Choice]:
    """The lines that hold a text, each group with its heading."""
    heading = None
    for line in lines:
        if line.tone == "heading":
            heading = line
        elif text.casefold() in " ".join(line.cells).casefold():
            if heading is not None:
                yield heading
                heading = None
            yield line


class HelpLines(ChoiceList):
    """Says when it has another size: meanings are wrapped for its width."""

    class LaidOut(Message):
        """The lines have another size."""

    def on_resize(self) -> None:
        self.post_message(self.LaidOut())


class HelpScreen(Dialog[None]):
    """The keys of the screen below, and words."""

    FULL = True
    # Home and End are the list's: what is typed to find something is short.
    BINDINGS: ClassVar[list[BindingType]] = [
        *vertical_keys("go(-1)", "go(1)"),
        bind("f2", "names", "help_names"),
        bind("home", "edge(-1)", "first", show=False, priority=True),
        bind("end", "edge(1)", "last", show=False, priority=True),
    ]

    line = getters.query_one(PromptLine)
    list = getters.query_one(ChoiceList)

    def __init__(self, part: str = "") -> None:
        super().__init__()
        self.part = part
        self._lines: Sequence[Choice] = ()
        # Whether the names of the actions are shown, which own keys of a key map are written with.
        self._naming = False
        # The width for which meanings were wrapped.
        self._room = 0

    def body(self) -> ComposeResult:
        yield Paragraph(t(f"help.about.{self.part}") if self.part else "", id="help-about", classes="remark")
        yield PromptLine(placeholder=t("help.search"), enter="screens.key.leave")
        yield HelpLines(COLUMNS, focusable=False)
        yield MoreBelow()

    def on_mount(self) -> None:
        self.line.focus()

    async def load(self) -> None:
        self.title_line.text = t("help.title_part" if self.part else "screens.help.title")
        screen = self.app.screen_stack[-2]
        order = {**binding_order(screen), **FIRST}
        below = sorted(screen.active_bindings.items(), key=lambda item: order.get(item[1].binding.id or "", 0))
        if self.part in PARTS:
            below = [(key, bound) for key, bound in below if place_of(bound.node) == "part"]
        words = {**PARTS, **FIGURES}.get(self.part, () if self.part else WORDS)
        self._lines = [*help_lines(below), *word_lines(words)]
        self._show()

    def action_go(self, step: int) -> None:
        """Move in the list while the line has the focus."""
        self.list.action_move(step)

    def action_edge(self, side: int) -> None:
        """Move to the first or the last line of the list."""
        self.list.action_edge(side)

    def action_page(self, step: float) -> None:
        """Move in the list by pages."""
        self.list.action_page(step)

    def action_names(self) -> None:
        """Show the names of the actions, or hide them."""
        self._naming = not self._naming
        self.list.columns = (*COLUMNS, NAMES) if self._naming else COLUMNS
        self._show()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Fewer lines while typing."""
        self._show()

    def on_help_lines_laid_out(self) -> None:
        """How wide the list is stands only now."""
        if self._room_now() != self._room:
            self._show()

    def _room_now(self) -> int:
        return self.list.size.width - KEYS - CALLED - 2 - (NAMES.width + 1 if self._naming else 0)

    def _show(self) -> None:
        self._room = self._room_now()
        held = that_hold(self._lines, self.line.text)
        if not self._naming:
            held = (replace(line, cells=line.cells[: len(COLUMNS)]) for line in held)
        found = [part for line in held for part in _wrapped(line, self._room)]
        self.list.show_choices(found or [Choice("none", ("", t("help.none")))], keep=False)

    def on_input_submitted(self) -> None:
        """Enter leaves, as Esc does."""
        self.dismiss(None)
