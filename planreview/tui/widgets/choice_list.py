"""A list of which one line is chosen: virtual, so that ten thousand lines cost what a page costs."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from planreview.cells import fit
from planreview.text import show
from planreview.tui.ahead import follow
from planreview.tui.keys import bind
from planreview.tui.widgets.vertical import bring_into_view, vertical_keys

# Lines that name what stands below them: a group, or the columns.
PASSED_OVER = ("heading", "columns")
POINTER = "> "


@dataclass(frozen=True, slots=True)
class Column:
    """Cells of a column; one column of width 0 takes what the others leave. ``from_width``: left out of narrower lists."""

    width: int = 0
    align: str = "left"
    from_width: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """A line: its key, what stands in its columns, whether it is drawn faint or as a heading, and which letters are marked.

    ``marks`` are (column, first, behind) in the order of the columns; those of a column that is not left-aligned are not drawn.
    """

    key: Hashable
    cells: tuple[str, ...]
    tone: str = ""
    marks: tuple[tuple[int, int, int], ...] = ()


class ChoiceList(ScrollView, can_focus=True):
    """Lines with a cursor; Enter or a click posts :class:`Chosen`, every move :class:`Moved`.

    A line of tone ``heading`` (in one piece) or ``columns`` (the names of the columns) is passed over by the cursor.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *vertical_keys("move(-1)", "move(1)"),
        bind("home", "edge(-1)", "first", show=False),
        bind("end", "edge(1)", "last", show=False),
        bind("enter", "choose", "choose"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "choice-list--cursor",
        "choice-list--faint",
        "choice-list--strong",
        "choice-list--heading",
        "choice-list--columns",
        "choice-list--alarm",
        "choice-list--mark",
    }
    DEFAULT_CSS = """
    ChoiceList { height: 1fr; min-height: 1; scrollbar-size: 0 0; background: $surface; }
    ChoiceList .choice-list--cursor { text-style: bold reverse; }
    ChoiceList .choice-list--faint { color: $ink-faint; }
    ChoiceList .choice-list--columns { text-style: bold; }
    ChoiceList .choice-list--strong { text-style: bold; }
    ChoiceList .choice-list--heading { text-style: bold; color: $accent; }
    ChoiceList .choice-list--alarm { color: $warning; }
    ChoiceList .choice-list--mark { text-style: bold underline; }
    """

    cursor: reactive[int] = reactive(0, always_update=True)

    @dataclass
    class Chosen(Message):
        """The line under the cursor was chosen."""

        choice_list: ChoiceList
        choice: Choice

        @property
        def control(self) -> ChoiceList:
            return self.choice_list

    @dataclass
    class Moved(Message):
        """The cursor stands on another line."""

        choice_list: ChoiceList
        choice: Choice | None

        @property
        def control(self) -> ChoiceList:
            return self.choice_list

    def __init__(
        self,
        columns: Sequence[Column] = (Column(),),
        *,
        enter: str = "",
        focusable: bool = True,
        pointer: bool = False,
        id: str | None = None,
    ) -> None:
        """``pointer``: the line under the cursor has a sign in front too, for what is typed elsewhere is meant for it."""
        super().__init__(id=id)
        self.can_focus = focusable
        self.columns = tuple(columns)
        self.pointer = pointer
        self.choices: tuple[Choice, ...] = ()
        # Whether the line that a hand chose has gone since, and the cursor stands on another.
        self.strayed = False
        self.key_words = {"choose": enter} if enter else {}

    def show_choices(self, choices: Sequence[Choice], *, keep: bool = True) -> None:
        """Show other lines; the cursor stays on the line of the same key (``keep``), else goes to the first."""
        old = self.chosen
        self.choices = tuple(choices)
        self.virtual_size = Size(0, len(self.choices))
        place = next((n for n, choice in enumerate(choices) if keep and old and choice.key == old.key), None)
        self.strayed = keep and (self.strayed or (place is None and old is not None))
        if place is None:
            place = min(self.cursor, len(self.choices) - 1) if keep else 0
        self.cursor = place
        # As in Paragraph: a height of before must not stay.
        self._box_model_cache.clear()
        self.refresh(layout=True)
        if self.is_attached:
            self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Enter is offered where there is a line to choose."""
        return bool(self.choices) if action == "choose" else True

    @property
    def chosen(self) -> Choice | None:
        """The line under the cursor."""
        return self.choices[self.cursor] if 0 <= self.cursor < len(self.choices) else None

    def select_key(self, key: Hashable) -> None:
        """Put the cursor on the line of this key, if there is one."""
        for place, choice in enumerate(self.choices):
            if choice.key == key:
                self.cursor = place
                self.strayed = False

    def validate_cursor(self, cursor: int) -> int:
        cursor = max(0, min(cursor, len(self.choices) - 1))
        step = 1 if cursor >= self.cursor else -1
        return self._next(cursor, step)

    def _next(self, cursor: int, step: int) -> int:
        """The nearest line at or behind ``cursor`` that is no heading, or before it where there is none."""
        for direction in (step, -step):
            place = cursor
            while 0 <= place < len(self.choices):
                if self.choices[place].tone not in PASSED_OVER:
                    return place
                place += direction
        return cursor

    def watch_cursor(self) -> None:
        if self.is_attached:
            self._bring_into_view()
            self.refresh()
            self.post_message(self.Moved(self, self.chosen))

    def _bring_into_view(self) -> None:
        top = self.cursor
        while top > 0 and self.choices and self.choices[top - 1].tone in PASSED_OVER:
            top -= 1
        bring_into_view(self, top, self.cursor, self.size.height)

    def on_resize(self) -> None:
        self._bring_into_view()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return max(1, len(self.choices))

    def _layout(self, width: int) -> list[tuple[int, int, str]]:
        """Place, cells and alignment of the columns that are drawn."""
        shown = [(place, column) for place, column in enumerate(self.columns) if width >= column.from_width]
        taken = sum(column.width for _, column in shown) + len(shown) - 1
        return [(place, column.width or max(2, width - taken), column.align) for place, column in shown]

    def line_text(self, choice: Choice, width: int) -> str:
        """A line in exactly ``width`` cells; a heading stands above the columns in one piece."""
        if choice.tone == "heading":
            return fit(show(" ".join(choice.cells)), width)
        if len(choice.cells) < len(self.columns):
            # The last cell takes the columns that are not filled.
            first = " ".join(fit(show(text), column.width) for text, column in zip(choice.cells[:-1], self.columns, strict=False))
            return fit(f"{first} {show(choice.cells[-1])}", width)
        drawn = (fit(show(choice.cells[place]), cells, align) for place, cells, align in self._layout(width))
        return fit(" ".join(drawn), width)

    def marked(self, choice: Choice, width: int) -> list[tuple[int, int]]:
        """The letters of :meth:`line_text` that are marked."""
        found: list[tuple[int, int]] = []
        start = 0
        for place, cells, align in self._layout(width) if choice.marks else ():
            drawn, whole = fit(show(choice.cells[place]), cells, align), choice.cells[place]
            if align == "left" and len(show(whole)) == len(whole):
                inside = [(first, min(behind, len(drawn))) for column, first, behind in choice.marks if column == place]
                found += [(start + first, start + behind) for first, behind in inside if first < behind]
            start += len(drawn) + 1
        return found

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        place = y + self.scroll_offset.y
        base = self.rich_style
        if not 0 <= place < len(self.choices):
            return Strip.blank(width, base)
        choice = self.choices[place]
        sign = (POINTER if place == self.cursor else " " * len(POINTER)) if self.pointer else ""
        text = sign + self.line_text(choice, width - len(sign))
        style = base
        if choice.tone:
            style += self.get_component_rich_style(f"choice-list--{choice.tone}", partial=True)
        if place == self.cursor:
            style += self.get_component_rich_style("choice-list--cursor", partial=True)
        segments: list[Segment] = []
        done = 0
        for first, behind in self.marked(choice, width - len(sign)):
            first, behind = first + len(sign), behind + len(sign)
            mark = style + self.get_component_rich_style("choice-list--mark", partial=True)
            segments += [Segment(text[done:first], style), Segment(text[first:behind], mark)]
            done = behind
        return Strip([*segments, Segment(text[done:], style)], width)

    def action_move(self, step: int) -> None:
        """Move the cursor by lines."""
        self.strayed = False
        self.cursor = self._next(max(0, min(self.cursor + step, len(self.choices) - 1)), step) if self.choices else 0

    def action_page(self, step: float) -> None:
        """Move the cursor by pages, and what is in view as far: the first page too shows what was not seen."""
        self.strayed = False
        lines = int(step * max(2, self.size.height - 1))
        top = max(0, min(self.scroll_offset.y + lines, len(self.choices) - self.size.height))
        self.cursor += lines
        self.scroll_to(y=top, animate=False, force=True, immediate=True)
        self._bring_into_view()

    def action_edge(self, side: int) -> None:
        """Move the cursor to the first or the last line."""
        self.strayed = False
        self.cursor = 0 if side < 0 else len(self.choices) - 1

    def action_choose(self) -> None:
        """Choose the line under the cursor."""
        if self.chosen is not None:
            self.post_message(self.Chosen(self, self.chosen))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the line that was clicked; a second click on it chooses it."""
        place = event.y + self.scroll_offset.y
        if 0 <= place < len(self.choices) and self.choices[place].tone not in PASSED_OVER:
            again = place == self.cursor and event.chain > 1
            self.strayed = False
            self.cursor = place
            if again:
                self.action_choose()
            # A line of the dialog belongs to what is chosen: what is typed behind the click is meant for that.
            follow(self)
