"""Toasts: one line each where they fit, between the foot and what stands above it, which gives up these lines meanwhile."""

from __future__ import annotations

from asyncio import sleep
from collections.abc import Callable
from dataclasses import replace
from math import inf
from time import time
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.css.query import NoMatches
from textual.notifications import Notification
from textual.screen import Screen

from planreview.cells import wrap
from planreview.tui.messages import GaveWay

if TYPE_CHECKING:
    from textual.widgets._toast import Toast

# Seconds in which a toast can be read before a key takes it away, and for which one stays whatever is typed: it is said once.
READ, LASTING = 1.5, 20.0
# Seconds after which a toast has been mounted and laid out, and in which what a key changes has come to the screen.
MOUNTED, BEHIND = 0.1, 0.05
FOOTS = "KeyBar, #dialog.-full #dialog-keys"
BOX = "#dialog.-box"
# Cells at the sides of a toast.
BESIDE = 2


def has_read(app: App[Any]) -> list[Notification]:
    """The toasts that have stood long enough."""
    return [one for one in app._notifications if time() - one.raised_at > READ and one.timeout < LASTING]


async def behind(job: Callable[[], None]) -> None:
    """Do what takes as long as several pictures when the one that a key has changed is on the screen."""
    await sleep(BEHIND)
    job()


def clear_read(app: App[Any]) -> None:
    """Take away the toasts that have stood long enough; Textual has a public way for all of them only."""
    for one in has_read(app):
        app._unnotify(one)


def make_way(app: App[Any], *, before: float = inf) -> None:
    """Take away what was only told (``before`` that time), read or not: it is of an earlier step. Failures and warnings stay."""
    for one in list(app._notifications):
        if one.severity == "information" and one.raised_at < before:
            app._unnotify(one)


def go_on(app: App[Any], since: float) -> None:
    """Another action, begun at ``since``, takes away what those before it told, also where it tells nothing itself; what is
    said only once stays its time."""
    for one in list(app._notifications):
        if one.severity == "information" and one.raised_at < since and (one.timeout or 0) < LASTING:
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
    room = max(1, screen.size.width - BESIDE)
    lines = {one.identity: wrap(one.message, room) for one in app._notifications}
    for toast in screen.query(Toast):
        _break(toast, lines.get(toast._notification.identity))
    # By what is said: toasts may not be there yet.
    high = sum(map(len, lines.values()))
    # A dialog in the middle leaves the foot of the screen below it in sight.
    below = next(filter(None, [_give_way(one, high) for one in reversed(app.screen_stack)]), 0)
    # The keys of a screen behind a box do nothing: where the box needs the lines, toasts lie over them.
    if any(box.region.bottom > screen.size.height - below - high for box in screen.query(BOX)):
        below = 0
    rack.styles.margin = (0, 0, below, 0)


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


def _break(toast: Toast, lines: list[str] | None) -> None:
    """Break what a toast says as all text is broken: Textual breaks Chinese at spaces, and begins lines with commas."""
    said = toast._notification
    if lines is not None and said.message != (wrapped := "\n".join(lines)):
        toast._notification = replace(said, message=wrapped)
        toast.refresh(layout=True)
