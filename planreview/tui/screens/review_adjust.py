"""Adjust the task under the cursor: its due date or a target, with approval."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planreview.tui.screens.review import ReviewScreen


async def adjust(screen: ReviewScreen) -> None:
    """Ask for the new value and who approved it."""
    from planreview.tui.screens.adjust import AdjustScreen

    if screen.tasks.current is not None:
        await screen.app.push_screen_wait(AdjustScreen(screen.tasks.current))
