"""What letters mean in pinyin is made ready before anything is asked about it, so that no lane waits for titles to be read."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from planreview.domain.review import TaskFilter

if TYPE_CHECKING:
    from planreview.tui.screens.dialog import Desk


async def meant(desk: Desk, chosen: TaskFilter, looking: Callable[[], None] = lambda: None) -> TaskFilter:
    """What a filter means, as ``services.meaning`` says, without a lane that waits; ``looking`` is called before what may take
    a while."""
    if not chosen.text.strip():
        return chosen
    from planreview.services.pinyin_tasks import SPOKEN, in_pinyin, is_spoken, is_written

    if not is_spoken(chosen.text) or await desk.read(partial(is_written, chosen=chosen)):
        return chosen
    looking()
    await desk.read(SPOKEN.read, background=True)
    await asyncio.to_thread(SPOKEN.named, chosen.text)
    return await desk.read(partial(in_pinyin, chosen=chosen))
