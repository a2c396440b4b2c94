"""What a filter means: its text as it is written, or what its letters mean in pinyin where nothing holds them so.

Every question about the tasks of a filter is asked of what it means, so that a list and all numbers of it agree.
"""

from __future__ import annotations

from planreview.domain.review import TaskFilter
from planreview.services.workspace import Workspace


def meant(ws: Workspace, chosen: TaskFilter) -> TaskFilter:
    """The filter itself, or one that names in place of its text the tasks and departments which that means in pinyin.

    May wait for titles to be read: screens have them read beforehand (``tui.spoken``).
    """
    if not chosen.text.strip():
        return chosen
    from planreview.services.pinyin_tasks import in_pinyin

    return in_pinyin(ws, chosen)
