"""What lists and tables with a cursor share: the keys that move it up and down, and keeping it in view."""

from __future__ import annotations

from textual.binding import Binding
from textual.scroll_view import ScrollView

from planreview.tui.keys import bind


def vertical_keys(up: str, down: str) -> list[Binding]:
    """Up and down by a line (the two actions) by a page and by half of one; the foot shows none of them."""
    return [
        bind("up", up, "up", show=False),
        bind("down", down, "down", show=False),
        bind("pageup", "page(-1)", "page_up", show=False),
        bind("pagedown", "page(1)", "page_down", show=False),
        bind("ctrl+u", "page(-0.5)", "half_up", show=False),
        bind("ctrl+d", "page(0.5)", "half_down", show=False),
    ]


def bring_into_view(view: ScrollView, first: int, last: int, height: int) -> None:
    """Scroll so that the lines from ``first`` to ``last`` stand in the ``height`` lines of the view."""
    offset = view.scroll_offset.y
    if first < offset:
        view.scroll_to(y=first, animate=False, force=True, immediate=True)
    elif height > 0 and last >= offset + height:
        view.scroll_to(y=last - height + 1, animate=False, force=True, immediate=True)
