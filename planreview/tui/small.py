"""A terminal that is too small says what is needed and what there is; what stands below it stays as it was typed.

Keys do nothing meanwhile: a verdict that nobody sees being given is none. A terminal multiplexer's own lines take one or two
of the 24 lines that terminals have had for ever: 22 are enough.
"""

from __future__ import annotations

from typing import TypeVar

from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget

from planreview.catalogue import t
from planreview.cells import width, wrap
from planreview.tui.ahead import OrderedApp

CELLS, LINES = 80, 22
# What works all the same: leaving, and being told how to leave.
LEAVING = frozenset({"ctrl+q", "ctrl+c"})
Result = TypeVar("Result")
_HANDS = (events.Key, events.Paste, events.MouseDown, events.MouseUp, events.MouseScrollDown, events.MouseScrollUp)


class SmallNotice(Widget):
    """Lies over everything on its screen."""

    # Textual's own topmost layers: a dialog has none of its own that would lie above all it holds.
    DEFAULT_CSS = """
    SmallNotice { layer: _loading; dock: top; width: 100%; height: 100%; background: $background; color: $foreground; }
    """
    DEFAULT_CLASSES = "-textual-system"

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.have = size

    def render(self) -> Content:
        cells, lines = self.have
        words = t("small.needs", cells=CELLS, lines=LINES, have_cells=cells, have_lines=lines)
        rows = wrap(words, max(2, cells - 2))
        above = max(0, (lines - len(rows)) // 2)
        return Content("\n".join([""] * above + [" " * max(0, (cells - width(row)) // 2) + row for row in rows]))


class SizedApp(OrderedApp[Result]):
    """An app that knows whether its terminal is large enough."""

    def __init__(self) -> None:
        super().__init__()
        # How large a terminal is that is too small.
        self._small: Size | None = None

    def on_load(self) -> None:
        """Every screen that comes or is come back to is looked at."""
        self.screen_change_signal.subscribe(self, lambda screen: lay_over(screen, self._small))

    def on_resize(self, event: events.Resize) -> None:
        """The terminal may have become too small, or large enough again."""
        self._small = too_small(event.size)
        for screen in self.screen_stack:
            lay_over(screen, self._small if screen is self.screen else None)

    async def on_event(self, event: events.Event) -> None:
        """Let nothing through that nobody can see the effect of."""
        if not (self._small is not None and is_swallowed(event)) and not self._is_on_gone(event):
            await super().on_event(event)

    def _is_on_gone(self, event: events.Event) -> bool:
        """Whether the mouse is pressed on what has gone but for its picture, as a toast does at the first of two clicks.

        Textual (8.2.8) would look for a selection in what it stood in, and end.
        """
        if not isinstance(event, events.MouseDown) or not self.screen_stack:
            return False
        pressed, _ = self.screen.get_widget_and_offset_at(event.x, event.y)
        return pressed is not None and not isinstance(pressed, Screen) and pressed.parent is None


def too_small(size: Size) -> Size | None:
    """The size of a terminal that is too small; None where it is large enough."""
    return size if size.width < CELLS or size.height < LINES else None


def lay_over(screen: Screen[object], small: Size | None) -> None:
    """Show the notice on a screen, or take it away."""
    notices = screen.query(SmallNotice)
    if small is None:
        notices.remove()
    elif notices:
        notices.first().have = small
        notices.first().refresh()
    else:
        screen.mount(SmallNotice(small))


def is_swallowed(event: events.Event) -> bool:
    """Whether an event does nothing while nobody can see what it would do."""
    return isinstance(event, _HANDS) and not (isinstance(event, events.Key) and event.key in LEAVING)
