"""Toasts: one line each where they fit, between the foot and what stands above it, which gives up these lines meanwhile.

Only over a box in the middle of the screen, that reaches down to them, do they lie on anything.
"""

from __future__ import annotations

from dataclasses import replace
from math import inf
from time import time
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.css.query import NoMatches
from textual.geometry import Region
from textual.screen import Screen
from textual.widget import Widget

from planreview.cells import wrap
from planreview.tui.messages import GaveWay

if TYPE_CHECKING:
    from textual.widgets._toast import Toast

# Seconds in which a toast can be read before a key takes it away, and for which one stays whatever is typed: it is said once.
READ, LASTING = 1.5, 20.0
# Seconds after which a toast has been mounted and laid out.
MOUNTED = 0.1
FOOTS = "KeyBar, #dialog.-full #dialog-keys"
# Textual (8.2.8) cuts what lies over a pane at its edge, through a Han character where one stands there.
BOX = "#dialog.-box"
# Cells at the sides of a toast.
BESIDE = 2


def clear_read(app: App[Any]) -> None:
    """Take away the toasts that have stood long enough; Textual has a public way for all of them only."""
    for one in list(app._notifications):
        if time() - one.raised_at > READ and one.timeout < LASTING:
            app._unnotify(one)


def make_way(app: App[Any], *, before: float = inf) -> None:
    """Take away what was only told (``before`` that time), read or not: it is of an earlier step. Failures and warnings stay."""
    for one in list(app._notifications):
        if one.severity == "information" and one.raised_at < before:
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
    across = screen.size.width
    toasts = [toast for toast in screen.query(Toast) if toast._notification in app._notifications]
    high = sum(len(wrap(toast._notification.message, max(1, across - BESIDE))) for toast in toasts)
    # A dialog in the middle leaves the foot of the screen below it in sight.
    below = next(filter(None, [_give_way(one, high) for one in reversed(app.screen_stack)]), 0)
    box = _reaching(screen, screen.size.height - below - high)
    if box is not None and high:
        below = _beside_line(screen, max(below, screen.size.height - _foot_of(screen, box)), high)
    rack.styles.margin = (0, 0, below, 0)
    rack.styles.padding = (0, across - box.right, 0, box.x) if box is not None else (0, 0, 0, 0)
    room = max(1, (across if box is None else box.width) - BESIDE)
    for toast in toasts:
        _wrap(app, toast, room)


def _give_way(screen: Screen[Any], lines: int) -> int:
    """Free lines above the foot of a screen; how many the foot itself has, none where it does not stand at the bottom."""
    high = screen.size.height
    for foot in screen.query(FOOTS):
        if foot.region.height and foot.region.bottom >= high - 1:
            if foot.styles.margin.top != lines:
                foot.styles.margin = (lines, 0, 0, 0)
                foot.post_message(GaveWay())
            return high - foot.region.y
    return 0


def _reaching(screen: Screen[Any], line: int) -> Region | None:
    """Where a box stands that reaches down below a line."""
    return next((box.region for box in screen.query(BOX) if box.region.bottom > line), None)


def _foot_of(screen: Screen[Any], box: Region) -> int:
    """The first line of a box that toasts leave free: its keys, and a problem that stands above them."""
    top = box.bottom
    for id in ("#dialog-keys", "#dialog-problem"):
        for line in screen.query(id):
            if line.region.height and line.region.bottom == top:
                top = line.region.y
    return top


def _beside_line(screen: Screen[Any], below: int, high: int) -> int:
    """Lines that toasts leave free below them so that the line under the cursor is seen."""
    row, bottom = _looked_at(screen), screen.size.height - below
    return screen.size.height - row if row is not None and bottom - high <= row < bottom else below


def _wrap(app: App[Any], toast: Toast, cells: int) -> None:
    """Break what a toast says as all text is broken: Textual breaks Chinese at spaces, and begins lines with commas."""
    said = {one.identity: one for one in app._notifications}[toast._notification.identity]
    wrapped = "\n".join(wrap(said.message, cells))
    if toast._notification.message != wrapped:
        toast._notification = replace(said, message=wrapped)
        toast.refresh(layout=True)


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
