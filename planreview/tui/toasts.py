"""Toasts: one line each where they fit, just above the foot, off the line under the cursor; gone when somebody types on."""

from __future__ import annotations

from time import time
from typing import Any

from textual.app import App
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.widget import Widget

from planreview.cells import width

# Seconds in which a toast can be read before a key takes it away.
READ = 1.5
FOOTS = "KeyBar, #dialog-keys"
# Textual (8.2.8) cuts what lies over two panes at the edge between them, through a Han character where one stands there.
PANES = "#side, #work, #detail, #dialog"
# Cells at the right of a pane: its scroll bar and the space beside it.
BESIDE = 2


def clear_read(app: App[Any]) -> None:
    """Take away the toasts that have stood long enough; Textual has a public way for all of them only."""
    for one in list(app._notifications):
        if time() - one.raised_at > READ:
            app._unnotify(one)


def make_way(app: App[Any]) -> None:
    """Take away what was only told, read or not: its lines are needed for what is typed now. Failures and warnings stay."""
    for one in list(app._notifications):
        if one.severity == "information":
            app._unnotify(one)


def place(app: App[Any]) -> None:
    """Put the toasts of the screen in view where they cover nothing that is looked at."""
    from textual.widgets._toast import Toast, ToastRack

    if not app.is_running or not app.screen_stack:
        return
    screen = app.screen
    # A dialog shows the same toasts as the screen that is still seen around it: once is enough.
    for covered in app.screen_stack[:-1]:
        for rack in covered.query_children(ToastRack):
            rack.display = False
    try:
        rack = screen.get_child_by_type(ToastRack)
    except NoMatches:
        return
    rack.display = True
    # A dialog in the middle leaves the foot of the screen below it in sight.
    below = next((lines for one in reversed(app.screen_stack) if (lines := _foot(one))), 0)
    high = sum(toast.region.height or 1 for toast in screen.query(Toast))
    # By what they say: where they are laid out already, they may be held narrower.
    wide = max((width(toast._notification.message) + BESIDE for toast in screen.query(Toast)), default=0)
    row = _looked_at(screen)
    bottom = screen.size.height - below
    if row is not None and bottom - high <= row < bottom:
        below = screen.size.height - row
    rack.styles.margin = (0, 0, below, 0)
    right, room = _place_across(screen, wide)
    rack.styles.padding = (0, right, 0, 0)
    for toast in screen.query(Toast):
        toast.styles.max_width = room


def _foot(screen: Screen[Any]) -> int:
    """Lines at the bottom of the screen that toasts leave free: the keys that work, and a problem that stands above them."""
    high = screen.size.height
    for foot in screen.query(FOOTS):
        region = foot.region
        if region.height and region.bottom >= high - 1:
            top = region.y
            for said in screen.query("#dialog-problem"):
                if said.region.height and said.region.bottom == top:
                    top = said.region.y
            return high - top
    return 0


def _place_across(screen: Screen[Any], wide: int) -> tuple[int, int]:
    """Cells at the right that toasts leave free, and the most that each may be wide: they lie in one pane, the first from the
    right that has room for the widest of them, else in the widest."""
    across = screen.size.width
    panes = [pane.region for pane in screen.query(PANES) if pane.display and pane.region.width]
    fitting = [region for region in panes if wide + BESIDE <= region.width]
    chosen = max(fitting, key=lambda one: one.right) if fitting else max(panes, key=lambda one: one.width, default=screen.region)
    return across - chosen.right + BESIDE, max(1, chosen.width - BESIDE)


def _looked_at(screen: Screen[Any]) -> int | None:
    """The line of the screen on which the cursor stands."""
    focused = screen.focused
    if focused is None or not focused.region.height:
        return None
    cursor = _line_of(focused)
    if cursor is None:
        return focused.region.y if focused.region.height == 1 else None
    return focused.content_region.y + cursor - focused.scroll_offset.y


def _line_of(widget: Widget) -> int | None:
    """Which line of a list its cursor stands on."""
    from planreview.tui.widgets.choice_list import ChoiceList
    from planreview.tui.widgets.line_view import LineView

    return widget.cursor if isinstance(widget, (LineView, ChoiceList)) else None
